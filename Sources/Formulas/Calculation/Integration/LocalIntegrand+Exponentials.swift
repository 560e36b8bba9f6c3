internal import Algebra
internal import Multiprecision

/// Exponential functions and logarithms of each other, as changes of variable bring them about.
extension LocalIntegrand.Builder {
  /// e^g; of a g = c log x + h with a fraction c this is x^c e^h for the variable x > 0, both on
  /// principal branches.
  mutating func exponential(of exponent: Expression) throws -> Integrand {
    let terms = if case .sum(let terms) = exponent.kind { terms } else { [exponent] }
    var factors: [Integrand] = []
    var rest: [Expression] = []
    for term in terms {
      if isPositiveVariable, let coefficient = try logarithm(term) {
        let root = try tree(.symbol(variable))
        factors.append(coefficient == 1 ? root : .power(root, coefficient))
      } else {
        rest.append(term)
      }
    }
    guard !factors.isEmpty else { return .call("exp", [try tree(exponent)]) }
    if !rest.isEmpty { factors.append(try tree(.call("exp", [.sum(rest)]))) }
    return factors.count == 1 ? factors[0] : .product(factors)
  }

  /// The g of e^g.
  static func exponent(of expression: Expression) -> Expression? {
    switch expression.kind {
    case .call("exp", let arguments) where arguments.count == 1: arguments[0]
    case .power(let base, let exponent):
      if case .constant(.e) = base.kind { exponent } else { nil }
    default: nil
    }
  }

  /// The c of a term c log x with a fraction c.
  private func logarithm(_ term: Expression) throws -> Rational? {
    switch term.kind {
    case .call("log", let arguments): return arguments == [.symbol(variable)] ? 1 : nil
    case .negation(let operand): return try logarithm(operand).map { -$0 }
    case .product(let factors):
      let varying = factors.filter { $0.freeSymbols.contains(variable) }
      guard varying.count == 1, var coefficient = try logarithm(varying[0]) else { return nil }
      for factor in factors where !factor.freeSymbols.contains(variable) {
        guard let value = try exactValue(factor) else { return nil }
        coefficient = coefficient * value
      }
      return coefficient
    case .quotient(let top, let bottom):
      guard !bottom.freeSymbols.contains(variable),
        let inverse = try exactValue(bottom)?.reciprocal
      else { return nil }
      return try logarithm(top).map { $0 * inverse }
    default: return nil
    }
  }
}
