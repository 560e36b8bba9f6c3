import BallArithmetic
import Multiprecision
import Testing

@testable import SpecialFunctions

/// What is refused in advance, and what once took forever and must not be refused.
@Suite struct HypergeometricLimitTests {
  static let third = Rational(1) / 3
  static let quarter = Rational(1) / 4
  static let half = Rational(1) / 2

  static let tooLong: [(upper: [Rational], lower: [Rational], x: Rational)] = [
    ([1_000_000_000_000, 1_000_000_000_000], [1], half),
    ([Rational(1_000_001) / 2, Rational(4) / 3], [Rational(5) / 4], -30),
    ([10_000_000_000_000 + half, third], [quarter], half),
    ([10_000_000_000_000, half, third], [quarter, Rational(1) / 5], half),
    ([100_000, third], [quarter], -half),
    ([-1_000_000, third], [quarter], half + Rational(1) / Rational(Integer(3).power(40))),
    ([half, third, quarter], [100_000, Rational(1) / 5], 1),
  ]

  @Test(arguments: tooLong.indices)
  func seriesThatAreTooLongAreRefused(index: Int) throws {
    let (upper, lower, x) = Self.tooLong[index]
    let function = try Hypergeometric(upper: upper, lower: lower)
    do {
      let value = try function.value(at: x, precision: 100)
      Issue.record("a value, \(value)")
    } catch SpecialFunctionError.outOfReach(let reason) {
      #expect(reason.contains("too many terms") || reason.contains("more than are summed"))
    }
  }

  /// Series of many terms of one sign, which are summed around their largest.
  @Test func manyTermsOfOneSign() throws {
    let cases: [(upper: [Rational], lower: [Rational])] = [
      ([1_000_000, 1_000_000], [1]), ([10_000_000 + Self.half, Self.third], [Self.quarter]),
      ([1_000_000, Self.half, Self.third], [Self.quarter, Rational(1) / 5]),
    ]
    for (upper, lower) in cases {
      let function = try Hypergeometric(upper: upper, lower: lower)
      let low = try function.value(at: Self.half, precision: 100)
      let high = try function.value(at: Self.half, precision: 300)
      #expect(low.relativeAccuracyBits >= 92 && high.relativeAccuracyBits >= 292)
      #expect(low.overlaps(high), "\(upper): \(low), \(high)")
    }
  }

  /// 1F1 to the left at a ball: the bound of the slope once came from the cancelling series.
  @Test func confluentFunctionsAtFractionsFarToTheLeft() throws {
    let x = Rational(-240_001) / 3
    for a in [Rational(-121) / 10, Rational(121) / 10] {
      let function = try Hypergeometric(upper: [a], lower: [4])
      let low = try function.value(at: x, precision: 100)
      let high = try function.value(at: x, precision: 300)
      #expect(low.relativeAccuracyBits >= 90)
      #expect(high.relativeAccuracyBits >= 290)
      #expect(low.overlaps(high))
    }
    // mpmath 1.3.0.
    let value = try Hypergeometric(upper: [Rational(-121) / 10], lower: [4])
      .value(at: x, precision: 100)
    #expect(value.decimal(digits: 18)?.text == "7.42802988740608045e47")
  }

  /// Fixed-point numbers would be as long as the largest term: positive terms are balls.
  @Test func positiveSeriesWithLargeTerms() throws {
    let function = try Hypergeometric(upper: [100_000, Self.third], lower: [Self.quarter])
    let value = try function.value(at: Self.half, precision: 100)
    #expect(value.relativeAccuracyBits >= 90)
    let other = try Hypergeometric(upper: [1000, 1000], lower: [1])
      .value(at: Self.half, precision: 100)
    // Euler: F(a, a; 1; z) = (1-z)^(1-2a) F(1-a, 1-a; 1; z).
    let mirrored = try #require(
      Hypergeometric(upper: [-999, -999], lower: [1]).terminatingValue(at: Self.half))
    let expected = RealBall(mirrored, precision: 200).scaled(byPowerOfTwo: 1999)
    #expect(other.overlaps(expected))
    #expect(other.relativeAccuracyBits >= 90)
  }

  /// The terms were boxes, which complex multiplication widens by |cos| + |sin| of the argument's
  /// angle: for |Re z| + |Im z| > 1 the series never ended, and the value was refused after minutes.
  @Test func seriesInBallsOffTheAxes() throws {
    let c = Rational(1_024_592_903_070_781) / Rational(Integer.one << 49)
    let z = ComplexBall(
      real: RealBall(exact: BigFloat(0.8125)), imaginary: RealBall(exact: BigFloat(-0.34375)))
    let value = try Hypergeometric(upper: [Rational(44) / 3, 12], lower: [c])
      .value(at: z, precision: 150)
    #expect(value.relativeAccuracyBits >= 142)
    // mpmath 1.3.0.
    #expect(value.real.decimal(digits: 20)?.text == "-1311727616008794.3327")
    #expect(value.imaginary.decimal(digits: 20)?.text == "660614926974909.62615")
  }
}
