public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The Riemann zeta function of a real argument; ``BallArithmetic/RealBall/unbounded`` for a ball
  /// that contains the pole 1.
  ///
  /// From -3/4 on, |zeta'(s)| <= 1/(s - 1)^2 + 1/2 (Docs/Theory/BallArithmetic.md, "The zeta
  /// function"); beyond 1, where zeta decreases, wide balls go by their endpoints. Further left by
  /// zeta(s) = 2 (2 pi)^(s-1) sin(pi s/2) Gamma(1 - s) zeta(1 - s).
  public func zeta(precision: Precision) -> RealBall {
    if isExact { return RealBall.zeta(atPoint: midpoint, precision: precision) }
    if isUnbounded { return .unbounded }
    let fromPole = adding(-1, precision: max(midpoint.precision, 64) + 8)
    let distance = fromPole.distanceFromZeroLowerBound
    if distance.isZero { return .unbounded }
    let inverse = Magnitude.one.divided(byLowerBound: distance)
    let error = radius * (inverse * inverse + .powerOfTwo(-1))
    let (lower, upper) = endpoints(precision: precision)
    if lower > 1 {
      let thin = RealBall.zeta(atPoint: midpoint, precision: precision).addingError(error)
      if thin.relativeAccuracyBits >= 16 { return thin }
      return monotonicImage(precision: min(precision, 128), increasing: false, error: error) {
        $0.zeta(precision: $1, rounding: $2)
      }
    }
    let border = RealBall.zetaBorder
    if lower >= border {
      return RealBall.zeta(atPoint: midpoint, precision: precision).addingError(error)
    }
    if upper.isNegative { return reflectedZeta(precision: precision) }
    // A wide ball across the border: the two parts on either side of -1/2.
    let middle = BigFloat(mantissa: -1, exponent: -1)
    let left = RealBall.enclosing(lower: lower, upper: middle, precision: precision + 64)
    let right = RealBall.enclosing(lower: middle, upper: upper, precision: precision + 64)
    return left.reflectedZeta(precision: precision)
      .union(right.zeta(precision: precision), precision: precision)
  }

  /// -3/4.
  private static let zetaBorder = BigFloat(mantissa: -3, exponent: -2)

  /// zeta of a ball below 0 by the functional equation.
  private func reflectedZeta(precision: Precision) -> RealBall {
    let bits = max(0, midpoint.isZero ? 0 : midpoint.exponent)
    let inner = precision + (16 + 2 * min(bits, 1 << 20))
    let mirrored = RealBall.one.subtracting(
      self, precision: max(inner, midpoint.precision) + 8)
    let circle = RealBall.pi(precision: inner).scaled(byPowerOfTwo: 1)
    let power = circle.logarithm(precision: inner)
      .multiplied(by: -mirrored, precision: inner).exponential(precision: inner)
    return scaled(byPowerOfTwo: -1).sineOfPi(precision: inner)
      .multiplied(by: power, precision: inner)
      .multiplied(by: mirrored.gamma(precision: inner), precision: inner)
      .multiplied(by: mirrored.zeta(precision: inner), precision: precision)
      .scaled(byPowerOfTwo: 1)
  }
}
