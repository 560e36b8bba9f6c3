internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension BiasedLaw {
  /// E[z^s; z > 0] for a real s right of -k/2, k the least degrees of freedom of the last layers: the
  /// trapezoid rule over log z with the densities of a line.
  ///
  /// Docs/Theory/BiasedLaw.md, "Moments from the density".
  func mellin(at s: CertifiedReal, precision: Precision) throws(NetworkError) -> RealBall {
    let place = s.ball(precision: precision + 64)
    if let constant = chain.constant {
      if constant.isZero { return .zero }
      return constant.ball(precision: precision + 32).power(place, precision: precision)
    }
    guard let stage = lastStage, !chain.isStationary else {
      throw .unsupported("the Mellin transform of the stationary law is not computed")
    }
    let least = Rational(
      numerator: Integer(stage.leastDegreesOfFreedom), nonzeroDenominator: 2)
    guard let sign = (s + CertifiedReal(least)).certainSign else { return .unbounded }
    if sign <= 0 {
      throw .noValue(
        "E[z_L^s; z_L > 0] is infinite for s <= -\(stage.leastDegreesOfFreedom)/2: the density is"
          + " too large near 0")
    }
    // The truncation is bounded by moments up to about the order 1000.
    guard place.approximateDouble < 1000 else { throw Self.tooWide }
    let sector = SectorBound(self, stage: stage, angle: .zero)
    guard let plan = try MomentPlan(sector, s: place.approximateDouble, bits: precision.bits + 8)
    else { throw Self.tooWide }
    return try sum(plan, sector, s: place, precision: precision)
  }

  private static var tooWide: NetworkError {
    .unsupported("the integral for E[z_L^s; z_L > 0] would take too many points here")
  }

  private func sum(
    _ plan: MomentPlan, _ sector: SectorBound, s: RealBall, precision: Precision
  ) throws(NetworkError) -> RealBall {
    let order = max(0, Int(s.approximateDouble.rounded()))
    let c = Double(order) + 0.5
    let exponent = s.approximateDouble
    // The line's error is like z^-(c + 1) on the left and z^-(c - 15/16) on the right.
    let loss = max(
      plan.left * max(0, c + 1 - exponent), plan.right * max(0, exponent - c + 1), 0)
    var bits = precision.bits + Int(loss / 0.693_147) + 24
    let step = RealBall(exact: plan.step)
    var best = RealBall.unbounded
    for _ in 0..<4 {
      let line = try line(order: order, bits: bits)
      let inner = Precision(clamping: bits + 32)
      var sum = RealBall.zero
      let densities = line.densities(step: plan.step, from: plan.low, to: plan.high)
      for (index, density) in zip(plan.low...plan.high, densities) {
        let logarithm = step.multiplied(by: index, precision: inner + 64)
        let power = logarithm.multiplied(
          by: s.adding(1, precision: inner), precision: inner + 32
        ).exponential(precision: inner)
        sum = sum.adding(
          density.multiplied(by: power, precision: inner), precision: inner)
      }
      let value = plan.enclosing(sum.multiplied(by: step, precision: inner), s: s, sector)
      if best.isUnbounded || value.radius < best.radius { best = value }
      let accuracy = value.relativeAccuracyBits
      if accuracy >= precision.bits { break }
      bits += accuracy > 0 ? precision.bits - accuracy + 16 : precision.bits
    }
    return best.rounded(to: precision + 16)
  }
}
