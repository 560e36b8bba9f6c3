/// What happens at the end of a sum: commas and closing brackets.
extension Parser {
  mutating func endSum(_ sum: Expression) throws(FormulaError) -> State {
    switch level.opener {
    case .formula:
      if token.kind != .end { throw unexpectedContinuation() }
      return .finished(sum)
    case .parenthesis:
      try close(.closeParenthesis, openedAt: level.range)
      let start = leave()
      return .after(Expression(sum.kind, range: SourceRange(start, previousEnd)))
    case .list, .call:
      level.arguments.append(sum)
      guard token.kind == .comma else { return try closeBracket() }
      advance()
      level.minuses = readSigns()
      return .beforeOperand
    case .iteration(let entry):
      level.arguments.append(sum)
      return try continueIteration(entry)
    }
  }

  /// Reads the bracket that closes a list or call, and makes the node.
  mutating func closeBracket() throws(FormulaError) -> State {
    let finished = level
    if case .list = finished.opener {
      try close(.closeBracket, openedAt: finished.range)
    } else {
      try close(.closeParenthesis, openedAt: finished.range)
    }
    let start = leave()
    switch finished.opener {
    case .call(let entry):
      return .after(try call(entry, finished.arguments, from: start))
    case .iteration(let entry):
      return .after(try iteration(entry, finished, from: start))
    default:
      return .after(try node(.list(finished.arguments), from: start))
    }
  }

  private func call(
    _ entry: FunctionCatalogue.Entry, _ arguments: [Expression], from start: Int
  ) throws(FormulaError) -> Expression {
    guard entry.arity.contains(arguments.count) else {
      throw wrongCount(arguments.count, entry, from: start)
    }
    if entry.name == "meijerg" || entry.name == "hyper" {
      let lists = try parameterLists(entry, arguments, from: start)
      return try node(.call(name: entry.name, arguments: lists), from: start)
    }
    if entry.name == "factorial" { return try node(.factorial(arguments[0]), from: start) }
    return try node(.call(name: entry.name, arguments: arguments), from: start)
  }
}

// MARK: - Parameter lists

extension Parser {
  /// The arguments of a function of lists. Of meijerg the nested lists [[a],[b]], [[c],[d]] are
  /// read as the four lists that they hold.
  private func parameterLists(
    _ entry: FunctionCatalogue.Entry, _ arguments: [Expression], from start: Int
  ) throws(FormulaError) -> [Expression] {
    var lists = Array(arguments.dropLast())
    if entry.name == "meijerg", lists.count == 2 {
      guard let upper = lists[0].elements, let lower = lists[1].elements, upper.count == 2,
        lower.count == 2
      else { throw wrongLists(entry, at: SourceRange(start, previousEnd)) }
      lists = upper + lower
    }
    guard lists.count == (entry.name == "meijerg" ? 4 : 2) else {
      throw wrongLists(entry, at: SourceRange(start, previousEnd))
    }
    for list in lists {
      guard let elements = list.elements else { throw wrongLists(entry, at: list.range) }
      for element in elements where element.elements != nil {
        throw wrongLists(entry, at: element.range)
      }
    }
    return lists + arguments.suffix(1)
  }

  private func wrongLists(
    _ entry: FunctionCatalogue.Entry, at range: SourceRange?
  ) -> FormulaError {
    let nested = entry.name == "meijerg" ? " or meijerg([[a],[b]],[[c],[d]],z)" : ""
    return error(
      "the parameters of \(entry.name) are lists of numbers",
      remedy: "write \(entry.usage)\(nested)", at: range)
  }
}

// MARK: - sum, product, integrate

/// `sum(expression,k,a,b)` and its relatives, whose second argument is a name to bind and whose
/// bounds may be infinite.
extension Parser {
  /// Goes on after a finished argument of an iteration.
  private mutating func continueIteration(
    _ entry: FunctionCatalogue.Entry
  ) throws(FormulaError) -> State {
    while token.kind == .comma {
      advance()
      if level.variable == nil {
        level.variable = try readBoundVariable(entry)
      } else if let infinity = try readInfinity() {
        level.arguments.append(infinity)
      } else {
        level.minuses = readSigns()
        return .beforeOperand
      }
    }
    return try closeBracket()
  }

  private func iteration(
    _ entry: FunctionCatalogue.Entry, _ level: ParserLevel, from start: Int
  ) throws(FormulaError) -> Expression {
    let arguments = level.arguments
    guard let variable = level.variable, arguments.count == 3 else {
      throw wrongCount(arguments.count + (level.variable == nil ? 0 : 1), entry, from: start)
    }
    let iteration: Expression.Iteration =
      switch entry.name {
      case "sum": .sum
      case "product": .product
      default: .integral
      }
    return try node(
      .iterated(
        iteration, body: arguments[0], variable: variable, lower: arguments[1],
        upper: arguments[2]),
      from: start)
  }

  private mutating func readBoundVariable(
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

  /// Plus or minus infinity, when that is the whole argument.
  private mutating func readInfinity() throws(FormulaError) -> Expression? {
    let isSigned = token.kind == .minus || token.kind == .plus
    let candidate = isSigned ? next : token
    guard case .name(let name) = candidate.kind,
      FunctionCatalogue.constants[name] == .infinity
    else { return nil }
    let minuses = readSigns()
    advance()
    guard token.kind == .comma || token.kind == .closeParenthesis || token.kind == .end else {
      throw misplacedInfinity(name, at: candidate.range)
    }
    return try negated(Expression(.constant(.infinity), range: candidate.range), at: minuses)
  }
}
