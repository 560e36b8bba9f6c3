public import BallArithmetic
internal import Multiprecision

extension Network where Scalar == CertifiedReal {
  /// The law of z_L: without bias a product of independent factors, with bias a chain.
  ///
  /// ```swift
  /// let law = try network.law()
  /// let median = try law.quantile(CertifiedReal(Rational(1) / 2), precision: 200)
  /// ```
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for activations and ensembles whose law is not known.
  public func law() throws(NetworkError) -> any CertifiedLaw {
    if try hasBias() { return try BiasedLaw(self) }
    if try isDeadForCertain() { return ProductLaw.zero }
    let product = try mellinProduct(allowingOrthogonal: true)
    guard product.factors.contains(where: { $0.dimension != nil }) else {
      return ProductLaw(product)
    }
    guard let law = OrthogonalLaw(product) else {
      throw .unsupported(
        "the law of z behind both Gaussian and orthogonal layers is not computed; moments are"
          + " available")
    }
    return law
  }
}
