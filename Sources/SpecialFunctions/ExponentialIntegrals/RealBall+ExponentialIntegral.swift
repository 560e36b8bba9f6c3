public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The generalized exponential integral E_n(x), the integral of e^(-xt)/t^n over t > 1, of a real
  /// order n, for x > 0; at x = 0 it is 1/(n - 1) for n > 1. E_n(x) = x^(n-1) Gamma(1-n, x).
  ///
  /// For an exact order 0, -1, -2, ... every x but 0 is allowed. Elsewhere
  /// ``BallArithmetic/RealBall/unbounded``. It falls with x and with n, with both derivatives at
  /// most E_(n-1) (Docs/Theory/IncompleteGamma.md, "Exponential integrals").
  public static func exponentialIntegral(
    _ order: RealBall, _ x: RealBall, precision: Precision
  ) -> RealBall {
    guard order.isFinite, x.isFinite else { return .unbounded }
    if x.isZero {
      let shifted = order.adding(-1, precision: order.midpoint.precision + precision.bits + 8)
      return shifted.isCertainlyPositive ? shifted.reciprocal(precision: precision) : .unbounded
    }
    let (low, high) = x.endpoints(precision: precision)
    guard low.isPositive else {
      if x.isCertainlyNonnegative, order.isCertainlyPositive {
        let top = exponentialIntegral(order, .zero, precision: precision)
        let bottom = exponentialIntegral(order, RealBall(exact: high), precision: precision)
        return top.union(bottom, precision: precision)
      }
      guard order.isExact, order.midpoint.isInteger, order.midpoint.signum() <= 0 else {
        return .unbounded
      }
      return ComplexBall.exponentialIntegral(order, ComplexBall(x), precision: precision).real
    }
    // 1 - n has to be exact: an order next to an integer >= 1 is moved there.
    var center = order.midpoint
    var spread = order.radius
    if center.isNearInteger(precision), let nearest = center.integer(rounding: .toNearest),
      nearest.isPositive
    {
      let distance = BigFloat.subtracting(
        center, BigFloat(nearest), precision: 32, rounding: .awayFromZero)
      spread += Magnitude(upperBound: distance)
      center = BigFloat(nearest)
    }
    if spread.isZero, x.isExact { return valueOfE(center, x.midpoint, precision) }
    let least = BigFloat.subtracting(
      center, BigFloat(spread), precision: center.precision + 64, rounding: .down)
    let greatest = BigFloat.adding(
      center, BigFloat(spread), precision: center.precision + 64, rounding: .up)
    let previous = BigFloat.addingExactness(
      least, -1, precision: least.precision + 64, rounding: .down
    ).value
    let slope = valueOfE(previous, low, 32).magnitudeUpperBound
    let thin = valueOfE(center, x.midpoint, precision).addingError((x.radius + spread) * slope)
    if thin.relativeAccuracyBits >= 8 { return thin }
    return .enclosing(
      lower: max(valueOfE(greatest, high, precision).lowerBound(precision: precision), .zero),
      upper: valueOfE(least, low, precision).upperBound(precision: precision),
      precision: precision)
  }

  private static func valueOfE(
    _ order: BigFloat, _ x: BigFloat, _ precision: Precision
  ) -> RealBall {
    ComplexBall.valueOfE(order, ExactComplex(x), precision: precision).real
  }

  /// The exponential integral Ei(x), the principal value of the integral of e^t/t from minus
  /// infinity to x; ``BallArithmetic/RealBall/unbounded`` for a ball that contains 0.
  ///
  /// Ei'(x) = e^x/x; Ei falls for x < 0 and rises for x > 0.
  public func exponentialIntegral(precision: Precision) -> RealBall {
    guard isFinite, !containsZero else { return .unbounded }
    if midpoint.isNegative {
      return -RealBall.exponentialIntegral(.one, -self, precision: precision)
    }
    let center = RealBall.valueOfEi(midpoint, precision)
    if isExact { return center }
    let (low, high) = endpoints(precision: precision)
    guard low.isPositive else { return .unbounded }
    let growth = Magnitude(upperBound: high.exponential(precision: 32, rounding: .up).value)
    let thin = center.addingError(
      (radius * growth).divided(byLowerBound: Magnitude(lowerBound: low)))
    if thin.relativeAccuracyBits >= 8 { return thin }
    return .enclosing(
      lower: RealBall.valueOfEi(low, precision).lowerBound(precision: precision),
      upper: RealBall.valueOfEi(high, precision).upperBound(precision: precision),
      precision: precision)
  }

  /// Ei(x) = -Re Gamma(0, -x) for x > 0; near its zero 0.3725 with more precision.
  private static func valueOfEi(_ x: BigFloat, _ precision: Precision) -> RealBall {
    let evaluation = IncompleteGammaEvaluation(s: ExactComplex(.zero), z: ExactComplex(-x))
    var working = precision
    for _ in 0..<3 {
      let value = -evaluation.upper(precision: working).real
      let accuracy = value.relativeAccuracyBits
      if accuracy >= precision.bits || value.isUnbounded { return value }
      working = working + (accuracy == .min ? working.bits : precision.bits - accuracy + 8)
    }
    return -evaluation.upper(precision: working).real
  }
}
