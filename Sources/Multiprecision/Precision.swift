/// The number of significant bits of a result.
public struct Precision: Hashable, Comparable, Sendable {
  /// The number of bits, within 1...``maximum``.
  public let bits: Int

  /// 2^31 bits, about 6.4e8 digits: beyond it a single number would not fit in a machine.
  public static let maximum = Precision(unchecked: 1 << 31)

  init(unchecked bits: Int) { self.bits = bits }

  /// - Throws: ``ArithmeticError/invalidPrecision(bits:)`` outside 1...``maximum``.
  public init(bits: Int) throws(ArithmeticError) {
    guard (1...Precision.maximum.bits).contains(bits) else {
      throw .invalidPrecision(bits: bits)
    }
    self.bits = bits
  }

  /// The precision nearest to a number of bits that was computed, not asked for.
  public init(clamping bits: Int) {
    self.bits = min(max(bits, 1), Precision.maximum.bits)
  }

  /// Enough bits for D significant decimal digits: at least `D log2(10)`, rounded up.
  ///
  /// - Throws: ``ArithmeticError/invalidPrecision(bits:)`` for D < 1 or beyond ``maximum``.
  public init(digits: Int) throws(ArithmeticError) {
    // 3.3219280948873627 > log2 10.
    guard digits >= 1, digits <= 600_000_000 else {
      throw .invalidPrecision(bits: digits < 1 ? 0 : .max)
    }
    try self.init(bits: Int((Double(digits) * 3.321_928_094_887_363).rounded(.up)) + 1)
  }

  /// The decimal digits that this many bits hold, rounded down.
  public var digits: Int { Int(Double(bits) * 0.301_029_995_663_981) }

  /// The order of the numbers of bits.
  public static func < (left: Precision, right: Precision) -> Bool { left.bits < right.bits }

  /// The precision with some bits more (or fewer), clamped to what is possible.
  public static func + (precision: Precision, extra: Int) -> Precision {
    // A precision plus Int.max must clamp to the maximum, not wrap to the minimum.
    let (bits, overflow) = precision.bits.addingReportingOverflow(extra)
    return overflow ? maximum : Precision(clamping: bits)
  }
}

extension Precision: ExpressibleByIntegerLiteral {
  /// A number of bits, clamped to 1...``maximum``.
  public init(integerLiteral bits: Int) { self.init(clamping: bits) }
}
