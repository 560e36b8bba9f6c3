internal import Multiprecision

/// What a layer does to the squared norm: z_l = (variance z_(l-1) + biasVariance) xi, with a factor
/// xi that is independent of z_(l-1): a chi-square whose degrees of freedom are the number
/// K ~ Binomial(width, activity) of active units, or the number 1.
///
/// Every part may hold symbols. Equal layers in a row are one factor with a count.
public struct LayerFactor<Scalar: NetworkScalar>: Sendable, Equatable {
  /// The units that may be active.
  public struct Units: Sendable, Equatable {
    /// How many there are.
    public let width: Scalar
    /// The probability that one is active: 1/2 for ReLU, q/2 with dropout, 1 for linear units.
    public let activity: Scalar

    /// Units that are active independently with the same probability; nothing is checked.
    public init(width: Scalar, activity: Scalar) {
      self.width = width
      self.activity = activity
    }

    /// Whether K is the width for certain.
    public var areAllActive: Bool { activity == .one }
  }

  /// The weight variance; with dropout, divided by the square of the probability to keep a unit.
  public let variance: Scalar
  /// The variance of the bias, scaled alike.
  public let biasVariance: Scalar
  /// The law of xi; nil for xi = 1: orthogonal weights that keep the norm.
  public let units: Units?
  /// How many equal layers there are; perhaps a symbol.
  public let count: Scalar

  /// `count` equal layers.
  public init(
    variance: Scalar, biasVariance: Scalar = .zero, units: Units?, count: Scalar = .one
  ) {
    self.variance = variance
    self.biasVariance = biasVariance
    self.units = units
    self.count = count
  }

  init(_ layer: ResolvedLayer<Scalar>, count: Scalar) throws(NetworkError) {
    if layer.ensemble == .orthogonal {
      guard layer.activation == .linear, layer.biasVariance.isZero,
        try !layer.isContraction()
      else {
        throw .unsupported(
          "with orthogonal weights the law of z has a closed form where they keep the norm: for"
            + " shared parameters or linear layers that do not get narrower, without bias;"
            + " moments are available")
      }
      self.init(variance: try layer.squaredGain(), units: nil, count: count)
      return
    }
    var scale = Scalar.one
    switch layer.activation {
    case .relu, .linear: break
    case .leakyReLU(let slope):
      guard slope.isZero else {
        throw .unsupported(
          "the law of z with leaky units is no product of chi-squares and has no closed form;"
            + " moments are available, and at depth 1 the law as a mixture")
      }
    case .dropout(let keep):
      scale = try NetworkError.translating { () throws(ArithmeticError) in
        try Scalar.one.divided(by: keep * keep)
      }
    }
    self.init(
      variance: layer.weightVariance * scale, biasVariance: layer.biasVariance * scale,
      units: Units(width: layer.width, activity: layer.activation.activity), count: count)
  }
}

extension Network {
  /// The factors of z_L, in the order of the layers; equal neighbours together.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for a bias beyond the first layer, for leaky units,
  ///   for orthogonal weights that do not keep the norm, for infinite depth, and for a symbolic
  ///   depth after an input of another width.
  public func layerFactors() throws(NetworkError) -> [LayerFactor<Scalar>] {
    try layerFactors(followedBy: nil)
  }

  /// The factors of z_L and of one more layer.
  func layerFactors(
    followedBy next: ResolvedLayer<Scalar>?
  ) throws(NetworkError) -> [LayerFactor<Scalar>] {
    var factors: [LayerFactor<Scalar>] = []
    func append(_ factor: LayerFactor<Scalar>) {
      if let last = factors.last, last.variance == factor.variance,
        last.biasVariance == factor.biasVariance, last.units == factor.units
      {
        factors[factors.count - 1] = LayerFactor(
          variance: last.variance, biasVariance: last.biasVariance, units: last.units,
          count: last.count + factor.count)
      } else {
        factors.append(factor)
      }
    }
    switch try chain() {
    case .layers(let layers):
      for layer in layers { append(try LayerFactor(layer, count: .one)) }
    case .repeated(let first, let then, let depth):
      if depth.isZero { break }
      if first == then {
        append(try LayerFactor(then, count: depth))
        break
      }
      guard let count = depth.exactValue else {
        throw .unsupported(
          "a symbolic depth needs equal widths from the input on: the input's differs")
      }
      append(try LayerFactor(first, count: .one))
      if count > .one { append(try LayerFactor(then, count: Scalar(count - .one))) }
    case .stationary:
      throw .unsupported("the stationary law has no closed form; its moments have one")
    }
    if let next { append(try LayerFactor(next, count: .one)) }
    // After the first layer the norm is random, and with a bias no factor.
    let hasLateBias =
      factors.dropFirst().contains { !$0.biasVariance.isZero }
      || factors.first.map { !$0.biasVariance.isZero && $0.count != .one } ?? false
    if hasLateBias {
      if next != nil {
        throw .unsupported(
          "the law of an output or unit has one without bias, or with a bias in the first layer"
            + " alone")
      }
      throw .unsupported(
        "with a bias the law of z has a closed form at depth 1 only, or with the bias in the first"
          + " layer alone; its moments have one at any depth")
    }
    return factors
  }
}
