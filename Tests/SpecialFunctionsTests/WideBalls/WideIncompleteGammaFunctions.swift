import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

/// A function of a real order and a positive argument.
private func ofReal(
  _ name: String, seed: UInt64, isPoleProof: Bool = false,
  _ value: @escaping @Sendable (RealBall, RealBall, Precision) -> RealBall
) -> WideBallFunction {
  WideBallFunction(
    name: name + ", real", seed: seed, isPoleProof: isPoleProof,
    draw: { random in
      let s = random.realBall(upTo: random.choice([1, 5, 20]))
      let x = random.realBall(upTo: random.choice([1, 5, 40]), positive: random.int(in: 0...9) > 0)
      return [real(s), real(x)]
    },
    value: { real(value($0[0].real, $0[1].real, $1)) })
}

/// A function of a complex order, often real or exact, and a rectangle.
private func ofComplex(
  _ name: String, seed: UInt64,
  _ value: @escaping @Sendable (ComplexBall, ComplexBall, Precision) -> ComplexBall
) -> WideBallFunction {
  WideBallFunction(
    name: name + ", complex", seed: seed, isPoleProof: false,
    draw: { random in
      let s: ComplexBall
      switch random.int(in: 0...4) {
      case 0: s = random.complexBall(upTo: 4)
      case 1: s = real(random.realBall(upTo: 4))
      case 2: s = ComplexBall(random.int(in: -3...5))
      default:
        s = ComplexBall(
          real: exactBall(random.argument(upTo: 4)), imaginary: exactBall(random.argument(upTo: 3)))
      }
      return [s, random.complexBall(upTo: random.choice([1, 5, 20]))]
    },
    value: { value($0[0], $0[1], $1) })
}

private func ofArgument(
  _ name: String, seed: UInt64,
  _ value: @escaping @Sendable (ComplexBall, Precision) -> ComplexBall
) -> WideBallFunction {
  WideBallFunction(
    name: name, seed: seed, isPoleProof: false,
    draw: { random in
      let size = random.choice([1, 4, 12])
      return [
        random.int(in: 0...2) == 0
          ? real(random.realBall(upTo: size)) : random.complexBall(upTo: size)
      ]
    },
    value: { value($0[0], $1) })
}

let wideIncompleteGammaFunctions: [WideBallFunction] = [
  ofReal("upperIncompleteGamma", seed: 0xE3_01) { .upperIncompleteGamma($0, $1, precision: $2) },
  ofReal("lowerIncompleteGamma", seed: 0xE3_02) { .lowerIncompleteGamma($0, $1, precision: $2) },
  ofReal("regularizedUpperIncompleteGamma", seed: 0xE3_03) {
    .regularizedUpperIncompleteGamma($0, $1, precision: $2)
  },
  ofReal("regularizedLowerIncompleteGamma", seed: 0xE3_04) {
    .regularizedLowerIncompleteGamma($0, $1, precision: $2)
  },
  ofReal("exponentialIntegral E", seed: 0xE3_05) { .exponentialIntegral($0, $1, precision: $2) },
  ofComplex("upperIncompleteGamma", seed: 0xE3_10) {
    .upperIncompleteGamma($0, $1, precision: $2)
  },
  ofComplex("lowerIncompleteGamma", seed: 0xE3_11) {
    .lowerIncompleteGamma($0, $1, precision: $2)
  },
  ofComplex("regularizedUpperIncompleteGamma", seed: 0xE3_12) {
    .regularizedUpperIncompleteGamma($0, $1, precision: $2)
  },
  ofComplex("regularizedLowerIncompleteGamma", seed: 0xE3_13) {
    .regularizedLowerIncompleteGamma($0, $1, precision: $2)
  },
  WideBallFunction(
    name: "exponentialIntegral E, complex", seed: 0xE3_14, isPoleProof: false,
    draw: { random in
      [real(random.realBall(upTo: 5)), random.complexBall(upTo: random.choice([1, 5, 20]))]
    },
    value: { .exponentialIntegral($0[0].real, $0[1], precision: $1) }),
  ofArgument("exponentialIntegral Ei", seed: 0xE3_20) { $0.exponentialIntegral(precision: $1) },
  ofArgument("errorFunction", seed: 0xE3_21) { $0.errorFunction(precision: $1) },
  ofArgument("complementaryErrorFunction", seed: 0xE3_22) {
    $0.complementaryErrorFunction(precision: $1)
  },
  ofArgument("imaginaryErrorFunction", seed: 0xE3_23) { $0.imaginaryErrorFunction(precision: $1) },
  ofArgument("imaginaryErrorFunction, real", seed: 0xE3_24) {
    real($0.real.imaginaryErrorFunction(precision: $1))
  },
]
