internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Bounds of a density f in the sector |arg z| <= angle < pi/2, |f(z) z| <= C(c) |z|^(-c), for the law of
/// the squared norm of a network.
///
/// Docs/Theory/Outputs.md, "Components together".
struct SectorBound {
  let angle: RealBall
  /// Half the least degrees of freedom of the last factors: c > -reach.
  let reach: Rational
  private let network: Network<CertifiedReal>
  private let transform: ProductTransform
  /// E[z^c; z > 0] for c < 0, or a bound of it.
  private let negativeMoment: (RealBall, Precision) -> RealBall

  init(
    _ network: Network<CertifiedReal>, law: any CertifiedLaw, angle: RealBall
  ) throws(NetworkError) {
    self.angle = angle
    self.network = network
    let factors: [ProductTransform.Factor]
    if let law = law as? BiasedLaw {
      factors = law.lastFactors
      negativeMoment = law.negativeMomentBound
    } else if let product = (law as? ProductLaw)?.product {
      factors = product.factors.compactMap { factor in
        factor.mixture.map { (mixture: $0, count: factor.count) }
      }
      negativeMoment = { product.transform(at: $0, precision: $1) }
    } else {
      throw .unsupported("joint distributions are computed for laws that are given by layers")
    }
    transform = ProductTransform(kind: .density, factors: factors) { _ in .one }
    reach = transform.reach
  }

  /// log C(c) for c < 0 or for an integer c > 0; infinity when no bound was found.
  func logarithm(at c: Rational) throws(NetworkError) -> Double {
    let precision: Precision = 96
    let place = RealBall(c, precision: precision)
    let moment: RealBall
    if c.isNegative {
      moment = negativeMoment(place, precision)
    } else {
      guard let order = c.asInt else { return .infinity }
      moment = try network.moment(order, precision: precision).ball(precision: precision)
    }
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

extension BiasedLaw {
  /// The factors of the last stage, behind the last bias.
  var lastFactors: [ProductTransform.Factor] {
    guard let kind = chain.stages.last else { return [] }
    return chain.kinds[kind].factors.map { (mixture: $0.mixture, count: Integer($0.count)) }
  }

  /// A bound of E[z^c; z > 0] for c < 0, from the least variance of the last stage.
  func negativeMomentBound(at c: RealBall, precision: Precision) -> RealBall {
    guard let kind = chain.stages.last else { return .unbounded }
    let stage = chain.kinds[kind]
    var base = stage.leastVariance.ball(precision: precision).logarithm(precision: precision)
    for scale in stage.scales {
      base = base.adding(
        scale.base.ball(precision: precision).logarithm(precision: precision)
          .multiplied(by: scale.count, precision: precision), precision: precision)
    }
    var moment = base.multiplied(by: c, precision: precision).exponential(precision: precision)
    for factor in stage.factors {
      moment = moment.multiplied(
        by: factor.mixture.mellin(at: c, precision: precision)
          .power(Integer(factor.count), precision: precision), precision: precision)
    }
    return moment
  }
}
