import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import Formulas

/// integrate(expression,x,a,b) against closed forms, enclosure against enclosure.
@Suite struct IntegrationTests {
  private func enclosure(_ formula: String, bits: Int) throws -> RealBall {
    try IntegralExpectations.enclosure(formula, bits: bits)
  }

  private func expectEqual(
    _ integral: String, _ closedForm: String, _ comment: Comment? = nil
  ) throws {
    try IntegralExpectations.expect(
      integral, equals: closedForm, bits: [100, 260], losing: 24, comment)
  }

  @Test(arguments: [
    // Rivals give 0, or few digits, for the first five.
    ("integrate(sqrt(1-x)*log(1-x),x,0,1)", "-4/9"),
    ("integrate(log(1+x^2)/(1+x^2),x,0,inf)", "pi*log(2)"),
    ("integrate(x^(3-1)*2*besselk(0,2*sqrt(x)),x,0,inf)", "4"),
    ("integrate(x^(1/2-1)*2*besselk(0,2*sqrt(x)),x,0,inf)", "pi"),
    ("integrate(exp(-x)*log(x),x,0,inf)", "-euler_gamma"),
    ("integrate(exp(-x^2),x,-inf,inf)", "sqrt(pi)"),
    ("integrate(exp(-x^2)*cos(x),x,-inf,inf)", "sqrt(pi)*exp(-1/4)"),
    ("integrate(exp(-x)*sin(x),x,0,inf)", "1/2"),
    ("integrate(1/(1+x^2),x,-inf,inf)", "pi"),
    ("integrate(1/cosh(x),x,-inf,inf)", "pi"),
    ("integrate(x/(exp(x)-1),x,0,inf)", "pi^2/6"),
    ("integrate(1/(exp(x)+1),x,0,inf)", "log(2)"),
    ("integrate(atan(x)/(x*(1+x^2)),x,0,inf)", "pi/2*log(2)"),
    ("integrate(erfc(x),x,0,inf)", "1/sqrt(pi)"),
    ("integrate(gammainc(3/2,x),x,0,inf)", "gamma(5/2)"),
    ("integrate(expint(1,x),x,0,inf)", "1"),
    ("integrate(x*besselk(1,x),x,0,inf)", "pi/2"),
    ("integrate(exp(-x)*besseli(0,x/2),x,0,inf)", "2/sqrt(3)"),
    ("integrate(log(x)^2,x,0,1)", "2"),
    ("integrate(1/sqrt(x*(1-x)),x,0,1)", "pi"),
    ("integrate(1/(x^2-1),x,2,inf)", "log(3)/2"),
    ("integrate(sin(x),x,0,pi)", "2"),
    ("integrate(gamma(x),x,1,2)", "-integrate(gamma(x),x,2,1)"),
    ("integrate(exp(-2*x),x,-1,inf)", "exp(2)/2"),
    ("integrate(exp(3*x),x,-inf,1/3)", "e/3"),
    ("integrate((sin(x)/x)^2,x,-inf,inf)/pi", "1"),
    ("integrate(abs(x),x,-1,1)", "1"),
    ("integrate(besselk(1/3,x),x,0,inf)", "pi/sqrt(3)"),
    ("integrate(abs(x)*exp(x),x,-1,2)", "2-2/e+exp(2)"),
    ("integrate(exp(-abs(x-1)),x,-inf,inf)", "2"),
    ("integrate(log(abs(x-1/3)),x,0,1)", "log(1/3)/3+2/3*log(2/3)-1"),
    ("integrate(1/sqrt(abs(x*(x-1))),x,0,2)", "pi+2*log(1+sqrt(2))"),
    ("integrate(sin(x)/x,x,-1,1)", "2*integrate(sin(x)/x,x,0,1)"),
  ])
  func knownIntegrals(integral: String, closedForm: String) throws {
    try expectEqual(integral, closedForm)
  }

  @Test func exactForPolynomials() throws {
    let value = try Calculator().evaluate(Expression(parsing: "integrate(x^2-3*x,x,-1,1/2)"))
    #expect(value.exact == Rational(3, 2)!)
    #expect(
      try Calculator().evaluate(Expression(parsing: "integrate(exp(x),x,2,2)")).exact == .zero)
  }

  @Test func betaIntegrals() throws {
    var random = TestRandom(seed: 0x1B)
    for _ in 0..<TestEffort.samples(6) {
      let a = Rational(Integer(random.int(in: 1...30)), Integer(random.int(in: 2...12)))!
      let b = Rational(Integer(random.int(in: 1...30)), Integer(random.int(in: 2...12)))!
      try expectEqual(
        "integrate(x^(\(a)-1)*(1-x)^(\(b)-1),x,0,1)", "beta(\(a),\(b))", random.comment)
    }
  }

  @Test func gammaIntegrals() throws {
    var random = TestRandom(seed: 0x1C)
    for _ in 0..<TestEffort.samples(8) {
      let s = Rational(Integer(random.int(in: 1...40)), Integer(random.int(in: 3...8)))!
      let c = random.choice(["1", "2", "1/2", "3/2"])
      let b = Rational(Integer(random.int(in: 1...20)), Integer(random.int(in: 1...9)))!
      try expectEqual(
        "integrate(x^(\(s)-1)*exp(-\(b)*x^(\(c))),x,0,inf)",
        "gamma((\(s))/(\(c)))/(\(c))*(\(b))^(-(\(s))/(\(c)))", random.comment)
    }
  }

  /// Without an answer, and why: divergence is told from what is not known.
  @Test(arguments: [
    ("integrate(1/x,x,0,1)", "diverges at x = 0"),
    ("integrate(1/(x-1/2)^2,x,0,1)", "diverges at x = 1/2"),
    ("integrate(tan(x),x,0,pi)", "singularity near 1.57"),
    ("integrate(1/x,x,1,inf)", "diverges at infinity"),
    ("integrate(x,x,-inf,0)", "diverges at -infinity"),
    ("integrate(x^(-3/2),x,0,1)", "diverges at x = 0"),
    ("integrate(zeta(x),x,2,3)", "'zeta'"), ("integrate(1/x,x,-1,2)", "diverges at x = 0"),
    ("integrate(sum(x^k,k,0,3),x,0,1)", "inside an integral"),
  ])
  func integralsWithoutAnswer(formula: String, reason: String) throws {
    let error = #expect(throws: CalculationError.self) {
      try Calculator().evaluate(Expression(parsing: formula))
    }
    #expect(error?.kind == .noAnswer)
    #expect(error?.detail.message.contains(reason) == true, "\(error?.detail.message ?? "")")
  }

  /// A wrong tail or strip bound would show here: the printed digits are those of 300 bits more.
  @Test func digitsDoNotDependOnThePrecision() throws {
    for formula in [
      "integrate(x^(1/3)*exp(-x)*(1+x)^(-1/3),x,0,inf)",
      "integrate(log(x)/(1+x)^3,x,0,inf)", "integrate((1-x)^(1/7)*sin(x)/x,x,0,1)",
    ] {
      let low = try enclosure(formula, bits: 90)
      let high = try enclosure(formula, bits: 390)
      #expect(low.contains(high), "\(formula)")
      #expect(high.relativeAccuracyBits > 366, "\(formula)")
    }
  }
}
