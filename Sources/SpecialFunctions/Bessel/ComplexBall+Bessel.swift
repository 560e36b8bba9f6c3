public import BallArithmetic
public import Multiprecision

extension ComplexBall {
  /// The modified Bessel function K of a real order: principal branch, cut along the negative real
  /// axis, continuous there from above; ``BallArithmetic/ComplexBall/unbounded`` for a ball that
  /// contains 0.
  ///
  /// A ball that has points on both sides of the cut gets the disk of all values that a bound of
  /// |K| allows. Other inexact arguments get the value at the midpoint with a bound of the
  /// derivative, or that disk when it is smaller: finite and not absurdly wide for wide boxes, as
  /// certified integration needs them. Docs/Theory/Bessel.md, "Bounds over boxes".
  public static func besselK(
    _ order: RealBall, _ z: ComplexBall, precision: Precision
  ) -> ComplexBall {
    guard order.isFinite, z.isFinite, !z.containsZero else { return .unbounded }
    if z.isReal, z.real.isCertainlyPositive {
      return ComplexBall(RealBall.besselK(order, z.real, precision: precision))
    }
    let order = order.magnitude
    let greatest = order.upperBound(precision: order.midpoint.precision + 64)
    if z.crossesCut { return disk(BesselEvaluation.boundOfK(greatest, z)) }
    var center = order.midpoint
    var spread = order.radius
    // Next to an integer the order is moved there where that has a good bound.
    if !z.isExact || z.real.midpoint.isPositive, center.isNearInteger(precision),
      let nearest = center.integer(rounding: .toNearest)
    {
      let distance = BigFloat.subtracting(
        center, BigFloat(nearest), precision: 32, rounding: .awayFromZero)
      spread += Magnitude(upperBound: distance)
      center = BigFloat(nearest)
    }
    let middle = ComplexBall(
      real: RealBall(exact: z.real.midpoint), imaginary: RealBall(exact: z.imaginary.midpoint))
    let value = BesselEvaluation(order: DyadicNumber(center), z: middle)
      .besselK(precision: precision)
    if z.isExact, spread.isZero { return value }
    let next = BigFloat.adding(
      max(greatest, center), 1, precision: greatest.precision + 64, rounding: .up)
    let slope = BesselEvaluation.boundOfK(next, z)
    var error = (z.real.radius + z.imaginary.radius) * slope
    if !spread.isZero { error += spread * boundOfOrderDerivativeOfK(next, z) }
    let thin = value.addingError(error)
    if thin.relativeAccuracyBits >= 4 { return thin }
    let wide = disk(BesselEvaluation.boundOfK(max(greatest, center), z))
    let isThinner =
      max(thin.real.radius, thin.imaginary.radius) < max(wide.real.radius, wide.imaginary.radius)
    return isThinner ? thin : wide
  }

  /// |dK_a/da| <= K_a(x) log(1 + 2(a+1)/x), x = Re z, right of the imaginary axis; left of it by
  /// K_a(z) = e^(+-i pi a) K_a(-z) -+ i pi I_a(-z); on it by Cauchy's inequality.
  private static func boundOfOrderDerivativeOfK(
    _ next: BigFloat, _ z: ComplexBall
  ) -> Magnitude {
    let left = z.real.lowerBound(precision: 64)
    if left.isPositive {
      let excess = Magnitude(upperBound: next).scaled(byPowerOfTwo: 1)
        .divided(byLowerBound: Magnitude(lowerBound: left))
      let order = BigFloat.subtracting(next, 1, precision: next.precision + 64)
      return RealBall.besselK(RealBall(exact: order), RealBall(exact: left), precision: 32)
        .magnitudeUpperBound * excess.logarithmOnePlus
    }
    let right = z.real.upperBound(precision: 64)
    guard right.isNegative else {
      // Cauchy's inequality on |b - a| = 1, with |b^2 - 1/4| <= (a + 3/2)^2.
      let reach = BigFloat.adding(
        next, BigFloat(0.5), precision: next.precision + 64, rounding: .up)
      return BesselEvaluation.boundOfK(reach, z)
    }
    let mirrored = RealBall.besselK(RealBall(exact: next), RealBall(exact: -right), precision: 32)
      .magnitudeUpperBound
    return (mirrored + boundOfOrderDerivativeOfI(next, z)) * Magnitude(4)
  }

  /// |dI_a/da| <= I_0(|z|) e^.. : the terms of the series at |z| with the factors
  /// |log(z/2)| + |psi(a+k+1)|, for the orders up to `greatest`.
  private static func boundOfOrderDerivativeOfI(
    _ greatest: BigFloat, _ z: ComplexBall
  ) -> Magnitude {
    let size = z.magnitudeUpperBound
    let least = z.leastModulus
    if least.isZero { return .infinity }
    let logarithms = [least, size].map {
      Magnitude(
        upperBound: BigFloat($0).scaled(byPowerOfTwo: -1).logarithm(
          precision: 32, rounding: .awayFromZero
        ).value)
    }
    let reach = BigFloat(Magnitude(upperBound: greatest) + size + Magnitude(2))
    let logarithm = Magnitude(upperBound: reach.logarithm(precision: 32, rounding: .up).value)
    return size.exponential
      * (max(logarithms[0], logarithms[1]) + logarithm + Magnitude(5))
  }

  /// The modified Bessel function I of a real order: principal branch, cut along the negative real
  /// axis for orders that are not integers, continuous there from above; entire for integers.
  ///
  /// ``BallArithmetic/ComplexBall/unbounded`` for a negative order that is not an integer and a ball
  /// that contains 0. Inexact arguments as for ``besselK(_:_:precision:)-(_,ComplexBall,_)``.
  public static func besselI(
    _ order: RealBall, _ z: ComplexBall, precision: Precision
  ) -> ComplexBall {
    guard order.isFinite, z.isFinite else { return .unbounded }
    let isInteger = order.isExact && order.midpoint.isInteger
    if z.isReal, isInteger || z.real.isCertainlyNonnegative {
      return ComplexBall(RealBall.besselI(order, z.real, precision: precision))
    }
    if isInteger || order.isCertainlyNonnegative {
      return nonnegativeI(order.magnitude, z, isInteger: isInteger, precision: precision)
    }
    if z.containsZero { return .unbounded }
    var working = precision + 16
    for _ in 0..<3 {
      let size = order.magnitude
      let factor = size.sineOfPi(precision: working)
        .divided(by: .pi(precision: working), precision: working).scaled(byPowerOfTwo: 1)
      let hull = order.isCertainlyNegative ? factor : factor.union(.zero, precision: working)
      let value = besselK(size, z, precision: working)
        .multiplied(by: hull, precision: working)
        .adding(
          nonnegativeI(size, z, isInteger: false, precision: working), precision: working)
      let accuracy = value.relativeAccuracyBits
      if accuracy >= precision.bits || !order.isExact || !z.isExact || accuracy == .min {
        return value.rounded(to: precision + 8)
      }
      working = working + (precision.bits - accuracy + 16)
    }
    return .unbounded
  }

  private static func nonnegativeI(
    _ order: RealBall, _ z: ComplexBall, isInteger: Bool, precision: Precision
  ) -> ComplexBall {
    if z.isZero { return ComplexBall(RealBall.besselI(order, .zero, precision: precision)) }
    let (least, greatest) = order.endpoints(precision: precision)
    let lowest = max(least, .zero)
    func wide() -> ComplexBall {
      // The bounds are not monotonic in the order: both ends of their ingredients.
      let bound = BesselEvaluation.boundOfI(lowest, z)
      return lowest == greatest
        ? disk(bound)
        : disk(max(bound, BesselEvaluation.exponentialOfRealPart(z) * growth(z, order)))
    }
    if !isInteger, z.containsZero || z.crossesCut { return wide() }
    let middle = ComplexBall(
      real: RealBall(exact: z.real.midpoint), imaginary: RealBall(exact: z.imaginary.midpoint))
    let value: ComplexBall
    if middle.isZero {
      value = ComplexBall(
        RealBall.besselI(RealBall(exact: order.midpoint), .zero, precision: precision))
    } else {
      value = BesselEvaluation(order: DyadicNumber(order.midpoint), z: middle)
        .besselI(precision: precision)
    }
    if z.isExact, order.isExact { return value }
    var error =
      (z.real.radius + z.imaginary.radius)
      * BesselEvaluation.boundOfDerivativeOfI(order.midpoint, z)
    if !order.isExact { error += order.radius * boundOfOrderDerivativeOfI(greatest, z) }
    let thin = value.addingError(error)
    if thin.relativeAccuracyBits >= 4 { return thin }
    let other = wide()
    return max(thin.real.radius, thin.imaginary.radius)
      < max(other.real.radius, other.imaginary.radius) ? thin : other
  }

  /// An upper bound of |z/2|^b/Gamma(b + 1) over the box and a range of orders b >= 0:
  /// 1/Gamma <= 1.13 there.
  private static func growth(_ z: ComplexBall, _ order: RealBall) -> Magnitude {
    let half = z.magnitudeUpperBound.scaled(byPowerOfTwo: -1)
    if half <= .one { return Magnitude(2) }
    let power = RealBall(exact: BigFloat(half)).power(
      RealBall(exact: order.upperBound(precision: 64)), precision: 32)
    return power.magnitudeUpperBound.scaled(byPowerOfTwo: 1)
  }

  /// Whether the ball has points on the negative real axis or above it and points below it.
  var crossesCut: Bool {
    if imaginary.isZero || real.isCertainlyPositive { return false }
    return !imaginary.isCertainlyNonnegative && !imaginary.isCertainlyNegative
  }

  /// All numbers of at most this magnitude.
  static func disk(_ radius: Magnitude) -> ComplexBall {
    let part = RealBall(midpoint: .zero, radius: radius)
    return ComplexBall(real: part, imaginary: part)
  }
}
