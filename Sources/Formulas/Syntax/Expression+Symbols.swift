extension Expression {
  /// The names that stand for a value from outside: every symbol but the variables of sums,
  /// products and integrals inside their bodies.
  public var freeSymbols: Set<String> {
    var found: Set<String> = []
    var bound: [String: Int] = [:]
    collectFreeSymbols(into: &found, bound: &bound)
    return found
  }

  private func collectFreeSymbols(into found: inout Set<String>, bound: inout [String: Int]) {
    switch kind {
    case .symbol(let name):
      if bound[name, default: 0] == 0 { found.insert(name) }
    case .iterated(_, let body, let variable, let lower, let upper):
      lower.collectFreeSymbols(into: &found, bound: &bound)
      upper.collectFreeSymbols(into: &found, bound: &bound)
      bound[variable, default: 0] += 1
      body.collectFreeSymbols(into: &found, bound: &bound)
      bound[variable, default: 0] -= 1
    case .number, .constant:
      break
    case .list(let parts), .sum(let parts), .product(let parts), .call(_, let parts):
      for part in parts { part.collectFreeSymbols(into: &found, bound: &bound) }
    case .negation(let operand), .factorial(let operand):
      operand.collectFreeSymbols(into: &found, bound: &bound)
    case .quotient(let left, let right), .power(let left, let right):
      left.collectFreeSymbols(into: &found, bound: &bound)
      right.collectFreeSymbols(into: &found, bound: &bound)
    }
  }

  /// The expression with its free symbols replaced, all at once.
  ///
  /// A bound variable is left alone, and is renamed (`k` to `k_1`, `k_2`, ...) when a replacement
  /// would otherwise bring a symbol of the same name under its sum:
  ///
  /// ```swift
  /// let s = try Expression(parsing: "sum(k*x,k,0,N)")
  /// s.substituting(["x": .symbol("k")])     // sum(k_1*k, k_1, 0, N)
  /// ```
  ///
  /// The parts of the result keep the ranges they had in their own texts.
  public func substituting(_ replacements: [String: Expression]) -> Expression {
    if replacements.isEmpty { return self }
    switch kind {
    case .number, .constant:
      return self
    case .symbol(let name):
      return replacements[name] ?? self
    case .list(let parts):
      return with(.list(parts.map { $0.substituting(replacements) }))
    case .sum(let parts):
      return with(.sum(parts.map { $0.substituting(replacements) }))
    case .product(let parts):
      return with(.product(parts.map { $0.substituting(replacements) }))
    case .call(let name, let parts):
      return with(.call(name: name, arguments: parts.map { $0.substituting(replacements) }))
    case .negation(let operand):
      return with(.negation(operand.substituting(replacements)))
    case .factorial(let operand):
      return with(.factorial(operand.substituting(replacements)))
    case .quotient(let left, let right):
      return with(
        .quotient(left.substituting(replacements), right.substituting(replacements)))
    case .power(let base, let exponent):
      return with(.power(base.substituting(replacements), exponent.substituting(replacements)))
    case .iterated(let iteration, let body, let variable, let lower, let upper):
      let (newVariable, newBody) = Self.substituting(
        replacements, inBody: body, boundBy: variable)
      return with(
        .iterated(
          iteration, body: newBody, variable: newVariable,
          lower: lower.substituting(replacements), upper: upper.substituting(replacements)))
    }
  }

  private static func substituting(
    _ replacements: [String: Expression], inBody body: Expression, boundBy variable: String
  ) -> (variable: String, body: Expression) {
    let free = body.freeSymbols
    var inner = replacements.filter { $0.key != variable && free.contains($0.key) }
    if inner.isEmpty { return (variable, body) }
    let incoming = inner.values.reduce(into: Set<String>()) { $0.formUnion($1.freeSymbols) }
    guard incoming.contains(variable) else { return (variable, body.substituting(inner)) }
    var number = 1
    while incoming.contains("\(variable)_\(number)") || free.contains("\(variable)_\(number)") {
      number += 1
    }
    let fresh = "\(variable)_\(number)"
    inner[variable] = .symbol(fresh)
    return (fresh, body.substituting(inner))
  }

  private func with(_ kind: Kind) -> Expression { Expression(kind, range: range) }
}
