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

  @Test(arguments: all) func losesFewBitsOnThinBalls(function: RealFunction) {
    function.checkThinBalls(seed: 20_250_714, rounds: 60)
  }

  @Test func polesAreUnbounded() {
    let tiny = Magnitude.powerOfTwo(-60)
    for pole in [0, -1, -17] {
      for ball in [RealBall(pole), RealBall(pole).addingError(tiny)] {
        #expect(ball.gamma(precision: 64).isUnbounded)
        #expect(ball.digamma(precision: 64).isUnbounded)
        #expect(ball.reciprocalGamma(precision: 64).contains(0))
        #expect(ball.reciprocalGamma(precision: 64).radius < .powerOfTwo(-10))
        #expect(ball.logGamma(precision: 64).isUnbounded)
      }
    }
    #expect(RealBall.one.zeta(precision: 64).isUnbounded)
    #expect(RealBall.one.addingError(tiny).zeta(precision: 64).isUnbounded)
    #expect(RealBall(-2).zeta(precision: 64).isZero)
    #expect(RealBall.zero.reciprocalGamma(precision: 64).isZero)
  }

  @Test func rangeEndsAreEnclosed() {
    let big = RealBall(Int(1) << 40)
    #expect(big.gamma(precision: 64).isUnbounded)
    #expect(big.reciprocalGamma(precision: 64).isFinite)
    #expect(big.logGamma(precision: 64).relativeAccuracyBits >= 62)
    #expect(big.complementaryErrorFunction(precision: 64).upperBound(precision: 64) > 0)
    #expect(big.errorFunction(precision: 64).radius > .zero)
    #expect(RealBall(midpoint: 0, radius: Magnitude(3)).errorFunction(precision: 64).isFinite)
    let wide = RealBall.enclosing(lower: -3, upper: 10, precision: 64)
    #expect(wide.reciprocalGamma(precision: 64).contains(1))
    #expect(wide.reciprocalGamma(precision: 64).radius < Magnitude(3))
  }

  /// Intervals over a minimum of |gamma|, across the border of the two zeta formulas, and across
  /// poles of gamma, against the values at many of their points.
  @Test func wideIntervalsContainTheirValues() throws {
    let intervals: [(String, String)] = [
      ("1", "2"), ("1/2", "3"), ("7/5", "3/2"), ("-9/10", "-1/10"), ("-19/10", "-11/10"),
      ("-29/10", "-21/10"), ("1/100", "10"), ("-2", "1/2"), ("-5", "-1/4"), ("-9", "9/10"),
      ("-3/2", "5/2"), ("6/5", "40"),
    ]
    for (first, last) in intervals {
      let (lower, upper) = (try #require(Rational(first)), try #require(Rational(last)))
      let ball = RealBall.enclosing(
        lower: BigFloat(lower, precision: 64, rounding: .down),
        upper: BigFloat(upper, precision: 64, rounding: .up), precision: 64)
      for function in Self.all {
        let image = function.value(ball, 64)
        for step in 0...60 {
          let point =
            lower + (upper - lower) * Rational(numerator: Integer(step), nonzeroDenominator: 60)
          let value = function.value(RealBall(point, precision: 200), 200)
          #expect(image.overlaps(value), "\(function.name) on [\(first), \(last)] at \(point)")
        }
      }
    }
    let hill = RealBall.enclosing(lower: 1, upper: 2, precision: 64).gamma(precision: 64)
    #expect(hill.radius < Magnitude(upperBound: 0.2))
    #expect(RealBall.enclosing(lower: -2, upper: 0, precision: 64).zeta(precision: 64).isFinite)
  }
}
