public import Multiprecision

extension RealBall {
  /// e^x. The error over a ball is e^m (e^r - 1).
  public func exponential(precision: Precision) -> RealBall {
    monotonicImage(
      precision: precision, errorForSize: { $0 * radius.exponentialMinusOne },
      { $0.exponential(precision: $1, rounding: $2) })
  }

  /// e^x - 1, accurate near 0. The error over a ball is e^m (e^r - 1).
  public func exponentialMinusOne(precision: Precision) -> RealBall {
    monotonicImage(
      precision: precision,
      error: Magnitude(upperBound: midpoint.exponential(precision: 32, rounding: .up).value)
        * radius.exponentialMinusOne
    ) { $0.exponentialMinusOne(precision: $1, rounding: $2) }
  }

  /// The natural logarithm; ``unbounded`` when the ball reaches 0 or below.
  ///
  /// The error is at most -log(1 - r/m) = log(m/(m - r)) <= r/(m - r).
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public func logarithm(precision: Precision) -> RealBall {
    guard isCertainlyPositive else { return .unbounded }
    return monotonicImage(
      precision: precision, error: radius.divided(byLowerBound: distanceFromZeroLowerBound)
    ) { $0.logarithm(precision: $1, rounding: $2) }
  }

  /// log(1 + x), accurate near 0; ``unbounded`` when the ball reaches -1 or below.
  ///
  /// The error is at most r/(1 + m - r), by the bound of ``logarithm(precision:)`` at 1 + x.
  public func logarithmOnePlus(precision: Precision) -> RealBall {
    if isUnbounded { return .unbounded }
    let (lower, _) = endpoints(precision: precision)
    let shifted = BigFloat.addingExactness(lower, 1, precision: 64, rounding: .down).value
    guard shifted.isPositive else { return .unbounded }
    return monotonicImage(
      precision: precision,
      error: radius.divided(byLowerBound: Magnitude(lowerBound: shifted))
    ) { $0.logarithmOnePlus(precision: $1, rounding: $2) }
  }
}
