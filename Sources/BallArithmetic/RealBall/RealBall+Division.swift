public import Multiprecision

extension RealBall {
  /// The quotient; ``unbounded`` when the divisor contains zero.
  ///
  /// For x = a + d, y = b + e with |d| <= r, |e| <= s < |b|: x/y - a/b = (d - (a/b) e) / y, so the
  /// error is at most (r + |a/b| s) / (|b| - s).
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public func divided(by other: RealBall, precision: Precision) -> RealBall {
    if isUnbounded || other.isUnbounded || other.containsZero { return .unbounded }
    if !other.radius.isZero, other.relativeAccuracyBits < 6 {
      return multiplied(by: other.wideReciprocal(precision: precision), precision: precision)
    }
    let quotient = BigFloat.dividingExactness(midpoint, other.midpoint, precision: precision)
    if radius.isZero, other.radius.isZero { return RealBall(rounded: quotient) }
    var error = radius
    if !other.radius.isZero {
      let ratio = Magnitude(upperBound: midpoint)
        .divided(byLowerBound: Magnitude(lowerBound: other.midpoint))
      error += ratio * other.radius
    }
    return RealBall(
      rounded: quotient, error: error.divided(byLowerBound: other.distanceFromZeroLowerBound))
  }

  /// The quotient by an integer; ``unbounded`` by zero.
  public func divided(by other: Int, precision: Precision) -> RealBall {
    if isUnbounded || other == 0 { return .unbounded }
    return RealBall(
      rounded: BigFloat.dividingExactness(midpoint, other, precision: precision),
      error: radius.isZero
        ? .zero
        : radius.divided(byLowerBound: Magnitude(lowerBound: BigFloat(other))))
  }

  /// 1/x; ``unbounded`` when the ball contains zero.
  public func reciprocal(precision: Precision) -> RealBall {
    RealBall.one.divided(by: self, precision: precision)
  }

  /// 1/x decreases on either side of zero: the reciprocals of the endpoints, for a ball without
  /// zero, are tighter than the midpoint's when the ball is wide.
  private func wideReciprocal(precision: Precision) -> RealBall {
    monotonicImage(precision: precision, increasing: false, error: .infinity) {
      BigFloat.dividingExactness(1, $0, precision: $1, rounding: $2)
    }
  }
}
