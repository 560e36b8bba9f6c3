/// Symbols, constants, functions and quantities.
extension Parser {
  mutating func readName(_ name: String) throws(FormulaError) -> State {
    let range = token.range
    let isApplied = next.kind == .openParenthesis
    if let constant = FunctionCatalogue.constants[name] {
      if constant == .infinity { throw misplacedInfinity(name, at: range) }
      if isApplied {
        throw error(
          "'\(name)' is a constant, not a function", remedy: "for a product write \(name)*(...)",
          at: range)
      }
      advance()
      return .after(Expression(.constant(constant), range: range))
    }
    guard let entry = FunctionCatalogue.entry(named: name) else {
      if isApplied { throw unknownFunction(name) }
      advance()
      return .after(Expression(.symbol(name), range: range))
    }
    if entry.availability == .planned, accepted == .available {
      throw error("\(entry.usage) is not available in this version", at: range)
    }
    guard isApplied else {
      guard entry.arity.lowerBound == 0 else {
        throw error(
          "\(name) needs \(entry.argumentCount)", remedy: "write \(entry.usage)", at: range)
      }
      advance()
      return .after(Expression(.call(name: name, arguments: []), range: range))
    }
    advance()
    let opener: ParserLevel.Opener =
      entry.category == .iteration ? .iteration(entry) : .call(entry)
    try open(opener, start: range.lowerBound)
    if token.kind == .closeParenthesis { return try closeBracket() }
    level.minuses = readSigns()
    return .beforeOperand
  }
}

extension FunctionCatalogue.Entry {
  /// `1 argument`, `2 arguments`, `1 to 3 arguments`, `no arguments`.
  var argumentCount: String {
    switch (arity.lowerBound, arity.upperBound) {
    case (0, 0): "no arguments"
    case (1, 1): "1 argument"
    case (let low, let high) where low == high: "\(low) arguments"
    case (let low, let high): "\(low) to \(high) arguments"
    }
  }
}
