public import Multiprecision

extension DecimalEnclosure {
  /// The fraction correctly rounded to nearest, ties to an even last digit, at a number of
  /// significant digits (at least 1). A decimal that ends sooner is printed without trailing
  /// zeros and is exact: 105/16 at 30 digits is 6.5625.
  public init(rounding rational: Rational, digits: Int) {
    let count = max(digits, 1)
    if rational.isZero {
      self = .zero
      return
    }
    let value = rational.magnitude
    // floor(log10) + 1 from the sizes, then corrected: log10 2 times the bits is within 1.
    let bits =
      value.numerator.approximateLog2 - value.denominator.approximateLog2
    var exponent = Int((bits * 0.301_029_995_663_981_2).rounded(.down)) + 1
    while value >= DecimalEnclosure.powerOfTen(exponent) { exponent += 1 }
    while value < DecimalEnclosure.powerOfTen(exponent - 1) { exponent -= 1 }

    let unit = DecimalEnclosure.powerOfTen(exponent - count)
    let scaled = value / unit
    var nearest = scaled.floor
    let rest = scaled - Rational(nearest)
    let half = Rational(numerator: 1, nonzeroDenominator: 2)
    if rest > half || (rest == half && nearest.isOdd) { nearest = nearest + 1 }
    let error = (Rational(nearest) - scaled).magnitude * unit
    // A carry to 10^count: one digit more before the point, a zero less behind.
    var text = nearest.description
    if text.utf8.count > count {
      exponent += 1
      text.removeLast()
    }
    if error.isZero {
      while text.utf8.count > 1, text.hasSuffix("0") { text.removeLast() }
    }
    self.init(
      isNegative: rational.isNegative, digits: text, exponent: exponent,
      radius: Magnitude(upperBound: error), requestedDigits: count)
  }

  static func powerOfTen(_ exponent: Int) -> Rational {
    let power = Integer(10).power(Int(exponent.magnitude))
    return exponent >= 0
      ? Rational(power) : Rational(numerator: 1, nonzeroDenominator: power)
  }
}
