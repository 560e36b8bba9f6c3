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

  /// g(0) for a layer with bias: what is integrated is g(z) - g(0), which is small for small z.
  private func startingValue(precision: Precision) -> RealBall? {
    layer.biasVariance.certainSign == 1 ? conditional(.zero, precision: precision) : nil
  }

  /// log K with |g(z) - g(0)| <= K |z| in the sector, for a layer with bias.
  ///
  /// Docs/Theory/Outputs.md, "Components together".
  private var slopeLogarithm: Double {
    let precision: Precision = 64
    let count = thresholds.count
    let decay = RealBall(exact: BigFloat(Self.angle)).cosine(precision: precision)
      .multiplied(by: RealBall(1).exponential(precision: precision), precision: precision)
      .multiplied(by: .pi(precision: precision), precision: precision).scaled(byPowerOfTwo: 3)
      .squareRoot(precision: precision)
    let bound = layer.weightVariance.ball(precision: precision)
      .divided(by: layer.biasVariance.ball(precision: precision), precision: precision)
      .divided(by: decay, precision: precision)
      .multiplied(by: RealBall(count), precision: precision)
      .logarithm(precision: precision).upperBound(precision: precision).double(rounding: .up)
    return bound + Double(count - 1) * 0.405_465_108_108_165 + 1e-6
  }

  func value(precision: Precision) throws(NetworkError) -> RealBall {
    if thresholds.isEmpty { return .one }
    guard thresholds.allSatisfy({ $0.certainSign != nil }) else { return .unbounded }
    // Only linear units are ever negative.
    if keep != nil, thresholds.contains(where: { $0.certainSign == -1 }) { return .zero }
    let law = try network.law()
    let inner = precision + 16
    if let start = startingValue(precision: inner + 16) {
      // Without weights the layer does not see z.
      if layer.weightVariance.isZero { return start.rounded(to: precision) }
      if law.pointMasses.count == 1,
        try law.mass(ofPointMass: 0, precision: inner).exactValue == .one
      {
        return conditional(law.pointMasses[0], precision: inner).rounded(to: precision)
      }
      return start.adding(try integral(law, precision: inner), precision: precision)
    }
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
    // log (3/2)^n, twice that for a difference; on the left K |z| if that is smaller there.
    let isDifference = layer.biasVariance.certainSign == 1
    let growth =
      Double(thresholds.count) * 0.405_465_108_108_165 + (isDifference ? 0.693_148 : 0)
    let leftGrowth = isDifference ? slopeLogarithm : growth
    let power = isDifference ? 1.0 : 0
    func cut(_ c: Rational) throws(NetworkError) -> (place: Double, logarithm: Double) {
      let logarithm = try sector.logarithm(at: c)
      return c.isNegative
        ? ((logarithm + leftGrowth + depth + 8) / (power - c.nearestDouble), logarithm)
        : ((logarithm + growth + depth + 8) / c.nearestDouble, logarithm)
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
    let (first, second) = (power - left.c.nearestDouble, right.c.nearestDouble)
    // log of a bound of the integral of |f(z) z| over both ends.
    let mass =
      max(
        left.logarithm + leftGrowth - growth - first.estimatedLogarithm,
        right.logarithm - second.estimatedLogarithm) + 0.7
    plan.left = (left.logarithm + leftGrowth, first)
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
    if let law = law as? BiasedLaw {
      return try alongLine(of: law, plan, precision: inner).addingError(plan.error)
    }
    let start = startingValue(precision: inner) ?? .zero
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
        .multiplied(
          by: conditional(z, precision: inner).subtracting(start, precision: inner),
          precision: inner)
      sum = sum.adding(term, precision: inner)
    }
    return sum.addingError(shift).multiplied(by: step, precision: inner)
      .addingError(plan.error)
  }

  /// The sum with densities from one line of the law with bias, to an absolute accuracy: on the line
  /// Re s = 1/2 with edges at -7/16 and 3/2, the error of f(z) z is like z^(-3/2) on the left and
  /// z^(7/16) on the right.
  private func alongLine(
    of law: BiasedLaw, _ plan: Plan, precision: Precision
  ) throws(NetworkError) -> RealBall {
    let step = RealBall(exact: BigFloat(plan.step))
    let isDifference = layer.biasVariance.certainSign == 1
    let left = Double(-plan.low) * plan.step * (isDifference ? 0.5 : 1.5)
    let right = Double(plan.high) * plan.step * 0.4375
    var bits = precision.bits + Int(max(left, right) / 0.693_147) + 24
    var best = RealBall.unbounded
    for _ in 0..<3 {
      let line = try law.line(order: 0, bits: bits)
      let inner = Precision(clamping: bits + 32)
      let start = startingValue(precision: inner) ?? .zero
      var sum = RealBall.zero
      let densities = line.densities(
        step: BigFloat(plan.step), from: plan.low, to: plan.high)
      for (index, density) in zip(plan.low...plan.high, densities) {
        let logarithm = step.multiplied(by: index, precision: inner + 64)
        let z = logarithm.exponential(precision: inner)
        let difference = conditional(.enclosed(z, precision: inner), precision: inner)
          .subtracting(start, precision: inner)
        let term =
          density
          .multiplied(by: z, precision: inner).multiplied(by: difference, precision: inner)
        sum = sum.adding(term, precision: inner)
      }
      let value = sum.multiplied(by: step, precision: inner)
      if best.isUnbounded || value.radius < best.radius { best = value }
      let missing = value.radius.isZero ? 0 : value.radius.exponent + precision.bits - 16
      if missing <= 0 { break }
      bits += missing + 8
    }
    return best
  }

  private static let tooLong = NetworkError.unsupported(
    "the joint distribution would take too many points here: ask for fewer digits")
}

extension Network where Scalar == CertifiedReal {
  /// P(x_1 <= a_1, ..., x_n <= a_n) for n different units of the last layer; with parameter sharing,
  /// of the core.
  ///
  /// - Throws: as ``law()``; ``NetworkError/unsupported(_:)`` for several units behind orthogonal
  ///   layers; ``NetworkError/noValue(_:)`` for more thresholds than units.
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
