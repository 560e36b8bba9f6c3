import Foundation
import Testing

/// Special functions on the command line: errors, closed forms, checks.
@Suite struct SpecialFunctionAcceptanceTests {
  /// No answer: status 2, nothing on the standard output, and a line that says why.
  @Test(arguments: [
    ("gamma(-3)", "pole"), ("meijerg([],[],[0,0],[],0)", "no value at z = 0"),
    ("meijerg([],[],[0,0],[],-1)", "not real"), ("hyper([1],[0],1)", "divide by zero"),
    ("log(0)", "pole"), ("besselk(0,0)", "pole"), ("gammainc(0,0)", "diverges"),
    ("meijerg([],[],[pi],[],1)", "exact rational parameters"),
  ])
  func noAnswer(formula: String, words: String) throws {
    let run = try ToolRun("eval", formula)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("error: "))
    #expect(run.error.contains(words), "\(run.error)")
    #expect(run.error.contains("\n  \(formula)\n  ^"), "\(run.error)")
  }

  @Test func derivesMeijerG() throws {
    let run = try ToolRun("derive", "meijerg([],[],[0,0],[],z)")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.line.filter { $0 != " " } == "2*besselk(0,2*sqrt(z))")
    let json = try ToolRun("derive", "meijerg([],[],[0,0],[],z)", "--format", "json")
    let result = try #require(try json.results.first)
    #expect(result["latex"] as? String == #"2 K_{0}\left(2 \sqrt{z}\right)"#)
    #expect(result["sympy"] as? String == "2*besselk(0, 2*sqrt(Symbol('z')))")
  }

  @Test func evaluatesMeijerGAndNamesTheMethod() throws {
    let run = try ToolRun(
      "eval", "meijerg([],[],[0,0,0],[],5)", "--digits", "50", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let result = try #require(try run.results.first)
    #expect(
      result["value"] as? String == "0.011828294487452086241268450927829304154928749466875")
    #expect((result["method"] as? String)?.contains("Meijer G by") == true)
    #expect(result["proven"] as? Bool == true)
  }

  @Test(arguments: [
    ("besselk(1/2,x)", "sqrt(pi/(2*x))*exp(-x)", "proved"),
    ("meijerg([],[],[0,0,0],[],5)", "2*besselk(0,2*sqrt(5))", "refuted"),
    ("meijerg([],[1,1],[0,0],[],1/2)", "log(2)", "proved certified"),
    ("besselk(2,3)", "besselk(0,3)+2/3*besselk(1,3)", "certified"),
  ])
  func checks(left: String, right: String, verdicts: String) throws {
    let run = try ToolRun("check", left, right, "--quiet")
    #expect(verdicts.split(separator: " ").contains(Substring(run.line)), "\(run.line)")
    #expect(run.status == (verdicts == "refuted" ? 1 : 0))
  }

  @Test func wrongListsAreWrongUsage() throws {
    let run = try ToolRun("eval", "meijerg(1,2,3)")
    #expect(run.status == 64)
    #expect(run.error.contains("lists of numbers"))
  }
}
