import Testing

@testable import Formulas

@Suite struct FunctionCatalogueTests {
  @Test func everyAvailableEntryCanBeCalledAsItsUsageSays() throws {
    for entry in FunctionCatalogue.entries where entry.availability == .available {
      let usage = entry.usage.replacing("expression", with: "k^2")
      let expression = try Expression(parsing: usage)
      for format in FormulaFormat.allCases {
        #expect(!expression.printed(as: format).isEmpty)
      }
    }
  }

  @Test func everyPlannedEntryIsRefusedByName() {
    for entry in FunctionCatalogue.entries where entry.availability == .planned {
      do {
        _ = try Expression(parsing: entry.usage)
        Issue.record("\(entry.usage) was read")
      } catch {
        #expect(error.message == "\(entry.usage) is not available in this version")
      }
    }
  }

  @Test func namesAreReserved() {
    for name in ["gamma", "density", "pi", "oo", "e", "mean"] {
      #expect(FunctionCatalogue.isReserved(name))
    }
    for name in ["N", "L", "z0", "sw2", "sb2", "theta", "k"] {
      #expect(!FunctionCatalogue.isReserved(name))
    }
  }

  @Test(arguments: [
    ("momnet", "moment"), ("moments", "moment"), ("Gamma", "gamma"), ("varience", "variance"),
    ("binom", nil), ("f", nil), ("outputmoment", "output_moment"), ("squrt", "sqrt"),
    ("EXP", "exp"), ("loggama", "loggamma"), ("qqqqqqqq", nil), ("", nil),
  ])
  func suggestions(name: String, expected: String?) {
    #expect(FunctionCatalogue.suggestion(for: name) == expected)
  }

  @Test func suggestionsForLongNamesAreQuick() {
    #expect(FunctionCatalogue.suggestion(for: String(repeating: "x", count: 500_000)) == nil)
  }

  @Test(arguments: [("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3)])
  func editDistance(left: String, right: String, distance: Int) {
    #expect(FunctionCatalogue.editDistance(Array(left.utf8), Array(right.utf8)) == distance)
  }
}
