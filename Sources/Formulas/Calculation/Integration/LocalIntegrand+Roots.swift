internal import Algebra
internal import Multiprecision

/// Powers of a root of a positive variable, as the change of variable x = y^(1/n) brings them about.
extension LocalIntegrand.Builder {
  /// (±x^a)^b for the variable x > 0 as a polynomial in t when a b is a count; nil of anything else.
  func powerOfRoot(_ base: Expression, _ exponent: Expression) throws -> Polynomial? {
    guard isPositiveVariable, let exactOrigin, !exponent.freeSymbols.contains(variable),
      let outer = try exactValue(exponent)
    else { return nil }
    var root = base
    var sign = 1
    if case .negation(let operand) = base.kind {
      guard let count = outer.asInteger else { return nil }
      root = operand
      sign = count.isEven ? 1 : -1
    }
    guard case .power(let symbol, let inner) = root.kind, symbol == .symbol(variable),
      !inner.freeSymbols.contains(variable), let order = try exactValue(inner),
      let count = (order * outer).asInt, (0...Self.largestDegree).contains(count)
    else { return nil }
    let whole = Polynomial(coefficients: [exactOrigin, step])
    return (0..<count).reduce(Polynomial(Rational(sign))) { product, _ in product * whole }
  }
}
