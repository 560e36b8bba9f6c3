internal import CGMP

extension Integer: LosslessStringConvertible, CustomDebugStringConvertible {
  /// Decimal digits with an optional sign; nil for anything else.
  public init?(_ description: String) {
    self.init(description, radix: 10)
  }

  /// Digits of the radix (2...36) with an optional sign; nil for anything else.
  public init?(_ text: some StringProtocol, radix: Int) {
    guard (2...36).contains(radix) else { return nil }
    var digits = Substring(text)
    var negative = false
    if let first = digits.first, first == "-" || first == "+" {
      negative = first == "-"
      digits = digits.dropFirst()
    }
    let valid = digits.utf8.allSatisfy { byte in
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A") + 10
      default: return false
      }
      return digit < radix
    }
    guard !digits.isEmpty, valid else { return nil }
    if digits.utf8.count <= 11, let word = Int(digits, radix: radix) {
      self.init(word: negative ? -word : word)
      return
    }
    self = Integer.computing { value in
      String(digits).withCString { _ = __gmpz_set_str(value, $0, Int32(radix)) }
      if negative { __gmpz_neg(value, value) }
    }
  }

  /// Decimal digits, with a minus sign for a negative number.
  public var description: String { text(radix: 10) }
  /// The same text as ``description``.
  public var debugDescription: String { description }

  /// The digits in a radix of 2...36, lowercase.
  public func text(radix: Int) -> String {
    precondition((2...36).contains(radix), "the radix of a number's digits is 2...36")
    if box == nil { return String(word, radix: radix) }
    return withMPZ { value in
      let capacity = Int(__gmpz_sizeinbase(value, Int32(radix))) + 2
      return String(unsafeUninitializedCapacity: capacity) { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          _ = __gmpz_get_str(characters.baseAddress, Int32(radix), value)
        }
        return bytes.firstIndex(of: 0) ?? capacity
      }
    }
  }
}

extension Integer: Codable {
  /// Coded as a string of decimal digits, which every JSON reader keeps exact.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Integer(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not an integer: '\(text)'"))
    }
    self = value
  }

  /// Coded as a string of decimal digits.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
