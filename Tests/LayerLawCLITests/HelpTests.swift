import Testing

@Suite struct HelpTests {
  @Test(arguments: ["derive", "eval", "check", "table", "simulate"])
  func helpOfAVerbHasExamples(verb: String) throws {
    for arguments in [[verb, "--help"], ["help", verb]] {
      let run = try ToolRun(arguments: arguments)
      #expect(run.status == 0)
      #expect(run.error.isEmpty)
      #expect(run.output.contains("  layerlaw \(verb) "))
      #expect(run.output.contains("USAGE: layerlaw \(verb)"))
    }
  }

  @Test func helpListsTheVerbs() throws {
    for arguments in [[], ["--help"], ["help"]] {
      let run = try ToolRun(arguments: arguments)
      #expect(run.status == 0)
      for verb in ["derive", "eval", "check", "table", "simulate"] {
        #expect(run.output.contains(verb))
      }
    }
  }

  @Test func version() throws {
    let run = try ToolRun("--version")
    #expect(run.status == 0)
    #expect(run.line.split(separator: ".").count == 3)
  }

  /// An example that the help wraps could not be pasted.
  @Test(arguments: ["derive", "eval", "check", "table", "simulate"])
  func examplesStandOnOneLine(verb: String) throws {
    let lines = try ToolRun(verb, "--help").output.split(
      separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("Example") })
    let examples = lines[(start + 1)...].prefix { !$0.isEmpty }
    #expect(examples.count >= 2)
    for example in examples { #expect(example.hasPrefix("  "), "\(example)") }
  }
}
