public import BallArithmetic
public import Multiprecision

extension Hypergeometric {
  /// The value divided by the gamma functions of all lower parameters as given: Σ_k Π (a_i)_k /
  /// Π Γ(b_j + k) z^k/k!, which exists for every choice of the parameters with p <= q + 1.
  ///
  /// - Throws: as ``value(at:precision:)-(ComplexBall,_)``.
  public func regularizedValue(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    try Hypergeometric.regularized(upper, lower, at: z, precision: precision)
  }

  /// The regularized value at a real argument.
  public func regularizedValue(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    if p == q + 1, !isTerminating, x.subtracting(.one, precision: 64).isCertainlyPositive {
      _ = try value(at: x, precision: 64)
    }
    return try regularizedValue(at: ComplexBall(x), precision: precision).real
  }

  /// With the largest N among lower parameters -N and m = N + 1 the terms before z^m vanish, and
  /// the rest is Π (a)_m z^m / (m! Π Γ(b + m)) times a series with parameters a + m, 1; b + m, m + 1.
  static func regularized(
    _ upper: [Rational], _ lower: [Rational], at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    let inner = precision + 24
    let poles = lower.filter { $0.isInteger && !$0.isPositive }.map { -$0.numerator }
    guard let largest = poles.max() else {
      let function = Hypergeometric(admissibleUpper: upper, lower: lower)
      let value = try function.value(at: z, precision: inner)
      return value.multiplied(
        by: gammaQuotient([], lower.map { .rational($0) }, precision: inner),
        precision: precision)
    }
    guard let index = largest.asInt, index < 1 << 20 else {
      throw .outOfReach("a lower parameter below -2^20 is not regularized here: \(largest)")
    }
    let start = index + 1
    var factor = z.power(start, precision: inner)
    let steps = Rational(start)
    for a in upper {
      let ball = RealBall(a, precision: inner).risingFactorial(start, precision: inner)
      if a.isInteger, !a.isPositive, -a.numerator < Integer(start) { return .zero }
      factor = factor.multiplied(by: ball, precision: inner)
    }
    factor = factor.multiplied(
      by: gammaQuotient(
        [], (lower.map { $0 + steps } + [steps + 1]).map { .rational($0) }, precision: inner),
      precision: inner)
    let function = Hypergeometric(
      admissibleUpper: upper.map { $0 + steps } + [1],
      lower: lower.map { $0 + steps } + [steps + 1])
    return try function.value(at: z, precision: inner)
      .multiplied(by: factor, precision: precision)
  }
}
