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
}
