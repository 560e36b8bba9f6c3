public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The modified Bessel function K of the second kind, a real order and x > 0; even in the order.
  ///
  /// ``BallArithmetic/RealBall/unbounded`` for an argument that reaches 0 or below, and where the
  /// value is beyond the range of a number; below it an enclosure of zero. For exact arguments the
  /// accuracy is relative to the value, however small that is. The cost does not grow with the order:
  /// large ones go by an integral through its saddle point (Docs/Theory/SaddlePoint.md).
  ///
  /// Inexact arguments: |K'/K| <= 1 + max(2a, 1)/x and |d log K/da| <= log(1 + max(2a, 1)/x)
  /// for the order a; wide balls by the monotony in both. Docs/Theory/Bessel.md, "Inexact real
  /// arguments".
  ///
  /// ```swift
  /// RealBall.besselK(.zero, RealBall(2000), precision: 64)   // 7.2202...e-871
  /// ```
  public static func besselK(
    _ order: RealBall, _ x: RealBall, precision: Precision
  ) -> RealBall {
    guard order.isFinite, x.isCertainlyPositive else { return .unbounded }
    let order = order.magnitude
    if order.isExact, x.isExact, !order.midpoint.isNearInteger(precision) {
      return valueOfK(order.midpoint, x.midpoint, precision: precision)
    }
    let (low, high) = x.endpoints(precision: precision)
    var (least, greatest) = order.endpoints(precision: precision)
    least = max(least, .zero)
    guard low.isPositive else { return .unbounded }
    // Next to an integer the order is moved there.
    var center = order.midpoint
    var spreadOfOrder = order.radius
    if center.isNearInteger(precision), let nearest = center.integer(rounding: .toNearest) {
      let whole = BigFloat(nearest)
      let distance = BigFloat.subtracting(
        center, whole, precision: 32, rounding: .awayFromZero)
      spreadOfOrder += Magnitude(upperBound: distance)
      least = min(least, whole)
      greatest = max(greatest, whole)
      center = whole
    }
    let excess = max(Magnitude(upperBound: greatest).scaled(byPowerOfTwo: 1), .one)
      .divided(byLowerBound: Magnitude(lowerBound: low))
    let spread = (.one + excess) * x.radius + excess.logarithmOnePlus * spreadOfOrder
    if spread < .powerOfTwo(-6) {
      let value = valueOfK(center, x.midpoint, precision: precision)
      return value.addingError(value.magnitudeUpperBound * spread.exponentialMinusOne)
    }
    let bottom = valueOfK(least, high, precision: precision)
    let top = valueOfK(greatest, low, precision: precision)
    return .enclosing(
      lower: max(bottom.lowerBound(precision: precision), .zero),
      upper: top.upperBound(precision: precision), precision: precision)
  }

  /// K at an exact order >= 0 and x > 0.
  private static func valueOfK(
    _ order: BigFloat, _ x: BigFloat, precision: Precision
  ) -> RealBall {
    if order.isNearInteger(precision) {
      return besselK(RealBall(exact: order), RealBall(exact: x), precision: precision)
    }
    return BesselEvaluation(order: DyadicNumber(order), z: ComplexBall(RealBall(exact: x)))
      .besselK(precision: precision).real
  }

  /// The modified Bessel function I of the first kind, of a real order.
  ///
  /// For x >= 0; for negative x an exact integer order is needed, else the value is not real and
  /// the result ``BallArithmetic/RealBall/unbounded``. I_(-n) = I_n for integers n; a negative
  /// order otherwise by I_(-a) = I_a + (2/pi) sin(pi a) K_a, unbounded at 0.
  ///
  /// Inexact arguments: |I'/I| <= 1 + a/x and |d log I/da| <= |log(x/2)| + log(a + 1 + x/2) + 1;
  /// wide balls by the monotony in both. Docs/Theory/Bessel.md, "Inexact real arguments".
  public static func besselI(
    _ order: RealBall, _ x: RealBall, precision: Precision
  ) -> RealBall {
    guard order.isFinite, x.isFinite else { return .unbounded }
    if order.isExact, order.midpoint.isInteger {
      return besselIOfInteger(order.midpoint.magnitude, x, precision: precision)
    }
    guard x.isCertainlyNonnegative else { return .unbounded }
    if order.isCertainlyNonnegative { return nonnegativeI(order, x, precision: precision) }
    guard x.isCertainlyPositive else { return .unbounded }
    let inner = precision + 8
    let size = order.magnitude
    for extra in [8, 0] {
      // A cancellation is seen in the accuracy; once more with what was lost.
      var working = inner + extra
      for _ in 0..<3 {
        let second = besselK(size, x, precision: working)
          .multiplied(by: size.sineOfPi(precision: working), precision: working)
          .divided(by: .pi(precision: working), precision: working).scaled(byPowerOfTwo: 1)
        let hull = order.isCertainlyNegative ? second : second.union(.zero, precision: working)
        let value = nonnegativeI(size, x, precision: working)
          .adding(hull, precision: working)
        let accuracy = value.relativeAccuracyBits
        if accuracy >= precision.bits || !order.isExact || !x.isExact || accuracy == .min {
          return value.rounded(to: inner)
        }
        working = working + (precision.bits - accuracy + 16)
      }
      break
    }
    return .unbounded
  }

  private static func besselIOfInteger(
    _ order: BigFloat, _ x: RealBall, precision: Precision
  ) -> RealBall {
    let exact = RealBall(exact: order)
    let isOdd = order.integer(rounding: .toNearest)?.isOdd ?? false
    if x.isCertainlyNonnegative { return nonnegativeI(exact, x, precision: precision) }
    if (-x).isCertainlyNonnegative {
      let value = nonnegativeI(exact, -x, precision: precision)
      return isOdd ? -value : value
    }
    let (low, high) = x.endpoints(precision: precision)
    let left = nonnegativeI(exact, RealBall(exact: -low), precision: precision)
      .upperBound(precision: precision)
    let right = nonnegativeI(exact, RealBall(exact: high), precision: precision)
      .upperBound(precision: precision)
    return .enclosing(
      lower: isOdd ? -left : order.isZero ? 1 : .zero, upper: isOdd ? right : max(left, right),
      precision: precision)
  }

  /// I for an order >= 0 and x >= 0.
  private static func nonnegativeI(
    _ order: RealBall, _ x: RealBall, precision: Precision
  ) -> RealBall {
    if x.isZero {
      return order.isZero
        ? .one
        : order.isCertainlyPositive
          ? .zero : .enclosing(lower: .zero, upper: 1, precision: precision)
    }
    if order.isExact, x.isExact { return valueOfI(order.midpoint, x.midpoint, precision) }
    let (low, high) = x.endpoints(precision: precision)
    let (least, greatest) = order.endpoints(precision: precision)
    if low.isPositive {
      let logarithms = [low, high].map {
        Magnitude(
          upperBound: $0.scaled(byPowerOfTwo: -1).logarithm(
            precision: 32, rounding: .awayFromZero
          ).value)
      }
      let reach = BigFloat.adding(
        greatest, BigFloat.adding(high, 2, precision: 32, rounding: .up), precision: 32,
        rounding: .up)
      let logarithm = Magnitude(
        upperBound: reach.logarithm(precision: 32, rounding: .up).value)
      let slopeOfOrder = max(logarithms[0], logarithms[1]) + logarithm + .one
      let slope =
        Magnitude.one
        + Magnitude(upperBound: greatest).divided(byLowerBound: Magnitude(lowerBound: low))
      let spread = slope * x.radius + slopeOfOrder * order.radius
      if spread < .powerOfTwo(-6) {
        let value = valueOfI(order.midpoint, x.midpoint, precision)
        return value.addingError(value.magnitudeUpperBound * spread.exponentialMinusOne)
      }
    }
    let top = valueOfI(max(least, .zero), high, precision).upperBound(precision: precision)
    let bottom =
      low.isPositive
      ? valueOfI(greatest, low, precision).lowerBound(precision: precision)
      : greatest.isZero ? 1 : .zero
    return .enclosing(lower: max(bottom, .zero), upper: top, precision: precision)
  }

  private static func valueOfI(
    _ order: BigFloat, _ x: BigFloat, _ precision: Precision
  ) -> RealBall {
    if x.isZero { return order.isZero ? .one : .zero }
    return BesselEvaluation(order: DyadicNumber(order), z: ComplexBall(RealBall(exact: x)))
      .besselI(precision: precision).real
  }
}

extension BigFloat {
  /// Whether the number is not an integer but so close to one that the series for K would need
  /// more than three times the precision.
  func isNearInteger(_ precision: Precision) -> Bool {
    guard isFinite, !isInteger, let nearest = integer(rounding: .toNearest) else { return false }
    let distance = BigFloat.subtracting(self, BigFloat(nearest), precision: 32)
    return distance.exponent < -2 * precision.bits - 64
  }
}
