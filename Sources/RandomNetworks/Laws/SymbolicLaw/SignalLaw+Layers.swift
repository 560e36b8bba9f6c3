internal import Algebra
internal import Multiprecision

extension SignalLaw.Part {
  /// The greatest sum of the widths of layers.
  private static var largestTotalWidth: Int { 20_000 }

  /// The transform of the factor of one layer, by the parity of the number k of active units:
  /// with w_k = P(K = k),
  ///
  ///     Γ(k/2+s)/Γ(k/2) = (s+1)_(j-1)/(j-1)! Γ(s+1)           for k = 2j,
  ///     Γ(k/2+s)/Γ(k/2) = (s+1/2)_j/(1/2)_j Γ(s+1/2)/sqrt(pi)  for k = 2j + 1.
  ///
  /// Docs/Theory/SymbolicLaws.md, "The parity split".
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for a width that is a symbol or too large.
  init(_ factor: LayerFactor<Scalar>) throws(NetworkError) {
    guard let units = factor.units else {
      self.init(scale: factor.variance, polynomials: [.one])
      return
    }
    guard let width = units.width.exactValue?.asInt else {
      throw .unsupported("the law of z as an exact value needs a number as width, not a symbol")
    }
    guard width <= Self.largestTotalWidth else {
      throw .unsupported(
        "the law of z as an exact value is for widths up to \(Self.largestTotalWidth), not \(width)"
      )
    }
    let weights = Self.weights(width, units.activity)
    let half = Rational(numerator: 1, nonzeroDenominator: 2)
    var odd: [Scalar] = []
    var even: [Scalar] = []
    // 1/(1/2)_j and 1/(j-1)!.
    var (oddFactor, evenFactor) = (Rational.one, Rational.one)
    for k in 1..<(width + 1) {
      let j = k / 2
      if k % 2 == 1 {
        odd.append(weights[k] * Scalar(oddFactor))
        oddFactor *= Rational(numerator: 2, nonzeroDenominator: Integer(2 * j + 1))
      } else {
        even.append(weights[k] * Scalar(evenFactor))
        evenFactor *= Rational(numerator: 1, nonzeroDenominator: Integer(j))
      }
    }
    self.init(
      scale: factor.variance,
      polynomials: [
        TransformPolynomial(risingFrom: half, coefficients: odd),
        TransformPolynomial(risingFrom: .one, coefficients: even),
      ])
  }

  /// P(K = k) for k = 0, ..., width.
  private static func weights(_ width: Int, _ activity: Scalar) -> [Scalar] {
    if activity == .one { return Array(repeating: .zero, count: width) + [.one] }
    let inactive = Scalar.one - activity
    var powers = [Scalar.one]
    for _ in 0..<width { powers.append(powers[powers.count - 1] * inactive) }
    var weights: [Scalar] = []
    var ways = Integer.one
    var active = Scalar.one
    for k in 0...width {
      weights.append(Scalar(Rational(ways)) * active * powers[width - k])
      active = active * activity
      ways = (ways * Integer(width - k)).exactQuotient(dividingBy: Integer(k + 1))
    }
    return weights
  }

  /// The law of the product of independent variables.
  static func * (left: Self, right: Self) -> Self {
    var product = Array(
      repeating: TransformPolynomial<Scalar>.zero,
      count: left.factorCount + right.factorCount + 1)
    for (i, p) in left.polynomials.enumerated() where !p.isZero {
      for (j, q) in right.polynomials.enumerated() where !q.isZero {
        product[i + j] = product[i + j] + p * q
      }
    }
    return Self(scale: left.scale * right.scale, polynomials: product)
  }

  /// The law of the product of so many independent variables of this law.
  func power(_ count: Int) -> Self {
    var result = Self(scale: .one, polynomials: [.one])
    var square = self
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// The power, when the polynomials stay small enough.
  func boundedPower(_ count: Scalar, width: Scalar) throws(NetworkError) -> Self {
    guard let machine = count.exactValue?.asInt else {
      throw .unsupported("the law of z as an exact value needs a number as depth, not a symbol")
    }
    let (total, overflow) = machine.multipliedReportingOverflow(
      by: max(1, width.exactValue?.asInt ?? 1))
    guard !overflow, total <= Self.largestTotalWidth else {
      throw .unsupported(
        "the law of z as an exact value is for layers with up to \(Self.largestTotalWidth) units"
          + " altogether; moments and certified numbers are available beyond")
    }
    return power(machine)
  }
}

extension SignalLaw {
  /// The law of the squared norm after a layer, given this law before it.
  ///
  /// Without bias the layer multiplies by an independent factor and the law stays in the class
  /// (Docs/Theory/SymbolicLaws.md, "Layers"). With a bias it does when this law consists of point
  /// masses, as the law of the input does.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for a bias after a law with a density, for leaky
  ///   units, and for symbols or numbers too large as width or count.
  public func pushedForward(
    through factor: LayerFactor<Scalar>
  ) throws(NetworkError) -> SignalLaw<Scalar> {
    let isDead = factor.variance.isZero
    if factor.biasVariance.isZero {
      if isDead { return .zero }
      let own = try Part(factor).boundedPower(factor.count, width: factor.units?.width ?? .one)
      return SignalLaw(parts.map { $0 * own })
    }
    guard factor.count == .one || isDead, isDiscrete else {
      throw .unsupported(
        "with a bias the law of z has a closed form at depth 1 only, or with the bias in the first"
          + " layer alone; its moments have one at any depth")
    }
    var result: [Part] = []
    for (place, weight) in pointMasses {
      let scale = factor.variance * place + factor.biasVariance
      var part = try Part(LayerFactor(variance: scale, units: factor.units))
      part.polynomials = part.polynomials.map { $0.scaled(by: weight) }
      result.append(part)
    }
    return SignalLaw(result)
  }

  /// The law of the squared norm after a layer that follows one of the given width.
  ///
  /// - Throws: as ``pushedForward(through:)-(LayerFactor<Scalar>)``.
  public func pushedForward(
    through layer: Layer<Scalar>, inputWidth: Scalar
  ) throws(NetworkError) -> SignalLaw<Scalar> {
    let single = try Network(inputWidth: inputWidth, architecture: .layers([layer]))
    var law = self
    for factor in try single.layerFactors() { law = try law.pushedForward(through: factor) }
    return law
  }
}

extension SignalLaw {
  /// The law of a number's product with the factors of layers, the first of which may have a bias.
  ///
  /// - Throws: as ``pushedForward(through:)-(LayerFactor<Scalar>)``.
  public init(
    norm: Scalar, factors: [LayerFactor<Scalar>]
  ) throws(NetworkError) {
    var law = SignalLaw.pointMass(at: norm)
    for factor in factors { law = try law.pushedForward(through: factor) }
    self = law
  }
}

extension Network {
  /// The law of z_L as an exact value.
  ///
  /// Widths and depth must be numbers; variances, the input's norm and dropout's probability may
  /// be symbols.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` where the law has no closed form: with a bias beyond
  ///   the first layer, with leaky units, at infinite depth.
  public func signalLaw() throws(NetworkError) -> SignalLaw<Scalar> {
    try SignalLaw(norm: inputNorm, factors: layerFactors())
  }
}
