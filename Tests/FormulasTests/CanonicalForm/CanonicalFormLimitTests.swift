import Formulas
import Testing

/// Forms that would take minutes or fill the memory end in an error, not in a trap or a hang.
@Suite struct CanonicalFormLimitTests {
  @Test(arguments: [
    "x^100000+1", "((2*x)^16777216)^16777216", "((x^16777216)^16777216)^16777216",
    "(x^9999999+1)/(x+1)", "9^9^9^9", "2^(10^9)", "(x+1)^5000", "((x+y+z)^60)^60",
    "factorial(10^9)",
  ])
  func tooLargeIsAnError(source: String) throws {
    #expect(throws: CalculationError.self) {
      try Calculator().derive(Expression(parsing: source))
    }
  }

  @Test func highDegreesAreNotFactored() throws {
    let form = try Calculator().derive(Expression(parsing: "x^1500+x+1"))
    #expect(form.description == "x^1500 + x + 1")
  }

  /// Once exponential in the depth: the forms of nested roots hold one another.
  @Test(arguments: ["sqrt(1+", "gamma(1+", "2^(1+", "sum(k+"])
  func deepNestingStaysCheap(opening: String) throws {
    let depth = 60
    let closing = opening == "sum(k+" ? ",k,1,L)" : ")"
    let source =
      String(repeating: opening, count: depth) + "x" + String(repeating: closing, count: depth)
    _ = try Calculator().derive(Expression(parsing: source))
  }

  /// Once a trap: neither denominator is zero, but their product is.
  @Test(arguments: [
    "1/(sqrt(x^2)-x)+1/(sqrt(x^2)+x)", "1/(1+(-1)^L)+1/(1-(-1)^L)",
    "1/((1+(-1)^L)*(1-(-1)^L))", "x/(1+(-1)^L)*y/(1-(-1)^L)",
  ])
  func denominatorsWhoseProductIsZero(source: String) throws {
    #expect(throws: CalculationError.self) {
      try Calculator().derive(Expression(parsing: source))
    }
  }
}
