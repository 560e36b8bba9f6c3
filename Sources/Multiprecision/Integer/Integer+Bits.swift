internal import CGMP
internal import CNumericShims

extension Integer {
  /// The bits of the magnitude: 0 for zero, else `floor(log2 |x|) + 1`.
  public var bitWidth: Int {
    if box == nil { return Int.bitWidth - word.magnitude.leadingZeroBitCount }
    return withMPZ { Int(__gmpz_sizeinbase($0, 2)) }
  }

  /// The number of zero bits below the lowest set bit; 0 for zero.
  public var trailingZeroBitCount: Int {
    if isZero { return 0 }
    if box == nil { return word.trailingZeroBitCount }
    return withMPZ { Int(bitPattern: __gmpz_scan1($0, 0)) }
  }

  /// The number times `2^count`; a negative count divides and rounds down.
  ///
  /// - Precondition: the result fits in ``maximumBitWidth``. For a count that comes from input
  ///   use ``shifted(leftBy:maximumBitWidth:)``.
  public func shifted(leftBy count: Int) -> Integer {
    precondition(
      shiftedBits(count) <= Double(Integer.maximumBitWidth),
      "the shifted number does not fit: use shifted(leftBy:maximumBitWidth:) for input")
    return uncheckedShifted(leftBy: count)
  }

  /// The number times `2^count`, refused when its bits exceed a limit; a negative count divides
  /// and rounds down.
  ///
  /// - Throws: ``ArithmeticError/tooLarge(_:)`` beyond the limit or ``maximumBitWidth``.
  public func shifted(
    leftBy count: Int, maximumBitWidth: Int
  ) throws(ArithmeticError) -> Integer {
    try Integer.require(
      bits: shiftedBits(count), atMost: maximumBitWidth, "\(brief) times 2^\(count)")
    return uncheckedShifted(leftBy: count)
  }

  private func shiftedBits(_ count: Int) -> Double {
    isZero || count <= 0 ? 0 : Double(bitWidth) + Double(count)
  }

  private func uncheckedShifted(leftBy count: Int) -> Integer {
    if isZero || count == 0 { return self }
    if box == nil {
      if count < 0 { return Integer(word: word >> count.magnitude) }
      if count < word.magnitude.leadingZeroBitCount { return Integer(word: word << count) }
    }
    return Integer.computing { result in
      withMPZ { x in
        if count > 0 {
          __gmpz_mul_2exp(result, x, UInt(count))
        } else {
          __gmpz_fdiv_q_2exp(result, x, count.magnitude)
        }
      }
    }
  }

  /// The number times `2^count`; a negative count divides and rounds down.
  ///
  /// - Precondition: the result fits in ``maximumBitWidth``, as for ``shifted(leftBy:)``.
  public static func << (value: Integer, count: Int) -> Integer { value.shifted(leftBy: count) }
  /// The number divided by `2^count` and rounded down; a negative count multiplies.
  ///
  /// - Precondition: the result fits in ``maximumBitWidth``, as for ``shifted(leftBy:)``.
  public static func >> (value: Integer, count: Int) -> Integer {
    count == .min ? value.shifted(leftBy: .max) : value.shifted(leftBy: -count)
  }

  /// Bitwise operations on the infinite two's complement representation.
  public static func & (left: Integer, right: Integer) -> Integer {
    if left.box == nil, right.box == nil { return Integer(word: left.word & right.word) }
    return computing { r in left.withMPZ { a in right.withMPZ { __gmpz_and(r, a, $0) } } }
  }

  /// Bitwise or, on the infinite two's complement representation.
  public static func | (left: Integer, right: Integer) -> Integer {
    if left.box == nil, right.box == nil { return Integer(word: left.word | right.word) }
    return computing { r in left.withMPZ { a in right.withMPZ { __gmpz_ior(r, a, $0) } } }
  }

  /// Bitwise exclusive or, on the infinite two's complement representation.
  public static func ^ (left: Integer, right: Integer) -> Integer {
    if left.box == nil, right.box == nil { return Integer(word: left.word ^ right.word) }
    return computing { r in left.withMPZ { a in right.withMPZ { __gmpz_xor(r, a, $0) } } }
  }

  /// The bitwise complement, `-value - 1`.
  public static prefix func ~ (value: Integer) -> Integer {
    value.box == nil
      ? Integer(word: ~value.word) : computing { r in value.withMPZ { __gmpz_com(r, $0) } }
  }

  /// Whether the bit of weight `2^index` is set in the two's complement representation.
  public func testBit(_ index: Int) -> Bool {
    index >= 0 && withMPZ { __gmpz_tstbit($0, UInt(index)) != 0 }
  }

  /// The number of set bits of a nonnegative number; nil for a negative one, which has
  /// infinitely many.
  public var nonzeroBitCount: Int? {
    isNegative ? nil : withMPZ { Int(bitPattern: __gmpz_popcount($0)) }
  }
}
