public import Multiprecision

extension RealBall {
  /// The hyperbolic sine.
  ///
  /// |sinh(m + d) - sinh m| = |sinh m (cosh d - 1) + cosh m sinh d| <= cosh m (e^|d| - 1), and
  /// cosh m <= |sinh m| + 1.
  public func hyperbolicSine(precision: Precision) -> RealBall {
    monotonicImage(
      precision: precision, errorForSize: { ($0 + .one) * radius.exponentialMinusOne },
      { $0.hyperbolicSine(precision: $1, rounding: $2) })
  }

  /// The hyperbolic cosine, with the error bound of ``hyperbolicSine(precision:)``.
  public func hyperbolicCosine(precision: Precision) -> RealBall {
    if isUnbounded { return .unbounded }
    let function = { (x: BigFloat, p: Precision, r: Rounding) in
      x.hyperbolicCosine(precision: p, rounding: r)
    }
    if containsZero, !isExact {
      let (lower, upper) = endpoints(precision: precision)
      let largest = max(lower.magnitude, upper)
      let center = RealBall(rounded: function(midpoint, precision, .toNearest))
      let thin = center.addingError(center.magnitudeUpperBound * radius.exponentialMinusOne)
      let wide = RealBall.enclosing(
        lower: 1, upper: function(largest, precision, .up).value, precision: precision)
      return thin.radius < wide.radius ? thin : wide
    }
    return monotonicImage(
      precision: precision, increasing: midpoint.isPositive,
      errorForSize: { $0 * radius.exponentialMinusOne }, function)
  }

  /// The hyperbolic tangent.
  ///
  /// With l the least |x| of the ball, the derivative 1/cosh(x)^2 is at most 1 and 4 e^(-2l), and
  /// two values of one sign differ by at most 1 - tanh l <= 2 e^(-2l), any two by at most 2.
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public func hyperbolicTangent(precision: Precision) -> RealBall {
    monotonicImage(precision: precision, error: hyperbolicTangentError) {
      $0.hyperbolicTangent(precision: $1, rounding: $2)
    }
  }

  private var hyperbolicTangentError: Magnitude {
    let least = -BigFloat(distanceFromZeroLowerBound).scaled(byPowerOfTwo: 1)
    let decay = Magnitude(upperBound: least.exponential(precision: 32, rounding: .up).value)
    return min(radius, decay * min(radius.scaled(byPowerOfTwo: 2), Magnitude(2)))
  }

  /// The number with this hyperbolic sine. The derivative 1/sqrt(1 + x^2) is at most
  /// 1/sqrt(1 + l^2) where l is the least |x| of the ball.
  public func inverseHyperbolicSine(precision: Precision) -> RealBall {
    monotonicImage(
      precision: precision,
      error: radius.divided(byLowerBound: onePlusLeastSquare.squareRootLowerBound)
    ) { $0.inverseHyperbolicSine(precision: $1, rounding: $2) }
  }

  /// The nonnegative number with this hyperbolic cosine; ``unbounded`` when the ball reaches below
  /// 1. The derivative 1/sqrt((x - 1)(x + 1)) is at most 1/sqrt((l - 1) l) where l is the least x.
  public func inverseHyperbolicCosine(precision: Precision) -> RealBall {
    if isUnbounded { return .unbounded }
    let above = RealBall(
      rounded: BigFloat.addingExactness(midpoint, -1, precision: max(midpoint.precision, 64) + 8),
      error: radius)
    guard above.isCertainlyNonnegative else { return .unbounded }
    let least = above.distanceFromZeroLowerBound
    let slope = least.multipliedRoundedDown(by: Magnitude.one.addingRoundedDown(least))
    return monotonicImage(
      precision: precision, error: radius.divided(byLowerBound: slope.squareRootLowerBound)
    ) { max($0, 1).inverseHyperbolicCosine(precision: $1, rounding: $2) }
  }

  /// The number with this hyperbolic tangent; ``unbounded`` when the ball reaches -1 or 1. The
  /// derivative 1/((1 - |x|)(1 + |x|)) is at most 1/(1 - |m| - r).
  public func inverseHyperbolicTangent(precision: Precision) -> RealBall {
    guard let margin = marginBelowOne else { return .unbounded }
    return monotonicImage(precision: precision, error: radius.divided(byLowerBound: margin)) {
      RealBall.clamped($0).inverseHyperbolicTangent(precision: $1, rounding: $2)
    }
  }
}
