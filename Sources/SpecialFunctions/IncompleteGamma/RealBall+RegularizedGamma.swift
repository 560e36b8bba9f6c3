public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// P(s,x) = gamma(s,x)/Gamma(s) for s > 0 and x >= 0: the distribution function of the gamma
  /// distribution. For s = 0, -1, -2, ..., exactly, it is 1 by continuity; for other s <= 0 and
  /// x > 0, 1 - Gamma(s,x)/Gamma(s). Elsewhere ``BallArithmetic/RealBall/unbounded``.
  ///
  /// The accuracy is relative to the value, however small. Inexact arguments: the density, and
  /// |dQ/ds| <= |dGamma(s,x)/ds|/Gamma(s) + |psi(s)|; wide balls by the monotony in both. Docs/Theory/IncompleteGamma.md, "Regularized functions".
  public static func regularizedLowerIncompleteGamma(
    _ s: RealBall, _ x: RealBall, precision: Precision
  ) -> RealBall {
    regularized(s, x, precision: precision, isUpper: false)
  }

  /// Q(s,x) = Gamma(s,x)/Gamma(s) = 1 - P(s,x); 0 for s = 0, -1, -2, ..., exactly.
  public static func regularizedUpperIncompleteGamma(
    _ s: RealBall, _ x: RealBall, precision: Precision
  ) -> RealBall {
    regularized(s, x, precision: precision, isUpper: true)
  }

  private static func regularized(
    _ s: RealBall, _ x: RealBall, precision: Precision, isUpper: Bool
  ) -> RealBall {
    guard s.isFinite, x.isFinite else { return .unbounded }
    if s.isCertainlyPositive {
      guard x.isCertainlyNonnegative else { return .unbounded }
      if x.isZero { return isUpper ? .one : .zero }
      return positiveRegularized(s, x, precision: precision, isUpper: isUpper)
    }
    guard x.isCertainlyPositive else { return .unbounded }
    if s.isExact, s.midpoint.isInteger { return isUpper ? .zero : .one }
    let inner = precision + 16
    let upper = upperIncompleteGamma(s, x, precision: inner)
      .multiplied(by: s.reciprocalGamma(precision: inner), precision: inner)
    if isUpper { return upper }
    if s.isExact {
      return lowerIncompleteGamma(s, x, precision: inner)
        .multiplied(by: s.reciprocalGamma(precision: inner), precision: inner)
    }
    return RealBall.one.subtracting(upper, precision: inner)
  }

  private static func positiveRegularized(
    _ s: RealBall, _ x: RealBall, precision: Precision, isUpper: Bool
  ) -> RealBall {
    func value(_ s: BigFloat, _ x: BigFloat) -> RealBall {
      if !x.isPositive { return isUpper ? .one : .zero }
      let evaluation = RegularizedGammaEvaluation(s: s, x: x)
      return isUpper
        ? evaluation.upper(precision: precision) : evaluation.lower(precision: precision)
    }
    if s.isExact, x.isExact { return value(s.midpoint, x.midpoint) }
    let (low, high) = x.endpoints(precision: precision)
    let (least, greatest) = s.endpoints(precision: precision)
    guard least.isPositive else { return .unbounded }
    if low.isPositive {
      let inverse = s.reciprocalGamma(precision: 32).magnitudeUpperBound
      var error =
        x.radius * inverse
        * (densityBound(least, low, high) + densityBound(greatest, low, high))
      if !s.isExact {
        let digamma = s.digamma(precision: 32).magnitudeUpperBound
        error += s.radius * (slopeOfUpper(s, low, high) * inverse + digamma)
      }
      if error.isFinite {
        let thin = value(s.midpoint, x.midpoint).addingError(error)
        if thin.relativeAccuracyBits >= 16 { return thin }
      }
    }
    // Q rises with s and falls with x; P the other way.
    let smallest = isUpper ? value(least, high) : value(greatest, max(low, .zero))
    let largest = isUpper ? value(greatest, max(low, .zero)) : value(least, high)
    return .enclosing(
      lower: max(smallest.lowerBound(precision: precision + 32), .zero),
      upper: min(largest.upperBound(precision: precision + 32), 1), precision: precision)
  }
}
