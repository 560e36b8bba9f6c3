public import Multiprecision

extension RealBall {
  /// sin(pi x), accurate relative to its size next to the integers too.
  ///
  /// With n the integer nearest to the midpoint it is (-1)^n sin(pi (x - n)), and x - n is exact.
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public func sineOfPi(precision: Precision) -> RealBall {
    if isUnbounded { return .unbounded }
    guard radius < .one, midpoint.isZero || midpoint.exponent < 1 << 24,
      let nearest = midpoint.integer(rounding: .toNearest)
    else { return RealBall(midpoint: .zero, radius: .one) }
    let inner = precision + 8
    let distance = subtracting(RealBall(nearest), precision: midpoint.precision + 8)
    if distance.isZero { return .zero }
    let sine = distance.multiplied(by: .pi(precision: inner), precision: inner)
      .sine(precision: precision)
    return nearest.isOdd ? -sine : sine
  }
}
