internal import Multiprecision
public import RandomNetworks

/// Why a calculation has no answer, and where in the formula.
public struct CalculationError: Error, Sendable {
  /// Whether a request is wrong or has no answer.
  public enum Kind: Sendable, Hashable {
    /// The request itself is wrong: a parameter outside its range, a symbol without a value.
    case usage
    /// The request is sound, but there is no answer: a pole, a divergent moment, a limit reached.
    case noAnswer
  }

  /// Whether the request is wrong or has no answer.
  public let kind: Kind
  /// Message, remedy and place.
  public let detail: FormulaError

  /// An error of a kind, with the message, remedy and place of a formula's error.
  public init(_ kind: Kind, _ detail: FormulaError) {
    self.kind = kind
    self.detail = detail
  }

  /// An error of a kind from a message without a full stop, a remedy and a place in the formula.
  public init(
    _ kind: Kind, _ message: String, remedy: String? = nil, range: SourceRange? = nil
  ) {
    self.init(kind, FormulaError(message, remedy: remedy, range: range))
  }

  /// A network's error about a quantity that stood at a range.
  public init(_ error: NetworkError, range: SourceRange? = nil) {
    let kind: Kind = if case .invalidParameter = error { .usage } else { .noAnswer }
    // An invalid parameter stands on the command line or in a file, not in the formula.
    self.init(kind, error.description, range: kind == .usage ? nil : range)
  }

  /// The same error about a part of the given text.
  public func inSource(_ source: String) -> CalculationError {
    CalculationError(kind, detail.inSource(source))
  }

  /// The message with its remedy and, where the place and the formula are known, the formula with
  /// carets under the place; without a newline at the end.
  public func rendered() -> String { detail.rendered() }
}

extension CalculationError: CustomStringConvertible {
  /// The message with its remedy, on one line.
  public var description: String { detail.summary }
}
