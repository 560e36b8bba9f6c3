public import BallArithmetic
public import Multiprecision

extension ComplexBall {
  /// The upper incomplete gamma function: principal branch, cut along the negative real axis of z
  /// and continuous there from above, entire in z for s = 1, 2, ...
  ///
  /// ``BallArithmetic/ComplexBall/unbounded`` for a z that contains 0, but for z = 0 itself with
  /// Re s > 0, and for an inexact s that reaches where |Gamma(s,z)| has no simple bound (Re z <= 0).
  /// Inexact z: the value at the midpoint with the bound of |z^(s-1) e^(-z)|, or a disk when that is
  /// smaller. Docs/Theory/IncompleteGamma.md, "Bounds over boxes".
  public static func upperIncompleteGamma(
    _ s: ComplexBall, _ z: ComplexBall, precision: Precision
  ) -> ComplexBall {
    guard s.isFinite, z.isFinite else { return .unbounded }
    if s.isReal, z.isReal, z.real.isCertainlyPositive {
      return ComplexBall(RealBall.upperIncompleteGamma(s.real, z.real, precision: precision))
    }
    if z.isZero {
      return s.real.isCertainlyPositive ? s.gamma(precision: precision) : .unbounded
    }
    let isNatural =
      s.isReal && s.real.isExact && s.real.midpoint.isInteger && s.real.midpoint.isPositive
    if z.containsZero || z.crossesCut, !isNatural {
      guard s.real.isCertainlyPositive else { return .unbounded }
      let bound = boundOfLower(s, z)
      return s.gamma(precision: 64).addingError(bound)
    }
    let center = ExactComplex(midpointOf: s)
    let middle = ExactComplex(midpointOf: z)
    var value: ComplexBall
    if middle.ball.isZero {
      value = s.gamma(precision: precision)
    } else if center.isReal, !center.isPole, center.real.value.isNearInteger(precision),
      let nearest = center.real.value.integer(rounding: .toNearest), !nearest.isPositive
    {
      // Next to a pole of the lower function the order is moved there.
      let whole = BigFloat(nearest)
      let moved = s.union(ComplexBall(RealBall(exact: whole)), precision: 64)
      guard let slope = slopeOfUpper(moved, z) else { return .unbounded }
      let distance = BigFloat.subtracting(
        center.real.value, whole, precision: 32, rounding: .awayFromZero)
      value = IncompleteGammaEvaluation(s: ExactComplex(whole), z: middle)
        .upper(precision: precision).addingError(Magnitude(upperBound: distance) * slope)
    } else {
      value = IncompleteGammaEvaluation(s: center, z: middle).upper(precision: precision)
    }
    if !s.isExact {
      guard let slope = slopeOfUpper(s, z) else { return .unbounded }
      value = value.addingError((s.real.radius + s.imaginary.radius) * slope)
    }
    if z.isExact { return value }
    let density = densityBound(s, z)
    let thin = value.addingError((z.real.radius + z.imaginary.radius) * density)
    if thin.relativeAccuracyBits >= 4 { return thin }
    guard let bound = boundOfUpper(s, z) else { return thin }
    return bound < max(thin.real.radius, thin.imaginary.radius) ? .disk(bound) : thin
  }

  /// The lower incomplete gamma function: principal branch, cut along the negative real axis of z
  /// and continuous there from above, entire in z for s = 1, 2, ...;
  /// ``BallArithmetic/ComplexBall/unbounded`` at s = 0, -1, -2, ...
  ///
  /// A z that contains 0 or lies on both sides of the cut gets a disk for Re s > 0.
  public static func lowerIncompleteGamma(
    _ s: ComplexBall, _ z: ComplexBall, precision: Precision
  ) -> ComplexBall {
    guard s.isFinite, z.isFinite else { return .unbounded }
    if s.isReal, z.isReal, z.real.isCertainlyPositive {
      return ComplexBall(RealBall.lowerIncompleteGamma(s.real, z.real, precision: precision))
    }
    if z.isZero { return s.real.isCertainlyPositive ? .zero : .unbounded }
    let isNatural =
      s.isReal && s.real.isExact && s.real.midpoint.isInteger && s.real.midpoint.isPositive
    if z.containsZero || z.crossesCut, !isNatural {
      return s.real.isCertainlyPositive ? .disk(boundOfLower(s, z)) : .unbounded
    }
    if !s.isExact {
      return s.gamma(precision: precision)
        .subtracting(upperIncompleteGamma(s, z, precision: precision), precision: precision)
    }
    let middle = ExactComplex(midpointOf: z)
    let value =
      middle.ball.isZero
      ? .zero
      : IncompleteGammaEvaluation(s: ExactComplex(midpointOf: s), z: middle)
        .lower(precision: precision)
    if z.isExact { return value }
    let thin = value.addingError((z.real.radius + z.imaginary.radius) * densityBound(s, z))
    guard thin.relativeAccuracyBits < 4, s.real.isCertainlyPositive else { return thin }
    let bound = boundOfLower(s, z)
    return bound < max(thin.real.radius, thin.imaginary.radius) ? .disk(bound) : thin
  }

  /// P(s,z) = gamma(s,z)/Gamma(s), entire in s: 1 at s = 0, -1, -2, ...
  public static func regularizedLowerIncompleteGamma(
    _ s: ComplexBall, _ z: ComplexBall, precision: Precision
  ) -> ComplexBall {
    if s.isReal, z.isReal, z.real.isCertainlyPositive {
      return ComplexBall(
        RealBall.regularizedLowerIncompleteGamma(s.real, z.real, precision: precision))
    }
    let center = ExactComplex(midpointOf: s)
    if s.isExact, center.isPole { return z.containsZero ? .unbounded : .one }
    return lowerIncompleteGamma(s, z, precision: precision + 8)
      .multiplied(by: s.reciprocalGamma(precision: precision + 8), precision: precision)
  }

  /// Q(s,z) = Gamma(s,z)/Gamma(s); 0 at s = 0, -1, -2, ...
  public static func regularizedUpperIncompleteGamma(
    _ s: ComplexBall, _ z: ComplexBall, precision: Precision
  ) -> ComplexBall {
    if s.isReal, z.isReal, z.real.isCertainlyPositive {
      return ComplexBall(
        RealBall.regularizedUpperIncompleteGamma(s.real, z.real, precision: precision))
    }
    return upperIncompleteGamma(s, z, precision: precision + 8)
      .multiplied(by: s.reciprocalGamma(precision: precision + 8), precision: precision)
  }

  // MARK: Bounds over boxes

  /// |t^(s-1) e^(-t)| over the boxes: |t|^(Re s - 1) e^(pi |Im s|) e^(-Re t) at the ends.
  private static func densityBound(_ s: ComplexBall, _ z: ComplexBall) -> Magnitude {
    powerBound(s, shift: -1, z) * decayBound(z)
  }

  /// e^(-Re z) over the box.
  static func decayBound(_ z: ComplexBall) -> Magnitude {
    let left = z.real.lowerBound(precision: 64)
    return Magnitude(upperBound: (-left).exponential(precision: 32, rounding: .up).value)
  }

  /// |z^(s+shift)| over the boxes.
  private static func powerBound(_ s: ComplexBall, shift: Int, _ z: ComplexBall) -> Magnitude {
    let turn = (s.imaginary.magnitudeUpperBound * Magnitude(22)).divided(byLowerBound: Magnitude(7))
    let wide = Precision(clamping: s.real.midpoint.precision.bits + 64)
    let ends = s.real.endpoints(precision: wide)
    let least = z.leastModulus
    var bound = Magnitude.zero
    for order in [ends.lower, ends.upper] {
      let exponent = RealBall(exact: order).adding(shift, precision: wide + 128)
      if exponent.isZero {
        bound = max(bound, .one)
        continue
      }
      for size in [least, z.magnitudeUpperBound] {
        if size.isZero {
          if exponent.midpoint.isNegative { return .infinity }
          continue
        }
        bound = max(
          bound,
          RealBall(exact: BigFloat(size)).power(exponent, precision: 32).magnitudeUpperBound)
      }
    }
    return bound * turn.exponential
  }

  /// |gamma(s,z)| <= |z|^(Re s)/(Re s) e^(pi |Im s|) e^(max(0, -Re z)) for Re s > 0: the integral
  /// along the ray from 0.
  private static func boundOfLower(_ s: ComplexBall, _ z: ComplexBall) -> Magnitude {
    (powerBound(s, shift: 0, z) * max(.one, decayBound(z)))
      .divided(byLowerBound: s.real.distanceFromZeroLowerBound)
  }

  /// |Gamma(s,z)| for Re z > 0 by the integral along z + t, t > 0: with h = e^(2|Im s|) at most
  /// h e^(-Re z) |z|^(Re s - 1) for Re s <= 1, and h e^(-Re z) e^|z| Gamma(Re s, |z|) else.
  static func boundOfUpper(_ s: ComplexBall, shift: Int = 0, _ z: ComplexBall) -> Magnitude? {
    guard z.real.isCertainlyPositive else { return nil }
    let turn = s.imaginary.magnitudeUpperBound.scaled(byPowerOfTwo: 1).exponential
    let least = z.leastModulus
    let greatest = z.magnitudeUpperBound
    let wide = Precision(clamping: s.real.midpoint.precision.bits + 64)
    let ends = s.real.endpoints(precision: wide)
    var bound = Magnitude.zero
    for end in [ends.lower, ends.upper] {
      let order = RealBall(exact: end).adding(shift, precision: wide + 64)
      if order.midpoint <= 1 {
        let exponent = order.adding(-1, precision: wide + 128)
        bound +=
          RealBall(exact: BigFloat(least)).power(exponent, precision: 32)
          .magnitudeUpperBound
      } else {
        let size = RealBall(exact: BigFloat(greatest))
        bound +=
          RealBall.upperIncompleteGamma(order, size, precision: 32).magnitudeUpperBound
          * greatest.exponential
      }
    }
    return bound * turn * decayBound(z)
  }

  /// |dGamma(s,z)/ds| for Re z > 0: |log w| <= (|w| + 1/|w|)/2 + pi/2 under the integral.
  private static func slopeOfUpper(_ s: ComplexBall, _ z: ComplexBall) -> Magnitude? {
    guard let middle = boundOfUpper(s, z), let above = boundOfUpper(s, shift: 1, z),
      let below = boundOfUpper(s, shift: -1, z)
    else { return nil }
    return (above + below).scaled(byPowerOfTwo: -1) + middle.scaled(byPowerOfTwo: 1)
  }
}
