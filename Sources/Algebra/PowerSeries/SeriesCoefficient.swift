public import Multiprecision

/// What a truncated power series asks of its coefficients: a field that contains the rational
/// numbers. Enclosures conform as well: their operations then carry their bounds.
public protocol SeriesCoefficient: Sendable {
  /// The sum.
  static func + (left: Self, right: Self) -> Self
  /// The difference.
  static func - (left: Self, right: Self) -> Self
  /// The product.
  static func * (left: Self, right: Self) -> Self

  /// A rational number as a coefficient.
  init(_ constant: Rational)

  /// 1/x, or nil when there is none: zero, or an enclosure of it.
  var reciprocal: Self? { get }

  /// Whether the coefficient is known to be 0.
  var isZero: Bool { get }

  /// Whether the coefficient is known to be 1.
  var isOne: Bool { get }
}

extension Rational: SeriesCoefficient {
  /// The number itself.
  public init(_ constant: Rational) { self = constant }
}

extension RationalFunction: SeriesCoefficient {}
