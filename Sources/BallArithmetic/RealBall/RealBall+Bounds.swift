public import Multiprecision

extension RealBall {
  /// The ball around the interval between two numbers; ``unbounded`` when one is not finite.
  ///
  /// An interval without negative (or positive) numbers gets a ball without them: where the
  /// rounded radius would pass zero, the ball from zero to the far end.
  public static func enclosing(
    lower: BigFloat, upper: BigFloat, precision: Precision
  ) -> RealBall {
    guard lower.isFinite, upper.isFinite else { return .unbounded }
    let (low, high) = lower <= upper ? (lower, upper) : (upper, lower)
    let middle =
      low == high
      ? BigFloat(low, precision: precision, rounding: .toNearest)
      : BigFloat.adding(low, high, precision: precision).scaled(byPowerOfTwo: -1)
    // Whatever the rounding of the midpoint did, the distances to both ends are rounded up.
    let below = BigFloat.subtracting(middle, low, precision: 40, rounding: .up)
    let above = BigFloat.subtracting(high, middle, precision: 40, rounding: .up)
    let radius = Magnitude(upperBound: max(below, above))
    if low.signum() >= 0 || high.signum() <= 0, radius > Magnitude(lowerBound: middle) {
      let half = Magnitude(upperBound: low.signum() >= 0 ? high : low).scaled(byPowerOfTwo: -1)
      // Below the exponent range the half is no number: a ball around zero instead.
      if half.exponent < BigFloat.smallestExponent {
        return RealBall(midpoint: .zero, radius: half.scaled(byPowerOfTwo: 1))
      }
      let center = BigFloat(half)
      return RealBall(midpoint: low.signum() >= 0 ? center : -center, radius: half)
    }
    return RealBall(midpoint: middle, radius: radius)
  }

  /// A number that is at most every value of the ball; minus infinity when unbounded.
  public func lowerBound(precision: Precision) -> BigFloat {
    if isUnbounded { return .infinity(negative: true) }
    return BigFloat.subtracting(
      midpoint, BigFloat(radius), precision: precision, rounding: .down)
  }

  /// A number that is at least every value of the ball; infinity when unbounded.
  public func upperBound(precision: Precision) -> BigFloat {
    if isUnbounded { return .infinity() }
    return BigFloat.adding(midpoint, BigFloat(radius), precision: precision, rounding: .up)
  }

  /// An upper bound of |x| over the ball.
  public var magnitudeUpperBound: Magnitude { Magnitude(upperBound: midpoint) + radius }

  /// A lower bound of |x| over the ball; zero when the ball contains zero.
  ///
  /// The midpoint less the radius, with the subtraction exact to 64 bits where the two are of
  /// similar size: a ball close to zero keeps a meaningful distance.
  public var distanceFromZeroLowerBound: Magnitude {
    let size = Magnitude(lowerBound: midpoint)
    if radius.isZero { return size }
    if radius <= size.scaled(byPowerOfTwo: -4) { return size.subtractingRoundedDown(radius) }
    if isUnbounded || containsZero { return .zero }
    let distance = BigFloat.subtracting(
      midpoint.magnitude, BigFloat(radius), precision: 64, rounding: .down)
    return distance.isNegative ? .zero : Magnitude(lowerBound: distance)
  }

  /// A ball that contains both balls.
  public func union(_ other: RealBall, precision: Precision) -> RealBall {
    if isUnbounded || other.isUnbounded { return .unbounded }
    let inner = precision + 32
    return .enclosing(
      lower: min(lowerBound(precision: inner), other.lowerBound(precision: inner)),
      upper: max(upperBound(precision: inner), other.upperBound(precision: inner)),
      precision: precision)
  }

  /// Bounds at the ends of the ball, precise enough not to widen it noticeably.
  package func endpoints(precision: Precision) -> (lower: BigFloat, upper: BigFloat) {
    let inner = max(precision, midpoint.precision) + 64
    return (lowerBound(precision: inner), upperBound(precision: inner))
  }

  /// The image of a monotonic function that is defined on the whole ball.
  ///
  /// The value at the midpoint with `error`, a bound of |f(x) - f(midpoint)| over the ball; when
  /// that leaves less than 16 bits, the values at the two ends instead if they are tighter. The
  /// function returns f correctly rounded, with MPFR's ternary value.
  /// Docs/Theory/BallArithmetic.md, "Rounding" and "Propagated error", which holds the errors of all
  /// functions.
  package func monotonicImage(
    precision: Precision, increasing: Bool = true, error: @autoclosure () -> Magnitude,
    _ function: (BigFloat, Precision, Rounding) -> (value: BigFloat, ternary: Int)
  ) -> RealBall {
    monotonicImage(
      precision: precision, increasing: increasing, errorForSize: { _ in error() }, function)
  }

  /// The same with an error bound that needs an upper bound of |f(midpoint)|.
  package func monotonicImage(
    precision: Precision, increasing: Bool = true, errorForSize: (Magnitude) -> Magnitude,
    _ function: (BigFloat, Precision, Rounding) -> (value: BigFloat, ternary: Int)
  ) -> RealBall {
    if isUnbounded { return .unbounded }
    let center = RealBall(rounded: function(midpoint, precision, .toNearest))
    if radius.isZero { return center }
    let thin = center.addingError(errorForSize(center.magnitudeUpperBound))
    if thin.relativeAccuracyBits >= 16 { return thin }
    let (lower, upper) = endpoints(precision: precision)
    let low = increasing ? lower : upper
    let high = increasing ? upper : lower
    let wide = RealBall.enclosing(
      lower: function(low, precision, .down).value,
      upper: function(high, precision, .up).value, precision: precision)
    return thin.radius < wide.radius ? thin : wide
  }
}
