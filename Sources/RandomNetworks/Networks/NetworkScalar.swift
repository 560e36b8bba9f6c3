public import BallArithmetic
public import Multiprecision

/// The numbers that a network's parameters and its exact recursions are made of.
///
/// ``CertifiedReal`` gives numbers; the canonical form of the formula language gives closed forms
/// in symbols, through the same recursions.
public protocol NetworkScalar: Sendable, Equatable {
  /// The fraction, exactly.
  init(_ value: Rational)
  /// The sum: exact, or an enclosure where an operand is one.
  static func + (left: Self, right: Self) -> Self
  /// The difference: exact, or an enclosure where an operand is one.
  static func - (left: Self, right: Self) -> Self
  /// The product: exact, or an enclosure where an operand is one.
  static func * (left: Self, right: Self) -> Self

  /// - Throws: ``ArithmeticError/divisionByZero`` for a divisor that is exactly zero.
  func divided(by divisor: Self) throws(ArithmeticError) -> Self

  /// The power with an integer exponent; the zeroth power is 1.
  func power(_ exponent: Int) throws(ArithmeticError) -> Self

  /// The power with an exponent of the same kind: a depth or a width, perhaps a symbol.
  ///
  /// - Throws: ``ArithmeticError`` where the power has no value or is too large to be held.
  func raised(to exponent: Self) throws(ArithmeticError) -> Self

  /// Whether the number is known to be zero.
  var isZero: Bool { get }

  /// The fraction, when the number is one.
  var exactValue: Rational? { get }

  /// -1, 0 or 1 when the sign is certain, else nil; a symbol's sign is not.
  var certainSign: Int? { get }
}

extension NetworkScalar {
  /// The integer, exactly.
  public init(_ value: Int) { self.init(Rational(value)) }
  /// The number 0, exactly.
  public static var zero: Self { Self(Rational.zero) }
  /// The number 1, exactly.
  public static var one: Self { Self(Rational.one) }
}

extension CertifiedReal: NetworkScalar {
  /// The power with an integer exponent of any size: exact for a fraction, an enclosure for a ball.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` for an exponent that is no exact integer,
  ///   ``ArithmeticError/tooLarge(_:)`` for an exact power that may have more than 2^27 bits,
  ///   ``ArithmeticError/divisionByZero`` for a negative power of an exact zero.
  public func raised(to exponent: CertifiedReal) throws(ArithmeticError) -> CertifiedReal {
    guard let power = exponent.exactValue?.asInteger else {
      throw .outsideDomain("a power in a network needs an integer exponent, not \(exponent)")
    }
    switch self {
    case .exact(let value):
      guard let machine = power.asInt,
        let bits = value.bitWidthOfPower(machine), bits <= Self.largestExactPower
      else {
        throw .tooLarge("a power with exponent \(power) has too many digits to be held exactly")
      }
      return .exact(try value.power(machine))
    case .enclosed(let ball, let precision):
      return .enclosed(ball.power(power, precision: precision), precision: precision)
    }
  }

  /// The bits above which a power is not written out: 2^27, about forty million digits.
  private static var largestExactPower: Int { 1 << 27 }
}
