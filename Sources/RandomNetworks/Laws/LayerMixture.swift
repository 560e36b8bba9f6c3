internal import Multiprecision

/// The law of a layer's squared norm z_l given the squared norm y before it, Gaussian weights.
///
///     z_l = activeScale * chi-square(K) + inactiveScale * chi-square(width - K),
///     K ~ Binomial(width, activity),
///
/// the two chi-squares independent given K, and a chi-square without degrees of freedom zero.
///
/// Given y the pre-activations are independent Gaussians of variance s = sw2 y + sb2; their signs
/// are independent of their squares, so K counts the units on the first branch: ReLU and leaky
/// units with a positive pre-activation (activity 1/2), all units of a linear layer (1), positive
/// units that dropout keeps (q/2). The scales are s and 0; for slope alpha s and alpha^2 s; for
/// dropout, whose kept units are multiplied by 1/q, s/q^2 and 0.
///
/// Every part may hold symbols; ``components`` and the numbers need a known width.
public struct LayerMixture<Scalar: NetworkScalar>: Sendable, Equatable {
  /// The number of units; with parameter sharing, of the core.
  public let width: Scalar
  /// The probability that a unit is on the branch of the active scale.
  public let activity: Scalar
  /// The variance of an active unit's Gaussian.
  public let activeScale: Scalar
  /// The variance of an inactive unit's Gaussian; zero unless the activation leaks.
  public let inactiveScale: Scalar

  init(_ layer: ResolvedLayer<Scalar>, squaredNorm: Scalar) throws(NetworkError) {
    guard layer.ensemble == .gaussian else {
      throw .unsupported(
        "the law of a layer as a mixture of chi-squares needs Gaussian weights, not orthogonal ones;"
          + " moments are available for both")
    }
    if squaredNorm.certainSign == -1 {
      throw .invalidParameter(
        "the squared norm before a layer must be >= 0, not \(describe(squaredNorm))")
    }
    let half = Scalar(Rational(numerator: 1, nonzeroDenominator: 2))
    let scale = layer.weightVariance * squaredNorm + layer.biasVariance
    width = layer.width
    switch layer.activation {
    case .relu: (activity, activeScale, inactiveScale) = (half, scale, .zero)
    case .linear: (activity, activeScale, inactiveScale) = (.one, scale, .zero)
    case .leakyReLU(let slope):
      (activity, activeScale, inactiveScale) = (half, scale, slope * slope * scale)
    case .dropout(let keep):
      let kept = try NetworkError.translating { () throws(ArithmeticError) in
        try scale.divided(by: keep * keep)
      }
      (activity, activeScale, inactiveScale) = (keep * half, kept, .zero)
    }
  }

  /// P(z_l = 0): every unit inactive, (1 - activity)^width; 0 where the activation leaks, and 1
  /// where the pre-activations are zero.
  ///
  /// A scale that is a symbol counts as positive.
  public func atom() throws(NetworkError) -> Scalar {
    if !inactiveScale.isZero { return .zero }
    if activeScale.isZero { return .one }
    let inactive = Scalar.one - activity
    if inactive.isZero { return .zero }
    return try NetworkError.translating { () throws(ArithmeticError) in
      try inactive.raised(to: width)
    }
  }

  /// E[z_l^m | y].
  ///
  /// For a width within ``largestWidth`` every component is integrated; for a symbol or a larger
  /// width the moments of the units, (2r-1)!! (activity activeScale^r + (1-activity)
  /// inactiveScale^r), are summed by their cumulants.
  ///
  /// - Throws: ``NetworkError/invalidParameter(_:)`` for a negative order.
  public func moment(_ order: Int) throws(NetworkError) -> Scalar {
    try Network<Scalar>.validate(order: order)
    if let count = width.exactValue?.asInt, count <= Self.largestWidth {
      var sum = Scalar.zero
      for component in try components() { sum = sum + component.weight * component.moment(order) }
      return sum
    }
    let units = try NetworkError.translating { () throws(ArithmeticError) in
      var units = [Scalar.one]
      for r in 1..<max(order + 1, 1) {
        let gaussian = Scalar(Rational(try Integer.doubleFactorial(2 * r - 1)))
        let active = activity * (try activeScale.power(r))
        let inactive = (Scalar.one - activity) * (try inactiveScale.power(r))
        units.append(gaussian * (active + inactive))
      }
      return units
    }
    return momentsOfSum(of: width, independentTerms: units)[order]
  }
}

extension Network {
  /// The law of z_L given the squared norm of the layer before it.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for orthogonal weights, and for a symbolic depth
  ///   when the input's width differs from the layers'; ``NetworkError/noValue(_:)`` at depth 0.
  public func lastLayerMixture(
    conditionedOn squaredNorm: Scalar
  ) throws(NetworkError) -> LayerMixture<Scalar> {
    let layer: ResolvedLayer<Scalar>
    switch try chain() {
    case .layers(let layers):
      guard let last = layers.last else { throw Self.noLayer }
      layer = last
    case .repeated(let first, let then, let depth):
      if depth.isZero { throw Self.noLayer }
      if first == then || depth.exactValue == .one {
        layer = first
      } else if depth.exactValue != nil {
        layer = then
      } else {
        throw .unsupported(
          "a symbolic depth needs equal widths from the input on: the input's differs")
      }
    case .stationary(let stationary):
      layer = stationary
    }
    return try LayerMixture(layer, squaredNorm: squaredNorm)
  }

  /// The law of z_1 of a network of depth one.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for a greater or a symbolic depth and for
  ///   orthogonal weights; ``NetworkError/noValue(_:)`` at depth 0.
  public func mixture() throws(NetworkError) -> LayerMixture<Scalar> {
    let layer: ResolvedLayer<Scalar>
    switch try chain() {
    case .layers(let layers) where layers.count <= 1:
      guard let only = layers.first else { throw Self.noLayer }
      layer = only
    case .repeated(let first, _, let depth) where depth.isZero || depth.exactValue == .one:
      if depth.isZero { throw Self.noLayer }
      layer = first
    default:
      throw .unsupported(
        "the law of z is a finite mixture of chi-squares at depth 1 only; beyond it, condition on"
          + " the squared norm before the last layer, or ask for moments")
    }
    return try LayerMixture(layer, squaredNorm: inputNorm)
  }

  private static var noLayer: NetworkError {
    .noValue("at depth 0 there is no layer: z is the input's squared norm, a constant")
  }
}
