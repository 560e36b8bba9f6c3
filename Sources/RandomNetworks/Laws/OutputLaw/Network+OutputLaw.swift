public import BallArithmetic
internal import Multiprecision

/// Docs/Theory/Outputs.md, "Outputs" and "Activations".
extension Network where Scalar == CertifiedReal {
  /// The law of a scalar linear output: a pre-activation of the layer after the last, of the same
  /// variances.
  ///
  /// - Throws: as ``law()``; ``NetworkError/noValue(_:)`` at depth 0.
  public func outputLaw() throws(NetworkError) -> any CertifiedLaw {
    try preactivationLaw(in: outputLayer())
  }

  /// The law of one unit's pre-activation in the last layer; with parameter sharing, of the core.
  ///
  /// - Throws: as ``outputLaw()``.
  public func preactivationLaw() throws(NetworkError) -> any CertifiedLaw {
    try withoutLastLayer().preactivationLaw(in: lastResolvedLayer())
  }

  /// The law of one unit's activation in the last layer; with parameter sharing, of the core.
  ///
  /// - Throws: as ``outputLaw()``, and for leaky units.
  public func activationLaw() throws(NetworkError) -> any CertifiedLaw {
    let layer = try lastResolvedLayer()
    let preactivation = try withoutLastLayer().preactivationLaw(in: layer)
    switch layer.activation {
    case .linear: return preactivation
    case .relu: return ActivationLaw(preactivation: preactivation, keep: CertifiedReal(1))
    case .dropout(let keep): return ActivationLaw(preactivation: preactivation, keep: keep)
    case .leakyReLU(let slope) where slope.isZero:
      return ActivationLaw(preactivation: preactivation, keep: CertifiedReal(1))
    case .leakyReLU:
      throw .unsupported("the law of a leaky unit is that of its pre-activation on either side")
    }
  }

  /// The law of a pre-activation of a layer behind this network.
  private func preactivationLaw(
    in layer: ResolvedLayer<CertifiedReal>
  ) throws(NetworkError) -> SymmetricLaw {
    if layer.ensemble == .orthogonal { return try orthogonalPreactivationLaw(in: layer) }
    if !layer.biasVariance.isZero { return try biasedPreactivationLaw(in: layer) }
    if let plain = try movingFirstBias() { return try plain.preactivationLaw(in: layer) }
    if try hasBias() {
      let square = try BiasedLaw(self, followedBy: [layer.unit])
      return SymmetricLaw(square: square, densityAtZero: densityAtZero(of: layer))
    }
    if try isDeadForCertain() || layer.weightVariance.isZero {
      return SymmetricLaw(square: ProductLaw.zero) { _ in .unbounded }
    }
    let factor = MellinProduct.Factor(
      variance: layer.weightVariance,
      mixture: ChiSquareMixture(width: 1, activity: CertifiedReal(1)), count: 1)
    let norm = try mellinProduct()
    let square = MellinProduct(
      norm: norm.norm, factors: merged(norm.factors + [factor]), last: factor)
    return SymmetricLaw(square: ProductLaw(square), densityAtZero: densityAtZero(of: layer))
  }

  /// E[(2 pi σ_w² z)^(-1/2)], infinite or not, for a layer without bias.
  private func densityAtZero(
    of layer: ResolvedLayer<CertifiedReal>
  ) -> @Sendable (Precision) throws(NetworkError) -> RealBall {
    let network = self
    return { precision throws(NetworkError) in
      let inner = precision + 16
      let half = CertifiedReal(Rational(numerator: -1, nonzeroDenominator: 2))
      let moment: RealBall
      do throws(NetworkError) {
        moment = try network.mellin(at: half, precision: inner)
      } catch .noValue {
        throw .noValue("the density is infinite at 0")
      }
      let scale = layer.weightVariance.ball(precision: inner)
        .multiplied(by: .pi(precision: inner), precision: inner).scaled(byPowerOfTwo: 1)
      return moment.divided(by: scale.squareRoot(precision: inner), precision: precision)
    }
  }

  /// The density at 0 from that near 0: with a variance of at least b,
  /// p(x) <= p(0) <= p(x)/(1 - x^2/(2b)): Docs/Theory/Outputs.md, "The density at zero".
  private func biasedPreactivationLaw(
    in layer: ResolvedLayer<CertifiedReal>
  ) throws(NetworkError) -> SymmetricLaw {
    let square = try BiasedLaw(self, followedBy: [layer.unit])
    return SymmetricLaw(square: square) { precision throws(NetworkError) in
      let inner = precision + 16
      let ratio = CertifiedReal(
        Rational(numerator: .one, nonzeroDenominator: Integer.one << inner.bits))
      let place = layer.biasVariance * ratio
      let near = try square.value(of: .density, at: place, precision: inner).value.multiplied(
        by: place.ball(precision: inner).squareRoot(precision: inner), precision: inner)
      // 1/(1 - q/2) <= 1 + q for q <= 1.
      let excess = near.magnitudeUpperBound * .powerOfTwo(-inner.bits)
      return near.addingError(excess).rounded(to: precision)
    }
  }
}
