/// What is wrong with a formula, where, and what would be right.
///
/// ```
/// error: unknown function 'momnet'; did you mean 'moment'?
///   2*momnet(2)
///     ^^^^^^
/// ```
public struct FormulaError: Error, Hashable, Sendable {
  /// What is wrong, without a full stop.
  public let message: String
  /// What would be right, when there is something to say.
  public let remedy: String?
  /// The part of the formula that is wrong.
  public let range: SourceRange?
  /// The formula that ``range`` is a range of.
  public let source: String?

  /// An error with its parts; `range` counts in `source`.
  public init(
    _ message: String, remedy: String? = nil, range: SourceRange? = nil, source: String? = nil
  ) {
    self.message = message
    self.remedy = remedy
    self.range = range
    self.source = source
  }

  /// The same error about a part of the given text, unless it knows its text already.
  ///
  /// Code that works on trees knows ranges but not texts; the caller that parsed adds the text.
  public func inSource(_ source: String) -> FormulaError {
    self.source == nil
      ? FormulaError(message, remedy: remedy, range: range, source: source) : self
  }

  /// The message with its remedy, on one line.
  public var summary: String {
    guard let remedy else { return message }
    return "\(message); \(remedy)"
  }

  /// The summary and, when the place is known, the formula and carets under the place, each on a
  /// line of its own, without a newline at the end.
  public func rendered() -> String {
    guard let range, let source else { return summary }
    let excerpt = SourceExcerpt(of: source, around: range)
    return "\(summary)\n  \(excerpt.text)\n  \(excerpt.carets)"
  }
}

extension FormulaError: CustomStringConvertible {
  /// The message with its remedy, on one line.
  public var description: String { summary }
}
