internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension NumericEvaluator {
  /// The integral of t^(s-1) e^(-t) from a to infinity.
  func upperGamma(
    _ s: CertifiedReal, _ a: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    if a.isZero {
      try require(
        s, allowsEdge: false, range: range,
        "gammainc(\(s.brief), 0) has no value: the integral diverges at 0 for s <= 0")
      return try gamma(s, named: "gammainc", range: range)
    }
    if !isNatural(s) {
      try requireNonnegative(a, "gammainc(\(s.brief), \(a.brief))", range: range)
    }
    return try enclosed("gammainc", [s, a], range: range) {
      RealBall.upperIncompleteGamma(ball(s), ball(a), precision: precision)
    }
  }

  /// The integral from a to b; from 0 the continuation in s.
  func incompleteGamma(
    _ s: CertifiedReal, _ a: CertifiedReal, _ b: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    if let low = a.exactValue, let high = b.exactValue, low == high, !low.isNegative || isNatural(s)
    {
      if low.isZero { try requirePositiveOrder(s, range: range) }
      return .exact(.zero)
    }
    guard a.isZero else {
      if b.isZero { return -(try incompleteGamma(s, b, a, range: range)) }
      return try checked(
        upperGamma(s, a, range: range) - upperGamma(s, b, range: range), range: range)
    }
    if case .exact(let value) = s, value.isInteger, !value.isPositive {
      throw noAnswer(
        "gammainc(\(value), 0, b) has no value: the integral diverges at 0 for s <= 0",
        range: range)
    }
    if !isNatural(s) {
      try requireNonnegative(b, "gammainc(\(s.brief), 0, \(b.brief))", range: range)
    }
    return try enclosed("gammainc", [s, a, b], range: range) {
      RealBall.lowerIncompleteGamma(ball(s), ball(b), precision: precision)
    }
  }

  private func requirePositiveOrder(_ s: CertifiedReal, range: SourceRange?) throws {
    try require(
      s, allowsEdge: false, range: range,
      "gammainc(\(s.brief), 0, 0) has no value: the integral diverges at 0 for s <= 0")
  }

  private func isNatural(_ s: CertifiedReal) -> Bool {
    isInteger(s) && s.certainSign == 1
  }

  /// E_n(x), the integral of e^(-x t) t^(-n) from 1 to infinity.
  func exponentialIntegral(
    _ n: CertifiedReal, _ x: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    let call = "expint(\(n.brief), \(x.brief))"
    if x.isZero {
      try require(
        n - CertifiedReal(1), allowsEdge: false, range: range,
        "\(call) has no value: the integral diverges at 0 for n <= 1")
      return try quotient(CertifiedReal(1), n - CertifiedReal(1), range: range)
    }
    if let order = n.exactValue?.asInt, order <= 0, order > -1000 {
      return try elementaryExponentialIntegral(-order, x, range: range)
    }
    try require(
      x, allowsEdge: false, range: range, "\(call) is not real: expint needs an argument > 0")
    return try enclosed("expint", [n, x], range: range) {
      RealBall.exponentialIntegral(ball(n), ball(x), precision: precision)
    }
  }

  /// E_(-m)(x) = e^(-x) m!/x^(m+1) times the sum of x^k/k! for k <= m.
  private func elementaryExponentialIntegral(
    _ m: Int, _ x: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    var sum = CertifiedReal(1)
    for k in (1...max(m, 1)).reversed() where k <= m {
      sum = settled(CertifiedReal(1) + (try quotient(x, CertifiedReal(k), range: range)) * sum)
    }
    let order = CertifiedReal(m)
    let scale = try quotient(
      factorial(order, range: range), power(x, order + CertifiedReal(1), range: range),
      range: range)
    return try checked(exponential(-x, range: range) * scale * sum, range: range)
  }

  /// Ei(x), the principal value for x > 0.
  func exponentialIntegral(_ x: CertifiedReal, range: SourceRange?) throws -> CertifiedReal {
    if x.isZero { throw noAnswer("ei(0) has no value: ei has a pole at 0", range: range) }
    return try enclosed("ei", [x], range: range) {
      ball(x).exponentialIntegral(precision: precision)
    }
  }
}
