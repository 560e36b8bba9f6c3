import Foundation
import Testing

/// Laws on the command line: values, the method, conventions and errors.
@Suite struct LawAcceptanceTests {
  private func value(_ formula: String, _ options: String, digits: Int) throws -> String {
    let run = try ToolRun(
      arguments: ["eval", formula, "--digits", "\(digits)"]
        + options.split(separator: " ").map(String.init))
    #expect(run.status == 0, "\(run.error)")
    return run.line
  }

  /// Values found by two methods each, here and by independent systems; the digits of the text are the digits asked for.
  @Test(arguments: [
    (
      "density(1)", "--width 200 --depth 10", "0.77229897443973011562852031810610943525973818643371"
    ),
    (
      "density(1)", "--width 200 --depth 100",
      "0.184150259995077268140731140325583924397580678099005"
    ),
    (
      "density(1)", "--width 3 --depth 2",
      "0.140993835846375183743116417427760051364714466112196540021"
    ),
    ("density(1)", "--width 200 --depth 1", "2.5176183238641165571079379457080307239756135571879"),
    ("cdf(1)", "--width 5 --depth 1", "0.6191604897541919221372645677766"),
    ("cdf(1)", "--width 3 --depth 2", "0.7698524386214280879263664837443"),
    (
      "density(17/10)", "--width 2 --depth 2 --weight-variance 1",
      "0.05157355541846881607333850820037"
    ),
    ("output_density(1)", "--widths 1,1 --activation linear", "0.1340162410169942743813846657666"),
    ("output_density(1)", "--widths 1,5 --input-norm 1/2", "0.1668429839590141118164005708290"),
    (
      "density(1)", "--width 3 --depth 2 --weight-variance 2/3 --bias-variance 1/10",
      "0.16778853199013107637955629579690780550822076993548"
    ),
    ("atom", "--width 2 --depth 2", "0.4375000000"),
    ("atom", "--width 10 --depth 100", "0.09308265650895884729766613931229"),
  ])
  func referenceValues(formula: String, options: String, expected: String) throws {
    let digits = expected.filter(\.isNumber).drop { $0 == "0" }.count
    let text = try value(formula, options, digits: digits)
    #expect(text == expected || expected.hasPrefix(text), "\(formula) \(options)")
  }

  @Test func methodIsNamed() throws {
    let narrow = try ToolRun(
      "eval", "density(1)", "--width", "3", "--depth", "2", "--format", "json")
    let first = try #require(try narrow.results.first)
    #expect((first["method"] as? String)?.contains("residue series") == true)
    let run = try ToolRun(
      "eval", "density(1)", "--width", "200", "--depth", "10", "--format", "json")
    let result = try #require(try run.results.first)
    #expect((result["method"] as? String)?.contains("Mellin-Barnes contour") == true)
    #expect(result["proven"] as? Bool == true)
  }

  /// The tails keep their digits.
  @Test(arguments: [
    ("survival(10^6)", "3.16673334507773087652434383228e-649"),
    ("cdf(0)", "0.234375"), ("density(-1)", "0"), ("cdf(-1)", "0"), ("survival(-1)", "1"),
    ("survival(0)", "0.765625"), ("quantile(0)", "0"), ("quantile(1/5)", "0"),
    ("quantile(15/64)", "0"),
  ])
  func tailsAndEdges(formula: String, expected: String) throws {
    #expect(try value(formula, "--width 3 --depth 2", digits: 30) == expected)
  }

  @Test(arguments: [
    ("density(0)", "point mass"), ("quantile(1)", "infinite"), ("quantile(2)", "between 0 and 1"),
    ("quantile(-1/2)", "between 0 and 1"), ("output_density(0)", "point mass"),
    ("joint_cdf([1,2,3,4])", "3 units"),
  ])
  func noAnswer(formula: String, words: String) throws {
    let run = try ToolRun("eval", formula, "--width", "3", "--depth", "2")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.contains(words), "\(run.error)")
  }

  /// P(z <= q(p)) = p, and the tail: 1 - P(z <= q(1 - 10^-100)) = 10^-100.
  @Test func quantilesInvert() throws {
    for options in ["--width 3 --depth 2", "--width 20 --depth 3 --activation linear"] {
      let median = try value("quantile(7/10)", options, digits: 40)
      let back = try value("cdf(\(median))", options, digits: 30)
      #expect(
        back == "0.7" || back.hasPrefix("0.70000000000000000000000")
          || back.hasPrefix("0.6999999999999999999999"))
      let far = try value("quantile(1-10^-100)", options, digits: 120)
      let tail = try value("survival(\(far))", options, digits: 12)
      #expect(tail.hasPrefix("1.00000000000e-100"), "\(tail)")
    }
  }

  /// A grid of points, in parallel, is the same as the points alone.
  @Test func gridsAgreeWithPoints() throws {
    let run = try ToolRun(
      "eval", "density(x)", "--width", "20", "--depth", "4", "--for", "x=1/4..3:1/4", "--format",
      "json", "--quiet")
    let results = try run.results
    #expect(results.count == 12)
    for (index, result) in results.enumerated() where index % 4 == 0 {
      let alone = try value(
        "density(\(index + 1)/4)", "--width 20 --depth 4", digits: 30)
      #expect(result["value"] as? String == alone)
    }
  }

  @Test func approximationsAndTheirDistances() throws {
    #expect(
      try value("log_normal_distance", "--width 200 --depth 10", digits: 8) == "0.0039079566")
    let wide = try value("mean_field_distance", "--width 100 --depth 2", digits: 4)
    let narrow = try value("mean_field_distance", "--width 10 --depth 2", digits: 4)
    #expect(try #require(Double(wide)) < 0.02)
    #expect(try #require(Double(narrow)) > 0.06)
  }
}
