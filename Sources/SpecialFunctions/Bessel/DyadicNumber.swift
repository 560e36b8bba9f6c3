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
