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

  /// Whether a layer has a bias.
  func hasBias() throws(NetworkError) -> Bool {
    switch try chain() {
    case .layers(let layers): layers.contains { !$0.biasVariance.isZero }
    case .repeated(_, let layer, let depth): !depth.isZero && !layer.biasVariance.isZero
    case .stationary: true
    }
  }

  /// The network without its last layer; a stationary one is its own.
  func withoutLastLayer() throws(NetworkError) -> Network {
    switch architecture {
    case .layers(let layers):
      if layers.isEmpty { throw Self.noComponent }
      return try Network(
        inputWidth: inputWidth, inputNorm: inputNorm, architecture: .layers(layers.dropLast()),
        isShared: isShared)
    case .repeated(let layer, let depth):
      if depth.isZero { throw Self.noComponent }
      return try Network(
        inputWidth: inputWidth, inputNorm: inputNorm,
        architecture: .repeated(layer, depth: depth - CertifiedReal(1)), isShared: isShared)
    case .stationary: return self
    }
  }

  /// The last layer as the recursions see it.
  func lastResolvedLayer() throws(NetworkError) -> ResolvedLayer<CertifiedReal> {
    switch try chain() {
    case .layers(let layers):
      guard let last = layers.last else { throw Self.noComponent }
      return last
    case .repeated(let first, let then, let depth):
      if depth.isZero { throw Self.noComponent }
      return depth.exactValue == .one ? first : then
    case .stationary(let layer): return layer
    }
  }

  private static var noComponent: NetworkError {
    .noValue("at depth 0 there is no layer whose units could be asked for")
  }
}
