internal import Multiprecision

extension MultivariatePolynomial {
  /// The factorization over the rationals, as far as it is found.
  ///
  /// Polynomials in one variable factor completely unless the search exceeds its bound. Those in
  /// several are split by contents and multiplicities, then by discriminants where they are
  /// quadratic in a variable, then by Kronecker's substitution while the degrees are small. A
  /// factor says whether it is proven to be irreducible.
  public func factored() -> PolynomialFactorization {
    factorization { part in
      MultivariatePolynomial.splitByContents(part).flatMap { base, isIrreducible in
        isIrreducible ? [(base, true)] : base.splitFurther()
      }
    }
  }

  /// Splits a square-free primitive polynomial without content in any variable.
  private func splitFurther() -> [(MultivariatePolynomial, isIrreducible: Bool)] {
    if variables.count == 1, let variable = variables.first {
      guard let dense = Polynomial(self, in: variable) else { return [(self, false)] }
      return dense.squareFreeIrreducibleFactors().map {
        (MultivariatePolynomial($0.base, in: variable), $0.isIrreducible)
      }
    }
    if let quadratic = zip(variables, degrees).first(where: { $0.1 == 2 }) {
      return splitQuadratic(in: quadratic.0)
    }
    if specializationProvesIrreducible() { return [(self, true)] }
    return splitByKroneckerSubstitution()
  }
}
