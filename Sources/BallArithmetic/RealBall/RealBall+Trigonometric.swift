public import Multiprecision

extension RealBall {
  /// The sine. |sin(m + d) - sin m| <= |d|; the result stays within [-1, 1] when it is wide.
  public func sine(precision: Precision) -> RealBall {
    oscillation(precision: precision) { $0.sine(precision: $1) }
  }

  /// The cosine. |cos(m + d) - cos m| <= |d|; the result stays within [-1, 1] when it is wide.
  public func cosine(precision: Precision) -> RealBall {
    oscillation(precision: precision) { $0.cosine(precision: $1) }
  }

  /// Both, at little more than the cost of one.
  public func sineAndCosine(precision: Precision) -> (sine: RealBall, cosine: RealBall) {
    let whole = RealBall(finiteMidpoint: .zero, radius: .one)
    if isUnbounded { return (.unbounded, .unbounded) }
    if radius >= .one || isTooLargeToReduce(precision) { return (whole, whole) }
    let (sine, cosine) = midpoint.sineAndCosine(precision: precision)
    // Lindemann: of a nonzero algebraic number both are transcendental, so never exact.
    let ternary = midpoint.isZero ? 0 : 1
    return (
      RealBall(rounded: (sine, ternary), error: radius).withinUnit(precision: precision),
      RealBall(rounded: (cosine, ternary), error: radius).withinUnit(precision: precision)
    )
  }

  /// The image of a function with values in [-1, 1] and a derivative of at most 1.
  private func oscillation(
    precision: Precision, _ function: (BigFloat, Precision) -> (value: BigFloat, ternary: Int)
  ) -> RealBall {
    // The values are known even where the argument is not, but an unbounded argument may stand
    // for an undefined one.
    if isUnbounded { return .unbounded }
    if radius >= .one || isTooLargeToReduce(precision) {
      return RealBall(finiteMidpoint: .zero, radius: .one)
    }
    return RealBall(rounded: function(midpoint, precision), error: radius)
      .withinUnit(precision: precision)
  }

  /// The part of a wide ball in [-1, 1], where the value is known to be. Of a thin one the excess
  /// is at most the radius: not worth a second rounding.
  private func withinUnit(precision: Precision) -> RealBall {
    if radius.exponent < -8 { return self }
    return .enclosing(
      lower: max(lowerBound(precision: precision + 32), -1),
      upper: min(upperBound(precision: precision + 32), 1), precision: precision)
  }

  /// The tangent; ``unbounded`` when the ball may contain a pole.
  ///
  /// tan(m + d) - tan m = sin d / (cos m cos(m + d)), and |cos(m + d)| >= |cos m| - |d|, so the
  /// error is at most r / (|cos m| (|cos m| - r)). A wide ball goes by its endpoints when their
  /// cosines have the same strict sign and its width is below pi, so that no pole, where the
  /// cosine changes its sign, is between them.
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public func tangent(precision: Precision) -> RealBall {
    let function = { (x: BigFloat, p: Precision, r: Rounding) in
      x.tangent(precision: p, rounding: r)
    }
    if isUnbounded || isTooLargeToReduce(precision) { return .unbounded }
    if isExact { return RealBall(rounded: function(midpoint, precision, .toNearest)) }
    let cosine = Magnitude(
      lowerBound: midpoint.cosine(precision: 40, rounding: .towardZero).value)
    let far = cosine.subtractingRoundedDown(radius)
    let error = radius.divided(byLowerBound: cosine.multipliedRoundedDown(by: far))
    var thin = RealBall.unbounded
    if error.isFinite {
      thin = RealBall(rounded: function(midpoint, precision, .toNearest), error: error)
      if thin.relativeAccuracyBits >= 16 { return thin }
    }
    let (lower, upper) = endpoints(precision: precision)
    let signs = [lower, upper].map {
      $0.cosine(precision: 8, rounding: .awayFromZero).value.signum()
    }
    let width = BigFloat.subtracting(upper, lower, precision: 32, rounding: .up)
    guard width <= 3, signs[0] == signs[1] else { return thin }
    return monotonicImage(precision: precision, error: error, function)
  }

  /// The reduction modulo pi of a number with exponent e takes pi to e bits more. Where that is
  /// out of proportion the trigonometric functions give their whole range instead.
  private func isTooLargeToReduce(_ precision: Precision) -> Bool {
    !midpoint.isZero && midpoint.exponent > max(1 << 16, 4 * precision.bits)
  }
}
