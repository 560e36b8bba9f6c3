/// The errors of the parser, each with its place and remedy.
extension Parser {
  func error(
    _ message: String, remedy: String? = nil, at range: SourceRange?
  ) -> FormulaError {
    FormulaError(message, remedy: remedy, range: range, source: source)
  }

  func tooDeep(at range: SourceRange?) -> FormulaError {
    // The start of the deepest part is where the limit was passed; its end may be far away.
    let place = range.map { SourceRange($0.lowerBound, $0.lowerBound + 1) }
    return error(
      "the formula is nested more than \(Expression.maximumDepth) levels deep",
      remedy: "brackets, signs, powers and calls count", at: place)
  }

  /// Reads the bracket that closes the one at the range.
  mutating func close(_ kind: Token.Kind, openedAt opening: SourceRange) throws(FormulaError) {
    if token.kind == kind {
      advance()
      return
    }
    let bracket = kind == .closeParenthesis ? ("(", ")") : ("[", "]")
    switch token.kind {
    case .end:
      throw error("'\(bracket.0)' is never closed", remedy: "add '\(bracket.1)'", at: opening)
    case .closeParenthesis, .closeBracket:
      throw error(
        "'\(text(of: token))' does not match '\(bracket.0)'", remedy: "write '\(bracket.1)'",
        at: token.range)
    case .comma:
      throw error(
        "a comma between parentheses that are not a call",
        remedy: "write a list as [a, b] and a decimal with a point", at: token.range)
    default:
      throw unexpectedContinuation()
    }
  }

  /// The token stands where an operand must.
  func missingOperand() -> FormulaError {
    let before = previous
    switch token.kind {
    case .end:
      guard let before else { return error("the formula is empty", at: nil) }
      if before.kind == .openParenthesis || before.kind == .openBracket {
        let bracket = before.kind == .openParenthesis ? ("(", ")") : ("[", "]")
        return error(
          "'\(bracket.0)' is never closed", remedy: "add '\(bracket.1)'", at: before.range)
      }
      return error(
        "the formula ends after '\(text(of: before))'", remedy: "an operand is missing",
        at: before.range)
    case .closeParenthesis, .closeBracket:
      if let before, before.kind == .openParenthesis || before.kind == .openBracket {
        return error(
          "empty brackets", remedy: "write an expression in them",
          at: token.range.union(before.range))
      }
      guard let before else {
        return error(
          "'\(text(of: token))' closes nothing", remedy: "remove it or open a bracket before it",
          at: token.range)
      }
      return error(
        "an operand is missing between '\(text(of: before))' and '\(text(of: token))'",
        at: token.range)
    default:
      return error(
        "an operand is missing before '\(text(of: token))'", at: token.range)
    }
  }

  /// A complete operand is followed by something that cannot continue it.
  func unexpectedContinuation() -> FormulaError {
    let before = previous ?? token
    switch token.kind {
    case .closeParenthesis, .closeBracket:
      return error(
        "'\(text(of: token))' closes nothing", remedy: "remove it or open a bracket before it",
        at: token.range)
    case .comma:
      return error(
        "a comma outside of a call or list",
        remedy: "write a list as [a, b] and a decimal with a point", at: token.range)
    default:
      let left = text(of: before)
      let right = text(of: token)
      return error(
        "an operator is missing between '\(left)' and '\(right)'",
        remedy: before.isNumberOrName
          ? "for a product write \(left)*\(right)\(right == "(" ? "...)" : "")"
          : "for a product write '*' between them",
        at: before.range.union(token.range))
    }
  }

  func unknownFunction(_ name: String) -> FormulaError {
    if let suggestion = FunctionCatalogue.suggestion(for: name) {
      return error(
        "unknown function '\(shortened(name))'", remedy: "did you mean '\(suggestion)'?",
        at: token.range)
    }
    return error(
      "unknown function '\(shortened(name))'",
      remedy: "for a product write \(shortened(name))*(...)", at: token.range)
  }

  func wrongCount(
    _ count: Int, _ entry: FunctionCatalogue.Entry, from start: Int
  ) -> FormulaError {
    error(
      "\(entry.name) takes \(entry.argumentCount), not \(count)", remedy: "write \(entry.usage)",
      at: SourceRange(start, previousEnd))
  }

  func misplacedInfinity(_ name: String, at range: SourceRange) -> FormulaError {
    error("'\(name)' can only be a bound of sum or product", at: range)
  }

  /// The token as it was written, cut when it is long.
  func text(of token: Token) -> String {
    let bytes = Array(source.utf8)[token.range.lowerBound..<token.range.upperBound]
    return shortened(String(decoding: bytes, as: UTF8.self))
  }

  private func shortened(_ text: String) -> String {
    text.count <= 40 ? text : text.prefix(37) + "..."
  }
}

extension Token {
  fileprivate var isNumberOrName: Bool {
    switch kind {
    case .number, .name: true
    default: false
    }
  }
}
