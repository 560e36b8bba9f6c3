public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The gamma function; ``BallArithmetic/RealBall/unbounded`` for a ball that contains a pole
  /// (0, -1, -2, ...).
  ///
  /// Gamma(m + d)/Gamma(m) is within e^(r P) of 1, where P bounds |psi| over the ball. Wide balls
  /// use that log |Gamma| is convex between poles: the largest modulus is at an end, the least at
  /// an end too when psi keeps its sign, else above the tangent at the midpoint. Proofs, also of the
  /// two functions below: Docs/Theory/BallArithmetic.md, "The gamma family".
  public func gamma(precision: Precision) -> RealBall {
    if isExact { return RealBall.gamma(atPoint: midpoint, precision: precision) }
    guard let geometry = GammaGeometry(self, precision: precision) else { return .unbounded }
    let size = Magnitude(
      upperBound: midpoint.gamma(precision: 32, rounding: .awayFromZero).value)
    let spread = (radius * geometry.digammaBound).exponentialMinusOne
    // More bits than the spread leaves are of no use.
    let useful = min(precision, Precision(clamping: 32 - max(spread.exponent, -(1 << 40))))
    let thin =
      size.isInfinite || spread > .powerOfTwo(-12)
      ? RealBall.unbounded
      : RealBall.gamma(atPoint: midpoint, precision: useful).addingError(size * spread)
    if thin.isFinite { return thin }

    let low = geometry.lower.gamma(precision: precision, rounding: .awayFromZero).value
    let high = geometry.upper.gamma(precision: precision, rounding: .awayFromZero).value
    let largest = max(low.magnitude, high.magnitude)
    let least = leastGammaModulus(geometry, precision: precision)
    let moduli = RealBall.enclosing(lower: least, upper: largest, precision: precision)
    return low.isNegative ? -moduli : moduli
  }

  /// A lower bound of |Gamma| over the ball.
  private func leastGammaModulus(_ geometry: GammaGeometry, precision: Precision) -> BigFloat {
    let slopeSigns = (
      geometry.lower.digamma(precision: 32, rounding: .awayFromZero).value.signum(),
      geometry.upper.digamma(precision: 32, rounding: .awayFromZero).value.signum()
    )
    if slopeSigns.0 > 0 {
      return geometry.lower.gamma(precision: precision, rounding: .towardZero).value.magnitude
    }
    if slopeSigns.1 < 0 {
      return geometry.upper.gamma(precision: precision, rounding: .towardZero).value.magnitude
    }
    let slope = Magnitude(
      upperBound: midpoint.digamma(precision: 32, rounding: .awayFromZero).value)
    let descent = -BigFloat(slope * radius)
    let center = midpoint.gamma(precision: 64, rounding: .towardZero).value.magnitude
    return BigFloat.multiplying(
      center, descent.exponential(precision: 64, rounding: .down).value,
      precision: 64, rounding: .down)
  }

  /// 1/Gamma, an entire function: zero at 0, -1, -2, ...
  ///
  /// Where the ball contains a pole of Gamma, by the reflection sin(pi x) Gamma(1 - x)/pi; for a
  /// ball that also reaches 1 by |1/Gamma(x)| <= 1.13 for x > 0 and <= max(Gamma(1/2),
  /// Gamma(1 - l))/pi for l <= x <= 1/2.
  public func reciprocalGamma(precision: Precision) -> RealBall {
    if isUnbounded { return .unbounded }
    let inner = precision + 8
    let value = gamma(precision: inner)
    if value.isCertainlyNonzero, value.isFinite {
      return value.reciprocal(precision: precision)
    }
    let (lower, upper) = endpoints(precision: precision)
    if lower >= 2 {
      // Gamma is too large for a number: between 0 and the reciprocal at the lower end.
      let least = lower.gamma(precision: 32, rounding: .down).value
      return .enclosing(
        lower: .zero, upper: BigFloat.dividing(1, least, precision: 32, rounding: .up),
        precision: precision)
    }
    let mirrored = RealBall.one.subtracting(self, precision: midpoint.precision + 64)
    if upper < 1 {
      return sineOfPi(precision: inner)
        .multiplied(by: mirrored.gamma(precision: inner), precision: inner)
        .divided(by: .pi(precision: inner), precision: precision)
    }
    let far = BigFloat.subtracting(1, lower, precision: 64, rounding: .up)
    let reach = max(far, 2).gamma(precision: 32, rounding: .up).value
    let largest = max(
      Magnitude(upperBound: reach).divided(byLowerBound: Magnitude(3)),
      Magnitude(113).divided(byLowerBound: Magnitude(100)))
    return RealBall(midpoint: .zero, radius: largest)
  }

  /// log Gamma(x) for x > 0; ``BallArithmetic/RealBall/unbounded`` for a ball that reaches 0 or
  /// below.
  ///
  /// The derivative is psi. Wide balls use that log Gamma is convex: the largest value is at an
  /// end, the least at an end or above the tangent at the midpoint.
  public func logGamma(precision: Precision) -> RealBall {
    guard isCertainlyPositive else { return .unbounded }
    if isExact { return RealBall.logGamma(atPoint: midpoint, precision: precision) }
    guard let geometry = GammaGeometry(self, precision: precision) else { return .unbounded }
    let thin = RealBall.logGamma(atPoint: midpoint, precision: precision)
      .addingError(radius * geometry.digammaBound)
    if thin.relativeAccuracyBits >= 16 { return thin }
    let wide = wideLogGamma(geometry, precision: precision)
    return thin.radius < wide.radius ? thin : wide
  }

  private func wideLogGamma(_ geometry: GammaGeometry, precision: Precision) -> RealBall {
    let (lower, upper) = (geometry.lower, geometry.upper)
    let largest = max(
      lower.logGamma(precision: precision, rounding: .up).value,
      upper.logGamma(precision: precision, rounding: .up).value)
    let least: BigFloat
    if lower.digamma(precision: 32, rounding: .awayFromZero).value.isPositive {
      least = lower.logGamma(precision: precision, rounding: .down).value
    } else if upper.digamma(precision: 32, rounding: .awayFromZero).value.isNegative {
      least = upper.logGamma(precision: precision, rounding: .down).value
    } else {
      let slope = midpoint.digamma(precision: 32, rounding: .awayFromZero).value
      let descent = BigFloat(Magnitude(upperBound: slope) * radius)
      least = BigFloat.subtracting(
        midpoint.logGamma(precision: precision, rounding: .down).value, descent,
        precision: precision, rounding: .down)
    }
    return .enclosing(lower: least, upper: largest, precision: precision)
  }
}
