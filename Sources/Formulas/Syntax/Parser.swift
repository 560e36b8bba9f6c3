internal import Multiprecision

/// Reads tokens into a tree, by recursive descent over the levels of binding strength:
///
///     sum     = signed { ("+" | "-") signed }
///     signed  = { "+" | "-" } product
///     product = power { ("*" | "/") (sign)* power }
///     power   = postfix [ "^" (sign)* power ]
///     postfix = primary { "!" | superscript }
///     primary = number | name | call | "(" sum ")" | "[" sum { "," sum } "]"
///
/// Runs of signs are read in loops, brackets and towers of powers by recursion that counts its
/// depth.
struct Parser {
  let source: String
  let tokens: [Token]
  let accepted: FunctionCatalogue.Availability
  private(set) var index = 0
  private var nesting = 0

  init(
    _ source: String, accepting availability: FunctionCatalogue.Availability
  ) throws(FormulaError) {
    self.source = source
    self.tokens = try Lexer.tokens(of: source)
    self.accepted = availability
  }

  var token: Token { tokens[index] }
  var next: Token { tokens[min(index + 1, tokens.count - 1)] }
  /// The end of the token before this one.
  var previousEnd: Int { index > 0 ? tokens[index - 1].range.upperBound : 0 }

  mutating func rewind(to earlier: Int) { index = earlier }

  mutating func advance() { if index + 1 < tokens.count { index += 1 } }

  mutating func parseFormula() throws(FormulaError) -> Expression {
    if token.kind == .end { throw error("the formula is empty", at: nil) }
    let result = try parseSum()
    if token.kind != .end { throw unexpectedContinuation() }
    return result
  }

  // MARK: Levels of binding strength

  mutating func parseSum() throws(FormulaError) -> Expression {
    let start = token.range.lowerBound
    var terms = [try parseSigned()]
    while true {
      switch token.kind {
      case .plus:
        advance()
        terms.append(try parseSigned())
      case .minus:
        let sign = token.range.lowerBound
        advance()
        let term = try parseSigned()
        terms.append(try node(.negation(term), from: sign))
      default:
        return terms.count == 1 ? terms[0] : try node(.sum(terms), from: start)
      }
    }
  }

  private mutating func parseSigned() throws(FormulaError) -> Expression {
    let minuses = parseSigns()
    return try negated(try parseProduct(), at: minuses)
  }

  /// Reads a run of signs; returns where its minuses stand.
  private mutating func parseSigns() -> [Int] {
    var minuses: [Int] = []
    while token.kind == .plus || token.kind == .minus {
      if token.kind == .minus { minuses.append(token.range.lowerBound) }
      advance()
    }
    return minuses
  }

  private func negated(
    _ operand: Expression, at minuses: [Int]
  ) throws(FormulaError) -> Expression {
    var result = operand
    for minus in minuses.reversed() { result = try node(.negation(result), from: minus) }
    return result
  }

  /// Factors and divisors, kept flat however long the chain is: `a*b/c/d*e` is read as
  /// ((a b)/(c d)) e, which is what the rule from left to right gives.
  private mutating func parseProduct() throws(FormulaError) -> Expression {
    let start = token.range.lowerBound
    var finished: [Expression] = []
    var numerator = [try parsePower()]
    var denominator: [Expression] = []
    while token.kind == .times || token.kind == .divide {
      let divides = token.kind == .divide
      advance()
      let minuses = parseSigns()
      let operand = try negated(try parsePower(), at: minuses)
      if divides {
        denominator.append(operand)
      } else if denominator.isEmpty {
        numerator.append(operand)
      } else {
        finished.append(try quotient(numerator, denominator))
        numerator = [operand]
        denominator = []
      }
    }
    if !denominator.isEmpty { numerator = [try quotient(numerator, denominator)] }
    finished += numerator
    return finished.count == 1 ? finished[0] : try node(.product(finished), from: start)
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

  private mutating func parsePower() throws(FormulaError) -> Expression {
    let start = token.range.lowerBound
    let base = try parsePostfix()
    guard token.kind == .power else { return base }
    let caret = token.range
    advance()
    let minuses = parseSigns()
    let operand = try nested(at: caret) { parser throws(FormulaError) in try parser.parsePower() }
    let exponent = try negated(operand, at: minuses)
    return try node(.power(base, exponent), from: start)
  }

  private mutating func parsePostfix() throws(FormulaError) -> Expression {
    let start = token.range.lowerBound
    var operand = try parsePrimary()
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
        operand = try node(.factorial(operand), from: start)
      case .superscript(let exponent):
        let raised = Expression(.number(exponent.magnitude), range: token.range)
        let signed =
          exponent.isNegative ? Expression(.negation(raised), range: token.range) : raised
        advance()
        operand = try node(.power(operand, signed), from: start)
      default:
        return operand
      }
    }
  }

  private mutating func parsePrimary() throws(FormulaError) -> Expression {
    let range = token.range
    switch token.kind {
    case .number(let value):
      advance()
      return Expression(.number(value), range: range)
    case .name(let name):
      return try parseName(name)
    case .openParenthesis:
      advance()
      let inner = try nested(at: range) { parser throws(FormulaError) in try parser.parseSum() }
      try close(.closeParenthesis, openedAt: range)
      return Expression(inner.kind, range: SourceRange(range.lowerBound, previousEnd))
    case .openBracket:
      return try parseList()
    default:
      throw missingOperand()
    }
  }

  private mutating func parseList() throws(FormulaError) -> Expression {
    let opening = token.range
    advance()
    var elements: [Expression] = []
    if token.kind != .closeBracket {
      elements = try nested(at: opening) { parser throws(FormulaError) in
        try parser.parseSeparated()
      }
    }
    try close(.closeBracket, openedAt: opening)
    return try node(.list(elements), from: opening.lowerBound)
  }

  /// One or more expressions with commas between them.
  mutating func parseSeparated() throws(FormulaError) -> [Expression] {
    var elements = [try parseSum()]
    while token.kind == .comma {
      advance()
      elements.append(try parseSum())
    }
    return elements
  }

  // MARK: Nodes and bounds

  func node(_ kind: Expression.Kind, from start: Int) throws(FormulaError) -> Expression {
    try node(kind, range: SourceRange(start, previousEnd))
  }

  func node(
    _ kind: Expression.Kind, range: SourceRange?
  ) throws(FormulaError) -> Expression {
    let result = Expression(kind, range: range)
    if result.depth > Expression.maximumDepth { throw tooDeep(at: range) }
    return result
  }

  private func union(_ left: SourceRange?, _ right: SourceRange?) -> SourceRange? {
    guard let left, let right else { return left ?? right }
    return left.union(right)
  }

  /// Runs a step that is one level deeper.
  mutating func nested<Result>(
    at range: SourceRange,
    _ body: (inout Parser) throws(FormulaError) -> Result
  ) throws(FormulaError) -> Result {
    if nesting >= Expression.maximumDepth { throw tooDeep(at: range) }
    nesting += 1
    let result = try body(&self)
    nesting -= 1
    return result
  }
}
