import Foundation
import Testing

/// Wrong usage: status 64, nothing on the standard output, one line that says what to do.
@Suite struct UsageErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let words: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ line: String, _ words: String...) {
      arguments = line.split(separator: " ").map(String.init)
      self.words = words
    }
  }

  static let cases = [
    Case("eval moment(2) --width 0 --depth 1", "--width", "positive integer", "not 0"),
    Case("eval moment(2) --width -3 --depth 1", "--width", "positive integer", "not -3"),
    Case("eval moment(2) --width=-3 --depth 1", "--width", "positive integer", "not -3"),
    Case("eval 1 --width 0 --depth 1", "--width", "positive integer"),
    Case("derive moment(2) --width 1/2 --depth 1", "width", "positive integer"),
    Case("eval moment(2) --width 3 --depth 1.5", "--depth", "integer >= 0", "inf", "not 1.5"),
    Case("eval moment(2) --width 3 --depth -1", "--depth", "integer >= 0", "not -1"),
    Case(
      "eval moment(2) --width 3 --depth 1 --activation dropout:0", "--activation", "probability",
      "not 0"),
    Case(
      "eval moment(2) --width 3 --depth 1 --activation dropout:2", "--activation", "probability",
      "not 2"),
    Case("eval mean --width 3 --depth 1 --activation dropout", "--activation", "dropout:4/5"),
    Case("eval mean --width 3 --depth 1 --activation relux", "relu, linear, leaky:SLOPE"),
    Case("eval mean --width 3 --depth 1 --weights hee", "--weights", "he-fan-out"),
    Case("eval mean --width 3 --depth 1 --ensemble haar", "--ensemble", "orthogonal"),
    Case("eval mean --width 3 --depth 1 --bias-variance -1", "--bias-variance", ">= 0"),
    Case("eval mean --width 3 --depth 1 --weight-variance -1", "--weight-variance", ">= 0"),
    Case("eval mean --width 3 --depth 1 --input-norm -2", "--input-norm", ">= 0"),
    Case("eval mean --width 3 --depth 1 --weights he --weight-variance 1", "exclude each other"),
    Case("eval mean --width 3 --widths 3,3", "exclude each other"),
    Case("eval mean --widths 3,3 --depth 2", "leave out --depth"),
    Case("eval mean --widths 3", "--widths 10,20"),
    Case("eval mean --widths 3,,4", "--widths", "missing"),
    Case("eval mean --widths 4,0", "--widths", "positive integer"),
    Case("eval mean --width 3", "--depth L"),
    Case("eval mean --depth 3", "--width N"),
    Case("eval mean --shared", "--shared", "--width N", "--depth L"),
    Case("eval mean --network n.yml --width 3", "--width", "exclude each other"),
    Case("eval N --width N --depth 1 --for N=0..3", "positive integer", "at N = 0"),
    Case("eval mean --width N --depth 1 --for n=1..3", "--for", "n", "symbols are N"),
    Case("eval N --for N=3..1", "--for", "ascending"),
    Case("eval N --for N", "--for", "N=1..64"),
    Case("eval 1 --digits 0", "--digits", "from 1 to"),
    Case("eval 1 --digits -4", "--digits", "not '-4'"),
    Case("eval 1 --digits many", "--digits", "not 'many'"),
    Case("eval 1 --format latex", "--format", "'json'"),
    Case("eval 1 --wdith 3", "--width", "--help"),
    Case("eval", "expr", "--help"),
    Case("check 1", "right", "--help"),
    Case("evaluate 1", "unknown verb 'evaluate'", "derive, eval, check, table"),
    Case("table", "study", "--help"),
    Case("table /no/such/study.yml", "/no/such/study.yml"),
  ]

  @Test(arguments: cases)
  func oneLine(_ usage: Case) throws {
    let run = try ToolRun(arguments: usage.arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("error: "))
    #expect(run.error.filter { $0 == "\n" }.count == 1, "\(run.error)")
    for word in usage.words { #expect(run.error.contains(word), "\(run.error)") }
  }

  /// The message, then the formula with carets under the place.
  @Test func anErrorInAFormulaShowsThePlace() throws {
    let unknown = try ToolRun("eval", "2*momnet(2)", "--width", "3", "--depth", "1")
    #expect(unknown.status == 64)
    #expect(
      unknown.error == """
        error: unknown function 'momnet'; did you mean 'moment'?
          2*momnet(2)
            ^^^^^^

        """)
    let unclosed = try ToolRun("eval", "2*(1+2")
    #expect(unclosed.status == 64)
    #expect(unclosed.error.hasSuffix("\n  2*(1+2\n    ^\n"))
    let parameter = try ToolRun("eval", "mean", "--width", "(3", "--depth", "1")
    #expect(parameter.status == 64)
    #expect(parameter.error.hasPrefix("error: --width: "))
    #expect(parameter.error.hasSuffix("\n  (3\n  ^\n"))
  }

  @Test func nothingIsWrittenOnAnError() throws {
    try withTemporaryDirectory { directory in
      for format in ["text", "json", "csv"] {
        let run = try ToolRun(
          arguments: ["eval", "1", "mean", "--width", "0", "--depth", "1"]
            + ["--format", format, "-o", "result"], directory: directory)
        #expect(run.status == 64)
      }
      let study = directory.appendingPathComponent("study.yml")
      try Data("network: {width: 3, depth: 1}\ncolums: [mean]\n".utf8).write(to: study)
      let run = try ToolRun(
        arguments: ["table", "study.yml", "-o", "table.tex"], directory: directory)
      #expect(run.status == 64)
      #expect(run.error.contains("study.yml"))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["study.yml"])
    }
  }
}
