internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The trapezoid rule for E[W^s] = 2^-N (1 + a^s) + ∫ G(v) W^s dv on a line Re s = sigma.
///
/// Docs/Theory/LeakyLaw.md, "Discretization" and "Truncation".
struct LeakyQuadrature: Sendable {
  /// The bits after the point that E[W^s]/E[W^sigma] shall have at an imaginary part of s.
  typealias Goal = (bits: Int, height: Double)

  let precision: Precision
  /// Those of the rule, and the two numbers that W is for K = 0 and K = N.
  let points: [LeakyPoint]
  private let sigma: RealBall
  /// Nil where the two points are all.
  private let rule: Rule?

  private struct Rule {
    let strip: LeakyStrip
    let tails: LeakyTails
    let step: BigFloat
  }

  init(_ factor: LeakyFactor, sigma: RealBall, goals: [Goal]) {
    self.sigma = sigma
    let bits = goals.map(\.bits).max() ?? 64
    let working = Precision(clamping: bits + 32 + max(0, sigma.midpoint.exponent.asSize))
    precision = working
    let logSlope = factor.squaredSlope.ball(precision: working).logarithm(precision: working)
    let power = RealBall(exact: BigFloat(mantissa: 1, exponent: -factor.width))
    let ends = [
      LeakyPoint(weight: power, logarithm: .zero),
      LeakyPoint(weight: power, logarithm: logSlope),
    ]
    guard factor.width > 1 else {
      points = ends
      rule = nil
      return
    }
    let place = sigma.approximateDouble
    let size = factor.estimate.logarithm(at: place)
    guard let (strip, length) = LeakyQuadrature.longest(factor, sigma, size: size, goals: goals)
    else {
      points = [LeakyPoint(weight: .unbounded, logarithm: .zero)]
      rule = nil
      return
    }
    // Sixteen bits: sums of steps are exact.
    let step = BigFloat((length * 65536).rounded(.down) / 65536)
    let variable = LeakyVariable(squaredSlope: factor.squaredSlope)
    let weights = LeakyWeights(width: factor.width, precision: working)
    // Behind the ends the terms fall like e^(-E/2), where W^sigma is near 1 or a^sigma.
    let excess = max(0, -size, place * logSlope.approximateDouble - size)
    let reach = variable.reach(max(6, 2 * (0.693_147 * Double(bits) + excess + 8)))
    let least = step.nearestDouble
    let (first, last) = (
      Int((reach.low / least).rounded(.down)), Int((reach.high / least).rounded(.up))
    )
    points =
      ends
      + (first...last).map { index in
        // Exact: an index has few bits.
        LeakyPoint(
          BigFloat.multiplyingExactness(step, index, precision: 96).value, step: step,
          variable: variable, weights: weights, squaredSlope: factor.squaredSlope,
          precision: working)
      }
    rule = Rule(
      strip: strip,
      tails: LeakyTails(
        reach: (low: Double(first) * least, high: Double(last) * least), decay: 1,
        variable: variable, weights: weights, squaredSlope: factor.squaredSlope),
      step: step)
  }

  /// The strip with the longest step.
  private static func longest(
    _ factor: LeakyFactor, _ sigma: RealBall, size: Double, goals: [Goal]
  ) -> (strip: LeakyStrip, step: Double)? {
    var best: (strip: LeakyStrip, step: Double)?
    for strip in factor.strips {
      let bound = strip.integralUpperBound(sigma, height: 0, order: 0)
      guard bound.isFinite, !bound.isZero else { continue }
      let logarithm = RealBall(exact: BigFloat(bound)).logarithm(precision: 64).approximateDouble
      let need =
        goals.map { 0.693_147 * Double($0.bits) + strip.angle * $0.height }.max() ?? 45
      let step = 6.283_185 * strip.halfWidth / (need + max(0, logarithm - size) + 3)
      if step > best?.step ?? 0x1p-12 { best = (strip, step) }
    }
    return best
  }

  /// A bound of the error at |Im s| = height, for the heights.
  func errors(heights: [Double], order: Int = 0) -> [Magnitude] {
    guard let rule else { return heights.map { _ in .zero } }
    let inner: Precision = 64
    let exponent = RealBall.pi(precision: inner).scaled(byPowerOfTwo: 1)
      .multiplied(by: RealBall(exact: BigFloat(rule.strip.halfWidth)), precision: inner)
      .divided(by: RealBall(exact: rule.step), precision: inner)
    let divisor = exponent.exponential(precision: inner)
      .subtracting(.one, precision: inner).distanceFromZeroLowerBound
    // The heights are products in doubles.
    let heights = heights.map { $0 * (1 + 0x1p-48) }
    let top = heights.max() ?? 0
    let edges = rule.strip.integralUpperBound(sigma, height: top, order: order)
      .scaled(byPowerOfTwo: 1).divided(byLowerBound: divisor)
    let rest = rule.tails.bound(sigma, height: top, order: order)
    return heights.map { height in
      let growth = RealBall(exact: BigFloat(rule.strip.angle))
        .multiplied(by: RealBall(exact: BigFloat(height)), precision: inner)
      return edges * Magnitude.exponential(of: growth) + rest
    }
  }

  /// The terms weight W^sigma (log W)^order.
  func terms(order: Int = 0) -> [RealBall] {
    points.map { point in
      let term = point.logarithm.multiplied(by: sigma, precision: precision)
        .exponential(precision: precision).multiplied(by: point.weight, precision: precision)
      return order == 0
        ? term
        : term.multiplied(
          by: point.logarithm.power(order, precision: precision), precision: precision)
    }
  }

  /// E[W^sigma (log W)^order].
  func value(order: Int = 0) -> RealBall {
    terms(order: order).reduce(RealBall.zero) { $0.adding($1, precision: precision) }
      .addingError(errors(heights: [0], order: order)[0])
  }
}
