import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

/// A function of a real order and a real argument or a rectangle.
private func ofOrder(
  _ name: String, seed: UInt64, isReal: Bool,
  _ value: @escaping @Sendable (RealBall, ComplexBall, Precision) -> ComplexBall
) -> WideBallFunction {
  WideBallFunction(
    name: name, seed: seed, isPoleProof: false,
    draw: { random in
      let size = random.choice([1, 6, 30])
      let order: RealBall =
        switch random.int(in: 0...4) {
        case 0: RealBall(random.int(in: -6...12))
        case 1: exactBall(random.argument(upTo: 8))
        default: random.realBall(upTo: random.choice([1, 5, 15]))
        }
      let z =
        isReal
        ? real(random.realBall(upTo: size, positive: random.int(in: 0...7) > 0))
        : random.complexBall(upTo: size)
      return [real(order), z]
    },
    value: { value($0[0].real, $0[1], $1) })
}

let wideBesselFunctions: [WideBallFunction] = [
  ofOrder("besselK, real", seed: 0xE4_01, isReal: true) {
    real(.besselK($0, $1.real, precision: $2))
  },
  ofOrder("besselI, real", seed: 0xE4_02, isReal: true) {
    real(.besselI($0, $1.real, precision: $2))
  },
  ofOrder("besselK, complex", seed: 0xE4_03, isReal: false) { .besselK($0, $1, precision: $2) },
  ofOrder("besselI, complex", seed: 0xE4_04, isReal: false) { .besselI($0, $1, precision: $2) },
]
