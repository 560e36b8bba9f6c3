import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@Suite struct MagnitudeTests {
  static let seed: UInt64 = 20_250_731

  /// Random magnitudes with their exact values.
  static func pairs(_ count: Int) -> [(Magnitude, Magnitude)] {
    var samples = BallSamples(seed: seed)
    return (0..<count).map { _ in
      (
        Magnitude(upperBound: samples.number()), Magnitude(upperBound: samples.number())
      )
    }
  }

  static let slack = Rational("1.00000001")!

  func exact(_ value: Magnitude) throws -> Rational { try #require(value.exactRational) }

  /// An upper bound that is at most a relative 1e-8 too large.
  func isTightUpperBound(_ bound: Magnitude, of value: Rational) throws -> Bool {
    let bound = try exact(bound)
    return bound >= value && bound <= value * Self.slack
  }

  func isTightLowerBound(_ bound: Magnitude, of value: Rational) throws -> Bool {
    let bound = try exact(bound)
    return bound <= value && bound * Self.slack >= value
  }

  @Test func fieldOperationsRoundUp() throws {
    for (a, b) in Self.pairs(500) {
      let (x, y) = (try exact(a), try exact(b))
      #expect(try isTightUpperBound(a + b, of: x + y))
      #expect(try isTightUpperBound(a * b, of: x * y))
      #expect(try isTightLowerBound(a.addingRoundedDown(b), of: x + y))
      #expect(try isTightLowerBound(a.multipliedRoundedDown(by: b), of: x * y))
      #expect(try exact(a.subtractingRoundedDown(b)) <= max(x - y, 0))
      if x > y * 2 { #expect(try isTightLowerBound(a.subtractingRoundedDown(b), of: x - y)) }
      if b.isZero {
        #expect(a.divided(byLowerBound: b).isInfinite)
      } else {
        #expect(try isTightUpperBound(a.divided(byLowerBound: b), of: x / y))
        #expect(try isTightLowerBound(a.dividedRoundedDown(byUpperBound: b), of: x / y))
      }
      #expect((a < b) == (x < y) && (a == b) == (x == y))
      #expect(try isTightUpperBound(a.power(5), of: x.power(5)))
    }
  }

  @Test func rootsAndExponentials() throws {
    for (a, _) in Self.pairs(300) {
      let x = try exact(a)
      let up = try exact(a.squareRoot)
      let down = try exact(a.squareRootLowerBound)
      #expect(up * up >= x && up * up <= x * Self.slack)
      #expect(down * down <= x && down * down * Self.slack >= x)
      let grown = BigFloat(a).exponentialMinusOne(precision: 200, rounding: .up).value
      let bound = BigFloat(a.exponentialMinusOne)
      #expect(bound >= grown)
      #expect(bound <= BigFloat.multiplyingExactness(grown, 101, precision: 99).value)
      if a <= .powerOfTwo(-5) {
        #expect(a.exponentialMinusOne <= a * Magnitude(upperBound: 1.05))
      }
      #expect(
        BigFloat(a.exponential) >= BigFloat(a).exponential(precision: 99, rounding: .up).value)
    }
  }

  @Test func conversionsRoundOutward() throws {
    var samples = BallSamples(seed: Self.seed + 1)
    for _ in 0..<TestEffort.samples(300) {
      let number = samples.number(exponents: 900)
      let value = try #require(number.exactRational).magnitude
      #expect(try isTightUpperBound(Magnitude(upperBound: number), of: value))
      #expect(try isTightLowerBound(Magnitude(lowerBound: number), of: value))
      let double = number.nearestDouble
      if let exact = Rational(exactly: double) {
        #expect(try isTightUpperBound(Magnitude(upperBound: double), of: exact.magnitude))
      }
      let third = value * Rational("1/3")!
      #expect(try isTightUpperBound(Magnitude(upperBound: third), of: third))
    }
    #expect(Magnitude(upperBound: Double.nan).isInfinite)
    #expect(Magnitude(upperBound: BigFloat.notANumber).isInfinite)
    #expect(Magnitude(UInt.max) == .powerOfTwo(64))
    #expect(Magnitude(upperBound: Double.leastNonzeroMagnitude) == .powerOfTwo(-1074))
    #expect(Magnitude(3).description == "3.0")
    #expect(Magnitude.powerOfTwo(-10).description == "9.8e-4")
  }

  @Test func exponentsSaturate() {
    let huge = Magnitude.powerOfTwo(1 << 59)
    #expect((huge * huge).isFinite == false || (huge * huge).exponent <= 1 << 60)
    #expect((huge * huge * huge).isInfinite)
    #expect(huge.power(.max).isInfinite)
    #expect(huge.scaled(byPowerOfTwo: .max).isInfinite)
    let tiny = Magnitude.powerOfTwo(-(1 << 59))
    #expect(!(tiny * tiny * tiny).isZero)
    #expect(!tiny.scaled(byPowerOfTwo: .min).isZero)
    #expect(tiny.divided(byLowerBound: huge) > .zero)
    #expect(Magnitude.powerOfTwo(100).exponentialMinusOne.isInfinite)
    #expect(Magnitude.infinity + .one == .infinity)
    #expect(Magnitude.zero * .infinity == .zero)
    #expect(BigFloat(huge).isInfinite)
    #expect(BigFloat(tiny) > 0)
  }
}
