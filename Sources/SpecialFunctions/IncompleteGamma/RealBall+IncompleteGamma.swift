public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The upper incomplete gamma function, the integral of t^(s-1) e^(-t) from x to infinity, for
  /// every real s and x > 0; for s > 0 at x = 0 too, where it is Gamma(s), and for a positive
  /// integer s at every x. Elsewhere ``BallArithmetic/RealBall/unbounded``.
  ///
  /// The accuracy is relative to the value, however small. Inexact arguments:
  /// |d/dx| = x^(s-1) e^(-x), |d/ds| <= |log x| Gamma(s,x) + Gamma(s+1,x)/x; wide balls of x by
  /// monotony. Docs/Theory/IncompleteGamma.md, "Inexact real arguments".
  public static func upperIncompleteGamma(
    _ s: RealBall, _ x: RealBall, precision: Precision
  ) -> RealBall {
    guard s.isFinite, x.isFinite else { return .unbounded }
    if x.isZero { return s.isCertainlyPositive ? s.gamma(precision: precision) : .unbounded }
    let isNatural = s.isExact && s.midpoint.isInteger && s.midpoint.isPositive
    guard x.isCertainlyPositive else {
      guard isNatural else {
        // The ends of a ball that begins at zero.
        guard x.isCertainlyNonnegative, s.isCertainlyPositive else { return .unbounded }
        let high = RealBall(exact: x.endpoints(precision: precision).upper)
        return s.gamma(precision: precision)
          .union(upperIncompleteGamma(s, high, precision: precision), precision: precision)
      }
      return ComplexBall.upperIncompleteGamma(
        ComplexBall(s), ComplexBall(x), precision: precision
      ).real
    }
    // Gamma(s) - Gamma(s, x), the integral of t^(s-1) e^(-t) from 0 to x, is at most x^s/s for
    // s > 0: next to x = 0 nothing else is left.
    if s.isCertainlyPositive, x.magnitudeUpperBound < .powerOfTwo(-precision.bits) {
      let lost = RealBall(exact: BigFloat(x.magnitudeUpperBound)).power(s, precision: 64)
        .divided(by: s, precision: 64).magnitudeUpperBound
      if lost < .powerOfTwo(-precision.bits - 8) {
        return s.gamma(precision: precision).addingError(lost)
      }
    }
    let (center, spread) = s.movedToPole(precision)
    if x.isExact, spread.isZero { return valueOfUpper(center, x.midpoint, precision) }
    let (low, high) = x.endpoints(precision: precision)
    guard low.isPositive else { return .unbounded }
    if !spread.isZero {
      let value = upperIncompleteGamma(RealBall(exact: center), x, precision: precision)
      let slope = slopeOfUpper(RealBall(midpoint: center, radius: spread), low, high)
      return value.addingError(spread * slope)
    }
    let density = densityBound(center, low, high)
    let thin = valueOfUpper(center, x.midpoint, precision).addingError(x.radius * density)
    if thin.relativeAccuracyBits >= 8 { return thin }
    return .enclosing(
      lower: max(valueOfUpper(center, high, precision).lowerBound(precision: precision), .zero),
      upper: valueOfUpper(center, low, precision).upperBound(precision: precision),
      precision: precision)
  }

  /// The lower incomplete gamma function, the integral of t^(s-1) e^(-t) from 0 to x for s > 0 and
  /// x >= 0, and Gamma(s) - Gamma(s,x) for the other s and x > 0; for a positive integer s at every
  /// x. ``BallArithmetic/RealBall/unbounded`` at s = 0, -1, -2, ... and elsewhere.
  public static func lowerIncompleteGamma(
    _ s: RealBall, _ x: RealBall, precision: Precision
  ) -> RealBall {
    guard s.isFinite, x.isFinite else { return .unbounded }
    if x.isZero { return s.isCertainlyPositive ? .zero : .unbounded }
    let isNatural = s.isExact && s.midpoint.isInteger && s.midpoint.isPositive
    let (low, high) = x.endpoints(precision: precision)
    guard low.isPositive else {
      if isNatural {
        return ComplexBall.lowerIncompleteGamma(
          ComplexBall(s), ComplexBall(x), precision: precision
        ).real
      }
      guard x.isCertainlyNonnegative, s.isCertainlyPositive else { return .unbounded }
      let top = lowerIncompleteGamma(s, RealBall(exact: high), precision: precision)
      return .enclosing(
        lower: .zero, upper: top.upperBound(precision: precision), precision: precision)
    }
    if s.isExact, x.isExact { return valueOfLower(s.midpoint, x.midpoint, precision) }
    guard s.isCertainlyPositive || s.isExact else {
      return s.gamma(precision: precision)
        .subtracting(upperIncompleteGamma(s, x, precision: precision), precision: precision)
    }
    var error = x.radius * densityBound(s.midpoint, low, high)
    if !s.isExact {
      // The bound of the derivative in x for every s of the ball.
      let (least, greatest) = s.endpoints(precision: precision)
      error = x.radius * (densityBound(least, low, high) + densityBound(greatest, low, high))
      error += s.radius * slopeOfLower(least, greatest, low, high)
    }
    let thin = valueOfLower(s.midpoint, x.midpoint, precision).addingError(error)
    if thin.relativeAccuracyBits >= 8 || !s.isExact || s.midpoint.isNegative { return thin }
    return .enclosing(
      lower: max(valueOfLower(s.midpoint, low, precision).lowerBound(precision: precision), .zero),
      upper: valueOfLower(s.midpoint, high, precision).upperBound(precision: precision),
      precision: precision)
  }

  // MARK: Exact arguments

  private static func valueOfUpper(
    _ s: BigFloat, _ x: BigFloat, _ precision: Precision
  ) -> RealBall {
    IncompleteGammaEvaluation(s: ExactComplex(s), z: ExactComplex(x)).upper(precision: precision)
      .real
  }

  private static func valueOfLower(
    _ s: BigFloat, _ x: BigFloat, _ precision: Precision
  ) -> RealBall {
    IncompleteGammaEvaluation(s: ExactComplex(s), z: ExactComplex(x)).lower(precision: precision)
      .real
  }

  // MARK: Bounds over balls

  /// An upper bound of t^(s-1) e^(-t) for low <= t <= high: the larger end of t^(s-1) times
  /// e^(-low).
  static func densityBound(_ s: BigFloat, _ low: BigFloat, _ high: BigFloat) -> Magnitude {
    let exponent = RealBall(exact: s).adding(-1, precision: s.precision + 64)
    let powers = [low, high].map {
      RealBall(exact: $0).power(exponent, precision: 32).magnitudeUpperBound
    }
    return max(powers[0], powers[1])
      * Magnitude(upperBound: (-low).exponential(precision: 32, rounding: .up).value)
  }

  private static func logarithmBound(_ low: BigFloat, _ high: BigFloat) -> Magnitude {
    let ends = [low, high].map {
      Magnitude(upperBound: $0.logarithm(precision: 32, rounding: .awayFromZero).value)
    }
    return max(ends[0], ends[1])
  }

  /// |d Gamma(s,x)/ds| over the balls: t^(s-1) is at most the sum of its values at both ends of s.
  static func slopeOfUpper(
    _ s: RealBall, _ low: BigFloat, _ high: BigFloat
  ) -> Magnitude {
    let (least, greatest) = s.endpoints(precision: 64)
    var values = Magnitude.zero
    var next = Magnitude.zero
    for end in [least, greatest] {
      values += valueOfUpper(end, low, 32).magnitudeUpperBound
      let above = BigFloat.addingExactness(end, 1, precision: end.precision + 64).value
      next += valueOfUpper(above, low, 32).magnitudeUpperBound
    }
    return logarithmBound(low, high) * values
      + next.divided(byLowerBound: Magnitude(lowerBound: low))
  }

  /// |d gamma(s,x)/ds| for s > 0: |log x| gamma(s,x) and the integral of t^(s-1) e^(-t) log(x/t),
  /// at most x^s/s^2, and x gamma(s-1,x) for s > 1.
  private static func slopeOfLower(
    _ least: BigFloat, _ greatest: BigFloat, _ low: BigFloat, _ high: BigFloat
  ) -> Magnitude {
    guard least.isPositive else { return .infinity }
    var values = Magnitude.zero
    var powers = Magnitude.zero
    for end in [least, greatest] {
      values += valueOfLower(end, high, 32).magnitudeUpperBound
      powers +=
        RealBall(exact: high).power(RealBall(exact: end), precision: 32)
        .magnitudeUpperBound
    }
    let square = Magnitude(lowerBound: least).multipliedRoundedDown(
      by: Magnitude(lowerBound: least))
    var rest = powers.divided(byLowerBound: square)
    if least > 1 {
      var lower = Magnitude.zero
      for end in [least, greatest] {
        let below = BigFloat.addingExactness(end, -1, precision: end.precision + 64).value
        lower += valueOfLower(below, high, 32).magnitudeUpperBound
      }
      rest = min(rest, Magnitude(upperBound: high) * lower)
    }
    return logarithmBound(low, high) * values + rest
  }

  /// The midpoint and the radius; a midpoint so close to 0, -1, -2, ... that its distance could not
  /// be resolved at a few times the precision is moved there, and the radius enlarged.
  private func movedToPole(_ precision: Precision) -> (center: BigFloat, spread: Magnitude) {
    guard midpoint.isNearInteger(precision), let nearest = midpoint.integer(rounding: .toNearest),
      !nearest.isPositive
    else { return (midpoint, radius) }
    let distance = BigFloat.subtracting(
      midpoint, BigFloat(nearest), precision: 32, rounding: .awayFromZero)
    return (BigFloat(nearest), radius + Magnitude(upperBound: distance))
  }
}
