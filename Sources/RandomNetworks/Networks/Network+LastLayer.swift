internal import Multiprecision

extension Network {
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
        architecture: .repeated(layer, depth: depth - .one), isShared: isShared)
    case .stationary: return self
    }
  }

  /// The last layer as the recursions see it.
  func lastResolvedLayer() throws(NetworkError) -> ResolvedLayer<Scalar> {
    switch try chain() {
    case .layers(let layers):
      guard let last = layers.last else { throw Self.noComponent }
      return last
    case .repeated(let first, let then, let depth):
      if depth.isZero { throw Self.noComponent }
      return depth == .one ? first : then
    case .stationary(let layer): return layer
    }
  }

  private static var noComponent: NetworkError {
    .noValue("at depth 0 there is no layer whose units could be asked for")
  }
}

extension ResolvedLayer {
  /// One unit of the layer, as a linear layer of width 1: its output is the pre-activation.
  var unit: ResolvedLayer {
    var unit = self
    unit.width = .one
    unit.activation = .linear
    return unit
  }
}
