import BallArithmetic
import Foundation
import Multiprecision
import Testing

/// The main job from end to end, against values that were calculated elsewhere.
@Suite struct AcceptanceTests {
  /// Values to 30 digits from the literature's closed forms, each verified there by a second way.
  static let values: [(arguments: String, value: String)] = [
    ("moment(2) --width 100 --depth 50", "11.4673997857536760348514135512"),
    ("atom --width 10 --depth 100", "0.0930826565089588472976661393123"),
    ("output_kurtosis --widths 1,10,20,30", "6.5625"),
    ("moment(2) --width 20 --depth 10 --activation leaky:1/10", "8.88416296334478212059982721708"),
    ("moment(2) --width 4 --depth 3 --activation linear", "3.375"),
    ("moment(2) --width 10 --depth 1 --activation dropout:1/2", "2.1"),
    ("exp(pi*sqrt(163))", "262537412640768743.999999999999"),
    ("-1/3", "-0.333333333333333333333333333333"),
  ]

  @Test(arguments: values)
  func evaluates(arguments: String, value: String) throws {
    let words = arguments.split(separator: " ").map(String.init)
    let run = try ToolRun(arguments: ["eval"] + words)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.line == value)
    #expect(run.error.isEmpty)
  }

  @Test func evaluatesAGridInOrder() throws {
    let run = try ToolRun(
      "eval", "moment(2)", "mean", "--width", "N", "--depth", "L", "--for", "N=1,5", "--for",
      "L=1..2", "--quiet")
    #expect(run.line.split(separator: "\n") == ["6", "36", "2", "4", "1", "1", "1", "1"])
    let rows = try ToolRun(
      "eval", "moment(2)", "--width", "N", "--depth", "1", "--for", "N=1,5", "--format", "csv")
    #expect(
      rows.output
        == "expression,N,value,radius,exact,proven\nmoment(2),1,6,0,6,true\nmoment(2),5,2,0,2,true\n"
    )
  }

  @Test func evaluatesToJSON() throws {
    let run = try ToolRun(
      "eval", "moment(50)", "--width", "200", "--depth", "100", "--bias-variance", "1/100",
      "--digits", "300", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let results = try run.results
    let result = try #require(results.first)
    #expect(
      Set(result.keys) == [
        "expression", "at", "value", "radius", "digits", "exact", "proven", "method",
      ])
    #expect(result["expression"] as? String == "moment(50)")
    #expect(result["digits"] as? Int == 300)
    #expect(result["proven"] as? Bool == true)
    #expect((result["at"] as? [String: Any])?.isEmpty == true)
    let fraction = try #require(result["exact"] as? String)
    let exact = try #require(Rational(fraction))
    let value = try #require(result["value"] as? String)
    #expect(value == DecimalEnclosure(rounding: exact, digits: 300).text)
  }

  @Test func derives() throws {
    let run = try ToolRun("derive", "moment(2)", "--width", "N", "--depth", "L")
    #expect(run.status == 0, "\(run.error)")
    #expect(["(1 + 5/N)^L", "((N + 5)/N)^L"].contains(run.line), "\(run.line)")
    let json = try ToolRun(
      "derive", "moment(2)", "--width", "N", "--depth", "L", "--format", "json")
    let results = try json.results
    let result = try #require(results.first)
    #expect(Set(result.keys) == ["expression", "form", "latex", "sympy"])
    #expect(result["form"] as? String == run.line)
    let fourth = try ToolRun(
      "check", "moment(4)", "((N+9)*(N^2+21*N+62)/N^3)^L", "--width", "N", "--depth", "L",
      "--quiet")
    #expect(fourth.line == "proved")
  }

  @Test func proves() throws {
    let run = try ToolRun("check", "moment(2)", "(1+5/N)^L", "--width", "N", "--depth", "L")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.hasPrefix("proved\nmethod: "))
  }

  @Test func provesOrCertifiesASum() throws {
    let run = try ToolRun(
      "check", "moment(3)", "sum(binomial(N,k)/2^N*product(k+2*j,j,0,2),k,0,N)*(2/N)^3",
      "--width", "N", "--depth", "1", "--for", "N=1..40")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.hasPrefix("proved\n") || run.output.hasPrefix("certified\n"))
  }

  @Test func refutes() throws {
    let arguments = ["check", "moment(2)", "(1+4/N)^L", "--width", "N", "--depth", "L"]
    let text = try ToolRun(arguments: arguments)
    #expect(text.status == 1, "\(text.error)")
    #expect(text.output.hasPrefix("refuted\n"))
    for word in ["\nat: ", "N = ", "L = ", "\nleft: ", "\nright: "] {
      #expect(text.output.contains(word))
    }
    let json = try ToolRun(arguments: arguments + ["--format", "json"])
    #expect(json.status == 1)
    let object = try json.json
    #expect(
      Set(object.keys) == [
        "verdict", "method", "digits", "points", "counterexample", "left", "right",
      ])
    #expect(object["verdict"] as? String == "refuted")
    let point = try #require(object["counterexample"] as? [String: String])
    #expect(Set(point.keys) == ["N", "L"])
    #expect(object["left"] as? String != object["right"] as? String)
  }

  @Test func certifiesToTwelveDigitsAndRefutesAtForty() throws {
    let arguments = ["check", "exp(pi*sqrt(163))", "262537412640768744", "--quiet", "--digits"]
    let coarse = try ToolRun(arguments: arguments + ["12"])
    #expect(coarse.status == 0, "\(coarse.error)")
    #expect(coarse.line == "certified")
    let fine = try ToolRun(arguments: arguments + ["40"])
    #expect(fine.status == 1, "\(fine.error)")
    #expect(fine.line == "refuted")
  }

  /// No answer, and no result of the formulas that do have one.
  @Test func aPoleHasNoAnswer() throws {
    for format in ["text", "json", "csv"] {
      let run = try ToolRun("eval", "1", "1/(x-2)", "--for", "x=1..3", "--format", format)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.error.hasPrefix("error: "))
      #expect(run.error.contains("x = 2"))
    }
  }

  @Test func aMomentNeedsAnIntegerOrder() throws {
    let run = try ToolRun("eval", "moment(1/2)", "--width", "3", "--depth", "1")
    #expect(run.status == 64)
    #expect(run.error.contains("moment(1/2)"))
  }

  @Test func writesTheWholeFile() throws {
    try withTemporaryDirectory { directory in
      let run = try ToolRun(
        arguments: ["eval", "moment(2)", "--width", "5", "--depth", "3", "-o", "value.txt"],
        directory: directory)
      #expect(run.status == 0, "\(run.error)")
      #expect(run.output.isEmpty)
      let file = directory.appendingPathComponent("value.txt")
      #expect(try String(contentsOf: file, encoding: .utf8) == "8\n")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["value.txt"])
    }
  }

  @Test func anUnwritableFileIsAUsageError() throws {
    let run = try ToolRun("eval", "1", "-o", "/no/such/folder/value.txt")
    #expect(run.status == 64)
    #expect(run.error.contains("/no/such/folder/value.txt"))
  }

  /// The example of `table --help`.
  @Test func tablesAStudyInTheFormatOfTheName() throws {
    try withTemporaryDirectory { directory in
      let study = """
        {network: {width: N, depth: 5},
         grid: [N=10..40:10], columns: [moment(2), kurtosis]}
        """
      try Data(study.utf8).write(to: directory.appendingPathComponent("study.yml"))
      for (name, sign) in [("t.tex", "\\toprule"), ("t.csv", ","), ("t.md", "|"), ("t.json", "{")] {
        let run = try ToolRun(
          arguments: ["table", "study.yml", "-o", name], directory: directory)
        #expect(run.status == 0, "\(run.error)")
        let text = try String(
          contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
        #expect(text.contains(sign))
        #expect(text.contains("7.59375"))
      }
      let misspelt = study.replacingOccurrences(of: "columns", with: "colums")
      try Data(misspelt.utf8).write(to: directory.appendingPathComponent("wrong.yml"))
      let wrong = try ToolRun(
        arguments: ["table", "wrong.yml", "-o", "wrong.tex"], directory: directory)
      #expect(wrong.status == 64)
      #expect(wrong.error.contains("wrong.yml:2"))
      #expect(wrong.error.contains("columns"))
      #expect(!FileManager.default.fileExists(atPath: directory.path + "/wrong.tex"))
    }
  }
}
