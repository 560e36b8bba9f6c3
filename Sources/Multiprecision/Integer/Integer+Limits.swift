internal import RealModule

extension Integer {
  /// The most bits that a power, factorial, binomial coefficient, product or shift may fill:
  /// 2^31, a quarter of a gigabyte, the same as ``Precision/maximum``.
  ///
  /// GMP ends the process when a number outgrows its format or the memory. So the operations
  /// that make a large number of a small one know a bound for the size of their result before
  /// they start. Their forms with a `maximumBitWidth` throw ``ArithmeticError/tooLarge(_:)``
  /// and are the ones to call with numbers that come from input; the plain forms require the
  /// result to fit.
  public static let maximumBitWidth = Precision.maximum.bits

  /// Refuses a result whose bound on the bits is above a limit.
  static func require(
    bits: Double, atMost limit: Int, _ name: @autoclosure () -> String
  ) throws(ArithmeticError) {
    guard bits <= Double(min(limit, maximumBitWidth)) else {
      throw .tooLarge(
        "\(name()) may need about \(describing(bits)) bits, more than the limit of "
          + "\(min(limit, maximumBitWidth))")
    }
  }

  /// A size for a message: exact while it is short.
  private static func describing(_ bits: Double) -> String {
    bits < 1e15 ? "\(Int(bits.rounded(.up)))" : "\(bits)"
  }

  /// A name for a message: the number itself while it is short.
  var brief: String { bitWidth <= 256 ? description : "a number of \(bitWidth) bits" }

  // Upper bounds for the bits of results, in doubles: they may be of any size. Each adds 1 for
  // the integer part and a little, relative, for the rounding of the doubles themselves.

  /// |x|^e < 2^(e log2(|x|+1)).
  static func powerBits(_ base: Integer, _ exponent: Int) -> Double {
    if base.isZero || base.magnitude.isOne || exponent <= 0 { return 1 }
    return padded(Double(exponent) * base.approximateLog2).rounded(.down) + 1
  }

  /// n! <= e sqrt(n) (n/e)^n for n >= 1.
  static func factorialBits(_ n: Int) -> Double {
    if n < 2 { return 1 }
    let x = Double(n)
    return padded((x + 0.5) * Double.log2(x) - (x - 1) * 1.442_695_040_888_963) + 1
  }

  /// C(n,k) <= (e n / k)^k for 1 <= k <= n.
  static func binomialBits(_ n: Integer, _ k: Int) -> Double {
    if k < 1 { return 1 }
    return padded(Double(k) * (n.approximateLog2 - Double.log2(Double(k)) + 1.442_695_040_888_964))
      + 1
  }

  /// A product of `count` factors is below the power of the larger end.
  static func productBits(from first: Integer, count: Int, step: Int) -> Double {
    if count < 1 { return 1 }
    if step == 0 { return powerBits(first, count) }
    let last = first + Integer(step) * Integer(count - 1)
    return Double(count) * Double(max(first.bitWidth, last.bitWidth, 1))
  }

  private static func padded(_ bits: Double) -> Double { bits + bits.magnitude * 1e-11 }
}
