internal import Algebra
internal import Multiprecision

/// Functions that tend to constants towards infinity, written as the constant and a rest that
/// decays: where the constants cancel, as in 1 - tanh(x), the decay shows.
extension IntegralTask {
  /// The terms beyond which a product is not multiplied out.
  private static let largestCount = 64

  /// The body with erf and tanh in their complements, multiplied out; nil when there are none.
  ///
  /// The identities hold everywhere; which of the two is taken follows from the sign of the
  /// argument far out.
  func complemented(direction: Int) throws -> Expression? {
    var found = false
    let rewritten = try complemented(body, direction, &found)
    guard found, let terms = terms(of: rewritten) else { return nil }
    return .sum(
      terms.filter { !$0.coefficient.isZero }.map { term in
        term.coefficient == 1 && !term.factors.isEmpty
          ? .product(term.factors) : .product([.number(term.coefficient)] + term.factors)
      })
  }

  private func complemented(
    _ tree: Expression, _ direction: Int, _ found: inout Bool
  ) throws -> Expression {
    if case .call(let name, let arguments) = tree.kind, arguments.count == 1,
      ["erf", "erfc", "tanh"].contains(name), arguments[0].freeSymbols == [variable],
      let sign = try sign(of: arguments[0], direction)
    {
      let argument = sign > 0 ? arguments[0] : -arguments[0]
      let level = Expression.number(sign)
      switch name {
      case "erf":
        found = true
        return level - level * .call("erfc", [argument])
      case "erfc" where sign < 0:
        found = true
        return 2 - .call("erfc", [argument])
      case "tanh":
        found = true
        return level - level * 2 / (.call("exp", [2 * argument]) + 1)
      default: break
      }
    }
    if case .iterated = tree.kind { return tree }
    guard !tree.children.isEmpty else { return tree }
    return tree.replacing(
      children: try tree.children.map { try complemented($0, direction, &found) })
  }

  /// The sign of an argument far out, if it has one there.
  private func sign(of argument: Expression, _ direction: Int) throws -> Int? {
    let far = Expression.number(Rational(direction) * Rational.power(ofTwo: 30))
    return try? constant(argument.substituting([variable: far]), 64).certainSign
  }

  private struct Term {
    var coefficient: Rational
    var factors: [Expression]
  }

  /// The expression as a sum of terms, equal ones together; nil when there are too many.
  private func terms(of tree: Expression) -> [Term]? {
    switch tree.kind {
    case .number(let value): return [Term(coefficient: value, factors: [])]
    case .negation(let operand):
      return terms(of: operand)?.map { Term(coefficient: -$0.coefficient, factors: $0.factors) }
    case .sum(let parts):
      var sum: [Term] = []
      for part in parts {
        guard let next = terms(of: part) else { return nil }
        for term in next {
          if let place = sum.firstIndex(where: { $0.factors == term.factors }) {
            sum[place].coefficient = sum[place].coefficient + term.coefficient
          } else {
            sum.append(term)
          }
        }
        if sum.count > Self.largestCount { return nil }
      }
      return sum
    case .product(let factors):
      return factors.reduce([Term(coefficient: 1, factors: [])]) { left, factor in
        guard let left, let right = terms(of: factor) else { return nil }
        return Self.product(left, right)
      }
    case .power(let base, let exponent):
      guard case .number(let value) = exponent.kind, let count = value.asInt,
        (2...16).contains(count), let root = terms(of: base), root.count > 1
      else { return [Term(coefficient: 1, factors: [tree])] }
      return (0..<count).reduce([Term(coefficient: 1, factors: [])]) { power, _ in
        power.flatMap { Self.product($0, root) }
      }
    case .quotient(let top, let bottom):
      guard let numerator = terms(of: top) else { return nil }
      if case .number(let value) = bottom.kind, let inverse = value.reciprocal {
        return numerator.map {
          Term(coefficient: $0.coefficient * inverse, factors: $0.factors)
        }
      }
      return numerator.map { Term(coefficient: $0.coefficient, factors: $0.factors + [1 / bottom]) }
    default: return [Term(coefficient: 1, factors: [tree])]
    }
  }

  private static func product(_ left: [Term], _ right: [Term]) -> [Term]? {
    guard left.count * right.count <= 4 * largestCount else { return nil }
    var result: [Term] = []
    for a in left {
      for b in right {
        let factors = a.factors + b.factors
        let coefficient = a.coefficient * b.coefficient
        if let place = result.firstIndex(where: { $0.factors == factors }) {
          result[place].coefficient = result[place].coefficient + coefficient
        } else {
          result.append(Term(coefficient: coefficient, factors: factors))
        }
      }
    }
    return result.count <= largestCount ? result : nil
  }
}
