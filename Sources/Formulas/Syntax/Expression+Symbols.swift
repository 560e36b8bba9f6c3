extension Expression {
  /// The names that stand for a value from outside: every symbol but the variables of sums,
  /// products and integrals inside their bodies.
  public var freeSymbols: Set<String> {
    enum Step {
      case visit(Expression)
      case bind(String)
      case unbind(String)
    }
    var found: Set<String> = []
    var bound: [String: Int] = [:]
    var pending: [Step] = [.visit(self)]
    while let step = pending.popLast() {
      switch step {
      case .bind(let name): bound[name, default: 0] += 1
      case .unbind(let name): bound[name, default: 0] -= 1
      case .visit(let expression):
        switch expression.kind {
        case .symbol(let name):
          if bound[name, default: 0] == 0 { found.insert(name) }
        case .iterated(_, let body, let variable, let lower, let upper):
          pending += [
            .visit(upper), .visit(lower), .unbind(variable), .visit(body), .bind(variable),
          ]
        default:
          for part in expression.children { pending.append(.visit(part)) }
        }
      }
    }
    return found
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
    enum Step {
      case visit(Expression, [String: Expression])
      /// Takes the finished parts of the node from the results.
      case rebuild(Expression, variable: String?)
    }
    var results: [Expression] = []
    var pending: [Step] = [.visit(self, replacements)]
    while let step = pending.popLast() {
      switch step {
      case .rebuild(let expression, let variable):
        let count = expression.children.count
        let parts = Array(results.suffix(count))
        results.removeLast(count)
        results.append(expression.replacing(children: parts, variable: variable))
      case .visit(let expression, let replacements):
        switch expression.kind {
        case .number, .constant:
          results.append(expression)
        case .symbol(let name):
          results.append(replacements[name] ?? expression)
        case .iterated(_, let body, let variable, let lower, let upper):
          let inner = Self.replacements(replacements, inBody: body, boundBy: variable)
          pending += [
            .rebuild(expression, variable: inner.variable), .visit(upper, replacements),
            .visit(lower, replacements), .visit(body, inner.replacements),
          ]
        default:
          pending.append(.rebuild(expression, variable: nil))
          for part in expression.children.reversed() { pending.append(.visit(part, replacements)) }
        }
      }
    }
    return results.last ?? self
  }

  /// What is to be replaced in a body, and the name of its variable afterwards.
  private static func replacements(
    _ replacements: [String: Expression], inBody body: Expression, boundBy variable: String
  ) -> (variable: String, replacements: [String: Expression]) {
    let free = body.freeSymbols
    var inner = replacements.filter { $0.key != variable && free.contains($0.key) }
    if inner.isEmpty { return (variable, [:]) }
    let incoming = inner.values.reduce(into: Set<String>()) { $0.formUnion($1.freeSymbols) }
    guard incoming.contains(variable) else { return (variable, inner) }
    var number = 1
    while incoming.contains("\(variable)_\(number)") || free.contains("\(variable)_\(number)") {
      number += 1
    }
    let fresh = "\(variable)_\(number)"
    inner[variable] = .symbol(fresh)
    return (fresh, inner)
  }
}
