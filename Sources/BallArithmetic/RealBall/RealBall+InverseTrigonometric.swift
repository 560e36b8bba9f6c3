public import Multiprecision

extension RealBall {
  /// The angle in [-pi/2, pi/2] with this sine; ``unbounded`` when the ball reaches out of [-1, 1].
  ///
  /// The derivative 1/sqrt((1 - |x|)(1 + |x|)) is at most 1/sqrt(1 - |m| - r).
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public func arcSine(precision: Precision) -> RealBall {
    guard let margin = marginBelowOne else { return .unbounded }
    return monotonicImage(
      precision: precision, error: radius.divided(byLowerBound: margin.squareRootLowerBound)
    ) { RealBall.clamped($0).arcSine(precision: $1, rounding: $2) }
  }

  /// The angle in [0, pi] with this cosine; ``unbounded`` when the ball reaches out of [-1, 1].
  /// The derivative's bound is that of ``arcSine(precision:)``.
  public func arcCosine(precision: Precision) -> RealBall {
    guard let margin = marginBelowOne else { return .unbounded }
    return monotonicImage(
      precision: precision, increasing: false,
      error: radius.divided(byLowerBound: margin.squareRootLowerBound)
    ) { RealBall.clamped($0).arcCosine(precision: $1, rounding: $2) }
  }

  /// The angle in (-pi/2, pi/2) with this tangent. The derivative is at most 1/(1 + l^2) where l
  /// is the least |x| of the ball.
  public func arcTangent(precision: Precision) -> RealBall {
    monotonicImage(
      precision: precision, error: radius.divided(byLowerBound: onePlusLeastSquare)
    ) { $0.arcTangent(precision: $1, rounding: $2) }
  }

  /// The angle of the point (x, y) in (-pi, pi].
  ///
  /// On the negative x axis it is pi, continuous from above (y >= 0). A rectangle that contains
  /// points of that half line and points below it gets a ball with both sides' angles; one that
  /// contains the origin gets [-pi, pi]; the origin itself has the angle 0.
  public static func arcTangent(y: RealBall, x: RealBall, precision: Precision) -> RealBall {
    if x.isUnbounded || y.isUnbounded { return .unbounded }
    if x.isExact, y.isExact {
      // MPFR tells -0 from 0 in both: the zero of a ball has no sign.
      let height = y.midpoint.isZero ? BigFloat.zero : y.midpoint
      let width = x.midpoint.isZero ? BigFloat.zero : x.midpoint
      return RealBall(
        rounded: BigFloat.arcTangent(y: height, x: width, precision: precision))
    }
    let inner = precision + 8
    if x.isCertainlyPositive {
      return y.divided(by: x, precision: inner).arcTangent(precision: precision)
    }
    // Off the negative x axis, by the cotangent: pi/2 - atan(x/y) above, -pi/2 - atan(x/y) below.
    if y.isCertainlyNonzero {
      let right = pi(precision: inner).scaled(byPowerOfTwo: -1)
      let slope = x.divided(by: y, precision: inner).arcTangent(precision: inner)
      return (y.isCertainlyPositive ? right : -right).subtracting(slope, precision: precision)
    }
    if x.isCertainlyNegative, y.isCertainlyNonnegative {
      // y/x is in (-inf, 0]: the angle is pi + atan(y/x).
      let slope = y.divided(by: x, precision: inner).arcTangent(precision: inner)
      return pi(precision: inner).adding(slope, precision: precision)
    }
    let half = BigFloat.pi(precision: precision, rounding: .up)
    if y.isCertainlyNonnegative {
      return .enclosing(lower: .zero, upper: half, precision: precision)
    }
    return RealBall(midpoint: .zero, radius: Magnitude(upperBound: half))
  }

  /// A lower bound of 1 - |x| over the ball; nil when the ball reaches out of [-1, 1].
  var marginBelowOne: Magnitude? {
    if isUnbounded { return nil }
    let size = midpoint.magnitude
    let distance = BigFloat.subtracting(1, size, precision: 64, rounding: .down)
    let margin = BigFloat.subtracting(
      distance, BigFloat(radius), precision: 64, rounding: .down)
    if !margin.isNegative { return Magnitude(lowerBound: margin) }
    // Rounded, a ball that ends at 1 may seem to pass it, by a few units of 2^-64.
    guard margin.exponent < -60, size.exponent > -4096, let center = size.exactRational,
      let reach = radius.exactRational, center + reach <= 1
    else { return nil }
    return .zero
  }

  /// Endpoints are rounded outward, maybe out of a domain that the ball does not leave.
  static func clamped(_ value: BigFloat) -> BigFloat { min(max(value, -1), 1) }

  /// A lower bound of 1 + x^2 over the ball.
  var onePlusLeastSquare: Magnitude {
    let least = distanceFromZeroLowerBound
    return Magnitude.one.addingRoundedDown(least.multipliedRoundedDown(by: least))
  }
}
