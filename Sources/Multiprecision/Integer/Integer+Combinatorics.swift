internal import CGMP

extension Integer {
  /// n! for a machine integer n >= 0.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` for n < 0,
  ///   ``ArithmeticError/tooLarge(_:)`` when the bits may exceed the limit or
  ///   ``maximumBitWidth``.
  public static func factorial(
    _ n: Int, maximumBitWidth: Int = Integer.maximumBitWidth
  ) throws(ArithmeticError) -> Integer {
    if n < 0 { throw .outsideDomain("the factorial of \(n) has no value: n must be >= 0") }
    try require(bits: factorialBits(n), atMost: maximumBitWidth, "the factorial of \(n)")
    return computing { __gmpz_fac_ui($0, UInt(n)) }
  }

  /// n!! = n (n-2) (n-4) ..., with (-1)!! = 0!! = 1.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` for n < -1,
  ///   ``ArithmeticError/tooLarge(_:)`` when the bits may exceed the limit or
  ///   ``maximumBitWidth``.
  public static func doubleFactorial(
    _ n: Int, maximumBitWidth: Int = Integer.maximumBitWidth
  ) throws(ArithmeticError) -> Integer {
    if n < -1 { throw .outsideDomain("the double factorial of \(n) has no value: n must be >= -1") }
    if n < 1 { return one }
    // n!!^2 <= n! (n+1), since n!! <= (n+1) (n-1)!!.
    let bits = (factorialBits(n) + Double(Integer(n).bitWidth)) / 2 + 1
    try require(bits: bits, atMost: maximumBitWidth, "the double factorial of \(n)")
    return computing { __gmpz_2fac_ui($0, UInt(n)) }
  }

  /// The binomial coefficient for any integer top n and machine k: the polynomial
  /// n (n-1) ... (n-k+1) / k! for k >= 0, and 0 for k < 0.
  ///
  /// - Precondition: the result fits in ``maximumBitWidth``. For numbers that come from input use
  ///   ``binomial(_:_:maximumBitWidth:)``.
  public static func binomial(_ n: Integer, _ k: Int) -> Integer {
    guard let (top, choice, negated) = reducedBinomial(n, k) else { return zero }
    precondition(
      binomialBits(top, choice) <= Double(maximumBitWidth),
      "the binomial coefficient does not fit: use binomial(_:_:maximumBitWidth:) for input")
    return uncheckedBinomial(top, choice, negated: negated)
  }

  /// The binomial coefficient, refused when its bits may exceed a limit.
  ///
  /// - Throws: ``ArithmeticError/tooLarge(_:)`` beyond the limit or ``maximumBitWidth``.
  public static func binomial(
    _ n: Integer, _ k: Int, maximumBitWidth: Int
  ) throws(ArithmeticError) -> Integer {
    guard let (top, choice, negated) = reducedBinomial(n, k) else { return zero }
    try require(
      bits: binomialBits(top, choice), atMost: maximumBitWidth,
      "the binomial coefficient of \(n.brief) and \(k)")
    return uncheckedBinomial(top, choice, negated: negated)
  }

  /// An equal coefficient, up to the sign, with 0 <= 2 choice <= top; nil when it is 0.
  private static func reducedBinomial(
    _ n: Integer, _ k: Int
  ) -> (top: Integer, choice: Int, negated: Bool)? {
    if k < 0 || (!n.isNegative && n < Integer(k)) { return nil }
    // C(n,k) = (-1)^k C(k-n-1,k) for negative n, and C(n,k) = C(n,n-k).
    let top = n.isNegative ? Integer(k) - n - one : n
    let complement = top - Integer(k)
    return (top, min(k, complement.asInt ?? k), n.isNegative && k % 2 == 1)
  }

  private static func uncheckedBinomial(
    _ top: Integer, _ choice: Int, negated: Bool
  ) -> Integer {
    let value =
      if let top = top.asInt {
        computing { __gmpz_bin_uiui($0, UInt(top), UInt(choice)) }
      } else {
        computing { r in top.withMPZ { __gmpz_bin_ui(r, $0, UInt(choice)) } }
      }
    return negated ? -value : value
  }

  /// The rising factorial x (x+1) ... (x+n-1); 1 for n = 0.
  ///
  /// - Precondition: `n >= 0`, and the result fits in ``maximumBitWidth``. For numbers that come
  ///   from input use ``product(from:count:step:maximumBitWidth:)``.
  public func risingFactorial(_ n: Int) -> Integer {
    precondition(n >= 0, "a rising factorial has n >= 0 factors")
    return Integer.product(from: self, count: n, step: 1)
  }

  /// The falling factorial x (x-1) ... (x-n+1); 1 for n = 0, and 0 for n > x >= 0.
  ///
  /// - Precondition: `n >= 0`, and the result fits in ``maximumBitWidth``. For numbers that come
  ///   from input use ``product(from:count:step:maximumBitWidth:)``.
  public func fallingFactorial(_ n: Int) -> Integer {
    precondition(n >= 0, "a falling factorial has n >= 0 factors")
    return Integer.product(from: self, count: n, step: -1)
  }
}
