import BallArithmetic
import Multiprecision
import TestSupport

/// A function of one real ball.
private func ofReal(
  _ name: String, seed: UInt64, upTo size: Int = 20, positive: Bool = false,
  _ value: @escaping @Sendable (RealBall, Precision) -> RealBall
) -> WideBallFunction {
  WideBallFunction(
    name: name + ", real", seed: seed,
    draw: { random in
      [real(random.realBall(upTo: random.choice([1, size]), positive: positive))]
    },
    value: { real(value($0[0].real, $1)) })
}

/// A function of one rectangle.
private func ofComplex(
  _ name: String, seed: UInt64, upTo size: Int = 12,
  _ value: @escaping @Sendable (ComplexBall, Precision) -> ComplexBall
) -> WideBallFunction {
  WideBallFunction(
    name: name + ", complex", seed: seed,
    draw: { random in [random.complexBall(upTo: random.choice([1, size]))] },
    value: { value($0[0], $1) })
}

/// A function of two real balls.
private func ofTwo(
  _ name: String, seed: UInt64, positive: Bool = false,
  _ value: @escaping @Sendable (RealBall, RealBall, Precision) -> RealBall
) -> WideBallFunction {
  WideBallFunction(
    name: name, seed: seed,
    draw: { random in
      [real(random.realBall(upTo: 8, positive: positive)), real(random.realBall(upTo: 8))]
    },
    value: { real(value($0[0].real, $0[1].real, $1)) })
}

let wideElementaryFunctions: [WideBallFunction] = [
  ofTwo("product", seed: 0xE1_01) { $0.multiplied(by: $1, precision: $2) },
  ofTwo("quotient", seed: 0xE1_02) { $0.divided(by: $1, precision: $2) },
  ofTwo("power", seed: 0xE1_03, positive: true) { $0.power($1, precision: $2) },
  ofTwo("arcTangent of two", seed: 0xE1_04) { .arcTangent(y: $0, x: $1, precision: $2) },
  ofReal("squared", seed: 0xE1_05) { $0.squared(precision: $1) },
  ofReal("power 5", seed: 0xE1_06) { $0.power(5, precision: $1) },
  ofReal("power 6", seed: 0xE1_07) { $0.power(6, precision: $1) },
  ofReal("power -3", seed: 0xE1_08) { $0.power(-3, precision: $1) },
  ofReal("power 2/3", seed: 0xE1_09, positive: true) { $0.power(Rational(2) / 3, precision: $1) },
  ofReal("squareRoot", seed: 0xE1_0A, positive: true) { $0.squareRoot(precision: $1) },
  ofReal("root 3", seed: 0xE1_0B) { $0.root(3, precision: $1) },
  ofReal("exponential", seed: 0xE1_0C) { $0.exponential(precision: $1) },
  ofReal("exponentialMinusOne", seed: 0xE1_0D) { $0.exponentialMinusOne(precision: $1) },
  ofReal("logarithm", seed: 0xE1_0E, positive: true) { $0.logarithm(precision: $1) },
  ofReal("logarithmOnePlus", seed: 0xE1_0F) { $0.logarithmOnePlus(precision: $1) },
  ofReal("sine", seed: 0xE1_10) { $0.sine(precision: $1) },
  ofReal("cosine", seed: 0xE1_11) { $0.cosine(precision: $1) },
  ofReal("tangent", seed: 0xE1_12) { $0.tangent(precision: $1) },
  ofReal("sineOfPi", seed: 0xE1_13) { $0.sineOfPi(precision: $1) },
  ofReal("arcSine", seed: 0xE1_14, upTo: 1) { $0.arcSine(precision: $1) },
  ofReal("arcCosine", seed: 0xE1_15, upTo: 1) { $0.arcCosine(precision: $1) },
  ofReal("arcTangent", seed: 0xE1_16) { $0.arcTangent(precision: $1) },
  ofReal("hyperbolicSine", seed: 0xE1_17) { $0.hyperbolicSine(precision: $1) },
  ofReal("hyperbolicCosine", seed: 0xE1_18) { $0.hyperbolicCosine(precision: $1) },
  ofReal("hyperbolicTangent", seed: 0xE1_19) { $0.hyperbolicTangent(precision: $1) },
  ofReal("inverseHyperbolicSine", seed: 0xE1_1A) { $0.inverseHyperbolicSine(precision: $1) },
  ofReal("inverseHyperbolicCosine", seed: 0xE1_1B, positive: true) {
    $0.adding(1, precision: 400).inverseHyperbolicCosine(precision: $1)
  },
  ofReal("inverseHyperbolicTangent", seed: 0xE1_1C, upTo: 1) {
    $0.inverseHyperbolicTangent(precision: $1)
  },
  ofComplex("squared", seed: 0xE1_30) { $0.squared(precision: $1) },
  ofComplex("reciprocal", seed: 0xE1_31) { $0.reciprocal(precision: $1) },
  ofComplex("power 7", seed: 0xE1_32) { $0.power(7, precision: $1) },
  ofComplex("power -4", seed: 0xE1_33) { $0.power(-4, precision: $1) },
  ofComplex("squareRoot", seed: 0xE1_34) { $0.squareRoot(precision: $1) },
  ofComplex("exponential", seed: 0xE1_35) { $0.exponential(precision: $1) },
  ofComplex("logarithm", seed: 0xE1_36) { $0.logarithm(precision: $1) },
  ofComplex("sine", seed: 0xE1_37) { $0.sine(precision: $1) },
  ofComplex("cosine", seed: 0xE1_38) { $0.cosine(precision: $1) },
  ofComplex("tangent", seed: 0xE1_39) { $0.tangent(precision: $1) },
  ofComplex("hyperbolicTangent", seed: 0xE1_3A) { $0.hyperbolicTangent(precision: $1) },
  ofComplex("arcSine", seed: 0xE1_3B, upTo: 3) { $0.arcSine(precision: $1) },
  ofComplex("arcCosine", seed: 0xE1_3C, upTo: 3) { $0.arcCosine(precision: $1) },
  ofComplex("arcTangent", seed: 0xE1_3D, upTo: 3) { $0.arcTangent(precision: $1) },
  ofComplex("inverseHyperbolicSine", seed: 0xE1_3E, upTo: 3) {
    $0.inverseHyperbolicSine(precision: $1)
  },
  ofComplex("inverseHyperbolicCosine", seed: 0xE1_3F, upTo: 3) {
    $0.inverseHyperbolicCosine(precision: $1)
  },
  ofComplex("inverseHyperbolicTangent", seed: 0xE1_40, upTo: 3) {
    $0.inverseHyperbolicTangent(precision: $1)
  },
  ofComplex("magnitude", seed: 0xE1_41) { ComplexBall($0.magnitude(precision: $1)) },
  ofComplex("argument", seed: 0xE1_42) { ComplexBall($0.argument(precision: $1)) },
  WideBallFunction(
    name: "power, complex", seed: 0xE1_43,
    draw: { random in [random.complexBall(upTo: 4), random.complexBall(upTo: 3)] },
    value: { $0[0].power($0[1], precision: $1) }),
]
