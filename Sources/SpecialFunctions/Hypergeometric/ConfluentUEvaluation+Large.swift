internal import BallArithmetic
internal import Multiprecision
internal import RealModule

extension ConfluentUEvaluation {
  /// U(a,b,z) = 1/Γ(a) ∫ e^(-zt) t^(a-1) (1 + t)^(b-a-1) dt over t > 0 (DLMF 13.4.4) with t = e^s,
  /// for a > 0, a - b + 1 >= 0 and z > 0; nil elsewhere, and where another method costs less.
  /// Proof of the bounds: Docs/Theory/SaddlePoint.md.
  func integral(at z: ComplexBall, bits: Int, otherCost: Double) -> ComplexBall? {
    guard z.isReal, z.real.isCertainlyPositive else { return nil }
    let rough = a.ball(precision: 64).real.approximateDouble
    guard rough > 0, rough < 1e60 else { return nil }
    let size = Int(Double.log2(rough + z.real.approximateDouble + 2)) + 8
    let precision = Precision(clamping: bits + 2 * size + 64)
    let first = a.ball(precision: precision)
    let power = (a - b + .one).ball(precision: precision)
    guard first.isReal, power.isReal, first.real.isCertainlyPositive,
      power.real.isCertainlyNonnegative,
      let integral = SaddleIntegral(
        slope: first.real, growing: z.real, falling: .zero, factors: [(power.real, .one)]),
      integral.cost(bits: bits) < min(otherCost, HypergeometricCost.limit),
      let value = integral.value(bits: bits + 8)
    else { return nil }
    let scale =
      rough < 4096
      ? first.real.reciprocalGamma(precision: precision)
      : first.real.logGamma(precision: precision).negated.exponential(precision: precision)
    return ComplexBall(value.multiplied(by: scale, precision: Precision(clamping: bits + 16)))
  }

  /// U(a,b,z) = G^{2,1}_{1,2}(z | 1 - a; 0, 1 - b)/(Γ(a) Γ(a - b + 1)) (DLMF 13.6 and 16.18) for
  /// fractions a and b and z > 0: the logarithmic case of an integer b, with the bounds of
  /// Docs/Theory/MeijerG.md. Nil elsewhere.
  func meijerG(at z: ComplexBall, bits: Int) -> ComplexBall? {
    guard z.isReal, z.real.isCertainlyPositive, case .rational(let first) = a,
      case .rational(let second) = b,
      let function = try? MeijerG(
        upper: [.one - first], [], lower: [.zero, .one - second], [])
    else { return nil }
    let precision = Precision(clamping: bits + 16)
    guard let value = try? function.value(at: z.real, precision: precision).value else {
      return nil
    }
    let scale = gammaQuotient(
      [], [a, a - b + .one], precision: precision)
    return ComplexBall(value).multiplied(by: scale, precision: precision)
  }
}
