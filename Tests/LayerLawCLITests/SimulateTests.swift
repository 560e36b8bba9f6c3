import Testing

@Suite struct SimulateTests {
  @Test func acceptsTheExactLaw() throws {
    let arguments = [
      "simulate", "--width", "3", "--depth", "1", "--samples", "20000", "--seed", "7",
      "--quantity", "norm",
    ]
    let run = try ToolRun(arguments: arguments + ["--format", "json"])
    #expect(run.status == 0, "\(run.error)")
    let result = try #require(try run.results.first)
    #expect(
      Set(result.keys) == [
        "quantity", "samples", "seed", "method", "alive", "against", "atom", "ks", "significance",
        "accepted",
      ])
    #expect(result["accepted"] as? Bool == true)
    #expect(result["method"] as? String == "matrices")
    let atom = try #require(result["atom"] as? [String: Any])
    #expect(atom["expected"] as? String == "0.125")
    let observed = try #require(atom["observed"] as? Int)
    #expect(result["alive"] as? Int == 20000 - observed)
    let distance = try #require(result["ks"] as? [String: Any])
    #expect(Set(distance.keys) == ["count", "distance", "p_value", "proven", "accepted"])
    let again = try ToolRun(arguments: arguments + ["--format", "json"])
    #expect(again.output == run.output)
    let quiet = try ToolRun(arguments: arguments + ["--quiet"])
    #expect(quiet.line == "accepted")
  }

  @Test func rejectsMeanField() throws {
    let run = try ToolRun(
      "simulate", "--width", "5", "--depth", "3", "--samples", "20000", "--against", "mean-field",
      "--format", "json")
    #expect(run.status == 1, "\(run.error)")
    let result = try #require(try run.results.first)
    #expect(result["quantity"] as? String == "output")
    #expect(result["accepted"] as? Bool == false)
  }

  @Test(
    arguments: [
      (["--width", "N", "--depth", "1"], Int32(64)), ([String](), 64),
      (["--width", "3", "--depth", "inf", "--bias-variance", "1", "--weights", "lecun"], 2),
      (["--width", "3", "--depth", "1", "--samples", "0"], 64),
      (["--width", "3", "--depth", "1", "--significance", "1"], 64),
      (["--width", "3", "--depth", "2", "--ensemble", "orthogonal", "--quantity", "norm"], 2),
    ] as [([String], Int32)])
  func errors(arguments: [String], status: Int32) throws {
    let run = try ToolRun(arguments: ["simulate"] + arguments)
    #expect(run.status == status, "\(run.error)")
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("error: "))
  }
}
