/// One fully-connected layer: x -> phi(W x + b).
public struct Layer<Scalar: NetworkScalar>: Sendable, Equatable {
  /// The number of units.
  public var width: Scalar
  /// What each unit does with its pre-activation.
  public var activation: Activation<Scalar>
  /// How the variance of a weight follows from the widths.
  public var weights: WeightScheme<Scalar>
  /// The variance of a bias; zero for none.
  public var biasVariance: Scalar
  /// The law of the weight matrix.
  public var ensemble: WeightEnsemble

  /// A layer of ReLU units with He's weights and without bias unless said otherwise; its parameters
  /// are checked when a ``Network`` is made of it.
  public init(
    width: Scalar, activation: Activation<Scalar> = .relu, weights: WeightScheme<Scalar> = .he,
    biasVariance: Scalar = .zero, ensemble: WeightEnsemble = .gaussian
  ) {
    self.width = width
    self.activation = activation
    self.weights = weights
    self.biasVariance = biasVariance
    self.ensemble = ensemble
  }

  func validate() throws(NetworkError) {
    try Self.validate(width: width, of: "a layer")
    try activation.validate()
    if case .variance(let variance) = weights, variance.certainSign == -1 {
      throw .invalidParameter("a weight variance must be >= 0, not \(describe(variance))")
    }
    if biasVariance.certainSign == -1 {
      throw .invalidParameter("a bias variance must be >= 0, not \(describe(biasVariance))")
    }
  }

  static func validate(width: Scalar, of place: String) throws(NetworkError) {
    if let value = width.exactValue {
      guard let integer = value.asInteger, integer.isPositive else {
        throw .invalidParameter(
          "the width of \(place) must be a positive integer or a symbol, not \(value)")
      }
    } else if let sign = width.certainSign, sign <= 0 {
      throw .invalidParameter("the width of \(place) must be positive, not \(width)")
    }
  }
}
