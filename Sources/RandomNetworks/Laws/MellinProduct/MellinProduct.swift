internal import BallArithmetic
internal import Multiprecision

/// The law of z_L of a network without bias: a point mass at zero, and z_0 times a product of
/// independent factors sigma_l^2 xi_l (Burkholz and Dubatovka, section 2; Docs/Theory/Laws.md).
struct MellinProduct: Sendable {
  /// Equal factors of the product.
  struct Factor: Sendable {
    /// The weight variance.
    let variance: CertifiedReal
    /// The law of xi; nil for a layer that multiplies the norm by the variance for certain.
    let mixture: ChiSquareMixture?
    /// What leaky units leave of the norm: xi is the mixture's chi-square times an independent W.
    let leak: LeakyFactor?
    /// The dimension D of orthogonal weights: xi is then the chi-square mixture over an independent
    /// chi-square with D degrees of freedom that it is a part of. Nil for Gaussian weights.
    let dimension: Int?
    /// How many equal layers there are.
    let count: Integer

    init(
      variance: CertifiedReal, mixture: ChiSquareMixture?, leak: LeakyFactor? = nil,
      dimension: Int? = nil, count: Integer
    ) {
      self.variance = variance
      self.mixture = mixture
      self.leak = leak
      self.dimension = dimension
      self.count = count
    }
  }

  /// z_0.
  let norm: CertifiedReal
  /// Equal layers together, in the order of their first.
  let factors: [Factor]
  /// The last layer's.
  let last: Factor?

  /// Whether z_L is one number for certain.
  var isDeterministic: Bool { factors.allSatisfy { $0.mixture == nil } }
}

extension Network where Scalar == CertifiedReal {
  /// The factors of z_L.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for a bias and for orthogonal weights that do
  ///   not keep the norm: the law is no product of chi-squares then;
  ///   ``NetworkError/noValue(_:)`` when z_L = 0 for certain.
  func mellinProduct(
    allowingOrthogonal: Bool = false
  ) throws(NetworkError) -> MellinProduct {
    if inputNorm.isZero { throw Self.deadForCertain }
    var factors: [MellinProduct.Factor] = []
    switch try chain() {
    case .layers(let layers):
      for layer in layers { factors.append(try factor(layer, count: 1, allowingOrthogonal)) }
    case .repeated(let first, let then, let depth):
      guard let count = depth.exactValue?.asInteger else {
        throw .unsupported("the law of z needs a number as depth")
      }
      if first == then {
        if count.isPositive { factors = [try factor(then, count: count, allowingOrthogonal)] }
      } else if count.isPositive {
        factors = [try factor(first, count: 1, allowingOrthogonal)]
        if count > 1 { factors.append(try factor(then, count: count - 1, allowingOrthogonal)) }
      }
    case .stationary:
      throw Self.withBias
    }
    return MellinProduct(norm: inputNorm, factors: merged(factors), last: factors.last)
  }

  func merged(_ factors: [MellinProduct.Factor]) -> [MellinProduct.Factor] {
    var result: [MellinProduct.Factor] = []
    for factor in factors {
      if let place = result.firstIndex(where: {
        $0.mixture == factor.mixture && $0.leak == factor.leak
          && $0.dimension == factor.dimension && $0.variance == factor.variance
      }) {
        result[place] = MellinProduct.Factor(
          variance: factor.variance, mixture: factor.mixture, leak: factor.leak,
          dimension: factor.dimension,
          count: result[place].count + factor.count)
      } else {
        result.append(factor)
      }
    }
    return result
  }

  private func factor(
    _ layer: ResolvedLayer<CertifiedReal>, count: Integer, _ allowingOrthogonal: Bool
  ) throws(NetworkError) -> MellinProduct.Factor {
    guard layer.biasVariance.isZero else { throw Self.withBias }
    if layer.weightVariance.isZero { throw Self.deadForCertain }
    if layer.ensemble == .orthogonal {
      if layer.activation == .linear, try !layer.isContraction() {
        return MellinProduct.Factor(
          variance: try layer.squaredGain(), mixture: nil, count: count)
      }
      guard allowingOrthogonal else {
        throw .unsupported(
          "with orthogonal weights that do not keep the norm the law of z is no product of"
            + " chi-squares")
      }
      return try orthogonalFactor(layer, count: count)
    }
    guard let width = layer.width.exactValue?.asInt, width <= Self.largestLawWidth else {
      throw .unsupported(
        "the law of z is computed up to width \(Self.largestLawWidth),"
          + " not \(describe(layer.width))")
    }
    let half = CertifiedReal(Rational(numerator: 1, nonzeroDenominator: 2))
    switch layer.activation {
    case .linear:
      return MellinProduct.Factor(
        variance: layer.weightVariance,
        mixture: ChiSquareMixture(width: width, activity: CertifiedReal(1)), count: count)
    case .relu:
      return MellinProduct.Factor(
        variance: layer.weightVariance,
        mixture: ChiSquareMixture(width: width, activity: half), count: count)
    case .leakyReLU(let slope) where slope.isZero:
      return MellinProduct.Factor(
        variance: layer.weightVariance,
        mixture: ChiSquareMixture(width: width, activity: half), count: count)
    case .leakyReLU(let slope):
      return try leakyFactor(layer, width: width, slope: slope, count: count)
    case .dropout(let keep):
      let kept = try NetworkError.translating { () throws(ArithmeticError) in
        try layer.weightVariance.divided(by: keep * keep)
      }
      return MellinProduct.Factor(
        variance: kept, mixture: ChiSquareMixture(width: width, activity: keep * half),
        count: count)
    }
  }

  /// Units that are coordinates of a uniform direction: Docs/Theory/OrthogonalLaw.md, "One layer".
  private func orthogonalFactor(
    _ layer: ResolvedLayer<CertifiedReal>, count: Integer
  ) throws(NetworkError) -> MellinProduct.Factor {
    guard let width = layer.width.exactValue?.asInt,
      let inputs = layer.inputWidth.exactValue?.asInt,
      max(width, inputs) <= Self.largestOrthogonalWidth
    else {
      throw .unsupported(
        "the law of z with orthogonal weights is computed up to width"
          + " \(Self.largestOrthogonalWidth), not \(describe(layer.width)); moments are available")
    }
    let half = CertifiedReal(Rational(numerator: 1, nonzeroDenominator: 2))
    var variance = try layer.squaredGain()
    let activity: CertifiedReal
    switch layer.activation {
    case .linear: activity = CertifiedReal(1)
    case .relu: activity = half
    case .leakyReLU(let slope) where slope.isZero: activity = half
    case .leakyReLU:
      throw .unsupported(
        "the law of z with leaky units and orthogonal weights is not computed; moments are"
          + " available")
    case .dropout(let keep):
      let gain = variance
      variance = try NetworkError.translating { () throws(ArithmeticError) in
        try gain.divided(by: keep * keep)
      }
      activity = keep * half
    }
    return MellinProduct.Factor(
      variance: variance, mixture: ChiSquareMixture(width: width, activity: activity),
      dimension: max(width, inputs), count: count)
  }

  /// With a slope beyond 1 in modulus, xi = a (chi2_(N-K) + chi2_K/a) with a its square.
  private func leakyFactor(
    _ layer: ResolvedLayer<CertifiedReal>, width: Int, slope: CertifiedReal, count: Integer
  ) throws(NetworkError) -> MellinProduct.Factor {
    let square = slope * slope
    let mixture = ChiSquareMixture(width: width, activity: CertifiedReal(1))
    guard let side = (CertifiedReal(1) - square).certainSign, square.certainSign == 1 else {
      throw .unsupported("the slope of the leaky units is not known well enough: is it 0, or 1?")
    }
    if side == 0 {
      return MellinProduct.Factor(
        variance: layer.weightVariance, mixture: mixture, count: count)
    }
    guard width <= LeakyFactor.largestWidth else {
      throw .unsupported(
        "the law of z with leaky units is computed up to width \(LeakyFactor.largestWidth), not"
          + " \(width); moments are available")
    }
    // The points of the integral for E[W^s] are as many as ln(1/slope^2) asks for.
    guard
      square.ball(precision: 64).approximateLogarithm.magnitude
        <= LeakyFactor.largestLogarithm
    else {
      throw .unsupported(
        "the law of z is computed for leaky units whose slope is between 10^-2000 and 10^2000 in"
          + " modulus; moments are available")
    }
    let inverse = try NetworkError.translating { () throws(ArithmeticError) in
      try CertifiedReal(1).divided(by: square)
    }
    return MellinProduct.Factor(
      variance: side > 0 ? layer.weightVariance : layer.weightVariance * square, mixture: mixture,
      leak: LeakyFactor(width: width, squaredSlope: side > 0 ? square : inverse), count: count)
  }

  /// The greatest width of a layer with orthogonal weights whose law is computed.
  static var largestOrthogonalWidth: Int { 5_000 }

  /// The greatest width of a layer whose law is computed.
  static var largestLawWidth: Int { 1_000_000 }

  private static var deadForCertain: NetworkError {
    .noValue("z_L is 0 for certain: the input's norm or a weight variance is 0")
  }

  private static var withBias: NetworkError {
    .unsupported(
      "with a bias the law of z_L is no product of chi-squares; moments are available")
  }
}
