internal import BallArithmetic
internal import Multiprecision

extension RaneyCurve {
  /// π times the mass between an end of the support and the point of the curve with the exact
  /// variable v, with about `precision` relative bits.
  ///
  /// πF = Im[p w^r/r - J(w)], J(w) = ∫_0^w t^r/(t-1) dt, which is elementary for rational r.
  /// Proof: Docs/Theory/FussCatalan.md, "The distribution function".
  func mass(_ end: End, _ v: BigFloat, precision: Precision) -> RealBall {
    let variable = RealBall(exact: v)
    // From the upper end the terms, of size v, leave v³.
    var extra = guardBits + (end == .upper ? 2 * RaneyCurve.smallness(variable) : 0)
    var result = RealBall.unbounded
    for _ in 0..<6 {
      let inner = precision + extra
      result = roundedMass(point(end, variable, precision: inner), precision: inner)
      if result.isUnbounded { return result }
      let accuracy = result.midpoint.isZero ? 0 : max(0, result.relativeAccuracyBits)
      if accuracy >= precision.bits { break }
      extra += max(precision.bits - accuracy + 8, extra / 2)
    }
    return result
  }

  /// The derivative of the mass by the variable: ρ^r sin(rφ) |d log x/du|.
  func massSlope(_ point: Point, precision: Precision) -> RealBall {
    modulus(point, precision: precision).power(r, precision: precision)
      .multiplied(
        by: sineAndCosineOfMultiple(point, precision: precision).sine, precision: precision
      )
      .multiplied(by: slope(point, precision: precision), precision: precision)
  }

  private func roundedMass(_ point: Point, precision: Precision) -> RealBall {
    let radial = modulus(point, precision: precision)
    let integral: RealBall
    if point.end == .lower, radial.isCertainlyLess(than: RaneyCurve.half) {
      integral = integralBySeries(point, radial, precision: precision)
    } else {
      integral = integralInClosedForm(point, radial, precision: precision)
    }
    let sine = sineAndCosineOfMultiple(point, precision: precision).sine
    let main = radial.power(r, precision: precision).multiplied(by: sine, precision: precision)
      .multiplied(by: RealBall(p / r, precision: precision), precision: precision)
    let mass = main.subtracting(integral, precision: precision)
    return point.end == .lower ? mass : -mass
  }

  private static let half = RealBall(exact: BigFloat(mantissa: 1, exponent: -1))

  /// Im J for |w| < 1/2: J = -Σ_{k>=0} w^(r+1+k)/(r+1+k). The tail from k = n on is at most
  /// |w|^(r+1+n)/(1 - |w|) <= 2 |w|^(r+1+n).
  private func integralBySeries(
    _ point: Point, _ radial: RealBall, precision: Precision
  ) -> RealBall {
    let direction = ComplexBall(real: point.cosineOfAngle, imaginary: point.sineOfAngle)
    let step = direction.multiplied(by: radial, precision: precision)
    let (sine, cosine) = sineAndCosineOfMultiple(point, precision: precision)
    var power = ComplexBall(real: cosine, imaginary: sine)
      .multiplied(by: radial.power(r, precision: precision), precision: precision)
    // The mass is at least of the size of |w|^(r+1): relative to it the tail is |w|^n.
    let floor = power.magnitudeUpperBound * radial.magnitudeUpperBound
    var sum = RealBall.zero
    var denominator = r
    while true {
      power = power.multiplied(by: step, precision: precision)
      denominator += 1
      if power.magnitudeUpperBound <= floor.scaled(byPowerOfTwo: -precision.bits) { break }
      sum = sum.subtracting(
        power.imaginary.divided(
          by: RealBall(denominator, precision: precision), precision: precision),
        precision: precision)
    }
    return sum.addingError(power.magnitudeUpperBound.scaled(byPowerOfTwo: 1))
  }

  /// Im J in closed form; at the upper end Im J + π.
  private func integralInClosedForm(
    _ point: Point, _ radial: RealBall, precision: Precision
  ) -> RealBall {
    let floor = r.floor
    let fraction = r - Rational(floor)
    let direction = ComplexBall(real: point.cosineOfAngle, imaginary: point.sineOfAngle)
    let w = direction.multiplied(by: radial, precision: precision)
    var sum: RealBall
    var power: ComplexBall
    if fraction.isZero {
      // Im log(1 - w) = u - π = -ε.
      sum = point.end == .lower ? -point.variable : point.variable
      power = w
    } else {
      (sum, power) = logarithms(point, radial, fraction, precision: precision)
    }
    var exponent = fraction.isZero ? 1 : fraction
    while exponent <= r {
      sum = sum.adding(
        power.imaginary.divided(
          by: RealBall(exponent, precision: precision), precision: precision),
        precision: precision)
      exponent += 1
      if exponent <= r { power = power.multiplied(by: w, precision: precision) }
    }
    return sum
  }

  /// Im Σ_k ζ^(ka) log(1 - ζ^(-k) w^(1/b)) for the fraction a/b and ζ = e^(2πi/b), π more at the
  /// upper end; and the power w^(a/b).
  private func logarithms(
    _ point: Point, _ radial: RealBall, _ fraction: Rational, precision: Precision
  ) -> (RealBall, ComplexBall) {
    let order = fraction.denominator.asInt ?? 1
    let numerator = fraction.numerator.asInt ?? 1
    let angle = point.angle.divided(by: order, precision: precision)
    let (sine, cosine) = angle.sineAndCosine(precision: precision)
    let root = ComplexBall(real: cosine, imaginary: sine).multiplied(
      by: radial.power(
        Rational(numerator: 1, nonzeroDenominator: Integer(order)), precision: precision),
      precision: precision)
    var sum =
      point.end == .lower
      ? -RealBall.arcTangent(
        y: root.imaginary, x: RealBall.one.subtracting(root.real, precision: precision),
        precision: precision)
      : RealBall.arcTangent(
        y: root.imaginary, x: root.real.adding(-1, precision: precision), precision: precision)
    for k in 1..<order {
      let turn = RaneyCurve.rootOfUnity(k, of: order, precision: precision)
      let weight = RaneyCurve.rootOfUnity(k * numerator % order, of: order, precision: precision)
      let logarithm = ComplexBall.one
        .subtracting(
          root.multiplied(by: turn.conjugate, precision: precision), precision: precision
        )
        .logarithm(precision: precision)
      sum = sum.adding(
        logarithm.multiplied(by: weight, precision: precision).imaginary, precision: precision)
    }
    return (sum, root.power(numerator, precision: precision))
  }

  private static func rootOfUnity(_ k: Int, of order: Int, precision: Precision) -> ComplexBall {
    let turn = Rational(numerator: Integer(2 * k), nonzeroDenominator: Integer(order))
    let angle = RealBall.pi(precision: precision)
      .multiplied(by: RealBall(turn, precision: precision), precision: precision)
    let (sine, cosine) = angle.sineAndCosine(precision: precision)
    return ComplexBall(real: cosine, imaginary: sine)
  }
}
