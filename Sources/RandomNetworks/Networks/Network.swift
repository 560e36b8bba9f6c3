internal import Multiprecision

/// A random fully-connected network: what the quantities of a formula mean.
///
/// ```swift
/// let network = try Network<CertifiedReal>(
///   inputWidth: CertifiedReal(200), layer: Layer(width: CertifiedReal(200)), depth: CertifiedReal(100))
/// let second = try network.moment(2)        // (1 + 5/200)^100, exactly
/// ```
public struct Network<Scalar: NetworkScalar>: Sendable, Equatable {
  /// The layers, in order.
  public enum Architecture: Sendable, Equatable {
    /// Any layers; none for depth 0.
    case layers([Layer<Scalar>])
    /// The same layer, `depth` times; the depth may be a symbol.
    case repeated(Layer<Scalar>, depth: Scalar)
    /// The same layer, infinitely often: the stationary law.
    case stationary(Layer<Scalar>)
  }

  /// The width N_0 of the input.
  public let inputWidth: Scalar
  /// The squared norm z_0 of the input.
  public let inputNorm: Scalar
  /// The layers behind the input.
  public let architecture: Architecture
  /// Initial parameter sharing (Burkholz and Dubatovka, section 4): weights [[W,-W],[-W,W]] that
  /// make the ReLU network act as the linear map of the cores W on half the width. The input counts
  /// as a core vector, of half the input's width.
  public let isShared: Bool

  /// - Throws: ``NetworkError/invalidParameter(_:)`` that names the parameter and its range.
  public init(
    inputWidth: Scalar, inputNorm: Scalar = .one, architecture: Architecture, isShared: Bool = false
  ) throws(NetworkError) {
    self.inputWidth = inputWidth
    self.inputNorm = inputNorm
    self.architecture = architecture
    self.isShared = isShared
    try validate()
  }

  /// A network of equal layers.
  public init(
    inputWidth: Scalar, inputNorm: Scalar = .one, layer: Layer<Scalar>, depth: Scalar,
    isShared: Bool = false
  ) throws(NetworkError) {
    try self.init(
      inputWidth: inputWidth, inputNorm: inputNorm,
      architecture: .repeated(layer, depth: depth), isShared: isShared)
  }

  private func validate() throws(NetworkError) {
    try Layer.validate(width: inputWidth, of: "the input")
    if inputNorm.certainSign == -1 {
      throw .invalidParameter("the input's squared norm must be >= 0, not \(describe(inputNorm))")
    }
    switch architecture {
    case .layers(let layers):
      for layer in layers { try validate(layer) }
    case .repeated(let layer, let depth):
      try validate(layer)
      if let value = depth.exactValue {
        guard let integer = value.asInteger, !integer.isNegative else {
          throw .invalidParameter(
            "the depth must be an integer >= 0, a symbol or inf, not \(value)")
        }
      }
    case .stationary(let layer):
      try validate(layer)
      if layer.biasVariance.isZero {
        throw .noValue(
          "infinite depth without bias has no stationary law to speak of: the signal dies out;"
            + " give a bias variance, or a finite depth")
      }
    }
  }

  private func validate(_ layer: Layer<Scalar>) throws(NetworkError) {
    try layer.validate()
    guard isShared else { return }
    if layer.activation != .relu {
      throw .unsupported("parameter sharing is defined for ReLU layers only")
    }
    for width in [inputWidth, layer.width] {
      if let value = width.exactValue?.asInteger, value.isOdd {
        throw .invalidParameter("parameter sharing needs even widths, not \(value)")
      }
    }
  }

  /// The last layer, if there is one.
  public var lastLayer: Layer<Scalar>? {
    switch architecture {
    case .layers(let layers): layers.last
    case .repeated(let layer, let depth): depth.isZero ? nil : layer
    case .stationary(let layer): layer
    }
  }
}
