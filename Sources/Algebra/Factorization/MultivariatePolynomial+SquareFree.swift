internal import Multiprecision

extension MultivariatePolynomial {
  typealias Factor = PolynomialFactorization.Factor

  /// The square-free factorization: the parts of each multiplicity, split further by the
  /// variables they contain, single variables apart. Much cheaper than ``factored()``.
  public func squareFreeFactored() -> PolynomialFactorization {
    factorization { MultivariatePolynomial.splitByContents($0) }
  }

  /// Takes out the unit and the single variables, makes the rest square-free, and splits each
  /// square-free part.
  func factorization(
    splitting split: (MultivariatePolynomial) -> [(MultivariatePolynomial, isIrreducible: Bool)]
  ) -> PolynomialFactorization {
    let (unit, primitive) = contentAndPrimitivePart
    if primitive.isConstant { return PolynomialFactorization(unit: unit, factors: []) }
    let (rest, monomial) = primitive.removingMonomialContent()
    var factors = monomial.map { variable, exponent in
      Factor(base: .variable(variable), multiplicity: exponent, isIrreducible: true)
    }
    for (part, multiplicity) in MultivariatePolynomial.squareFreeParts(of: rest) {
      for (base, isIrreducible) in split(part) {
        factors.append(
          Factor(base: base, multiplicity: multiplicity, isIrreducible: isIrreducible))
      }
    }
    factors.sort { MultivariatePolynomial.precedes($0.base, $1.base) }
    return PolynomialFactorization(unit: unit, factors: factors)
  }

  /// Pairwise coprime square-free primitive parts of a primitive polynomial without monomial
  /// content.
  static func squareFreeParts(
    of polynomial: MultivariatePolynomial
  ) -> [(part: MultivariatePolynomial, multiplicity: Int)] {
    guard let variable = polynomial.variableOfLeastDegree else { return [] }
    let content = polynomial.content(in: variable)
    let primitive = polynomial.exactlyDivided(by: content)
    return squareFreeParts(of: content) + yun(primitive, in: variable)
  }

  /// The variable of the least degree, the first of them by name.
  var variableOfLeastDegree: Variable? {
    zip(variables, degrees).min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// Yun's algorithm for a polynomial that is primitive in the variable.
  private static func yun(
    _ polynomial: MultivariatePolynomial, in variable: Variable
  ) -> [(part: MultivariatePolynomial, multiplicity: Int)] {
    if polynomial.isConstant { return [] }
    let derivative = polynomial.derivative(in: variable)
    let repeated = greatestCommonDivisor(polynomial, derivative)
    if repeated.isConstant { return [(polynomial, 1)] }
    var parts: [(part: MultivariatePolynomial, multiplicity: Int)] = []
    var b = polynomial.exactlyDivided(by: repeated)
    var d = derivative.exactlyDivided(by: repeated) - b.derivative(in: variable)
    var multiplicity = 1
    while !b.isConstant {
      let part = greatestCommonDivisor(b, d)
      if !part.isConstant { parts.append((part, multiplicity)) }
      b = b.exactlyDivided(by: part)
      d = d.exactlyDivided(by: part) - b.derivative(in: variable)
      multiplicity += 1
    }
    return parts
  }

  /// Splits a square-free primitive polynomial by its contents in every variable. A part that
  /// is linear in a variable is then irreducible.
  static func splitByContents(
    _ polynomial: MultivariatePolynomial
  ) -> [(MultivariatePolynomial, isIrreducible: Bool)] {
    if polynomial.isConstant { return [] }
    if polynomial.totalDegree == 1 { return [(polynomial, true)] }
    for variable in polynomial.variables where polynomial.variables.count > 1 {
      let content = polynomial.content(in: variable)
      if content.isConstant { continue }
      return splitByContents(content)
        + splitByContents(polynomial.exactlyDivided(by: content).primitivePart)
    }
    return [(polynomial, polynomial.degrees.contains(1))]
  }
}
