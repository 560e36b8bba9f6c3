extension Rational: ExpressibleByIntegerLiteral {
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

  /// The double nearest to the fraction.
  public var nearestDouble: Double {
    BigFloat(self, precision: 53, rounding: .toNearest).nearestDouble
  }
}

extension Rational: LosslessStringConvertible, CustomDebugStringConvertible {
  /// `p/q`, an integer, or a decimal with an optional exponent (`-1.25e-3`), read exactly.
  ///
  /// Nil for other text, a denominator of zero, and exponents of more than 10^7 in magnitude,
  /// whose expansion would fill the memory.
  public init?(_ description: String) {
    let parts = description.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let top = Integer(String(parts[0])), let bottom = Integer(String(parts[1])) else {
        return nil
      }
      self.init(top, bottom)
    } else {
      self.init(decimal: description)
    }
  }

  /// An integer or decimal literal, read exactly.
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
      exponent -= fraction.utf8.count
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

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
