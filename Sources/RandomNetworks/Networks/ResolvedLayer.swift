internal import Multiprecision

/// A layer between two known widths, its scheme turned into a variance, and parameter sharing
/// into the linear core: what the recursions work on.
struct ResolvedLayer<Scalar: NetworkScalar>: Equatable {
  var inputWidth: Scalar
  var width: Scalar
  var activation: Activation<Scalar>
  var weightVariance: Scalar
  var biasVariance: Scalar
  var ensemble: WeightEnsemble

  /// The squared scale of an orthogonal matrix: the weight variance times the larger width.
  func squaredGain() throws(NetworkError) -> Scalar {
    weightVariance * (try largerWidth())
  }

  private func largerWidth() throws(NetworkError) -> Scalar {
    if inputWidth == width { return width }
    switch (width - inputWidth).certainSign {
    case 1, 0: return width
    case -1: return inputWidth
    default:
      throw .unsupported(
        "an orthogonal layer between widths that are different symbols: which is larger decides;"
          + " give numbers, or one symbol for both")
    }
  }

  /// Whether an orthogonal matrix loses norm: more inputs than units.
  func isContraction() throws(NetworkError) -> Bool { try largerWidth() != width }
}

extension Network {
  /// The chain of layers as the recursions see it.
  enum Chain {
    case layers([ResolvedLayer<Scalar>])
    /// The first layer may see another width than the ones after it.
    case repeated(first: ResolvedLayer<Scalar>, then: ResolvedLayer<Scalar>, depth: Scalar)
    case stationary(ResolvedLayer<Scalar>)
  }

  func chain() throws(NetworkError) -> Chain {
    switch architecture {
    case .layers(let layers):
      var resolved: [ResolvedLayer<Scalar>] = []
      var width = inputWidth
      for layer in layers {
        resolved.append(try resolve(layer, after: width))
        width = layer.width
      }
      return .layers(resolved)
    case .repeated(let layer, let depth):
      return .repeated(
        first: try resolve(layer, after: inputWidth), then: try resolve(layer, after: layer.width),
        depth: depth)
    case .stationary(let layer):
      return .stationary(try resolve(layer, after: layer.width))
    }
  }

  /// The layer after the last, of the same width and kind, that an output unit belongs to.
  func outputLayer() throws(NetworkError) -> ResolvedLayer<Scalar> {
    guard let last = lastLayer else {
      throw .noValue("an output needs at least one layer: the depth is 0")
    }
    return try resolve(last, after: last.width)
  }

  private func resolve(
    _ layer: Layer<Scalar>, after inputWidth: Scalar
  ) throws(NetworkError) -> ResolvedLayer<Scalar> {
    let variance = try layer.weights.variance(
      inputWidth: inputWidth, width: layer.width, activation: layer.activation)
    let half = Scalar(Rational(numerator: 1, nonzeroDenominator: 2))
    return ResolvedLayer(
      inputWidth: isShared ? inputWidth * half : inputWidth,
      width: isShared ? layer.width * half : layer.width,
      activation: isShared ? .linear : layer.activation,
      weightVariance: variance, biasVariance: layer.biasVariance, ensemble: layer.ensemble)
  }
}
