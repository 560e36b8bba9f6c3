public import BallArithmetic
public import Multiprecision
internal import SpecialFunctions

/// P(x_1 <= a_1, ..., x_n <= a_n) for n different units of the last layer.
///
/// Given the squared norm z before the layer the units are independent: the probability is E[g(z)],
/// g(z) = Π F(a_i/sigma), sigma^2 = sigma_w^2 z + sigma_b^2 (Burkholz and Dubatovka, section 2.1). The part of
/// the expectation over z > 0 is an integral over log z by the trapezoid rule, with a bound that
/// comes from the density's growth in a sector.
///
/// Docs/Theory/Outputs.md, "Components together".
struct JointDistribution {
  private let thresholds: [CertifiedReal]
  private let layer: ResolvedLayer<CertifiedReal>
  /// The probability that a unit with a positive pre-activation is kept; nil for linear units.
  private let keep: CertifiedReal?
  private let network: Network<CertifiedReal>

  init(
    _ network: Network<CertifiedReal>, thresholds: [CertifiedReal]
  ) throws(NetworkError) {
    layer = try network.lastResolvedLayer()
    self.network = try network.withoutLastLayer()
    self.thresholds = thresholds
    if let width = layer.width.exactValue, width < Rational(thresholds.count) {
      throw .noValue(
        "the last layer has \(width) units, fewer than the \(thresholds.count) thresholds")
    }
    guard layer.ensemble == .gaussian else {
      throw .unsupported("the joint distribution of units needs Gaussian weights")
    }
    switch layer.activation {
    case .linear: keep = nil
    case .relu: keep = CertifiedReal(1)
    case .dropout(let probability): keep = probability
    case .leakyReLU(let slope):
      guard slope.isZero else {
        throw .unsupported("the joint distribution of leaky units is not computed")
      }
      keep = CertifiedReal(1)
    }
  }

  /// F(a/sigma) for a variance.
  private func factor(
    _ threshold: CertifiedReal, variance: RealBall, precision: Precision
  ) -> RealBall {
    let q = keep?.ball(precision: precision) ?? .one
    let place = threshold.ball(precision: precision).multiplied(by: q, precision: precision)
      .divided(
        by: variance.scaled(byPowerOfTwo: 1).squareRoot(precision: precision),
        precision: precision)
    // 1 - q + q Φ = 1 - q erfc/2 for a >= 0.
    if threshold.certainSign == -1 {
      return (-place).complementaryErrorFunction(precision: precision).scaled(byPowerOfTwo: -1)
    }
    return RealBall.one.subtracting(
      place.complementaryErrorFunction(precision: precision).scaled(byPowerOfTwo: -1)
        .multiplied(by: q, precision: precision), precision: precision)
  }

  /// g(z).
  private func conditional(_ z: CertifiedReal, precision: Precision) -> RealBall {
    let variance = layer.weightVariance * z + layer.biasVariance
    if variance.isZero {
      return thresholds.allSatisfy { $0.certainSign.map { $0 >= 0 } ?? false } ? .one : .zero
    }
    let ball = variance.ball(precision: precision)
    return thresholds.reduce(RealBall.one) {
      $0.multiplied(
        by: factor($1, variance: ball, precision: precision), precision: precision)
    }
  }

  func value(precision: Precision) throws(NetworkError) -> RealBall {
    if thresholds.isEmpty { return .one }
    guard thresholds.allSatisfy({ $0.certainSign != nil }) else { return .unbounded }
    // Only linear units are ever negative.
    if keep != nil, thresholds.contains(where: { $0.certainSign == -1 }) { return .zero }
    let law = try network.law()
    let inner = precision + 16
    var sum = RealBall.zero
    var isContinuous = true
    for (index, place) in law.pointMasses.enumerated() {
      let mass = try law.mass(ofPointMass: index, precision: inner)
      if mass.exactValue == .one { isContinuous = false }
      sum = sum.adding(
        conditional(place, precision: inner).multiplied(
          by: mass.ball(precision: inner), precision: inner), precision: inner)
    }
    if !isContinuous { return sum.rounded(to: precision) }
    return sum.adding(try integral(law, precision: inner), precision: precision)
  }

  /// The trapezoid rule's choices and its bound.
  private struct Plan {
    var step = 0.0
    var low = 0
    var high = 0
    var error = Magnitude.infinity
    /// log C(c) + n log(3/2), and |c|, for the two ends.
    var left = (logarithm: 0.0, rate: 0.0)
    var right = (logarithm: 0.0, rate: 0.0)

    /// The logarithm of a bound of |f(z) z g(z)| for log z within 1.2 of u.
    func logBound(_ u: Double) -> Double {
      min(left.logarithm + left.rate * (u + 1.2), right.logarithm - right.rate * (u - 1.2)) + 1e-6
    }
  }

  /// The half-width of the strip, below pi/2.
  private static let angle = 1.45
  private static let largestCount = 200_000

  /// A plan for an absolute error of about 2^-bits.
  ///
  /// The figures are doubles, the bound that follows from them is proven.
  private func plan(
    _ sector: SectorBound, bits: Int
  ) throws(NetworkError) -> Plan {
    let depth = Double(bits) * 0.693_147_180_559_946
    // log (3/2)^n.
    let growth = Double(thresholds.count) * 0.405_465_108_108_165
    func cut(_ c: Rational) throws(NetworkError) -> (place: Double, logarithm: Double) {
      let logarithm = try sector.logarithm(at: c)
      return ((logarithm + growth + depth + 8) / c.nearestDouble.magnitude, logarithm)
    }
    var left = (c: Rational.zero, place: Double.infinity, logarithm: Double.infinity)
    for fraction in [(1, 4), (1, 2), (3, 4), (7, 8), (15, 16), (31, 32)] {
      let c =
        -sector.reach
        * Rational(
          numerator: Integer(fraction.0), nonzeroDenominator: Integer(fraction.1))
      let (place, logarithm) = try cut(c)
      if place < left.place { left = (c, place, logarithm) }
    }
    var right = (c: Rational.zero, place: Double.infinity, logarithm: Double.infinity)
    var order = 1
    while order <= 512 {
      let (place, logarithm) = try cut(Rational(order))
      if place < right.place {
        right = (Rational(order), place, logarithm)
      } else if order > 4 {
        break
      }
      order += max(1, order / 3)
    }
    guard left.place.isFinite, right.place.isFinite else { throw Self.tooLong }
    var plan = Plan()
    let (first, second) = (left.c.nearestDouble.magnitude, right.c.nearestDouble)
    // log of a bound of the integral of |f(z) z| over both ends.
    let mass =
      max(
        left.logarithm - first.estimatedLogarithm, right.logarithm - second.estimatedLogarithm)
      + 0.7
    plan.left = (left.logarithm + growth, first)
    plan.right = (right.logarithm + growth, second)
    let frequency = (depth + growth + mass + 2) / Self.angle
    plan.step = 2 * Double.pi / max(frequency, 1)
    plan.low = -Int((max(left.place, 1) / plan.step).rounded(.up))
    plan.high = Int((max(right.place, 1) / plan.step).rounded(.up))
    guard plan.high - plan.low < Self.largestCount else { throw Self.tooLong }
    plan.error = error(plan)
    return plan
  }

  /// The proven bound of discretization and truncation.
  private func error(_ plan: Plan) -> Magnitude {
    let precision: Precision = 96
    func ball(_ value: Double) -> RealBall { RealBall(exact: BigFloat(value)) }
    let step = ball(plan.step)
    var total = Magnitude.zero
    // e^(2 pi d/h) - 1 >= e^(2 pi d/h)/2.
    let turns = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
      .multiplied(by: ball(Self.angle), precision: precision)
      .divided(by: step, precision: precision)
    for (end, place) in [(plan.left, -plan.low), (plan.right, plan.high)] {
      let rate = ball(end.rate)
      let size = Magnitude.exponential(of: ball(end.logarithm + 1e-6))
      let inverse = Magnitude.one.divided(byLowerBound: rate.distanceFromZeroLowerBound)
      total += (Magnitude.exponential(of: -turns) * size * inverse).scaled(byPowerOfTwo: 2)
      let reach = rate.multiplied(by: step, precision: precision)
        .multiplied(by: place, precision: precision)
      total +=
        size * Magnitude.exponential(of: -reach) * (step.magnitudeUpperBound + inverse)
    }
    return total
  }

  private func integral(
    _ law: any CertifiedLaw, precision: Precision
  ) throws(NetworkError) -> RealBall {
    let angle = RealBall(exact: BigFloat(Self.angle))
    let sector = try SectorBound(network, law: law, angle: angle)
    // g is at least 2^-n where all thresholds are nonnegative.
    let bits = precision.bits + thresholds.count
    let plan = try plan(sector, bits: bits)
    let inner = precision + 32
    let step = RealBall(exact: BigFloat(plan.step))
    var sum = RealBall.zero
    var shift = Magnitude.zero
    for index in plan.low...plan.high {
      let point = step.multiplied(by: index, precision: inner + 32)
        .exponential(precision: inner + 32)
      let place = point.midpoint
      guard let exact = place.exactRational else { throw Self.tooLong }
      // The point is off by at most 2 |x| in log z, x its relative error: |Δ| times a bound on a
      // circle of radius 1 around it.
      let bound = plan.logBound(Double(index) * plan.step)
      let deviation = point.radius.divided(byLowerBound: Magnitude(lowerBound: place))
        .scaled(byPowerOfTwo: 1)
      guard deviation < .powerOfTwo(-4) else { return .unbounded }
      shift += deviation * Magnitude.exponential(of: RealBall(exact: BigFloat(bound)))
      // The terms are wanted to an absolute accuracy.
      let share = min(0, bound / 0.693_147_180_559_945)
      let own = max(32, inner.bits + Int(max(share, -1e9)))
      let z = CertifiedReal(exact)
      let density = try law.value(of: .density, at: z, precision: Precision(clamping: own)).value
      let term = density.multiplied(by: RealBall(exact: place), precision: inner)
        .multiplied(by: conditional(z, precision: inner), precision: inner)
      sum = sum.adding(term, precision: inner)
    }
    return sum.addingError(shift).multiplied(by: step, precision: inner)
      .addingError(plan.error)
  }

  private static let tooLong = NetworkError.unsupported(
    "the joint distribution would take too many points here: ask for fewer digits")
}

extension Network where Scalar == CertifiedReal {
  /// P(x_1 <= a_1, ..., x_n <= a_n) for n different units of the last layer; with parameter sharing,
  /// of the core.
  ///
  /// - Throws: as ``law()``; ``NetworkError/unsupported(_:)`` for several units behind layers with
  ///   bias; ``NetworkError/noValue(_:)`` for more thresholds than units.
  public func jointDistribution(
    at thresholds: [CertifiedReal], precision: Precision
  ) throws(NetworkError) -> RealBall {
    let joint = try JointDistribution(self, thresholds: thresholds)
    if thresholds.count == 1 {
      return try activationLaw()
        .value(of: .cumulativeDistribution, at: thresholds[0], precision: precision).value
    }
    return try joint.value(precision: precision)
  }
}
