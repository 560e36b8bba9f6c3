import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import Formulas

/// Integrals over functions with parameters: Meijer G, hypergeometric functions, polygamma.
@Suite struct SpecialFunctionIntegralTests {
  /// Mellin transforms and other integrals with a value by another route.
  @Test(arguments: [
    ("integrate(meijerg([],[],[0,0],[],x),x,0,inf)", "1"),
    ("integrate(x^(3/2)*meijerg([],[],[0,0,0],[],x),x,0,inf)", "gamma(5/2)^3"),
    ("integrate(x^(-1/2)*meijerg([],[],[0,0,0],[],x),x,0,inf)", "gamma(1/2)^3"),
    ("integrate(meijerg([],[],[0,1/3,1/2,3/4],[],x),x,0,inf)", "gamma(4/3)*gamma(3/2)*gamma(7/4)"),
    ("integrate(log(x)*meijerg([],[],[0,0,0],[],x),x,0,inf)", "3*digamma(1)"),
    ("integrate(meijerg([],[],[0,0,0],[],x^2),x,0,inf)", "gamma(1/2)^3/2"),
    // A beta factor.
    ("integrate(meijerg([],[2],[0,1/3],[],x),x,0,inf)", "gamma(4/3)/2"),
    (
      "integrate(x*meijerg([],[7/2],[1/3,1/2,1],[],x),x,0,inf)",
      "gamma(7/3)*gamma(5/2)*gamma(3)/gamma(11/2)"
    ),
    // By Parseval: the Laplace transform is another G.
    ("integrate(exp(-x)*meijerg([],[],[0,0,0],[],x),x,0,inf)", "meijerg([0],[],[0,0,0],[],1)"),
    ("integrate(meijerg([],[],[0,1/3,1/2],[],x),x,0,1)", "meijerg([1],[],[1,4/3,3/2],[0],1)"),
    ("integrate(meijerg([1/2],[],[0],[1/3],x),x,0,1/2)", "meijerg([1,3/2],[],[1],[4/3,0],1/2)"),
    // p = q: powers at both ends.
    ("integrate(meijerg([-1/3],[],[1/4],[],x),x,0,inf)", "gamma(5/4)*gamma(1/3)"),
    ("integrate(hyp2f1(1/2,1/2,1,x^2),x,0,1/2)", "hyper([1/2,1/2,1/2],[1,3/2],1/4)/2"),
    ("integrate(hyp1f1(1,2,-x),x,0,3)", "euler_gamma+log(3)+gammainc(0,3)"),
    ("integrate(hyp0f1(1,-x),x,0,2)", "2*hyp0f1(2,-2)"),
    ("integrate(polygamma(1,x),x,1,2)", "1"),
    ("integrate(hyper([1],[2,3/2],sqrt(x)),x,0,1)", "hyper([1,2],[2,3/2,3],1)"),
  ])
  func integrals(integral: String, closedForm: String) throws {
    try IntegralExpectations.expect(integral, equals: closedForm, losing: 32)
  }

  /// Parameters have to be fractions that do not vary; each refusal says so.
  @Test(arguments: [
    ("integrate(meijerg([],[],[x,0],[],1),x,0,1)", "not over a parameter"),
    ("integrate(hyp1f1(pi,2,x),x,0,1)", "fractions"),
    ("integrate(meijerg([2],[],[1],[],x),x,1,2)", "positive integer"),
    ("integrate(meijerg([],[],[0,0],[],x),x,-1,1)", "no real value"),
    ("integrate(zeta(x)*hyp2f1(1,1,2,-x),x,2,3)", "not integrated"),
  ])
  func refused(formula: String, reason: String) {
    let message = IntegralExpectations.message(formula)
    #expect(message.contains(reason), "\(message)")
  }
}
