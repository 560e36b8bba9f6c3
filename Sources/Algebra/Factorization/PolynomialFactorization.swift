public import Multiprecision

/// A polynomial as a rational number times powers of polynomials.
///
/// The bases have coprime integer coefficients and a positive leading coefficient, are pairwise
/// coprime and square-free, and come in the order of ``MultivariatePolynomial/precedes(_:_:)``.
public struct PolynomialFactorization: Sendable, Hashable {
  /// A power of a polynomial.
  public struct Factor: Sendable, Hashable {
    /// Square-free, with coprime integer coefficients, the leading one positive.
    public let base: MultivariatePolynomial
    /// The exponent of the base, at least 1.
    public let multiplicity: Int
    /// Whether the base is proven to be irreducible over the rationals. A base that is not may
    /// still be: the search for factors is bounded.
    public let isIrreducible: Bool
  }

  /// The rational number that multiplies the powers; 0 for the zero polynomial.
  public let unit: Rational
  /// Empty for a constant, zero included.
  public let factors: [Factor]

  /// The product of the unit and of all powers.
  public var expanded: MultivariatePolynomial {
    factors.reduce(MultivariatePolynomial(unit)) { $0 * $1.base.power($1.multiplicity) }
  }
}
