public import BallArithmetic
public import Multiprecision

/// Formulas about one network: what the verbs of the command line do, as functions.
///
/// ```swift
/// let calculator = Calculator(network: network, digits: 50)
/// let value = try calculator.evaluate(Expression(parsing: "moment(2)"), at: Grid.Point())
/// print(value.decimal.text)
/// ```
public struct Calculator: Sendable {
  /// The network that gives quantities their meaning; nil when there is none.
  public let network: NetworkDescription?
  /// The significant digits of a result.
  public let digits: Int
  /// The laws that its evaluations have in common.
  let laws: LawStore

  /// A calculator for formulas about a network, or about none. Evaluation refuses digits outside
  /// 1...``maximumDigits``.
  public init(network: NetworkDescription? = nil, digits: Int = 30) {
    self.network = network
    self.digits = digits
    laws = LawStore()
  }
}

/// A number with its proof: exact, or a decimal whose every digit is certain.
public struct Evaluation: Sendable {
  /// The value as a fraction, when it is one and was computed exactly.
  public let exact: Rational?
  /// The value to the digits asked for.
  public let decimal: DecimalEnclosure
  /// Whether the enclosure's bound is proven; no method in this version lacks a proof.
  public let isProven: Bool
  /// How it was computed, in words.
  public let method: String

  /// A result from its parts; trusts that they agree.
  public init(exact: Rational?, decimal: DecimalEnclosure, isProven: Bool = true, method: String) {
    self.exact = exact
    self.decimal = decimal
    self.isProven = isProven
    self.method = method
  }
}
