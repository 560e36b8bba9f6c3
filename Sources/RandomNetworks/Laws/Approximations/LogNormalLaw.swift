public import BallArithmetic
public import Multiprecision

/// The law of e^Y for a normal Y.
public struct LogNormalLaw: CertifiedLaw {
  /// The mean of ln X, at a precision.
  let logarithmMean: @Sendable (Precision) -> RealBall
  /// The variance of ln X, positive.
  let logarithmVariance: CertifiedReal

  /// True: e^Y is positive.
  public var isNonnegative: Bool { true }

  /// The normal law's value at ln x, the density divided by x; for x <= 0 the density and P(X <= x)
  /// are 0. Unbounded where the sign of x is not certain; nothing is thrown.
  public func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    guard let sign = x.certainSign else { return LawValue(.unbounded, by: .closedForm) }
    if sign <= 0 {
      return LawValue(function == .survival ? .one : .zero, by: .closedForm)
    }
    // The exponent may be large: its absolute error counts.
    let logarithm = x.ball(precision: precision + 64).logarithm(precision: precision + 64)
    let size = max(0, logarithm.magnitudeUpperBound.exponent)
    let inner = precision + (32 + 2 * min(size, 1 << 20))
    let place = x.ball(precision: inner).logarithm(precision: inner)
      .subtracting(logarithmMean(inner), precision: inner)
    let normal = NormalLaw(variance: logarithmVariance)
    let value = normal.value(of: function, atBall: place, precision: inner)
    guard function == .density else {
      return LawValue(value.rounded(to: precision), by: .closedForm)
    }
    return LawValue(
      value.divided(by: x.ball(precision: inner), precision: precision), by: .closedForm)
  }
}
