import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

private func ofReal(
  _ name: String, seed: UInt64, upTo size: Int = 20, positive: Bool = false,
  isPoleProof: Bool = true, _ value: @escaping @Sendable (RealBall, Precision) -> RealBall
) -> WideBallFunction {
  WideBallFunction(
    name: name + ", real", seed: seed, isPoleProof: isPoleProof,
    draw: { random in
      [real(random.realBall(upTo: random.choice([1, 4, size]), positive: positive))]
    },
    value: { real(value($0[0].real, $1)) })
}

private func ofComplex(
  _ name: String, seed: UInt64, upTo size: Int = 12,
  _ value: @escaping @Sendable (ComplexBall, Precision) -> ComplexBall
) -> WideBallFunction {
  WideBallFunction(
    name: name + ", complex", seed: seed,
    draw: { random in [random.complexBall(upTo: random.choice([1, 4, size]))] },
    value: { value($0[0], $1) })
}

let wideGammaFunctions: [WideBallFunction] = [
  ofReal("gamma", seed: 0xE2_01, upTo: 60) { $0.gamma(precision: $1) },
  ofReal("reciprocalGamma", seed: 0xE2_02, upTo: 60) { $0.reciprocalGamma(precision: $1) },
  ofReal("logGamma", seed: 0xE2_03, upTo: 200, positive: true) { $0.logGamma(precision: $1) },
  ofReal("digamma", seed: 0xE2_04, upTo: 60) { $0.digamma(precision: $1) },
  ofReal("polygamma 1", seed: 0xE2_05) { $0.polygamma(order: 1, precision: $1) },
  ofReal("polygamma 4", seed: 0xE2_06) { $0.polygamma(order: 4, precision: $1) },
  ofReal("zeta", seed: 0xE2_07) { $0.zeta(precision: $1) },
  ofReal("risingFactorial 5", seed: 0xE2_08) { $0.risingFactorial(5, precision: $1) },
  ofReal("risingFactorial -5", seed: 0xE2_09) { $0.risingFactorial(-5, precision: $1) },
  ofReal("risingFactorial 5000", seed: 0xE2_0A) { $0.risingFactorial(5000, precision: $1) },
  ofComplex("gamma", seed: 0xE2_20) { $0.gamma(precision: $1) },
  ofComplex("reciprocalGamma", seed: 0xE2_21) { $0.reciprocalGamma(precision: $1) },
  ofComplex("logGamma", seed: 0xE2_22) { $0.logGamma(precision: $1) },
  ofComplex("digamma", seed: 0xE2_23) { $0.digamma(precision: $1) },
  ofComplex("polygamma 2", seed: 0xE2_24) { $0.polygamma(order: 2, precision: $1) },
  ofComplex("risingFactorial 6", seed: 0xE2_25) { $0.risingFactorial(6, precision: $1) },
  WideBallFunction(
    name: "beta", seed: 0xE2_30,
    draw: { random in [real(random.realBall(upTo: 8)), real(random.realBall(upTo: 8))] },
    value: { real(.beta($0[0].real, $0[1].real, precision: $1)) }),
  WideBallFunction(
    name: "binomial", seed: 0xE2_31,
    draw: { random in [real(random.realBall(upTo: 8)), real(random.realBall(upTo: 8))] },
    value: { real(.binomial($0[0].real, $0[1].real, precision: $1)) }),
  WideBallFunction(
    name: "hurwitzZeta", seed: 0xE2_32,
    draw: { random in
      [real(random.realBall(upTo: 6)), real(random.realBall(upTo: 6, positive: true))]
    },
    value: { real(.hurwitzZeta($0[0].real, $0[1].real, precision: $1)) }),
]
