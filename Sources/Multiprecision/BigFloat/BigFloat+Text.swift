internal import CGMP
internal import CMPFR
internal import CNumericShims

extension BigFloat {
  /// A decimal literal, `p/q` or an integer, rounded to a precision; nil for other text.
  public init?(_ text: String, precision: Precision, rounding: Rounding = .toNearest) {
    guard let value = Rational(text) else { return nil }
    self.init(value, precision: precision, rounding: rounding)
  }

  /// `count` significant decimal digits and the exponent e such that the number is
  /// 0.DIGITS * 10^e, rounded once; nil for zero, infinities and not-a-number.
  public func decimalDigits(
    _ count: Int, rounding: Rounding
  ) -> (isNegative: Bool, digits: String, exponent: Int)? {
    guard isFinite, !isZero else { return nil }
    precondition(count >= 1, "a number has at least one digit")
    var exponent = 0
    // MPFR needs two characters more than the digits, and at least seven.
    let text = String(unsafeUninitializedCapacity: max(count + 2, 7)) { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        withMPFR { value in
          _ = mpfr_get_str(characters.baseAddress, &exponent, 10, count, value, rounding.mpfr)
        }
      }
      return bytes.firstIndex(of: 0) ?? bytes.count
    }
    let negative = text.hasPrefix("-")
    return (negative, negative ? String(text.dropFirst()) : text, exponent)
  }
}

extension BigFloat: CustomStringConvertible {
  /// Enough digits to tell the number from its neighbours of the same precision, in scientific
  /// notation. For proven digits print a ball instead.
  public var description: String {
    if isNaN { return "nan" }
    if isInfinite { return isNegative ? "-inf" : "inf" }
    guard
      let (negative, digits, exponent) = decimalDigits(precision.digits + 2, rounding: .toNearest)
    else { return hasNegativeSign ? "-0" : "0" }
    return "\(negative ? "-" : "")\(digits.prefix(1)).\(digits.dropFirst())e\(exponent - 1)"
  }
}
