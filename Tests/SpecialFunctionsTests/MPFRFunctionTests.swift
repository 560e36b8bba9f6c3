import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite struct MPFRFunctionTests {
  static let all: [RealFunction] = [
    .init(name: "gamma", exponents: 6, isMonotonic: false) { $0.gamma(precision: $1) },
    .init(name: "1/gamma", exponents: 6, isMonotonic: false) {
      $0.reciprocalGamma(precision: $1)
    },
    .init(name: "log gamma", exponents: 12, isMonotonic: false) { $0.logGamma(precision: $1) },
    .init(name: "digamma", exponents: 8) { $0.digamma(precision: $1) },
    .init(name: "zeta", exponents: 5, isMonotonic: false) { $0.zeta(precision: $1) },
    .init(name: "erf", exponents: 6) { $0.errorFunction(precision: $1) },
    .init(name: "erfc", exponents: 6) { $0.complementaryErrorFunction(precision: $1) },
  ]

  @Test(arguments: all) func containsTheValue(function: RealFunction) {
    function.checkContainment(seed: 20_250_711, rounds: 150, reference: 600)
  }

  @Test(arguments: all) func isAccurateAtExactNumbers(function: RealFunction) {
    function.checkAccuracy(seed: 20_250_712, rounds: 100)
  }

  @Test(arguments: all.filter(\.isMonotonic)) func isTightOnBalls(function: RealFunction) {
    function.checkTightness(seed: 20_250_713, rounds: 60)
  }
}
