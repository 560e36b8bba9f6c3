internal import Multiprecision

extension MultivariatePolynomial {
  /// Whether values for all variables but one prove irreducibility: a factorization of a
  /// polynomial without content in that variable survives where the degree does, so the degrees
  /// of its factors are sums of degrees of the values' factors at every such point.
  func specializationProvesIrreducible() -> Bool {
    // The lowest degree costs least and leaves the fewest sums.
    guard let main = variableOfLeastDegree else { return false }
    let others = variables.filter { $0 != main }
    let degree = degree(in: main)
    guard degree <= 64 else { return false }
    var possible = Set(1..<degree)
    for trial in 1...6 {
      // Small, distinct, and different at each trial.
      let values = Dictionary(
        uniqueKeysWithValues: others.enumerated().map { index, variable in
          let value = 3 * index + 7 * trial + 2 * index * trial
          return (variable, Rational((index + trial) % 2 == 0 ? value : -value - 1))
        })
      guard let image = Polynomial(substituting(values), in: main), image.degree == degree else {
        continue
      }
      let factors = image.factored().factors
      // A factor left unsplit would hide degrees, and prove what is not so.
      guard factors.allSatisfy({ $0.isIrreducible }) else { continue }
      var sums: Set<Int> = [0]
      for factor in factors {
        for _ in 0..<factor.multiplicity { sums.formUnion(sums.map { $0 + factor.base.degree }) }
      }
      possible.formIntersection(sums)
      if possible.isEmpty { return true }
    }
    return false
  }
}
