/// Symbols, constants, functions and quantities.
extension Parser {
  mutating func parseName(_ name: String) throws(FormulaError) -> Expression {
    let range = token.range
    let isApplied = next.kind == .openParenthesis
    if let constant = FunctionCatalogue.constants[name] {
      if isApplied {
        throw error(
          "'\(name)' is a constant, not a function", remedy: "write \(name)*(...)", at: range)
      }
      if constant == .infinity {
        throw error(
          "'\(name)' can only be a bound of sum or product", remedy: nil, at: range)
      }
      advance()
      return Expression(.constant(constant), range: range)
    }
    guard let entry = FunctionCatalogue.entry(named: name) else {
      if isApplied { throw unknownFunction(name) }
      advance()
      return Expression(.symbol(name), range: range)
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
      return Expression(.call(name: name, arguments: []), range: range)
    }
    advance()
    if entry.category == .iteration { return try parseIteration(entry, name: range) }
    return try parseCall(entry, name: range)
  }

  private mutating func parseCall(
    _ entry: FunctionCatalogue.Entry, name: SourceRange
  ) throws(FormulaError) -> Expression {
    let opening = token.range
    advance()
    var arguments: [Expression] = []
    if token.kind != .closeParenthesis {
      arguments = try nested(at: opening) { parser throws(FormulaError) in
        try parser.parseSeparated()
      }
    }
    try close(.closeParenthesis, openedAt: opening)
    guard entry.arity.contains(arguments.count) else {
      throw wrongCount(arguments.count, entry, from: name)
    }
    if entry.name == "factorial" {
      return try node(.factorial(arguments[0]), from: name.lowerBound)
    }
    return try node(.call(name: entry.name, arguments: arguments), from: name.lowerBound)
  }

  /// `sum(expression,k,a,b)` and its relatives, whose second argument is a name to bind and whose
  /// bounds may be infinite.
  private mutating func parseIteration(
    _ entry: FunctionCatalogue.Entry, name: SourceRange
  ) throws(FormulaError) -> Expression {
    let opening = token.range
    advance()
    if token.kind == .closeParenthesis {
      advance()
      throw wrongCount(0, entry, from: name)
    }
    let (body, rest, variable) = try nested(at: opening) { parser throws(FormulaError) in
      let body = try parser.parseSum()
      var rest: [Expression] = []
      var variable = ""
      while parser.token.kind == .comma {
        parser.advance()
        if rest.isEmpty {
          variable = try parser.parseBoundVariable(entry)
          rest.append(.symbol(variable))
        } else {
          rest.append(try parser.parseBound())
        }
      }
      return (body, rest, variable)
    }
    try close(.closeParenthesis, openedAt: opening)
    guard rest.count == 3 else { throw wrongCount(rest.count + 1, entry, from: name) }
    let iteration: Expression.Iteration =
      switch entry.name {
      case "sum": .sum
      case "product": .product
      default: .integral
      }
    return try node(
      .iterated(iteration, body: body, variable: variable, lower: rest[1], upper: rest[2]),
      from: name.lowerBound)
  }

  private mutating func parseBoundVariable(
    _ entry: FunctionCatalogue.Entry
  ) throws(FormulaError) -> String {
    guard case .name(let name) = token.kind,
      next.kind == .comma || next.kind == .closeParenthesis
    else {
      throw error(
        "the second argument of \(entry.name) must be the name of its variable",
        remedy: "write \(entry.usage)", at: token.range)
    }
    if FunctionCatalogue.isReserved(name) {
      throw error(
        "'\(name)' has a meaning of its own and cannot be the variable of \(entry.name)",
        remedy: "use another letter", at: token.range)
    }
    advance()
    return name
  }

  /// An expression, or plus or minus infinity.
  private mutating func parseBound() throws(FormulaError) -> Expression {
    let start = index
    let sign = token
    if sign.kind == .minus || sign.kind == .plus { advance() }
    if case .name(let name) = token.kind, FunctionCatalogue.constants[name] == .infinity,
      next.kind == .comma || next.kind == .closeParenthesis
    {
      let infinity = Expression(.constant(.infinity), range: token.range)
      advance()
      guard sign.kind == .minus else { return infinity }
      return try node(.negation(infinity), from: sign.range.lowerBound)
    }
    rewind(to: start)
    return try parseSum()
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
