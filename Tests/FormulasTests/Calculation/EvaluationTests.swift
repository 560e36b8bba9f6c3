import BallArithmetic
import Formulas
import Multiprecision
import Testing

@Suite struct EvaluationTests {
  @Test(arguments: [
    ("1/3+1/6", "1/2"), ("4^(1/2)", "2"), ("sqrt(9/4)", "3/2"), ("sqrt(4/9)", "2/3"),
    ("(8/27)^(-2/3)", "9/4"), ("exp(0)", "1"), ("log(1)", "0"), ("sin(0)", "0"), ("cos(0)", "1"),
    ("atan(0)", "0"), ("erf(0)", "0"), ("erfc(0)", "1"), ("gamma(5)", "24"), ("0^0", "1"),
    ("0^3", "0"), ("0^(1/2)", "0"), ("2^-3", "1/8"), ("1^pi", "1"), ("0^pi", "0"), ("e^0", "1"),
    ("5!", "120"), ("0!", "1"), ("binomial(10,3)", "120"), ("binomial(3,5)", "0"),
    ("binomial(-2,3)", "-4"), ("binomial(1/2,3)", "1/16"), ("binomial(5,-1)", "0"),
    ("rf(1/2,3)", "15/8"), ("ff(5,2)", "20"), ("rf(3,-2)", "1/2"), ("ff(3,-2)", "1/20"),
    ("rf(-3,10^12)", "0"), ("ff(1/2,2)", "-1/4"), ("sum(k^2,k,1,10)", "385"),
    ("sum(k,k,3,2)", "0"), ("product(k,k,3,2)", "1"), ("product(k,k,1,6)", "720"),
    ("sum(sum(k,k,1,j),j,1,k)", "10"), ("zeta(0)", "-1/2"), ("zeta(-2)", "0"),
    ("abs(-3/2)", "3/2"), ("loggamma(1)", "0"), ("acosh(1)", "0"), ("(-1)^(10^30+1)", "-1"),
    ("asin(0)", "0"), ("0*pi", "0"), ("zeta(-2,1/2)", "0"), ("zeta(-3000,1/2)", "0"),
    ("zeta(0,1/2)", "0"), ("zeta(-3,1/3)", "-13/3240"), ("zeta(-7,-5/3)", "-18781813/524880"),
    ("zeta(0,7)", "-13/2"), ("zeta(-1,1)", "-1/12"), ("zeta(-3000)", "0"),
  ])
  func exactValues(source: String, value: String) throws {
    let evaluation = try evaluate(source, at: ["k=3"])
    #expect(evaluation.exact?.description == value)
    #expect(evaluation.method == "exact rational arithmetic")
  }

  @Test(arguments: [
    // mpmath, at 40 digits.
    ("exp(pi*sqrt(163))", 50, "262537412640768743.99999999999925007259719818568888"),
    ("gamma(1/3)", 30, "2.67893853470774763365569294097"),
    ("2^(1/2)", 30, "1.41421356237309504880168872421"),
    ("euler_gamma", 30, "0.577215664901532860606512090082"),
    ("gamma(1/2)-sqrt(pi)+1", 30, "1.00000000000000000000000000000"),
    ("zeta(3)", 30, "1.20205690315959428539973816151"),
    ("digamma(1)", 30, "-0.577215664901532860606512090082"),
    ("asin(1)", 20, "1.5707963267948966192"),
    ("binomial(1/2,1/3)", 20, "1.0697611917189897825"),
  ])
  func irrationalValues(source: String, digits: Int, value: String) throws {
    let evaluation = try evaluate(source, digits: digits)
    #expect(evaluation.decimal.text == value)
    #expect(evaluation.exact == nil && evaluation.isProven)
  }

  @Test func thousandDigits() throws {
    // Machin against the constant.
    let machin = try evaluate("16*atan(1/5)-4*atan(1/239)", digits: 1000)
    let pi = try evaluate("pi", digits: 1000)
    #expect(machin.decimal.text == pi.decimal.text)
    #expect(pi.decimal.text.hasSuffix("216420199"))
  }

  @Test func cancellationRaisesThePrecision() throws {
    let evaluation = try evaluate("sqrt(1+10^-200)-1", digits: 10)
    #expect(evaluation.decimal.text == "5.000000000e-201")
    let error = try failure("sqrt(2)*sqrt(2)-2")
    #expect(error?.message.contains("may be exactly 0") == true)
  }

  @Test func largeValuesHaveDigitsOrAnError() throws {
    #expect(try evaluate("9^9^8", digits: 10).decimal.text.contains("e41077011"))
    for source in ["9^9^9", "9^9^9^9", "exp(10^10)", "(10^10)!", "2^(10^40)", "gamma(10^30)"] {
      let error = try failure(source)
      #expect(error?.kind == .noAnswer && error?.message.contains("range") == true, "\(source)")
    }
    #expect(try failure("9^-(9^9^2)") != nil)
    #expect(
      try evaluate("(1+10^-100)^(10^100)", digits: 20).decimal.text == "2.7182818284590452354")
    #expect(try evaluate("exp(10^-40)^(10^40)", digits: 20).decimal.text == "2.7182818284590452354")
    #expect(try failure("exp(7*10^8)*exp(7*10^8)")?.message.contains("range") == true)
    #expect(try failure("exp(-10^10)")?.message.contains("below the range") == true)
    #expect(try evaluate("factorial(10^7)", digits: 10).decimal.text == "1.202423401e65657059")
    #expect(
      try evaluate("binomial(10^9,5*10^8)*2^-(10^9)*sqrt(pi*5*10^8)", digits: 9).decimal.text
        == "1.00000000")
  }

  @Test func longSums() throws {
    // The harmonic number of 10^5, by digamma.
    let sum = try evaluate("sum(1/k,k,1,10^5)", digits: 40)
    #expect(
      sum.decimal.text == (try evaluate("digamma(10^5+1)+euler_gamma", digits: 40)).decimal.text)
  }

  @Test func deepFormulas() throws {
    let depth = Expression.maximumDepth - 10
    var expression = Expression.number(2)
    for _ in 0..<depth { expression = .call("sqrt", [1 + expression]) }
    var nested = Expression.symbol("x")
    for level in 0..<depth {
      nested = level % 2 == 0 ? -nested : .iterated(.sum, nested, over: "k", from: 1, through: 1)
    }
    let calculator = Calculator(digits: 20)
    #expect(
      try calculator.evaluate(expression).decimal.text
        == evaluate("(1+sqrt(5))/2", digits: 20).decimal.text)
    let point = Grid.Point(assignments: [.init(symbol: "x", value: 7)])
    #expect(try calculator.evaluate(nested, at: point).exact?.magnitude == 7)
  }

  @Test func digitsHaveARange() throws {
    for digits in [0, -1, 10_000_001] {
      #expect(throws: CalculationError.self) { try evaluate("pi", digits: digits) }
    }
  }
}
