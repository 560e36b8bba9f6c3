internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension NumericEvaluator {
  func polygamma(
    _ n: CertifiedReal, _ x: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    guard let order = n.exactValue?.asInteger, !order.isNegative else {
      throw noAnswer(
        "polygamma(n,x) is computed for integers n >= 0, not for n = \(n.brief)", range: range)
    }
    try requireNoPole(x, "polygamma", range: range)
    guard let machine = order.asInt else { throw beyondRange("polygamma", range: range) }
    return try enclosed("polygamma", [n, x], range: range) {
      ball(x).polygamma(order: machine, precision: precision)
    }
  }

  func beta(
    _ a: CertifiedReal, _ b: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    try requireNoPole(a, "beta", range: range)
    try requireNoPole(b, "beta", range: range)
    // (b-1)!/(a)_b.
    for (x, n) in [(a, b), (b, a)] {
      if x.exactValue != nil, let count = n.exactValue?.asInt, count <= 1000 {
        let rising = try risingFactorial(x, n, range: range)
        if rising.isZero { continue }
        return try quotient(factorial(n - CertifiedReal(1), range: range), rising, range: range)
      }
    }
    // A pole of the divisor Gamma(a+b): no precision tells a ball from it.
    if let sum = (a + b).exactValue, sum.isInteger, !sum.isPositive { return .exact(.zero) }
    return try enclosed("beta", [a, b], range: range) {
      RealBall.beta(ball(a), ball(b), precision: precision)
    }
  }

  func hurwitzZeta(
    _ s: CertifiedReal, _ a: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    if s.exactValue?.isOne == true {
      throw noAnswer(
        "zeta(1, \(a.brief)) has no value: zeta has a pole at 1", range: range)
    }
    if case .enclosed(let ball, _) = s, ball.contains(1) { throw Undecided(range: range) }
    if let value = a.exactValue, value.isInteger, !value.isPositive {
      throw noAnswer(
        "zeta(s, \(value)) has no value: a term is 0 to the power -s", range: range)
    }
    if let n = s.exactValue?.asInteger, let value = a.exactValue,
      let zeta = Rational.hurwitzZeta(atMinus: -n, value)
    {
      return .exact(zeta)
    }
    if !isInteger(s) {
      try require(
        a, allowsEdge: false, range: range,
        "zeta(\(s.brief), \(a.brief)) is not real: it needs a > 0")
    }
    return try enclosed("zeta", [s, a], range: range) {
      RealBall.hurwitzZeta(ball(s), ball(a), precision: precision)
    }
  }
}
