internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// log E[W^s] for real s in doubles, without proof.
struct LeakyEstimate: Sendable {
  /// The logarithms of weights, and of values of W.
  private let points: [(weight: Double, logarithm: Double)]

  init(variable: LeakyVariable, weights: LeakyWeights, squaredSlope: CertifiedReal) {
    let width = Double(weights.width)
    let step = min(0.125, 0.5 / width.squareRoot())
    let reach = variable.reach(80)
    let logTwo = 0.693_147_180_559_945_3
    let logSlope = squaredSlope.ball(precision: 64).logarithm(precision: 64).approximateDouble
    var points = [(-width * logTwo, 0.0), (-width * logTwo, logSlope)]
    let first = Int((reach.low / step).rounded(.down))
    let last = Int((reach.high / step).rounded(.up))
    for index in first...last where weights.width > 1 {
      let point = LeakyPoint(
        BigFloat(Double(index) * step), step: BigFloat(step), variable: variable, weights: weights,
        squaredSlope: squaredSlope, precision: 64)
      let weight = point.weight.logarithm(precision: 64).approximateDouble
      let logarithm = point.logarithm.approximateDouble
      if weight.isFinite, logarithm.isFinite { points.append((weight, logarithm)) }
    }
    self.points = points
  }

  /// About log E[W^sigma].
  func logarithm(at sigma: Double) -> Double {
    var top = -Double.infinity
    for point in points { top = max(top, point.weight + sigma * point.logarithm) }
    var sum = 0.0
    for point in points {
      let exponent = point.weight + sigma * point.logarithm - top
      if exponent > -40 { sum += exponent.estimatedExponential }
    }
    return top + sum.estimatedLogarithm
  }
}

/// One point of the trapezoid rule: its weight h G(v) v', and log W.
struct LeakyPoint: Sendable {
  let weight: RealBall
  let logarithm: RealBall

  init(weight: RealBall, logarithm: RealBall) {
    self.weight = weight
    self.logarithm = logarithm
  }

  init(
    _ x: BigFloat, step: BigFloat, variable: LeakyVariable, weights: LeakyWeights,
    squaredSlope: CertifiedReal, precision: Precision
  ) {
    let inner = precision + 16
    let (v, derivative) = variable.value(
      at: ComplexBall(RealBall(exact: x)), precision: inner + 16)
    let isRight = !v.real.isCertainlyNegative
    // e^-|v|.
    let power = (isRight ? v.real.negated : v.real).exponential(precision: inner)
    let root = power.squareRoot(precision: inner)
    let onePlus = power.logarithmOnePlus(precision: inner)
    let shrink = onePlus.multiplied(by: -weights.width, precision: inner).scaled(byPowerOfTwo: -1)
      .exponential(precision: inner)
    weight = weights.sum(root, precision: inner).multiplied(by: shrink, precision: inner)
      .multiplied(by: derivative.real, precision: inner)
      .multiplied(by: RealBall(exact: step), precision: inner)
    let slope = squaredSlope.ball(precision: inner)
    // 1 + a e^-v over 1 + e^-v, or a + e^v over 1 + e^v.
    let above =
      isRight
      ? slope.multiplied(by: power, precision: inner).logarithmOnePlus(precision: inner)
      : slope.adding(power, precision: inner).logarithm(precision: inner)
    logarithm = above.subtracting(onePlus, precision: inner)
  }
}
