import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import Formulas

/// Integrals to infinity of algebraic functions times sines and cosines.
@Suite struct OscillatingIntegralTests {
  // Where the parts before and after the turn cancel, so many bits are lost.
  private func expectEqual(
    _ integral: String, _ closedForm: String, _ comment: Comment? = nil
  ) throws {
    try IntegralExpectations.expect(
      integral, equals: closedForm, bits: [80, 260], losing: 40, comment)
  }

  @Test(arguments: [
    // mpmath's quad has three digits of this one.
    ("integrate(sin(x)^2/x^2,x,-inf,inf)/pi", "1"),
    ("integrate((sin(x)/x)^4,x,0,inf)", "pi/3"),
    ("integrate(sin(x)/x,x,0,inf)", "pi/2"),
    ("integrate(sin(pi*x)/(pi*x),x,-inf,inf)", "1"),
    ("integrate(cos(x)/(1+x^2),x,-inf,inf)", "pi/e"),
    ("integrate(x*sin(2*x)/(1+x^2),x,0,inf)", "pi/2*exp(-2)"),
    ("integrate(cos(pi*x)^2/(1+x^2),x,0,inf)", "pi/4*(1+exp(-2*pi))"),
    ("integrate(sin(x)/sqrt(x),x,0,inf)", "sqrt(pi/2)"),
    ("integrate(sin(x)*log(x)/x,x,0,inf)", "-pi/2*euler_gamma"),
    ("integrate(sin(-3*x)*cos(x)/x,x,0,inf)", "-pi/2"),
    ("integrate(cos(1-x)/(1+x^2),x,-inf,inf)", "pi*cos(1)/e"),
  ])
  func knownIntegrals(integral: String, closedForm: String) throws {
    try expectEqual(integral, closedForm)
  }

  /// The Fourier transform of x^(s-1).
  @Test func powers() throws {
    var random = TestRandom(seed: 0x2B)
    for _ in 0..<TestEffort.samples(3) {
      let s = Rational(Integer(random.int(in: 1...8)), 9)!
      let w = Rational(Integer(random.int(in: 1...12)), Integer(random.int(in: 1...4)))!
      try expectEqual(
        "integrate(x^(\(s)-1)*cos(\(w)*x),x,0,inf)",
        "gamma(\(s))*cos(pi*(\(s))/2)*(\(w))^(-(\(s)))", random.comment)
    }
  }

  /// The amplitude must decay, and must not have a branch between the two paths: log(1 + x^4) has
  /// one on the diagonal, where its principal branch is not the continuation from the real line.
  @Test(arguments: [
    "integrate(sin(x),x,0,inf)", "integrate(cos(x)*sqrt(x),x,0,inf)",
    "integrate(sin(x)^2/x,x,1,inf)", "integrate(log(1+x^4)*cos(10*x)/(1+x^2),x,0,inf)",
  ])
  func undecided(formula: String) throws {
    let error = #expect(throws: CalculationError.self) {
      try Calculator().evaluate(Expression(parsing: formula))
    }
    #expect(error?.kind == .noAnswer)
  }
}
