internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Bounds of a density f in the sector |arg z| <= angle < pi/2, |f(z) z| <= C(c) |z|^(-c), for the law of
/// the squared norm of a network without bias.
///
/// Docs/Theory/Outputs.md, "Components together".
struct SectorBound {
  let angle: RealBall
  /// Half the least degrees of freedom of the last factors: c > -reach.
  let reach: Rational
  private let network: Network<CertifiedReal>
  private let transform: ProductTransform
  private let product: MellinProduct

  init(
    _ network: Network<CertifiedReal>, law: any CertifiedLaw, angle: RealBall
  ) throws(NetworkError) {
    self.angle = angle
    self.network = network
    guard let product = (law as? ProductLaw)?.product else {
      throw .unsupported(
        "the joint distribution of several units behind layers with bias is not computed; that of"
          + " one unit is")
    }
    self.product = product
    let factors = product.factors.compactMap { factor in
      factor.mixture.map { (mixture: $0, count: factor.count) }
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
      moment = product.transform(at: place, precision: precision)
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
