internal import Multiprecision

extension MultivariatePolynomial {
  /// The factors of a polynomial of degree 2 in a variable and without content in it: it splits
  /// exactly when its discriminant is a square.
  func splitQuadratic(in variable: Variable) -> [(MultivariatePolynomial, isIrreducible: Bool)] {
    let coefficients = coefficients(in: variable)
    let (c, b, a) = (coefficients[0], coefficients[1], coefficients[2])
    guard let root = (b * b - 4 * a * c).squareRoot() else { return [(self, true)] }
    let x = MultivariatePolynomial.variable(variable)
    return [b + root, b - root].map {
      ((2 * a * x + $0).primitivePart(in: variable).primitivePart, true)
    }
  }

  /// The square root with a positive leading coefficient, when the polynomial is the square of
  /// one with rational coefficients; nil when it is not.
  public func squareRoot() -> MultivariatePolynomial? {
    if isZero { return self }
    let (unit, factors) = { ($0.unit, $0.factors) }(squareFreeFactored())
    guard factors.allSatisfy({ $0.multiplicity % 2 == 0 }), unit.isPositive,
      let top = try? unit.numerator.root(2), top.isExact,
      let bottom = try? unit.denominator.root(2), bottom.isExact
    else { return nil }
    let scale = Rational(numerator: top.root, nonzeroDenominator: bottom.root)
    return factors.reduce(MultivariatePolynomial(scale)) {
      $0 * $1.base.power($1.multiplicity / 2)
    }
  }
}
