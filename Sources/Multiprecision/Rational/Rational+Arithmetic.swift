internal import CGMP
public import RealModule

extension Rational: AlgebraicField {
  // Sums and products take out common factors before they multiply (Knuth, The Art of Computer
  // Programming 2, section 4.5.1): the gcds are of smaller numbers, and often 1.

  /// The sum, exact.
  public static func + (left: Rational, right: Rational) -> Rational {
    combine(left, right) { $0 + $1 }
  }

  /// The difference, exact.
  public static func - (left: Rational, right: Rational) -> Rational {
    combine(left, right) { $0 - $1 }
  }

  private static func combine(
    _ left: Rational, _ right: Rational, _ operation: (Integer, Integer) -> Integer
  ) -> Rational {
    if left.isInteger, right.isInteger {
      return Rational(operation(left.numerator, right.numerator))
    }
    let common = Integer.greatestCommonDivisor(left.denominator, right.denominator)
    if common.isOne {
      return Rational(
        canonicalNumerator: operation(
          left.numerator * right.denominator, right.numerator * left.denominator),
        denominator: left.denominator * right.denominator)
    }
    let leftCofactor = left.denominator.exactQuotient(dividingBy: common)
    let rightCofactor = right.denominator.exactQuotient(dividingBy: common)
    let top = operation(left.numerator * rightCofactor, right.numerator * leftCofactor)
    let shared = Integer.greatestCommonDivisor(top, common)
    return Rational(
      canonicalNumerator: top.exactQuotient(dividingBy: shared),
      denominator: leftCofactor * right.denominator.exactQuotient(dividingBy: shared))
  }

  /// The product, exact.
  public static func * (left: Rational, right: Rational) -> Rational {
    if left.isInteger, right.isInteger { return Rational(left.numerator * right.numerator) }
    if left.isZero || right.isZero { return zero }
    let a = Integer.greatestCommonDivisor(left.numerator, right.denominator)
    let b = Integer.greatestCommonDivisor(right.numerator, left.denominator)
    return Rational(
      canonicalNumerator: left.numerator.exactQuotient(dividingBy: a)
        * right.numerator.exactQuotient(dividingBy: b),
      denominator: left.denominator.exactQuotient(dividingBy: b)
        * right.denominator.exactQuotient(dividingBy: a))
  }

  /// Adds in place, exactly.
  public static func += (left: inout Rational, right: Rational) { left = left + right }
  /// Subtracts in place, exactly.
  public static func -= (left: inout Rational, right: Rational) { left = left - right }
  /// Multiplies in place, exactly.
  public static func *= (left: inout Rational, right: Rational) { left = left * right }

  /// The quotient. The divisor must not be zero: use ``divided(by:)`` for one that comes from
  /// input.
  public static func / (left: Rational, right: Rational) -> Rational {
    guard let inverse = right.reciprocal else { preconditionFailure("division by zero") }
    return left * inverse
  }

  /// Divides in place, exactly.
  ///
  /// - Precondition: the divisor is not zero.
  public static func /= (left: inout Rational, right: Rational) { left = left / right }

  /// The quotient.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero``.
  public func divided(by divisor: Rational) throws(ArithmeticError) -> Rational {
    guard let inverse = divisor.reciprocal else { throw .divisionByZero }
    return self * inverse
  }

  /// 1/x; nil for zero.
  public var reciprocal: Rational? {
    switch numerator.signum() {
    case 0: nil
    case 1: Rational(canonicalNumerator: denominator, denominator: numerator)
    default: Rational(canonicalNumerator: -denominator, denominator: -numerator)
    }
  }

  /// The opposite, exact.
  public static prefix func - (value: Rational) -> Rational {
    Rational(canonicalNumerator: -value.numerator, denominator: value.denominator)
  }

  /// The absolute value.
  public var magnitude: Rational { isNegative ? -self : self }

  /// The power with an integer exponent; `0.power(0)` is 1.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` for a negative power of zero,
  ///   ``ArithmeticError/tooLarge(_:)`` when the bits of numerator or denominator may exceed the
  ///   limit or ``Integer/maximumBitWidth``.
  public func power(
    _ exponent: Int, maximumBitWidth: Int = Integer.maximumBitWidth
  ) throws(ArithmeticError) -> Rational {
    if exponent >= 0 {
      return Rational(
        canonicalNumerator: try numerator.power(exponent, maximumBitWidth: maximumBitWidth),
        denominator: try denominator.power(exponent, maximumBitWidth: maximumBitWidth))
    }
    guard let inverse = reciprocal else { throw .divisionByZero }
    if exponent == .min {
      // -Int.min does not fit: x^(2k) = (x^2)^k.
      return try inverse.power(-(exponent / 2), maximumBitWidth: maximumBitWidth)
        .power(2, maximumBitWidth: maximumBitWidth)
    }
    return try inverse.power(-exponent, maximumBitWidth: maximumBitWidth)
  }

  /// An upper bound for the bits of numerator and denominator together of `power(exponent)`, or
  /// nil when even the bound overflows a machine word.
  public func bitWidthOfPower(_ exponent: Int) -> Int? {
    guard exponent != .min,
      let top = numerator.bitWidthOfPower(abs(exponent)),
      let bottom = denominator.bitWidthOfPower(abs(exponent))
    else { return nil }
    let (bits, overflow) = top.addingReportingOverflow(bottom)
    return overflow ? nil : bits
  }
}

extension Rational: Comparable {
  /// The order of the fractions, exact.
  public static func < (left: Rational, right: Rational) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    let signs = (left.signum(), right.signum())
    if signs.0 != signs.1 { return signs.0 < signs.1 }
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}
