public import Multiprecision

extension RationalFunction {
  /// The factorization of numerator and denominator, the factors of the denominator with
  /// negative multiplicities: `(N + 4)(N + 11)/N^2` has the unit 1 and the factors `N` to the
  /// power -2, `N + 4`, `N + 11`. The bases are as in ``PolynomialFactorization``.
  public func factored() -> (
    unit: Rational, factors: [(base: MultivariatePolynomial, multiplicity: Int)]
  ) {
    let top = numerator.factored()
    var all = top.factors.map { (base: $0.base, multiplicity: $0.multiplicity) }
    for factor in factors {
      if factor.isIrreducible {
        all.append((factor.base, -factor.multiplicity))
      } else {
        for part in factor.base.factored().factors {
          all.append((part.base, -part.multiplicity * factor.multiplicity))
        }
      }
    }
    all.sort { MultivariatePolynomial.precedes($0.base, $1.base) }
    return (top.unit, all)
  }

  /// The partial derivative.
  public func derivative(in variable: Variable) -> RationalFunction {
    // d(a/prod f^k) = (a' prod f - a sum k f' prod_{others} f) / prod f^(k+1), over the factors
    // that contain the variable.
    let active = factors.filter { $0.base.variables.contains(variable) }
    let radical = active.reduce(MultivariatePolynomial.one) { $0 * $1.base }
    var top = numerator.derivative(in: variable) * radical
    for factor in active {
      let others = radical.exactlyDivided(by: factor.base)
      top -=
        numerator * factor.base.derivative(in: variable) * others
        * MultivariatePolynomial(Integer(factor.multiplicity))
    }
    if top.isZero { return .zero }
    let bottom = factors.map {
      $0.base.variables.contains(variable) ? $0.with(multiplicity: $0.multiplicity + 1) : $0
    }
    return RationalFunction(top)
      * RationalFunction(canonicalNumerator: .one, factors: bottom)
  }
}
