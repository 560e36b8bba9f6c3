/// A decimal and a proven bound of its distance from the true value.
///
/// Made by ``RealBall/decimal(digits:)``, where every value of the ball is within one unit of the
/// last printed digit, or from an exact fraction, correctly rounded.
public struct DecimalEnclosure: Sendable, Hashable {
  /// Whether the decimal is below zero.
  public let isNegative: Bool
  /// The significant digits, without sign and point; "0" for zero.
  public let digits: String
  /// The value is 0.DIGITS * 10^exponent.
  public let exponent: Int
  /// An upper bound of the distance between the decimal and every value it stands for.
  public let radius: Magnitude
  /// The number of digits that was asked for: at least the number of ``digits``.
  let requestedDigits: Int

  init(
    isNegative: Bool, digits: String, exponent: Int, radius: Magnitude, requestedDigits: Int
  ) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent
    self.radius = radius
    self.requestedDigits = requestedDigits
  }

  static let zero = DecimalEnclosure(
    isNegative: false, digits: "0", exponent: 1, radius: .zero, requestedDigits: 1)

  /// The decimal: plain (`-0.00123`, `12300`) for -6 < exponent <= max(digits, 21), else
  /// scientific (`1.234e-870`).
  public var text: String {
    let sign = isNegative ? "-" : ""
    // Zeros that only fill up to the point would be printed digits without a proof, unless the
    // decimal is exact.
    let longest = radius.isZero ? max(requestedDigits, 21) : digits.utf8.count
    if exponent > -6, exponent <= longest { return sign + plainText }
    let fraction = digits.dropFirst()
    return "\(sign)\(digits.prefix(1))\(fraction.isEmpty ? "" : ".")\(fraction)e\(exponent - 1)"
  }

  private var plainText: String {
    if exponent <= 0 { return "0." + String(repeating: "0", count: -exponent) + digits }
    let count = digits.utf8.count
    if exponent >= count { return digits + String(repeating: "0", count: exponent - count) }
    return "\(digits.prefix(exponent)).\(digits.dropFirst(exponent))"
  }

  /// The bound ``radius`` as a decimal of two significant digits, rounded up: `3.2e-31`; `0` for
  /// an exact decimal.
  public var radiusText: String { radius.description }
}

extension DecimalEnclosure: CustomStringConvertible {
  /// `[TEXT +/- RADIUS]`, or the text alone for an exact decimal.
  public var description: String {
    radius.isZero ? text : "[\(text) +/- \(radiusText)]"
  }
}
