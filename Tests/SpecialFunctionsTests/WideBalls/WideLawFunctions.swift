import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

private let laws: [Raney] = [
  Raney(p: 2, r: 1), Raney(p: 3, r: 1), Raney(p: 3, r: 2), Raney(p: 2, r: 2),
  Raney(p: 5, r: 1), Raney(p: Rational(5) / 2, r: 1), Raney(p: Rational(4) / 3, r: 1),
  Raney(p: 3, r: Rational(1) / 2), Raney(p: Rational(7) / 3, r: Rational(7) / 3),
]

/// A function of a law and an argument in or about its support, or a probability.
private func ofLaw(
  _ name: String, seed: UInt64, isPoleProof: Bool = true, isProbability: Bool = false,
  _ value: @escaping @Sendable (Raney, RealBall, Precision) throws -> RealBall
) -> WideBallFunction {
  WideBallFunction(
    name: "Raney \(name)", seed: seed, isPoleProof: isPoleProof,
    draw: { random in
      let size = isProbability ? 1 : random.choice([1, 4, 7])
      return [
        ComplexBall(random.int(in: 0...laws.count - 1)),
        real(random.realBall(upTo: size, positive: random.int(in: 0...3) > 0)),
      ]
    },
    value: { balls, precision in
      let law = laws[balls[0].real.uniqueInteger?.asInt ?? 0]
      return real(try value(law, balls[1].real, precision))
    })
}

let wideLawFunctions: [WideBallFunction] = [
  ofLaw("density", seed: 0xE7_01) { try $0.density(at: $1, precision: $2) },
  ofLaw("distribution", seed: 0xE7_02) { try $0.cumulativeDistribution(at: $1, precision: $2) },
  ofLaw("complementary distribution", seed: 0xE7_03) {
    try $0.complementaryCumulativeDistribution(at: $1, precision: $2)
  },
  ofLaw("density in closed form", seed: 0xE7_04, isPoleProof: false) {
    try $0.densityInClosedForm(at: $1, precision: $2)
  },
  ofLaw("distribution in closed form", seed: 0xE7_05, isPoleProof: false) {
    try $0.cumulativeDistributionInClosedForm(at: $1, precision: $2)
  },
  ofLaw("density by Meijer G", seed: 0xE7_06, isPoleProof: false) {
    try $0.densityByMeijerG(at: $1, precision: $2)
  },
  ofLaw("quantile", seed: 0xE7_07, isPoleProof: false, isProbability: true) {
    try $0.quantile($1, precision: $2)
  },
  WideBallFunction(
    name: "arcCosineKernel", seed: 0xE7_10, isPoleProof: false,
    draw: { random in
      [ComplexBall(random.int(in: 0...6)), real(random.realBall(upTo: 3, positive: true))]
    },
    value: {
      real(try .arcCosineKernel($0[0].real.uniqueInteger?.asInt ?? 0, $0[1].real, precision: $1))
    }),
]
