internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Meijer G functions that decay exponentially. `Docs/Theory/MeijerG.md`, "Bounds at the ends".
extension SectorAnalysis {
  func exact(_ index: Int, _ argument: Integrand) throws -> SectorForm? {
    guard case .meijerG(let function) = evaluator.integrand.functions[index],
      let growth = try Growth(argument, self), growth.isPositive,
      growth.deviation <= .powerOfTwo(-1)
    else { return nil }
    let precision: Precision = 64
    let spread = RealBall(exact: BigFloat(growth.deviation))
    // |arg(1 + eta)| <= 2 |eta| for |eta| <= 1/2.
    let angle = growth.angle.adding(spread.scaled(byPowerOfTwo: 1), precision: precision)
    guard let bound = function.exponentialBound(angle: angle) else { return nil }
    let least = growth.coefficient.multiplied(
      by: RealBall.one.subtracting(spread, precision: precision), precision: precision)
    let most = growth.coefficient.multiplied(
      by: RealBall.one.adding(spread, precision: precision), precision: precision)
    let exponent = RealBall(bound.exponent, precision: precision)
    let size = least.power(exponent, precision: precision)
      .union(most.power(exponent, precision: precision), precision: precision)
      .magnitudeUpperBound
    let rate = least.power(RealBall(bound.power, precision: precision), precision: precision)
      .multiplied(by: RealBall(exact: bound.rate), precision: precision)
      .lowerBound(precision: 64)
    return SectorForm(
      constant: bound.constant * size, exponent: bound.exponent * growth.power,
      decay: .init(rate: rate, power: bound.power * growth.power))
  }
}
