internal import Multiprecision

extension MultivariatePolynomial {
  /// A total order for printing: single variables by name first, then by total degree, then by
  /// the number of terms, then term by term (variables, exponents, coefficients).
  public static func precedes(_ a: MultivariatePolynomial, _ b: MultivariatePolynomial) -> Bool {
    let single = (a.isSingleVariable, b.isSingleVariable)
    if single.0 != single.1 { return single.0 }
    if a.totalDegree != b.totalDegree { return a.totalDegree < b.totalDegree }
    if a.variables != b.variables { return a.variables.lexicographicallyPrecedes(b.variables) }
    if a.termCount != b.termCount { return a.termCount < b.termCount }
    for (left, right) in zip(a.terms, b.terms) {
      let exponents = (left.exponents, right.exponents)
      for (x, y) in zip(exponents.0, exponents.1) {
        // The term with the higher power of the earlier variable comes first.
        if x.0 != y.0 { return x.0 < y.0 }
        if x.1 != y.1 { return x.1 > y.1 }
      }
      if exponents.0.count != exponents.1.count { return exponents.0.count > exponents.1.count }
      if left.coefficient != right.coefficient { return left.coefficient < right.coefficient }
    }
    return false
  }

  /// Whether the polynomial is one variable, with coefficient and exponent 1.
  var isSingleVariable: Bool {
    totalDegree == 1 && termCount == 1 && leadingCoefficient.isOne
  }
}
