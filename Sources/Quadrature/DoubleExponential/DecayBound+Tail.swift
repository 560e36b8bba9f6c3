public import BallArithmetic
public import Multiprecision

extension DecayBound {
  /// An upper bound of the integral of |f| over the real half-line from x on; infinite for an x
  /// below ``start`` or too small for the bound to fall from there on.
  ///
  /// With v = rate x^power >= 2 (exponent + 1 + logarithms)/power it is at most
  /// 2/(power v) constant x^(exponent + 1) (1 + log x)^logarithms e^(-v).
  /// `Docs/Theory/Quadrature.md`, "Splitting".
  ///
  /// ```swift
  /// let decay = DecayBound(
  ///   constant: .one, exponent: 0, logarithms: 0, rate: 1, power: 1, start: 1)
  /// let rest = decay.tail(from: 100)  // 2 e^(-100)
  /// ```
  public func tail(from x: BigFloat) -> Magnitude {
    guard x >= start, x >= 1, rate.isPositive, power.isPositive,
      let inverse = power.reciprocal
    else { return .infinity }
    let p: Precision = 64
    let place = RealBall(exact: x)
    let depth = place.power(RealBall(power, precision: p), precision: p)
      .multiplied(by: RealBall(exact: rate), precision: p)
    let turn = RealBall(
      max(.zero, exponent + 1 + Rational(logarithms)) * 2 * inverse, precision: p)
    guard depth.isCertainlyPositive, turn.isCertainlyLess(than: depth) else { return .infinity }
    let size = place.power(RealBall(exponent + 1, precision: p), precision: p)
      .multiplied(
        by: place.logarithm(precision: p).adding(.one, precision: p)
          .power(logarithms, precision: p), precision: p
      )
      .multiplied(by: (-depth).exponential(precision: p), precision: p)
      .multiplied(by: RealBall(inverse * 2, precision: p), precision: p)
      .divided(by: depth, precision: p)
    return size.magnitudeUpperBound * constant
  }
}
