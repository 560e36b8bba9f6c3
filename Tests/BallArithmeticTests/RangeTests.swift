import BallArithmetic
import Multiprecision
import Testing

/// The ends of the exponent range, wide balls, and what is outside a domain.
@Suite struct RangeTests {
  static let tiny = RealBall(exact: .leastPositive)
  static let big = RealBall(Int(10_000_000_000))

  @Test func overflowIsUnbounded() {
    #expect(Self.big.exponential(precision: 64).isUnbounded)
    #expect(Self.big.hyperbolicCosine(precision: 64).isUnbounded)
    #expect(RealBall(2).power(Integer(10_000_000_000), precision: 64).isUnbounded)
    #expect(RealBall.one.divided(by: Self.tiny, precision: 64).isUnbounded)
    #expect(RealBall.one.scaled(byPowerOfTwo: 1 << 40).isUnbounded)
    #expect(RealBall.one.scaled(byPowerOfTwo: .max).isUnbounded)
    #expect(RealBall(midpoint: .infinity(), radius: .zero).isUnbounded)
    #expect(RealBall(exact: .notANumber).isUnbounded)
  }

  @Test func underflowKeepsTheValue() {
    for result in [
      (-Self.big).exponential(precision: 64),
      Self.tiny.multiplied(by: Self.tiny, precision: 64),
      Self.tiny.squared(precision: 64),
      RealBall("1/2", precision: 64)!.power(Integer(10_000_000_000), precision: 64),
      Self.tiny.divided(by: 3, precision: 64),
      RealBall.one.scaled(byPowerOfTwo: -(1 << 40)),
      RealBall.one.scaled(byPowerOfTwo: .min),
    ] {
      // Positive and below the least number: not exact, and zero cannot be told apart.
      #expect(result.isFinite && !result.isExact && result.containsZero)
      #expect(result.radius <= Magnitude(upperBound: BigFloat.leastPositive))
      #expect(result.upperBound(precision: 64) > 0)
    }
    #expect(
      Self.tiny.multiplied(by: 3, precision: 1).contains(Self.tiny.multiplied(by: 3, precision: 9)))
  }

  @Test func wideBallsStayEnclosures() {
    let wide = RealBall(midpoint: 3, radius: Magnitude(100))
    let sine = wide.sine(precision: 64)
    #expect(sine.contains(1) && sine.contains(-1) && sine.radius == .one)
    #expect(wide.tangent(precision: 64).isUnbounded)
    #expect(wide.squareRoot(precision: 64).isUnbounded)
    #expect(wide.squared(precision: 64).lowerBound(precision: 64) >= 0)
    #expect(wide.squared(precision: 64).contains(103 * 103))
    #expect(wide.hyperbolicCosine(precision: 64).lowerBound(precision: 64) >= 0)
    let far = RealBall(2).power(Integer(1 << 28), precision: 64)
    #expect(far.sine(precision: 64).radius <= .one)
    let nearExtremum = RealBall.pi(precision: 100).scaled(byPowerOfTwo: -1)
      .addingError(.powerOfTwo(-6)).sine(precision: 100)
    #expect(nearExtremum.upperBound(precision: 64) <= BigFloat(Magnitude.one + .powerOfTwo(-29)))
  }

  @Test func outsideTheDomainIsUnbounded() {
    let aroundZero = RealBall(midpoint: 0, radius: .powerOfTwo(-50))
    #expect(aroundZero.logarithm(precision: 64).isUnbounded)
    #expect(RealBall.zero.logarithm(precision: 64).isUnbounded)
    #expect(aroundZero.reciprocal(precision: 64).isUnbounded)
    #expect(aroundZero.squareRoot(precision: 64).isUnbounded)
    #expect(aroundZero.power(-1, precision: 64).isUnbounded)
    #expect(RealBall(-1).logarithmOnePlus(precision: 64).isUnbounded)
    #expect(RealBall(2).arcSine(precision: 64).isUnbounded)
    #expect(RealBall.one.inverseHyperbolicTangent(precision: 64).isUnbounded)
    #expect(RealBall.unbounded.adding(1, precision: 64).isUnbounded)
    #expect(RealBall.zero.multiplied(by: .unbounded, precision: 64).isUnbounded)
    #expect(RealBall.unbounded.sine(precision: 64).isUnbounded)
    #expect(RealBall(-2).power(RealBall("1/2", precision: 64)!, precision: 64).isUnbounded)
  }

  @Test func edgesOfDomainsAreInside() {
    let fromZero = RealBall.enclosing(lower: 0, upper: 2, precision: 64)
    #expect(fromZero.squareRoot(precision: 64).contains(0))
    #expect(fromZero.squareRoot(precision: 64).overlaps(RealBall(2).squareRoot(precision: 99)))
    #expect(fromZero.power(RealBall("1/3", precision: 64)!, precision: 64).contains(0))
    let toOne = RealBall.enclosing(lower: 0, upper: 1, precision: 64)
    #expect(toOne.arcSine(precision: 64).contains(0))
    #expect(toOne.arcCosine(precision: 64).isFinite)
    #expect(RealBall.one.inverseHyperbolicCosine(precision: 64).isZero)
    #expect(RealBall.zero.power(RealBall("1/3", precision: 64)!, precision: 64).isZero)
  }

  @Test func bigExponentsKeepAccuracy() {
    let x = RealBall("1.0000001", precision: 200)!
    let exact = RealBall(exact: x.midpoint).power(1_000_000_000, precision: 200)
    #expect(exact.relativeAccuracyBits >= 199)
    let inexact = x.power(1_000_000_000, precision: 200)
    #expect(inexact.relativeAccuracyBits >= 200 - 34)
    #expect(
      inexact.overlaps(
        x.logarithm(precision: 300).multiplied(by: 1_000_000_000, precision: 300)
          .exponential(precision: 300)))
  }

  @Test func integersAreRecognised() {
    #expect(RealBall("7.0001", precision: 64)!.uniqueInteger == nil)
    #expect(RealBall("7.0001", precision: 64)!.addingError(.powerOfTwo(-10)).uniqueInteger == 7)
    #expect(RealBall(7).uniqueInteger == 7)
    #expect(RealBall(midpoint: 7, radius: .one).uniqueInteger == nil)
    #expect(
      RealBall("-6.6", precision: 64)!.addingError(Magnitude(upperBound: 0.7)).uniqueInteger == nil)
    #expect(RealBall.unbounded.uniqueInteger == nil)
  }
}
