public import Multiprecision

extension Polynomial {
  /// A power of a polynomial in a factorization.
  public struct Factor: Sendable, Hashable {
    /// Coprime integer coefficients, the leading one positive.
    public let base: Polynomial
    /// The exponent of the base, at least 1.
    public let multiplicity: Int
    /// Whether the base is proven to be irreducible over the rationals; false for a part of a
    /// square-free factorization that was not looked at, or beyond the search bound.
    public let isIrreducible: Bool
  }

  /// The square-free factorization by Yun's algorithm: pairwise coprime square-free bases by
  /// ascending multiplicity. The unit is the ``content``; no factors for a constant.
  public func squareFreeFactored() -> (unit: Rational, factors: [Factor]) {
    let primitive = primitivePart
    if isConstant { return (content, []) }
    let derivative = primitive.derivative
    let repeated = Polynomial.greatestCommonDivisor(primitive, derivative)
    var factors: [Factor] = []
    var b = primitive.exactQuotient(dividingBy: repeated) ?? primitive
    var d = (derivative.exactQuotient(dividingBy: repeated) ?? derivative) - b.derivative
    var multiplicity = 1
    while !b.isConstant {
      let part = Polynomial.greatestCommonDivisor(b, d)
      if !part.isConstant {
        factors.append(
          Factor(base: part, multiplicity: multiplicity, isIrreducible: part.degree == 1))
      }
      b = b.exactQuotient(dividingBy: part) ?? b
      d = (d.exactQuotient(dividingBy: part) ?? d) - b.derivative
      multiplicity += 1
    }
    return (content, factors)
  }

  /// The factorization over the rationals: modulo a prime by Cantor and Zassenhaus, lifted by
  /// Hensel's lemma, recombined by Zassenhaus's search.
  ///
  /// The bases come by ascending degree, then by their coefficients from the constant up. The
  /// search tries a bounded number of combinations; a base that it leaves unsplit says so.
  public func factored() -> (unit: Rational, factors: [Factor]) {
    let (unit, parts) = squareFreeFactored()
    var factors: [Factor] = []
    for part in parts {
      for (base, isIrreducible) in part.base.squareFreeIrreducibleFactors() {
        factors.append(
          Factor(base: base, multiplicity: part.multiplicity, isIrreducible: isIrreducible))
      }
    }
    factors.sort { Polynomial.precedes($0.base, $1.base) }
    return (unit, factors)
  }

  /// The rational roots with their multiplicities, ascending.
  public func rationalRoots() -> [(root: Rational, multiplicity: Int)] {
    var roots: [(root: Rational, multiplicity: Int)] = []
    for factor in factored().factors where factor.base.degree == 1 {
      roots.append(
        (
          Rational(
            numerator: -factor.base.integers[0], nonzeroDenominator: factor.base.integers[1]),
          factor.multiplicity
        ))
    }
    return roots.sorted { $0.root < $1.root }
  }

  private static func precedes(_ a: Polynomial, _ b: Polynomial) -> Bool {
    if a.degree != b.degree { return a.degree < b.degree }
    for (x, y) in zip(a.integers, b.integers) where x != y { return x < y }
    return false
  }
}
