internal import Multiprecision

extension MultivariatePolynomial {
  /// The quotient when the divisor divides exactly over the rationals; nil when it does not, or
  /// is zero.
  public func exactQuotient(dividingBy divisor: MultivariatePolynomial)
    -> MultivariatePolynomial?
  {
    if divisor.isZero { return nil }
    if isZero || divisor.isOne { return self }
    if let constant = divisor.constantValue {
      return constant.reciprocal.map { scaled(by: $0) }
    }
    guard Set(divisor.variables).isSubset(of: variables),
      divisor.totalDegree <= totalDegree
    else { return nil }
    // By Gauss's lemma the primitive part of the divisor divides over the integers when it
    // divides at all.
    let (content, primitive) = divisor.contentAndPrimitivePart
    guard let scale = content.reciprocal else { return nil }
    let (variables, pair) = MultivariatePolynomial.aligned(
      self, primitive, degreeBound: totalDegree)
    switch pair {
    case .packed(let a, let b):
      return a.exactQuotient(dividingBy: b).map {
        MultivariatePolynomial(
          variables: variables, terms: $0, commonDenominator: commonDenominator
        ).scaled(by: scale)
      }
    case .wide(let a, let b):
      return a.exactQuotient(dividingBy: b).map {
        MultivariatePolynomial(
          variables: variables, terms: $0, commonDenominator: commonDenominator
        ).scaled(by: scale)
      }
    }
  }
}
