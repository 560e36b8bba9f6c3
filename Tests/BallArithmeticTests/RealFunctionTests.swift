import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@Suite struct RealFunctionTests {
  static let all: [RealFunction] = [
    .init(name: "exp", exponents: 12) { $0.exponential(precision: $1) },
    .init(name: "expm1", exponents: 12) { $0.exponentialMinusOne(precision: $1) },
    .init(name: "log") { $0.logarithm(precision: $1) },
    .init(name: "log1p") { $0.logarithmOnePlus(precision: $1) },
    .init(name: "sin", isMonotonic: false) { $0.sine(precision: $1) },
    .init(name: "cos", isMonotonic: false) { $0.cosine(precision: $1) },
    .init(name: "tan", exponents: 20) { $0.tangent(precision: $1) },
    .init(name: "asin", exponents: 6) { $0.arcSine(precision: $1) },
    .init(name: "acos", exponents: 6) { $0.arcCosine(precision: $1) },
    .init(name: "atan") { $0.arcTangent(precision: $1) },
    .init(name: "sinh", exponents: 12) { $0.hyperbolicSine(precision: $1) },
    .init(name: "cosh", exponents: 12, isMonotonic: false) {
      $0.hyperbolicCosine(precision: $1)
    },
    .init(name: "tanh", exponents: 7) { $0.hyperbolicTangent(precision: $1) },
    .init(name: "asinh") { $0.inverseHyperbolicSine(precision: $1) },
    .init(name: "acosh") { $0.inverseHyperbolicCosine(precision: $1) },
    .init(name: "atanh", exponents: 6) { $0.inverseHyperbolicTangent(precision: $1) },
    .init(name: "sqrt") { $0.squareRoot(precision: $1) },
    .init(name: "cube root") { $0.root(3, precision: $1) },
    .init(name: "tenth root") { $0.root(10, precision: $1) },
    .init(name: "reciprocal") { $0.reciprocal(precision: $1) },
    .init(name: "square", isMonotonic: false) { $0.squared(precision: $1) },
    .init(name: "cube") { $0.power(3, precision: $1) },
    .init(name: "power 10", isMonotonic: false) { $0.power(10, precision: $1) },
    .init(name: "power -3") { $0.power(-3, precision: $1) },
    .init(name: "power -4") { $0.power(-4, precision: $1) },
    .init(name: "power 1000001") { $0.power(1_000_001, precision: $1) },
    .init(name: "power 5/3") { $0.power(Rational("5/3")!, precision: $1) },
    .init(name: "power -7/1000") { $0.power(Rational("-7/1000")!, precision: $1) },
    .init(name: "magnitude", isMonotonic: false) { $0.magnitude.rounded(to: $1) },
  ]

  @Test(arguments: all) func containsTheValue(function: RealFunction) {
    function.checkContainment(seed: 20_250_701)
  }

  @Test(arguments: all) func isAccurateAtExactNumbers(function: RealFunction) {
    function.checkAccuracy(seed: 20_250_702)
  }

  @Test(arguments: all.filter(\.isMonotonic)) func isTightOnBalls(function: RealFunction) {
    function.checkTightness(seed: 20_250_703)
  }

  @Test(arguments: all) func losesFewBitsOnThinBalls(function: RealFunction) {
    function.checkThinBalls(seed: 20_250_704)
  }
}
