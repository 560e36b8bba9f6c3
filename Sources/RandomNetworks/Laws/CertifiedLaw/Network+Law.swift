public import BallArithmetic
internal import Multiprecision

extension Network where Scalar == CertifiedReal {
  /// The law of z_L.
  ///
  /// ```swift
  /// let law = try network.law()
  /// let median = try law.quantile(CertifiedReal(Rational("1/2")!), precision: 200)
  /// ```
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for a bias, and for activations and ensembles whose
  ///   law is no product of chi-squares.
  public func law() throws(NetworkError) -> any CertifiedLaw {
    try ProductLaw(self)
  }

  /// The law of a scalar linear output: a pre-activation of the layer after the last, of the same
  /// variances.
  ///
  /// Docs/Theory/Outputs.md, "Outputs".
  ///
  /// - Throws: as ``law()``; ``NetworkError/noValue(_:)`` at depth 0.
  public func outputLaw() throws(NetworkError) -> any CertifiedLaw {
    try preactivationLaw(in: outputLayer())
  }

  /// The law of a pre-activation of a layer behind this network.
  func preactivationLaw(
    in layer: ResolvedLayer<CertifiedReal>
  ) throws(NetworkError) -> SymmetricLaw {
    guard layer.ensemble == .gaussian else {
      throw .unsupported(
        "the law of an output needs Gaussian weights, not orthogonal ones; moments are available")
    }
    guard layer.biasVariance.isZero else {
      throw .unsupported("the law of an output with a bias is not available; moments are")
    }
    if try isDeadForCertain() || layer.weightVariance.isZero {
      return SymmetricLaw(square: ProductLaw.zero) { _ in .unbounded }
    }
    let unit = MellinProduct.Factor(
      variance: layer.weightVariance,
      mixture: ChiSquareMixture(width: 1, activity: CertifiedReal(1)), count: 1)
    let norm = try mellinProduct()
    let square = MellinProduct(
      norm: norm.norm, factors: merged(norm.factors + [unit]), last: unit)
    let network = self
    // E[(2 pi σ_w² z)^(-1/2)], infinite or not.
    return SymmetricLaw(square: ProductLaw(square)) { precision throws(NetworkError) in
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
}
