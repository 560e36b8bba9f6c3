internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Bounds of a density f in the sector |arg z| <= angle < pi/2, |f(z) z| <= C(c) |z|^(-c), for the law of
/// the squared norm.
///
/// Docs/Theory/Outputs.md, "Components together".
struct SectorBound {
  let angle: RealBall
  /// Half the least degrees of freedom of the last factors: c > -reach.
  let reach: Rational
  private let transform: ProductTransform
  /// A bound of E[z^c; z > 0], c not 0.
  private let moment: @Sendable (Rational) throws(NetworkError) -> RealBall

  private static let precision: Precision = 96

  init(
    _ network: Network<CertifiedReal>, law: any CertifiedLaw, angle: RealBall
  ) throws(NetworkError) {
    if let law = law as? BiasedLaw, let stage = law.lastStage {
      self.init(law, stage: stage, angle: angle)
      return
    }
    guard let product = (law as? ProductLaw)?.product else {
      throw .unsupported(
        "the joint distribution of several units behind orthogonal layers is not computed")
    }
    let factors = product.factors.compactMap { factor in
      factor.mixture.map { (mixture: $0, count: factor.count) }
    }
    self.init(angle: angle, factors: factors) { c throws(NetworkError) in
      if c.isNegative {
        return product.transform(
          at: RealBall(c, precision: Self.precision), precision: Self.precision)
      }
      guard let order = c.asInt else { return .unbounded }
      return try network.moment(order, precision: Self.precision).ball(precision: Self.precision)
    }
  }

  /// F(s) = E[V^s] times the transforms of the last stage's factors, V at least its least value.
  ///
  /// Docs/Theory/BiasedLaw.md, "The last integral".
  init(_ law: BiasedLaw, stage: BiasedChain.Stage, angle: RealBall) {
    let factors = stage.factors.map { (mixture: $0.mixture, count: Integer($0.count)) }
    self.init(angle: angle, factors: factors) { c throws(NetworkError) in
      let p = Self.precision
      if c.isNegative {
        let s = RealBall(c, precision: p)
        return stage.leastVariance.ball(precision: p).power(s, precision: p)
          .multiplied(by: stage.factor(at: s, precision: p), precision: p)
      }
      guard let order = c.asInt, order <= 1024 else { return .unbounded }
      return law.chain.isStationary
        ? .unbounded
        : law.chain.moments(through: order, precision: p).last?[order] ?? .unbounded
    }
  }

  private init(
    angle: RealBall, factors: [ProductTransform.Factor],
    moment: @escaping @Sendable (Rational) throws(NetworkError) -> RealBall
  ) {
    self.angle = angle
    transform = ProductTransform(kind: .density, factors: factors) { _ in .one }
    reach = transform.reach
    self.moment = moment
  }

  /// log |F(c + it)/F(c)| at most, for |t| >= the height: the bound there, and its descent.
  func decay(at c: BigFloat, height: RealBall) -> (exponent: RealBall, descent: RealBall)? {
    guard let line = transform.majorant(at: c, precision: Self.precision) else { return nil }
    return (line.exponent(at: height), -line.slopeUpperBound(from: height))
  }

  /// log C(c) for c < 0 or for an integer c > 0; infinity when no bound was found.
  func logarithm(at c: Rational) throws(NetworkError) -> Double {
    let precision = Self.precision
    let place = RealBall(c, precision: precision)
    let moment = try moment(c)
    guard var line = transform.majorant(at: place.midpoint, precision: precision) else {
      return .infinity
    }
    line.growth = angle
    // The majorant's exponent is relative to the value on the real axis; 1/pi < 1/2.
    let bound = moment.magnitudeUpperBound * line.integralUpperBound().scaled(byPowerOfTwo: -1)
    guard bound.isFinite, !bound.isZero else { return .infinity }
    // Rounded up: a double's error and the logarithm's.
    let logarithm = RealBall(exact: BigFloat(bound)).logarithm(precision: precision)
    return logarithm.approximateDouble + 1e-6 * (1 + logarithm.approximateDouble.magnitude)
  }
}
