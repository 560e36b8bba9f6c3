internal import BallArithmetic
internal import Multiprecision

/// The tails of x = S sinh u on the line for an exponential decay: towards the left the bound is one
/// of f(-x). `Docs/Theory/Quadrature.md`, "Exponential tails on the line".
///
/// At the distance y >= 3/2, or y >= 1/2 on the real line, S sinh y <= |x| <= S cosh y,
/// |arg x| <= 9/8 theta and |dx/du| <= S cosh y.
extension StripTail {
  func lineIsValid(from y: Double, _ bound: DecayBound, theta: Double) -> Bool {
    guard y >= (theta == 0 ? 0.5 : 1.5) else { return false }
    return least(y).lowerBound(precision: 64) >= bound.start
  }

  /// S sinh y.
  private func least(_ y: Double) -> RealBall {
    product(
      logarithmOfScale.exponential(precision: Self.precision),
      ball(y).hyperbolicSine(precision: Self.precision))
  }

  /// S cosh(y + 1).
  private func most(_ y: Double) -> RealBall {
    product(
      logarithmOfScale.exponential(precision: Self.precision),
      ball(y + 1).hyperbolicCosine(precision: Self.precision))
  }

  /// The least of rate |x|^power beyond y.
  private func depth(_ y: Double, _ bound: DecayBound) -> RealBall {
    product(
      RealBall(exact: bound.rate),
      least(y).power(
        RealBall(bound.power, precision: Self.precision), precision: Self.precision))
  }

  /// An upper bound of |F| over [y, y+1].
  func lineLargest(from y: Double, _ bound: DecayBound, theta: Double) -> Magnitude {
    let power = RealBall(bound.exponent, precision: Self.precision)
    let size = least(y).union(most(y), precision: Self.precision)
      .power(power, precision: Self.precision)
    // |log x| <= |log S| + (y + 1) + 9/8 theta, as e^(-y-1) < sinh y and cosh(y + 1) < e^(y+1).
    let logarithm = sum(.one, logarithmOfScale.magnitude, ball(y + 1), ball(1.125 * theta))
    let value = product(
      size, logarithm.power(bound.logarithms, precision: Self.precision), most(y),
      (-depth(y, bound)).exponential(precision: Self.precision))
    return value.isFinite ? value.magnitudeUpperBound * bound.constant : .infinity
  }

  /// Whether the bounds fall by e in each step beyond y.
  func lineDecays(from y: Double, _ bound: DecayBound) -> Bool {
    let needed = sum(
      product(RealBall(bound.exponent.magnitude, precision: Self.precision), ball(1.5)),
      RealBall(bound.logarithms + 2))
    return needed.isCertainlyLess(
      than: product(
        depth(y, bound), RealBall(bound.power, precision: Self.precision)))
  }
}
