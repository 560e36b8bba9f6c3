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

  /// Every scheme of which a law is known, at 10^5 samples.
  @Test(
    arguments: [
      ["--width", "10", "--depth", "3", "--activation", "leaky:1/10"],
      ["--width", "10", "--depth", "3", "--activation", "leaky:0.01"],
      ["--width", "10", "--depth", "3", "--ensemble", "orthogonal"],
      ["--width", "3", "--depth", "2", "--ensemble", "orthogonal"],
      ["--width", "10", "--depth", "3", "--shared"],
      ["--width", "6", "--depth", "2", "--activation", "dropout:1/2"],
      ["--width", "10", "--depth", "3"],
    ])
  func acceptsTheSchemes(network: [String]) throws {
    let run = try ToolRun(
      arguments: ["simulate", "--samples", "100000", "--seed", "1", "--format", "json"] + network)
    #expect(run.status == 0, "\(network): \(run.error)\(run.output)")
    #expect(try run.results.count == 2)
    #expect(try run.results.allSatisfy { $0["accepted"] as? Bool == true })
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
      (
        [
          "--width", "3", "--depth", "2", "--ensemble", "orthogonal", "--activation", "leaky:1/2",
          "--quantity", "norm",
        ], 2
      ),
    ] as [([String], Int32)])
  func errors(arguments: [String], status: Int32) throws {
    let run = try ToolRun(arguments: ["simulate"] + arguments)
    #expect(run.status == status, "\(run.error)")
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("error: "))
  }
}
