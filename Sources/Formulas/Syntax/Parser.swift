internal import Multiprecision

/// Reads tokens into a tree:
///
///     sum     = signed { ("+" | "-") signed }
///     signed  = { "+" | "-" } product
///     product = power { ("*" | "/") { "+" | "-" } power }
///     power   = postfix [ "^" { "+" | "-" } power ]
///     postfix = primary { "!" | superscript }
///     primary = number | name | call | "(" sum ")" | "[" [ sum { "," sum } ] "]"
///
/// What is open is kept in a list of ``ParserLevel``s and not on the thread's stack, so that the
/// nesting of a formula is limited by a count, with a clear error, and never by the stack.
struct Parser {
  let source: String
  let tokens: [Token]
  let accepted: FunctionCatalogue.Availability
  private var index = 0
  /// The formula itself and the brackets open now, outermost first.
  var levels: [ParserLevel] = []
  /// How many brackets and powers are open now.
  private var nesting = 0

  /// Where the reading stands.
  enum State {
    case beforeOperand
    case after(Expression)
    /// At the end of a sum: before a comma, a closing bracket, or the end of the formula.
    case afterSum(Expression)
    case finished(Expression)
  }

  init(
    _ source: String, accepting availability: FunctionCatalogue.Availability
  ) throws(FormulaError) {
    self.source = source
    self.tokens = try Lexer.tokens(of: source)
    self.accepted = availability
  }

  mutating func parseFormula() throws(FormulaError) -> Expression {
    if token.kind == .end { throw error("the formula is empty", at: nil) }
    levels = [ParserLevel(.formula, range: SourceRange(0, 0), start: 0)]
    level.minuses = readSigns()
    var state = State.beforeOperand
    while true {
      switch state {
      case .beforeOperand: state = try readOperand()
      case .after(let operand): state = try continueAfter(operand)
      case .afterSum(let sum): state = try endSum(sum)
      case .finished(let result): return result
      }
    }
  }

  // MARK: Tokens

  var token: Token { tokens[index] }
  var next: Token { tokens[min(index + 1, tokens.count - 1)] }
  var previous: Token? { index > 0 ? tokens[index - 1] : nil }
  var previousEnd: Int { previous?.range.upperBound ?? 0 }

  mutating func advance() { if index + 1 < tokens.count { index += 1 } }

  /// Reads a run of signs; returns where its minuses stand.
  mutating func readSigns() -> [Int] {
    var minuses: [Int] = []
    while token.kind == .plus || token.kind == .minus {
      if token.kind == .minus { minuses.append(token.range.lowerBound) }
      advance()
    }
    return minuses
  }

  // MARK: Levels

  /// The innermost open bracket.
  var level: ParserLevel {
    get { levels[levels.count - 1] }
    _modify { yield &levels[levels.count - 1] }
  }

  /// Goes into the bracket at the token.
  mutating func open(_ opener: ParserLevel.Opener, start: Int) throws(FormulaError) {
    try nest(at: token.range)
    levels.append(ParserLevel(opener, range: token.range, start: start))
    advance()
  }

  /// Leaves the innermost bracket; returns where it and the name before it began.
  mutating func leave() -> Int {
    nesting -= 1
    return levels.removeLast().start
  }

  private mutating func nest(at range: SourceRange) throws(FormulaError) {
    if nesting >= Expression.maximumDepth { throw tooDeep(at: range) }
    nesting += 1
  }

  // MARK: Nodes

  func node(_ kind: Expression.Kind, from start: Int) throws(FormulaError) -> Expression {
    try node(kind, range: SourceRange(start, previousEnd))
  }

  func node(_ kind: Expression.Kind, range: SourceRange?) throws(FormulaError) -> Expression {
    let result = Expression(kind, range: range)
    if result.depth > Expression.maximumDepth { throw tooDeep(at: range) }
    return result
  }

  func start(of expression: Expression) -> Int { expression.range?.lowerBound ?? 0 }
}

// MARK: - Operands

extension Parser {
  private mutating func readOperand() throws(FormulaError) -> State {
    let range = token.range
    switch token.kind {
    case .number(let value):
      advance()
      return .after(Expression(.number(value), range: range))
    case .name(let name):
      return try readName(name)
    case .openParenthesis:
      try open(.parenthesis, start: range.lowerBound)
      level.minuses = readSigns()
      return .beforeOperand
    case .openBracket:
      try open(.list, start: range.lowerBound)
      if token.kind == .closeBracket { return try closeBracket() }
      level.minuses = readSigns()
      return .beforeOperand
    default:
      throw missingOperand()
    }
  }

  /// Reads what follows an operand, up to where the next operand or the end of the sum is.
  private mutating func continueAfter(_ operand: Expression) throws(FormulaError) -> State {
    let raised = try readPostfixes(of: operand)
    if token.kind == .power {
      try nest(at: token.range)
      advance()
      level.powers.append((base: raised, minuses: readSigns()))
      return .beforeOperand
    }
    try addFactor(try closePowers(around: raised))
    switch token.kind {
    case .times, .divide:
      level.divides = token.kind == .divide
      advance()
      level.factorMinuses = readSigns()
      return .beforeOperand
    case .plus, .minus:
      try endTerm()
      level.minuses = readSigns()
      return .beforeOperand
    default:
      try endTerm()
      let terms = level.terms
      level.terms = []
      if terms.count == 1 { return .afterSum(terms[0]) }
      return .afterSum(try node(.sum(terms), from: start(of: terms[0])))
    }
  }

  private mutating func readPostfixes(of operand: Expression) throws(FormulaError) -> Expression {
    let start = start(of: operand)
    var result = operand
    while true {
      switch token.kind {
      case .factorial:
        if next.kind == .factorial, next.range.lowerBound == token.range.upperBound {
          throw error(
            "'!!' could be a double factorial",
            remedy: "write (x!)! for the factorial of a factorial",
            at: token.range.union(next.range))
        }
        advance()
        result = try node(.factorial(result), from: start)
      case .superscript(let exponent):
        var raised = Expression(.number(exponent.magnitude), range: token.range)
        if exponent.isNegative { raised = Expression(.negation(raised), range: token.range) }
        advance()
        result = try node(.power(result, raised), from: start)
      default:
        return result
      }
    }
  }

  /// Ends the tower of powers that the operand is the top of.
  private mutating func closePowers(
    around operand: Expression
  ) throws(FormulaError) -> Expression {
    var result = operand
    while let (base, minuses) = level.powers.popLast() {
      nesting -= 1
      let exponent = try negated(result, at: minuses)
      result = try node(.power(base, exponent), from: start(of: base))
    }
    return result
  }

  func negated(
    _ operand: Expression, at minuses: [Int]
  ) throws(FormulaError) -> Expression {
    var result = operand
    for minus in minuses.reversed() { result = try node(.negation(result), from: minus) }
    return result
  }
}

// MARK: - Products and terms

/// Factors and divisors are kept flat however long the chain is: `a*b/c/d*e` is read as
/// ((a b)/(c d)) e, which is worth what the rule from left to right gives.
extension Parser {
  private mutating func addFactor(_ operand: Expression) throws(FormulaError) {
    let factor = try negated(operand, at: level.factorMinuses)
    if level.divides {
      level.denominator.append(factor)
    } else if level.denominator.isEmpty {
      level.numerator.append(factor)
    } else {
      let finished = try quotient(level.numerator, level.denominator)
      level.finished.append(finished)
      level.numerator = [factor]
      level.denominator = []
    }
  }

  private mutating func endTerm() throws(FormulaError) {
    var factors = level.finished
    if level.denominator.isEmpty {
      factors += level.numerator
    } else {
      factors.append(try quotient(level.numerator, level.denominator))
    }
    let term = try negated(try product(factors), at: level.minuses)
    level.terms.append(term)
    level.startTerm()
  }

  private func quotient(
    _ numerator: [Expression], _ denominator: [Expression]
  ) throws(FormulaError) -> Expression {
    let top = try product(numerator)
    let bottom = try product(denominator)
    return try node(.quotient(top, bottom), range: union(top.range, bottom.range))
  }

  private func product(_ factors: [Expression]) throws(FormulaError) -> Expression {
    if factors.count == 1 { return factors[0] }
    return try node(.product(factors), range: union(factors[0].range, factors.last?.range))
  }

  private func union(_ left: SourceRange?, _ right: SourceRange?) -> SourceRange? {
    guard let left, let right else { return left ?? right }
    return left.union(right)
  }
}
