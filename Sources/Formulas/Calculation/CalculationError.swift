internal import Multiprecision
public import RandomNetworks

/// Why a calculation has no answer, and where in the formula.
public struct CalculationError: Error, Sendable {
  public enum Kind: Sendable, Hashable {
    /// The request itself is wrong: a parameter outside its range, a symbol without a value.
    case usage
    /// The request is sound, but there is no answer: a pole, a divergent moment, a limit reached.
    case noAnswer
  }

  public let kind: Kind
  /// Message, remedy and place.
  public let detail: FormulaError

  public init(_ kind: Kind, _ detail: FormulaError) {
    self.kind = kind
    self.detail = detail
  }

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

  public func rendered() -> String { detail.rendered() }
}

extension CalculationError: CustomStringConvertible {
  public var description: String { detail.summary }
}
