/// An exact fraction, always in lowest terms with a positive denominator.
///
/// ```swift
/// let x: Rational = 1 / 3 + 1 / 4     // 7/12
/// ```
public struct Rational: Sendable, Hashable {
  /// Of any sign, coprime to the denominator.
  public let numerator: Integer
  /// Positive, coprime to the numerator.
  public let denominator: Integer

  /// Trusts that the fraction is canonical.
  init(canonicalNumerator numerator: Integer, denominator: Integer) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The integer as a fraction.
  public init(_ value: Integer) {
    self.init(canonicalNumerator: value, denominator: .one)
  }

  /// The integer as a fraction.
  public init(_ value: Int) { self.init(Integer(value)) }

  /// The fraction in lowest terms; nil when the denominator is zero.
  public init?(_ numerator: Integer, _ denominator: Integer) {
    if denominator.isZero { return nil }
    self.init(numerator: numerator, nonzeroDenominator: denominator)
  }

  /// The fraction in lowest terms, for a denominator that is known not to be zero.
  public init(numerator: Integer, nonzeroDenominator denominator: Integer) {
    precondition(!denominator.isZero, "a fraction with denominator zero")
    if denominator.isOne {
      self.init(numerator)
      return
    }
    let divisor = Integer.greatestCommonDivisor(numerator, denominator)
    var top = numerator.exactQuotient(dividingBy: divisor)
    var bottom = denominator.exactQuotient(dividingBy: divisor)
    if bottom.isNegative {
      top.negate()
      bottom.negate()
    }
    self.init(canonicalNumerator: top, denominator: bottom)
  }

  /// The fraction 0/1.
  public static let zero = Rational(Integer.zero)
  /// The fraction 1/1.
  public static let one = Rational(Integer.one)

  /// Whether the fraction is 0.
  public var isZero: Bool { numerator.isZero }
  /// Whether the fraction is 1.
  public var isOne: Bool { numerator.isOne && denominator.isOne }
  /// Whether the denominator is 1.
  public var isInteger: Bool { denominator.isOne }
  /// Whether the fraction is below 0.
  public var isNegative: Bool { numerator.isNegative }
  /// Whether the fraction is above 0.
  public var isPositive: Bool { numerator.isPositive }

  /// -1, 0 or 1.
  public func signum() -> Int { numerator.signum() }

  /// The value, when it is an integer.
  public var asInteger: Integer? { isInteger ? numerator : nil }

  /// The value, when it is an integer that fits in a machine word.
  public var asInt: Int? { isInteger ? numerator.asInt : nil }

  /// The greatest integer <= x.
  public var floor: Integer {
    // The denominator is never zero, so the division always has a quotient.
    (try? numerator.quotient(dividingBy: denominator, rounding: .down)) ?? numerator
  }

  /// The least integer >= x.
  public var ceiling: Integer { -((-self).floor) }

  /// The nearest integer, halves away from zero.
  public var rounded: Integer {
    let magnitude = (self.magnitude + Rational(canonicalNumerator: 1, denominator: 2)).floor
    return isNegative ? -magnitude : magnitude
  }
}
