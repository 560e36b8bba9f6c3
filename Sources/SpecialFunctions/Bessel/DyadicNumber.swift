internal import BallArithmetic
internal import Multiprecision

/// An exact real parameter of a series, with its form as a fraction of machine integers when it has
/// a small one: the divisors of the series are then machine integers.
struct DyadicNumber {
  let value: BigFloat
  /// The nearest double.
  let approximate: Double
  /// value == numerator / 2^shift, when both are small.
  let small: (numerator: Int, shift: Int)?

  init(_ value: BigFloat) {
    self.value = value
    approximate = value.nearestDouble
    guard value.isZero || (-20...40).contains(value.exponent),
      let (mantissa, exponent) = value.exactParts, let word = mantissa.asInt, exponent >= -20,
      mantissa.bitWidth + max(exponent, 0) <= 40
    else {
      small = nil
      return
    }
    small = exponent >= 0 ? (word << exponent, 0) : (word, -exponent)
  }

  var isInteger: Bool { value.isInteger }

  /// An integer plus 1/2.
  var isHalfInteger: Bool { !isInteger && value.scaled(byPowerOfTwo: 1).isInteger }

  var isZero: Bool { value.isZero }

  var negated: DyadicNumber { DyadicNumber(-value) }
}

extension DyadicNumber {
  /// Gamma at the number: kept values at short fractions, and above 1 or by reflection at others,
  /// where MPFR is many times faster than below 1.
  func gamma(precision: Precision) -> RealBall {
    if let (numerator, shift) = small, approximate.magnitude < 64 {
      let fraction = Rational(
        numerator: Integer(numerator), nonzeroDenominator: Integer(1 << shift))
      return RealBall.gamma(fraction, precision: precision)
    }
    let exact = RealBall(exact: value)
    if value >= 1 || value.isInteger || value.isZero { return exact.gamma(precision: precision) }
    let inner = precision + 8
    let depth = min(max(0, -value.exponent), 1 << 24)
    let whole = Precision(clamping: value.precision.bits + depth + 80)
    if value.isPositive {
      return exact.adding(1, precision: whole).gamma(precision: inner)
        .divided(by: exact, precision: inner)
    }
    // pi/(sin(pi x) Gamma(1 - x)).
    let mirrored = RealBall.one.subtracting(exact, precision: whole).gamma(precision: inner)
    return RealBall.pi(precision: inner).divided(
      by: exact.sineOfPi(precision: inner).multiplied(by: mirrored, precision: inner),
      precision: inner)
  }

  /// 1/Gamma at the number.
  func reciprocalGamma(precision: Precision) -> RealBall {
    if small != nil, approximate.magnitude < 64, !(isInteger && value.signum() <= 0) {
      return gamma(precision: precision + 4).reciprocal(precision: precision)
    }
    return RealBall(exact: value).reciprocalGamma(precision: precision)
  }
}
