extension BigFloat {
  /// The largest ``exponent`` of a finite number: MPFR's default, which nothing here changes.
  public static let largestExponent = (1 << 30) - 1
  /// The smallest ``exponent`` of a nonzero number.
  public static let smallestExponent = 1 - (1 << 30)
  /// 2^(smallestExponent - 1), the least positive number.
  public static let leastPositive = BigFloat(mantissa: 1, exponent: smallestExponent - 1)
}
