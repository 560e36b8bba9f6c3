import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import Formulas

/// Kinds of integrals that were once refused, slow or wrongly worded.
@Suite struct IntegrationBreadthTests {
  private func expectEqual(_ integral: String, _ closedForm: String) throws {
    try IntegralExpectations.expect(
      integral, equals: closedForm, bits: [100, 220], losing: 32)
  }

  private func message(_ formula: String) -> String { IntegralExpectations.message(formula) }

  /// A growing leading form at infinity, of constant sign, is divergence, not ignorance.
  @Test(arguments: [
    (
      "integrate(exp(x),x,0,inf)",
      "diverges at infinity: the integrand grows there like an exponential of x"
    ),
    ("integrate(exp(-x),x,-inf,0)", "diverges at -infinity"),
    ("integrate(exp(x)/x^5,x,1,inf)", "an exponential of x"),
    ("integrate(x*exp(x^2-x),x,0,inf)", "an exponential of x^2"),
    ("integrate(exp(sqrt(x))/x^10,x,1,inf)", "an exponential of x^(1/2)"),
    ("integrate(exp(x)-x,x,0,inf)", "an exponential of x"),
    ("integrate(-cosh(x),x,0,inf)", "an exponential of x"),
    ("integrate(2^x,x,0,inf)", "an exponential of x"),
    ("integrate(log(x)/x,x,1,inf)", "multiple of 1/x"),
    ("integrate(1/(x*log(x)),x,2,inf)", "multiple of 1/x/log(x)"),
    ("integrate(tanh(x),x,0,inf)", "multiple of 1 in modulus"),
    ("integrate(besseli(0,x),x,0,inf)", "diverges at infinity"),
    ("integrate(gamma(x),x,1,inf)", "diverges at infinity"),
    ("integrate(1/erfc(x),x,0,inf)", "an exponential of x^2"),
  ])
  func divergenceByGrowth(formula: String, reason: String) {
    #expect(message(formula).contains(reason), "\(message(formula))")
    #expect(message(formula).contains("diverges"), "\(message(formula))")
  }

  /// Where the sign changes nothing of the kind is claimed.
  @Test(arguments: ["sin(x)", "exp(x)*sin(x)", "x*cos(x)", "exp(x)*(2+sin(x))"])
  func nothingIsClaimedOfOscillations(integrand: String) {
    #expect(message("integrate(\(integrand),x,0,inf)").contains("not known"))
  }

  /// One rule over the line, with its scale and center chosen.
  @Test(arguments: [
    ("integrate(exp(-x^2),x,-inf,inf)", "sqrt(pi)"),
    ("integrate(exp(-(x-100)^2),x,-inf,inf)", "sqrt(pi)"),
    ("integrate(exp(-(x-10^4)^2),x,-inf,inf)", "sqrt(pi)"),
    ("integrate(exp(-10^6*(x-1/3)^2),x,-inf,inf)", "sqrt(pi)/1000"),
    ("integrate(exp(-x^2/10^12),x,-inf,inf)", "sqrt(pi)*10^6"),
    ("integrate(x^2*exp(-x^2),x,-inf,inf)", "sqrt(pi)/2"),
    ("integrate(exp(-x^4),x,-inf,inf)", "gamma(1/4)/2"),
    ("integrate(1/cosh(x)^6,x,-inf,inf)", "16/15"),
    ("integrate(x/sinh(x),x,-inf,inf)", "pi^2/2"),
    ("integrate(exp(x)/(1+exp(x))^2,x,-inf,inf)", "1"),
    ("integrate(2^(-x^2),x,-inf,inf)", "sqrt(pi/log(2))"),
  ])
  func wholeLine(integral: String, closedForm: String) throws {
    try expectEqual(integral, closedForm)
  }

  @Test(arguments: [
    ("integrate(exp(-10^20*x),x,0,inf)", "10^(-20)"),
    ("integrate(x^10*exp(-x*10^20),x,0,inf)", "10!/10^220"),
    ("integrate(exp(-x/10^20),x,0,inf)", "10^20"),
    ("integrate(1/(x^2+10^(-20)),x,0,inf)", "pi/2*10^10"),
    ("integrate(1/(x^2+10^20),x,-inf,inf)", "pi/10^10"),
    ("integrate(1/(x^2+10^(-20)),x,0,1)", "10^10*atan(10^10)"),
    ("integrate(exp(-10^8*(x-1/3)^2),x,0,1)", "sqrt(pi)/10^4"),
    ("integrate(1/x,x,10^(-100),1)", "100*log(10)"),
    ("integrate(1/x,x,1,10^100)", "100*log(10)"),
    ("integrate(1/sqrt(x),x,0,10^20)", "2*10^10"),
    ("integrate(sqrt(x+10^(-10)),x,0,1)", "2/3*((1+10^(-10))^(3/2)-10^(-15))"),
    ("integrate(exp(-(x-100)^2),x,0,inf)", "sqrt(pi)*(1+erf(100))/2"),
  ])
  func hugeAndTinyScales(integral: String, closedForm: String) throws {
    try expectEqual(integral, closedForm)
  }

  /// A step far from 0 needs small rectangles: a limit on their number once refused it.
  @Test(arguments: [
    ("integrate(1/(1+exp(x-5)),x,0,inf)", "log(1+exp(5))"),
    ("integrate(1/(1+exp(x-20)),x,0,inf)", "log(1+exp(20))"),
  ])
  func stepsFarFromZero(integral: String, closedForm: String) throws {
    try expectEqual(integral, closedForm)
  }

  /// Large powers were refused: their decay was known from too far out, and balls overstated them.
  @Test(arguments: [
    ("integrate(exp(-x^5),x,0,inf)", "gamma(6/5)"),
    ("integrate(exp(-x^40),x,0,inf)", "gamma(41/40)"),
    ("integrate(1/(1+x^40),x,0,inf)", "pi/40/sin(pi/40)"),
    ("integrate(1/(1+x^2)^40,x,-inf,inf)", "sqrt(pi)*gamma(79/2)/gamma(40)"),
  ])
  func largePowers(integral: String, closedForm: String) throws {
    try expectEqual(integral, closedForm)
  }

  /// Cancellation at an end: in the majorants, and in the values at the nodes, which made
  /// log(1+x^2)/x^2 hang.
  @Test(arguments: [
    ("integrate(log(1+x^2)/x^2,x,0,inf)", "pi"),
    ("integrate((1-cos(x))/x^2,x,0,inf)", "pi/2"),
    ("integrate((exp(-x)-exp(-2*x))/x,x,0,inf)", "log(2)"),
    ("integrate((x-sin(x))/x^3,x,0,inf)", "pi/4"),
    ("integrate((sqrt(1+x)-1)/x,x,0,1)", "2*sqrt(2)-2+2*log(2)-2*log(1+sqrt(2))"),
    ("integrate(log(1-exp(-x)),x,0,inf)", "-pi^2/6"),
    ("integrate(log(1+exp(-x)),x,0,inf)", "pi^2/12"),
  ])
  func cancellationAtAnEnd(integral: String, closedForm: String) throws {
    try expectEqual(integral, closedForm)
  }

  /// Ends at multiples of pi/2 are zeros of sines exactly.
  @Test(arguments: [
    ("integrate(log(cos(x)),x,0,pi/2)", "-pi*log(2)/2"),
    ("integrate(sqrt(sin(x)),x,0,pi)", "beta(3/4,1/2)"),
    ("integrate(sqrt(tan(x)),x,0,pi/2)", "pi/sqrt(2)"),
    ("integrate(1/sqrt(cos(x)),x,0,pi/2)", "beta(1/4,1/2)/2"),
    ("integrate(log(sin(pi*x)),x,0,1)", "-log(2)"),
    ("integrate(cos(x)/sqrt(1-sin(x)),x,0,pi/4)", "2-2*sqrt(1-1/sqrt(2))"),
  ])
  func turnedSines(integral: String, closedForm: String) throws {
    try expectEqual(integral, closedForm)
  }

  @Test(arguments: [
    ("integrate((-log(x))^(1/2),x,0,1)", "sqrt(pi)/2"),
    ("integrate((-log(x))^(7/2),x,0,1)", "gamma(9/2)"),
    ("integrate((x-1)/log(x),x,0,1)", "log(2)"),
  ])
  func powersOfLogarithms(integral: String, closedForm: String) throws {
    try expectEqual(integral, closedForm)
  }

  /// An integral that is 0 ends with a refusal, after a bounded time.
  @Test func anIntegralThatIsZero() {
    #expect(message("integrate(log(x)/(1+x^2),x,0,inf)").contains("may be exactly 0"))
  }

  @Test func noRealValue() {
    #expect(message("integrate(sqrt(x),x,-1,1)").contains("no real value"))
    #expect(message("integrate(log(x),x,-1,1)").contains("no real value"))
  }
}
