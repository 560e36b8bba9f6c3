extension Rational: ExpressibleByIntegerLiteral {
  /// An integer literal of any length, exactly.
  public init(integerLiteral literal: StaticBigInt) {
    self.init(Integer(integerLiteral: literal))
  }
}

extension Rational {
  /// An integer; never fails.
  public init?<Source: BinaryInteger>(exactly value: Source) { self.init(Integer(value)) }

  /// The exact value of a finite double, which is a fraction with a power of two below; nil for
  /// an infinity or NaN. `Rational(exactly: 0.1)` is not 1/10.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    if value == 0 {
      self = .zero
      return
    }
    // significand * 2^52 is an integer.
    let scaled = Integer(exactly: value.significand * 0x1p52) ?? .zero
    let exponent = Int(value.exponent) - 52
    let signed = value < 0 ? -scaled : scaled
    if exponent >= 0 {
      self.init(signed.shifted(leftBy: exponent))
    } else {
      self.init(numerator: signed, nonzeroDenominator: Integer.one.shifted(leftBy: -exponent))
    }
  }

  /// The double nearest to the fraction, ties to even; zero and the infinities beyond the range
  /// of doubles.
  public var nearestDouble: Double {
    // Rounding to 53 bits first would round twice where doubles are subnormal. The value cut to
    // 128 bits, with half a unit of the last place added when the cut was not exact, lies on the
    // same side of every double and of every midpoint of two doubles as the fraction itself.
    let (cut, isExact) = BigFloat.rounding(self, precision: 128, rounding: .towardZero)
    if isExact { return cut.nearestDouble }
    let half = BigFloat(mantissa: Integer(signum()), exponent: cut.exponent - 129)
    return BigFloat.adding(cut, half, precision: 129).nearestDouble
  }
}

extension Rational: LosslessStringConvertible, CustomDebugStringConvertible {
  /// `p/q`, an integer, or a decimal with an optional exponent (`-1.25e-3`), read exactly.
  ///
  /// Nil for other text, a signed or zero denominator, and decimals whose exponent, counted from
  /// the last digit, is more than 10^7 in magnitude: their expansion would fill the memory.
  public init?(_ description: String) {
    let parts = description.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let top = Integer(String(parts[0])), let bottom = Integer(String(parts[1])),
        parts[1].utf8.first != UInt8(ascii: "-"), parts[1].utf8.first != UInt8(ascii: "+")
      else { return nil }
      self.init(top, bottom)
    } else {
      self.init(decimal: description)
    }
  }

  /// An integer or decimal literal, read exactly: an optional sign, digits with at most one point
  /// (at least one digit, before it or after), and an optional exponent `e` with a sign.
  ///
  /// Nil for other text, and when the exponent, counted from the last digit, is more than 10^7 in
  /// magnitude.
  public init?(decimal text: some StringProtocol) {
    var mantissa = Substring(text)
    var exponent = 0
    if let mark = mantissa.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let written = Int(mantissa[mantissa.index(after: mark)...]) else { return nil }
      exponent = written
      mantissa = mantissa[..<mark]
    }
    var digits = String(mantissa)
    if let point = mantissa.firstIndex(of: ".") {
      let fraction = mantissa[mantissa.index(after: point)...]
      guard !fraction.hasPrefix("-"), !fraction.hasPrefix("+") else { return nil }
      let (shifted, overflow) = exponent.subtractingReportingOverflow(fraction.utf8.count)
      guard !overflow else { return nil }
      exponent = shifted
      digits = String(mantissa[..<point]) + fraction
    }
    guard let value = Integer(digits), exponent.magnitude <= 10_000_000 else { return nil }
    if exponent >= 0 {
      self.init(value * Integer(10).power(exponent))
    } else {
      self.init(numerator: value, nonzeroDenominator: Integer(10).power(-exponent))
    }
  }

  /// `p/q`, or `p` for an integer.
  public var description: String {
    isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }

  /// The same text as ``description``.
  public var debugDescription: String { description }
}

extension Rational: Codable {
  /// Coded as the string `p/q`.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Rational(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a fraction: '\(text)'"))
    }
    self = value
  }

  /// Coded as the string `p/q`, or `p` for an integer.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
