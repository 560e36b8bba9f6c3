internal import Multiprecision

/// A power series known up to an order: `c_0 + c_1 t + ... + c_(n-1) t^(n-1) + O(t^n)`.
///
/// The order travels with every operation: a sum is known to the smaller order.
///
/// ```swift
/// let t = TruncatedPowerSeries<Rational>.variable(order: 6)
/// try t.exponential().logarithm() == t        // true
/// ```
public struct TruncatedPowerSeries<Coefficient: SeriesCoefficient>: Sendable {
  /// The coefficients from the constant up, one for each power below the ``order``.
  public let coefficients: [Coefficient]

  /// The power from which nothing is known.
  public var order: Int { coefficients.count }

  /// The series with these coefficients, known to their number.
  public init(_ coefficients: [Coefficient]) { self.coefficients = coefficients }

  /// The series with these coefficients, cut or filled with zeros to the order.
  public init(_ coefficients: [Coefficient], order: Int) {
    let missing = max(0, order - coefficients.count)
    self.coefficients =
      Array(coefficients.prefix(max(0, order)))
      + Array(repeating: Coefficient(Rational.zero), count: missing)
  }

  /// A constant as a series known to an order; without coefficients for an order below 1.
  public init(constant: Coefficient, order: Int) { self.init([constant], order: order) }

  /// The series t.
  public static func variable(order: Int) -> TruncatedPowerSeries {
    TruncatedPowerSeries([Coefficient(Rational.zero), Coefficient(Rational.one)], order: order)
  }

  /// The coefficient of a power.
  ///
  /// - Precondition: 0 <= power < ``order``.
  public subscript(power: Int) -> Coefficient { coefficients[power] }

  /// The series known only to a lower order.
  public func truncated(to order: Int) -> TruncatedPowerSeries {
    TruncatedPowerSeries(Array(coefficients.prefix(max(0, order))))
  }
}

extension TruncatedPowerSeries: Equatable where Coefficient: Equatable {}
extension TruncatedPowerSeries: Hashable where Coefficient: Hashable {}
