internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// P(s,x) and Q(s,x) for exact s > 0 and x > 0: the smaller side is computed, the other is one less
/// it. Proof: Docs/Theory/IncompleteGamma.md, "Regularized functions".
struct RegularizedGammaEvaluation {
  let s: BigFloat
  let x: BigFloat
  private let evaluation: IncompleteGammaEvaluation
  private let a: Double
  private let size: Double

  init(s: BigFloat, x: BigFloat) {
    self.s = s
    self.x = x
    evaluation = IncompleteGammaEvaluation(s: ExactComplex(s), z: ExactComplex(x))
    a = s.nearestDouble
    size = x.nearestDouble
  }

  func lower(precision: Precision) -> RealBall {
    if let contour = evaluation.cheaperContour(precision: precision),
      let value = contour.lower(precision: precision)
    {
      return value
    }
    if size > a, let upper = directUpper(precision: precision) {
      let value = RealBall.one.subtracting(upper, precision: precision + 8)
      if value.relativeAccuracyBits >= precision.bits - 2 { return value }
    }
    return directLower(precision: precision)
  }

  func upper(precision: Precision) -> RealBall {
    if let contour = evaluation.cheaperContour(precision: precision),
      let value = contour.upper(precision: precision)
    {
      return value
    }
    if size > a, let value = directUpper(precision: precision) { return value }
    // Q below 2^-k asks for k bits more.
    let log =
      (a - 1) * Double.log2(size) - size * log2OfE
      - IncompleteGammaEvaluation.estimatedLog2OfGamma(a)
    var working = precision + (8 + (size > a ? clampedInt(-log, to: 0...100_000_000) : 0))
    var best = RealBall.unbounded
    for _ in 0..<3 {
      let value = RealBall.one.subtracting(directLower(precision: working), precision: working)
      let accuracy = value.relativeAccuracyBits
      if accuracy >= precision.bits { return value.rounded(to: precision + 8) }
      if value.isUnbounded { break }
      best = value
      working = working + (accuracy == .min ? working.bits : precision.bits - accuracy + 16)
    }
    return best
  }

  /// x^(s+shift) e^(-x)/Gamma(s), by logarithms where Gamma(s) would be out of proportion.
  private func density(shift: Int, precision: Precision) -> RealBall {
    let (order, argument) = (RealBall(exact: s), RealBall(exact: x))
    if a < 8192 {
      let inner = precision + 8
      let exponent = order.adding(shift, precision: s.precision + 80)
      return argument.power(exponent, precision: inner)
        .multiplied(by: (-argument).exponential(precision: inner), precision: inner)
        .multiplied(by: DyadicNumber(s).reciprocalGamma(precision: inner), precision: precision)
    }
    // The absolute error of the exponent is the relative error of the result.
    let bits = clampedInt(estimatedLog2(a) + estimatedLog2(a + size) + 24, to: 24...4096)
    let inner = precision + bits
    let exponent = argument.logarithm(precision: inner)
      .multiplied(by: order.adding(shift, precision: inner + s.precision.bits), precision: inner)
      .subtracting(argument, precision: inner)
      .subtracting(order.logGamma(precision: inner), precision: inner)
    return exponent.exponential(precision: precision)
  }

  private func directLower(precision: Precision) -> RealBall {
    guard let sum = evaluation.lowerSum(precision: precision + 8) else { return .unbounded }
    return density(shift: 0, precision: precision + 8)
      .multiplied(by: sum.real, precision: precision + 8)
      .divided(by: RealBall(exact: s), precision: precision + 8)
  }

  private func directUpper(precision: Precision) -> RealBall? {
    guard let factor = evaluation.decayingFactor(precision: precision + 8) else { return nil }
    return density(shift: -1, precision: precision + 8)
      .multiplied(by: factor.real, precision: precision + 8)
  }
}
