internal import CGMP

extension Integer {
  /// The square.
  public func squared() -> Integer { self * self }

  /// The power with a nonnegative machine exponent; `0.power(0)` is 1.
  ///
  /// - Precondition: `exponent >= 0`, and the result fits in ``maximumBitWidth``. For an exponent
  ///   that comes from input use ``power(_:maximumBitWidth:)``.
  public func power(_ exponent: Int) -> Integer {
    precondition(exponent >= 0, "an integer power needs a nonnegative exponent")
    precondition(
      Integer.powerBits(self, exponent) <= Double(Integer.maximumBitWidth),
      "the power does not fit: use power(_:maximumBitWidth:) for exponents from input")
    return uncheckedPower(exponent)
  }

  /// The power with a nonnegative machine exponent, refused when its bits may exceed a limit.
  ///
  /// ```swift
  /// try Integer(3).power(4, maximumBitWidth: 1000)        // 81
  /// try Integer(9).power(1 << 60, maximumBitWidth: 1000)  // throws tooLarge
  /// ```
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` for a negative exponent,
  ///   ``ArithmeticError/tooLarge(_:)`` beyond the limit or ``maximumBitWidth``.
  public func power(_ exponent: Int, maximumBitWidth: Int) throws(ArithmeticError) -> Integer {
    if exponent < 0 {
      throw .outsideDomain("an integer to the power \(exponent) is not an integer")
    }
    try Integer.require(
      bits: Integer.powerBits(self, exponent), atMost: maximumBitWidth,
      "\(brief) to the power \(exponent)")
    return uncheckedPower(exponent)
  }

  private func uncheckedPower(_ exponent: Int) -> Integer {
    if exponent == 1 { return self }
    return Integer.computing { result in
      withMPZ { __gmpz_pow_ui(result, $0, UInt(exponent)) }
    }
  }

  /// An upper bound for the bits of `power(exponent)`, or nil when even the bound overflows a
  /// machine word or the exponent is negative.
  public func bitWidthOfPower(_ exponent: Int) -> Int? {
    if exponent < 0 { return nil }
    if exponent == 0 || magnitude <= 1 { return 1 }
    let (bits, overflow) = bitWidth.multipliedReportingOverflow(by: exponent)
    return overflow ? nil : bits
  }
}
