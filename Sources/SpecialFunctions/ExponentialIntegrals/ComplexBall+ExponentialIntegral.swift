public import BallArithmetic
public import Multiprecision

extension ComplexBall {
  /// The generalized exponential integral E_n(z) = z^(n-1) Gamma(1-n, z) of a real order: principal
  /// branch, cut along the negative real axis, continuous there from above; no cut for the exact
  /// orders 0, -1, -2, ... ``BallArithmetic/ComplexBall/unbounded`` for a ball that contains 0, but
  /// for 0 itself and n > 1. Docs/Theory/IncompleteGamma.md, "Exponential integrals".
  public static func exponentialIntegral(
    _ order: RealBall, _ z: ComplexBall, precision: Precision
  ) -> ComplexBall {
    guard order.isFinite, z.isFinite else { return .unbounded }
    if z.isReal, z.real.isZero || z.real.isCertainlyPositive {
      return ComplexBall(RealBall.exponentialIntegral(order, z.real, precision: precision))
    }
    if z.containsZero { return .unbounded }
    if order.isExact, z.isExact {
      return valueOfE(order.midpoint, ExactComplex(midpointOf: z), precision: precision)
    }
    let left = z.real.lowerBound(precision: 64)
    if left.isPositive {
      // |E_n(z)| <= E_n(Re z), and both derivatives are bounded by E_(n-1).
      let previous = RealBall(
        exact: BigFloat.addingExactness(
          order.lowerBound(precision: order.midpoint.precision + 64), -1,
          precision: order.midpoint.precision + 128, rounding: .down
        ).value)
      let slope = RealBall.exponentialIntegral(
        previous, RealBall(exact: left), precision: 32
      ).magnitudeUpperBound
      let value = valueOfE(
        order.midpoint, ExactComplex(midpointOf: z), precision: precision)
      let thin = value.addingError(
        (z.real.radius + z.imaginary.radius + order.radius) * slope)
      if thin.relativeAccuracyBits >= 4 { return thin }
      let bound = RealBall.exponentialIntegral(order, RealBall(exact: left), precision: 32)
        .magnitudeUpperBound
      return bound < max(thin.real.radius, thin.imaginary.radius) ? .disk(bound) : thin
    }
    let inner = precision + 16
    let s = RealBall.one.subtracting(order, precision: inner + order.midpoint.precision.bits)
    return z.power(ComplexBall(-s), precision: inner)
      .multiplied(
        by: upperIncompleteGamma(ComplexBall(s), z, precision: inner), precision: precision)
  }

  /// E_n at exact arguments: e^(-z)/z times the decaying factor of Gamma(1-n, z) where there is one.
  static func valueOfE(
    _ order: BigFloat, _ z: ExactComplex, precision: Precision
  ) -> ComplexBall {
    let depth = order.isZero ? 0 : max(0, -order.exponent)
    let wide = Precision(clamping: order.precision.bits + min(depth, 1 << 24) + 80)
    let (s, ternary) = BigFloat.addingExactness(-order, 1, precision: wide)
    guard ternary == 0 else { return .unbounded }
    let inner = precision + 8
    let evaluation = IncompleteGammaEvaluation(s: ExactComplex(s), z: z)
    if let factor = evaluation.decayingFactor(precision: inner) {
      return (-z.ball).exponential(precision: inner).divided(by: z.ball, precision: inner)
        .multiplied(by: factor, precision: inner)
    }
    return z.ball.power(ComplexBall(RealBall(exact: -s)), precision: inner)
      .multiplied(by: evaluation.upper(precision: inner), precision: inner)
  }

  /// The exponential integral Ei(z) = gamma + log z + Σ z^k/(k k!): principal branch, cut along the
  /// negative real axis, where the value is the real Ei(x), the mean of both sides;
  /// ``BallArithmetic/ComplexBall/unbounded`` for a ball that contains 0. Proofs as for
  /// ``exponentialIntegral(_:_:precision:)-(_,ComplexBall,_)``.
  public func exponentialIntegral(precision: Precision) -> ComplexBall {
    guard isFinite, !containsZero else { return .unbounded }
    if isReal { return ComplexBall(real.exponentialIntegral(precision: precision)) }
    if crossesCut || real.isCertainlyNegative && imaginary.containsZero {
      // Both sides and the mean: the jump is i pi either way.
      let value = ComplexBall.exponentialIntegral(
        .one, ComplexBall(real: -real, imaginary: -imaginary), precision: precision)
      return ComplexBall(
        real: -value.real,
        imaginary: (-value.imaginary).addingError(
          RealBall.pi(precision: 32).magnitudeUpperBound))
    }
    // Ei(z) = -Gamma(0, -z) +- i pi, the sign of Im z.
    let middle = ComplexBall(
      real: RealBall(exact: self.real.midpoint), imaginary: RealBall(exact: imaginary.midpoint))
    var value: ComplexBall
    if middle.isReal {
      value = ComplexBall(middle.real.exponentialIntegral(precision: precision))
    } else {
      var working = precision + 8
      repeat {
        let pi = RealBall.pi(precision: working)
        value = ComplexBall(real: .zero, imaginary: imaginary.midpoint.isNegative ? -pi : pi)
          .subtracting(
            IncompleteGammaEvaluation(
              s: ExactComplex(.zero), z: ExactComplex(-self.real.midpoint, -imaginary.midpoint)
            ).upper(precision: working), precision: working)
        let accuracy = value.relativeAccuracyBits
        if accuracy >= precision.bits || value.isUnbounded || working > precision + 4096 { break }
        working = working + (accuracy == .min ? working.bits : precision.bits - accuracy + 8)
      } while true
    }
    if isExact { return value }
    let growth = Magnitude(
      upperBound: self.real.upperBound(precision: 64).exponential(precision: 32, rounding: .up)
        .value)
    let least = leastModulus
    return value.addingError(
      ((self.real.radius + imaginary.radius) * growth).divided(byLowerBound: least))
  }
}
