public import BallArithmetic
internal import Multiprecision

extension Network where Scalar == CertifiedReal {
  /// The log-normal law that z_L of a network without bias tends to when width and depth grow
  /// together: ln z_L is about normal with mean ln E z_L - beta/2 and variance beta,
  ///
  ///     beta = Σ_l (E[xi_l^2]/E[xi_l]^2 - 1),
  ///
  /// 5 Σ 1/N_l for ReLU (Hanin and Nica, arXiv 1812.05994). It has no point mass.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` with a bias, ``NetworkError/noValue(_:)`` where z_L
  ///   is one number.
  public func logNormalApproximation() throws(NetworkError) -> LogNormalLaw {
    var variance = CertifiedReal(0)
    func add(_ layer: ResolvedLayer<CertifiedReal>, count: CertifiedReal) throws(NetworkError) {
      guard layer.biasVariance.isZero else {
        throw .unsupported("the log-normal approximation is for networks without bias")
      }
      let mixture = try LayerMixture(layer, squaredNorm: CertifiedReal(1))
      let mean = try mixture.moment(1)
      let ratio = try NetworkError.translating {
        [second = try mixture.moment(2)]
        () throws(ArithmeticError) in
        try second.divided(by: mean * mean)
      }
      variance = variance + count * (ratio - CertifiedReal(1))
    }
    switch try chain() {
    case .layers(let layers): for layer in layers { try add(layer, count: CertifiedReal(1)) }
    case .repeated(let first, let then, let depth):
      if !depth.isZero {
        try add(first, count: CertifiedReal(1))
        try add(then, count: depth - CertifiedReal(1))
      }
    case .stationary:
      throw .unsupported("the log-normal approximation is for networks without bias")
    }
    guard variance.certainSign == 1, inputNorm.certainSign == 1 else {
      throw .noValue("z_L is one number for certain: no log-normal law approximates it")
    }
    let network = self
    let half = variance * CertifiedReal(Rational(numerator: 1, nonzeroDenominator: 2))
    // A mean that cannot be computed shows as an unbounded value, not as a wrong one.
    return LogNormalLaw(
      logarithmMean: { precision in
        guard let mean = try? network.moment(1, precision: precision) else { return .unbounded }
        return mean.ball(precision: precision).logarithm(precision: precision)
          .subtracting(half.ball(precision: precision), precision: precision)
      }, logarithmVariance: variance)
  }

  /// The normal law that a scalar linear output tends to when the width grows at a fixed depth:
  /// mean 0, and the output's own variance, which is exact at every width.
  ///
  /// - Throws: ``NetworkError``.
  public func meanFieldOutput() throws(NetworkError) -> NormalLaw {
    let variance = try outputMoment(2, normMoments: moments(through: 1))
    guard variance.certainSign == 1 else {
      throw .noValue("the output is 0 for certain: no normal law approximates it")
    }
    return NormalLaw(variance: variance)
  }
}
