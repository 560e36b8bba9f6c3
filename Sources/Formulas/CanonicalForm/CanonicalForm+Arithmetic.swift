internal import Algebra
public import Multiprecision
public import RandomNetworks

extension CanonicalForm: NetworkScalar {
  // The operators of a network's scalar do not throw. A product of two denominators may be zero
  // though neither is, as (1 + (-1)^L) (1 - (-1)^L) is: the result is then ``undefined``, stays so
  // through every operation, and is refused by ``checkingSize()``.

  /// The sum, exact. It has no value, and derivations refuse it, where the product of the
  /// denominators vanishes.
  public static func + (left: CanonicalForm, right: CanonicalForm) -> CanonicalForm {
    if left.denominator == right.denominator {
      if left.denominator == .one { return CanonicalForm(left.numerator + right.numerator) }
      return quotient(left.numerator + right.numerator, left.denominator)
    }
    return quotient(
      product(left.numerator, right.denominator) + product(right.numerator, left.denominator),
      product(left.denominator, right.denominator))
  }

  /// The difference, exact; without a value where the sum has none.
  public static func - (left: CanonicalForm, right: CanonicalForm) -> CanonicalForm {
    left + -right
  }

  /// The product, exact; without a value where the product of the denominators vanishes.
  public static func * (left: CanonicalForm, right: CanonicalForm) -> CanonicalForm {
    let top = product(left.numerator, right.numerator)
    if left.denominator == .one, right.denominator == .one { return CanonicalForm(top) }
    return quotient(top, product(left.denominator, right.denominator))
  }

  /// The opposite, exact.
  public static prefix func - (value: CanonicalForm) -> CanonicalForm {
    quotient(-value.numerator, value.denominator)
  }

  private static func product(_ left: ExponentialSum, _ right: ExponentialSum) -> ExponentialSum {
    do {
      return try left.multiplied(by: right)
    } catch {
      // Exponents below one each add up to one or less, which is never too large.
      preconditionFailure("a product of two roots has an exponent above one")
    }
  }

  private static func quotient(_ top: ExponentialSum, _ bottom: ExponentialSum) -> CanonicalForm {
    if bottom == .one { return CanonicalForm(top) }
    return (try? CanonicalForm(top, over: bottom)) ?? .undefined
  }

  /// The quotient, exact.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` for a divisor that is zero, or whose product with
  ///   the denominator vanishes; ``ArithmeticError/tooLarge(_:)`` for an exponent that is too large
  ///   to be written out.
  public func divided(by divisor: CanonicalForm) throws(ArithmeticError) -> CanonicalForm {
    if divisor.isZero { throw .divisionByZero }
    return try CanonicalForm(
      numerator.multiplied(by: divisor.denominator),
      over: denominator.multiplied(by: divisor.numerator))
  }

  /// The power, exact; the zeroth power is 1. A sum is multiplied out, up to the exponent 64.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` for a negative power of zero,
  ///   ``ArithmeticError/tooLarge(_:)`` for an exponent beyond 64 of a sum, beyond 2^24 of a single
  ///   term, and where a coefficient or degree grows too large.
  public func power(_ exponent: Int) throws(ArithmeticError) -> CanonicalForm {
    if exponent == 0 { return .one }
    if exponent < 0 {
      if exponent < -Self.largestExponent { throw Self.exponentTooLarge }
      return try CanonicalForm.one.divided(by: try power(-exponent))
    }
    if exponent > Self.largestExponent { throw Self.exponentTooLarge }
    if denominator == .one, let (coefficient, power) = numerator.singleTerm {
      let raised = power.raised(to: .one, coefficient: Rational(exponent))
      let (rest, extracted) = try raised.extractingIntegerPowers()
      return CanonicalForm(
        ExponentialSum(try Self.boundedPower(coefficient, exponent) * extracted, rest))
    }
    if exponent > Self.largestExpansion { throw Self.exponentTooLarge }
    var result = CanonicalForm.one
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// The greatest integer exponent of a sum that is multiplied out.
  private static var largestExpansion: Int { 64 }

  /// The sign of a number; a symbol's is not known.
  public var certainSign: Int? { exactValue?.signum() }
}
