extension BigFloat: Codable {
  private enum CodingKeys: String, CodingKey { case mantissa, exponent, precision, special }

  /// Coded exactly: the precision, and `mantissa * 2^exponent` or one of the special values
  /// `nan`, `inf`, `-inf`, `-0`.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for an invalid precision, and for a number that the
  ///   precision or the range of exponents does not hold.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let bits = try container.decode(Int.self, forKey: .precision)
    guard let precision = try? Precision(bits: bits) else {
      throw DecodingError.dataCorruptedError(
        forKey: .precision, in: container, debugDescription: "not a precision: \(bits) bits")
    }
    let value: BigFloat
    switch try container.decodeIfPresent(String.self, forKey: .special) {
    case "nan": value = .notANumber
    case "inf": value = .infinity()
    case "-inf": value = .infinity(negative: true)
    case "-0": value = -BigFloat.zero
    case .some(let other):
      throw DecodingError.dataCorruptedError(
        forKey: .special, in: container, debugDescription: "not a special value: '\(other)'")
    case nil:
      let mantissa = try container.decode(Integer.self, forKey: .mantissa)
      let exponent = try container.decode(Int.self, forKey: .exponent)
      guard mantissa.bitWidth - mantissa.trailingZeroBitCount <= bits else {
        throw DecodingError.dataCorruptedError(
          forKey: .mantissa, in: container,
          debugDescription: "the mantissa is longer than \(bits) bits")
      }
      value = BigFloat(mantissa: mantissa, exponent: exponent)
      guard value.isFinite, value.isZero == mantissa.isZero else {
        throw DecodingError.dataCorruptedError(
          forKey: .exponent, in: container,
          debugDescription: "the exponent \(exponent) is out of range")
      }
    }
    self.init(value, precision: precision, rounding: .toNearest)
  }

  /// Coded exactly, as ``init(from:)`` reads it.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(precision.bits, forKey: .precision)
    if let (mantissa, exponent) = exactParts, !(mantissa.isZero && hasNegativeSign) {
      try container.encode(mantissa, forKey: .mantissa)
      try container.encode(exponent, forKey: .exponent)
    } else {
      let special = isNaN ? "nan" : isZero ? "-0" : isNegative ? "-inf" : "inf"
      try container.encode(special, forKey: .special)
    }
  }
}
