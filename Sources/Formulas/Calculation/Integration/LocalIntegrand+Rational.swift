internal import Algebra
internal import Multiprecision

/// Rational functions in lowest terms, as changes of variable bring them about: -1/(1 - x^2) with
/// x = 1/y - 1 is -y^2/(2 y - 1).
extension LocalIntegrand.Builder {
  private static let largestRationalDegree = 24

  /// The expression as a quotient of polynomials in t without a common factor; nil when it is none.
  mutating func rational(_ expression: Expression) throws -> Integrand? {
    guard let (top, bottom) = try fraction(expression), !bottom.isZero else { return nil }
    let divisor = Polynomial.greatestCommonDivisor(top, bottom)
    guard let numerator = top.exactQuotient(dividingBy: divisor),
      let denominator = bottom.exactQuotient(dividingBy: divisor)
    else { return nil }
    if denominator.isConstant, let inverse = denominator[0].reciprocal {
      return wrapped(numerator * Polynomial(inverse))
    }
    return .quotient(wrapped(numerator), wrapped(denominator))
  }

  private func fraction(_ expression: Expression) throws -> (Polynomial, Polynomial)? {
    if let whole = try polynomial(expression) { return (whole, .one) }
    guard let (top, bottom) = try unreducedFraction(expression),
      max(top.degree, bottom.degree) <= Self.largestRationalDegree
    else { return nil }
    return (top, bottom)
  }

  private func unreducedFraction(
    _ expression: Expression
  ) throws -> (Polynomial, Polynomial)? {
    switch expression.kind {
    case .negation(let operand):
      return try fraction(operand).map { (Polynomial(-1) * $0.0, $0.1) }
    case .sum(let terms):
      var sum = (Polynomial.zero, Polynomial.one)
      for term in terms {
        guard let next = try fraction(term),
          sum.1.degree + next.1.degree <= Self.largestRationalDegree
        else { return nil }
        sum =
          sum.1 == next.1
          ? (sum.0 + next.0, sum.1) : (sum.0 * next.1 + next.0 * sum.1, sum.1 * next.1)
      }
      return sum
    case .product(let factors):
      var product = (Polynomial.one, Polynomial.one)
      for factor in factors {
        guard let next = try fraction(factor) else { return nil }
        product = (product.0 * next.0, product.1 * next.1)
        guard max(product.0.degree, product.1.degree) <= Self.largestRationalDegree else {
          return nil
        }
      }
      return product
    case .quotient(let top, let bottom):
      guard let a = try fraction(top), let b = try fraction(bottom), !b.0.isZero else {
        return nil
      }
      return (a.0 * b.1, a.1 * b.0)
    case .power(let base, let exponent):
      guard !exponent.freeSymbols.contains(variable), let count = try exactValue(exponent)?.asInt,
        abs(count) <= Self.largestRationalDegree, let root = try fraction(base),
        max(root.0.degree, root.1.degree) * abs(count) <= Self.largestRationalDegree,
        count >= 0 || !root.0.isZero
      else { return nil }
      let (top, bottom) = count < 0 ? (root.1, root.0) : root
      return (0..<abs(count)).reduce((Polynomial.one, Polynomial.one)) { power, _ in
        (power.0 * top, power.1 * bottom)
      }
    default: return nil
    }
  }
}
