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
    if let plain = try movingFirstBias() { return try plain.law() }
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

  /// A network without bias that has the same law of z_L, when only the first layer has a bias; nil
  /// otherwise.
  ///
  /// Given the input, the first pre-activations are independent and normal with the variance
  /// v = sw2 z_0 + sb2: as with the squared norm v of the input, weights of variance 1 and no bias.
  /// Docs/Theory/SymbolicLaws.md, "Layers".
  func movingFirstBias() throws(NetworkError) -> Network? {
    let layers: [Layer<CertifiedReal>]
    switch architecture {
    case .layers(let all): layers = all
    case .repeated(let layer, let depth): layers = depth.exactValue?.isOne == true ? [layer] : []
    case .stationary: layers = []
    }
    guard var first = layers.first, !first.biasVariance.isZero, first.ensemble == .gaussian,
      layers.dropFirst().allSatisfy(\.biasVariance.isZero)
    else { return nil }
    let variance = try first.weights.variance(
      inputWidth: inputWidth, width: first.width, activation: first.activation)
    let norm = variance * inputNorm + first.biasVariance
    first.weights = .variance(.one)
    first.biasVariance = .zero
    return try Network(
      inputWidth: inputWidth, inputNorm: norm, architecture: .layers([first] + layers.dropFirst()),
      isShared: isShared)
  }
}
