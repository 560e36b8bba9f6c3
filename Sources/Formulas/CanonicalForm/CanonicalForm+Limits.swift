internal import Algebra
internal import Multiprecision

// What a closed form may grow to: beyond these sizes the algebra would take minutes or fill the
// memory, and the form would be of no use.
extension CanonicalForm {
  /// The greatest degree of a polynomial of several terms.
  static var largestDegree: Int { 2000 }
  /// The greatest degree up to which polynomials are split into irreducible factors.
  private static var largestFactoredDegree: Int { 400 }
  /// The greatest integer exponent of a single term.
  static var largestExponent: Int { 1 << 24 }
  /// The bits of the coefficient of a power.
  private static var largestCoefficient: Int { 1 << 26 }
  /// The degree of a single term.
  private static var largestMonomialDegree: Int { 1 << 40 }

  static var exponentTooLarge: ArithmeticError {
    .tooLarge("an exponent is too large for a closed form to be written out")
  }

  /// A power that stays within the limits.
  static func boundedPower(
    _ base: RationalFunction, _ exponent: Int
  ) throws(ArithmeticError) -> RationalFunction {
    if base.isOne || exponent == 0 { return .one }
    if exponent == 1 { return base }
    if exponent == -1, let inverse = base.reciprocal { return inverse }
    let leading = base.numerator.leadingCoefficient
    guard let bits = leading.bitWidthOfPower(exponent), bits <= largestCoefficient,
      exponent.magnitude <= 1 << 30
    else { throw exponentTooLarge }
    if base.isConstant { return RationalFunction(try leading.power(exponent)) }
    let factors = [base.numerator] + base.denominatorFactors.map(\.base)
    let isMonomial = factors.allSatisfy { $0.termCount == 1 }
    for factor in factors {
      let (degree, overflow) = factor.totalDegree.multipliedReportingOverflow(
        by: Int(exponent.magnitude))
      if overflow || degree > (isMonomial ? largestMonomialDegree : largestDegree) {
        throw exponentTooLarge
      }
    }
    return try base.power(exponent)
  }

  /// The form itself, if it has a value and the polynomials in it are within the limits.
  func checkingSize() throws(ArithmeticError) -> CanonicalForm {
    if denominator.isZero { throw .divisionByZero }
    for coefficient in [numerator, denominator].flatMap(\.terms.values) {
      for factor in [coefficient.numerator] + coefficient.denominatorFactors.map(\.base)
      where factor.termCount > 1 && factor.totalDegree > Self.largestDegree {
        throw .tooLarge(
          "a polynomial of degree \(factor.totalDegree) is too large for a closed form; the limit"
            + " is \(Self.largestDegree)")
      }
    }
    return self
  }

  /// The factors of a coefficient: irreducible where the degrees are small, else what is known.
  static func factors(
    of coefficient: RationalFunction
  ) -> (unit: Rational, factors: [(base: MultivariatePolynomial, multiplicity: Int)]) {
    let denominators = coefficient.denominatorFactors
    let degree =
      ([coefficient.numerator] + denominators.map(\.base))
      .map { $0.termCount > 1 ? $0.totalDegree : 0 }.max() ?? 0
    if degree <= largestFactoredDegree { return coefficient.factored() }
    let (content, primitive) = coefficient.numerator.contentAndPrimitivePart
    let monomial = primitive.monomialContent
    var factors: [(base: MultivariatePolynomial, multiplicity: Int)] = []
    for variable in monomial.variables {
      factors.append((.variable(variable), monomial.degree(in: variable)))
    }
    if let rest = primitive.exactQuotient(dividingBy: monomial), !rest.isOne {
      factors.append((rest, 1))
    }
    return (content, factors + denominators.map { ($0.base, -$0.multiplicity) })
  }
}
