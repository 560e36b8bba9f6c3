internal import Multiprecision

extension MultivariatePolynomial {
  /// The factorization over the rationals, as far as it is found.
  ///
  /// Polynomials in one variable factor completely unless the search exceeds its bound. Those in
  /// several are split by contents and multiplicities. A factor says whether it is proven to be
  /// irreducible.
  public func factored() -> PolynomialFactorization {
    factorization { MultivariatePolynomial.splitByContents($0) }
  }
}
