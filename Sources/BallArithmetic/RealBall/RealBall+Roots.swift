public import Multiprecision

extension RealBall {
  /// The square root; ``unbounded`` when the ball reaches below zero.
  ///
  /// |sqrt(m + d) - sqrt(m)| = |d| / (sqrt(m + d) + sqrt(m)) <= r / (sqrt(m - r) + sqrt(m)).
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public func squareRoot(precision: Precision) -> RealBall {
    guard isCertainlyNonnegative else { return .unbounded }
    return nonnegativeImage(
      precision: precision,
      errorForSize: { _ in
        radius.divided(
          byLowerBound: Magnitude(lowerBound: midpoint).squareRootLowerBound
            .addingRoundedDown(distanceFromZeroLowerBound.squareRootLowerBound))
      },
      { $0.squareRoot(precision: $1, rounding: $2) })
  }

  /// The real root of a positive degree: of any number for an odd degree; for an even degree of a
  /// ball that reaches below zero, and for a degree below 1, ``unbounded``.
  ///
  /// By the mean value theorem the error for m > r is at most r/n (m - r)^(1/n - 1), which is at
  /// most m^(1/n) r / (n (m - r)).
  public func root(_ degree: Int, precision: Precision) -> RealBall {
    if isUnbounded || degree < 1 { return .unbounded }
    if degree == 1 { return rounded(to: precision) }
    if degree == 2 { return squareRoot(precision: precision) }
    let extract = { (x: BigFloat, p: Precision, r: Rounding) in
      x.root(UInt(degree), precision: p, rounding: r)
    }
    let isOdd = degree & 1 == 1
    if isOdd, midpoint.isNegative { return -(-self).root(degree, precision: precision) }
    let error = { (size: Magnitude) -> Magnitude in
      (size * self.radius).divided(byLowerBound: self.distanceFromZeroLowerBound)
        .divided(byLowerBound: Magnitude(lowerBound: BigFloat(degree)))
    }
    if isOdd { return monotonicImage(precision: precision, errorForSize: error, extract) }
    guard isCertainlyNonnegative else { return .unbounded }
    return nonnegativeImage(precision: precision, errorForSize: error, extract)
  }

  /// The image of an increasing function defined from zero on, of a ball that is not negative.
  private func nonnegativeImage(
    precision: Precision, errorForSize: (Magnitude) -> Magnitude,
    _ function: (BigFloat, Precision, Rounding) -> (value: BigFloat, ternary: Int)
  ) -> RealBall {
    // The lower end is rounded down, maybe below a zero that the ball does not pass.
    monotonicImage(precision: precision, errorForSize: errorForSize) { x, p, r in
      function(x.isNegative ? .zero : x, p, r)
    }
  }
}
