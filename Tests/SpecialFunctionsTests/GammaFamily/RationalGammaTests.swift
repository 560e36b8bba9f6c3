import Algebra
import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import SpecialFunctions

@Suite struct RationalGammaTests {
  static func fraction(_ p: Int, _ q: Int) -> Rational {
    Rational(numerator: Integer(p), nonzeroDenominator: Integer(q))
  }

  @Test(arguments: [70, 500, 3000, 33_300]) func twoMethodsAgree(bits: Int) {
    let p = Precision(clamping: bits)
    for a in [Self.fraction(1, 3), Self.fraction(5, 6), Self.fraction(1, 1_000_003)] {
      let sum = IncompleteGammaSum.gamma(at: a, precision: p)
      let stirling = RationalGamma.stirlingGamma(at: a, precision: p)
      #expect(sum.overlaps(stirling), "\(a) at \(bits) bits")
      #expect(sum.relativeAccuracyBits >= bits - 8 && stirling.relativeAccuracyBits >= bits - 8)
    }
    let chosen = RealBall.gamma(Self.fraction(1, 3), precision: p)
    #expect(chosen.overlaps(RationalGamma.stirlingGamma(at: Self.fraction(1, 3), precision: p)))
    #expect(chosen.relativeAccuracyBits >= bits - 8)
  }

  /// Γ(1/3) and Γ(1/4) by their relations to the lemniscate and the other elliptic integral need
  /// an arithmetic-geometric mean: Γ(1/4)^2 = (2 pi)^(3/2)/agm(sqrt 2, 1).
  @Test func quarterByTheArithmeticGeometricMean() {
    let p: Precision = 2000
    var (a, b) = (RealBall(2).squareRoot(precision: p + 20), RealBall.one)
    while a.subtracting(b, precision: p + 20).magnitudeUpperBound > .powerOfTwo(-1990) {
      let next = a.adding(b, precision: p + 20).scaled(byPowerOfTwo: -1)
      b = a.multiplied(by: b, precision: p + 20).squareRoot(precision: p + 20)
      a = next
    }
    let mean = a.union(b, precision: p)
    let circle = RealBall.pi(precision: p).scaled(byPowerOfTwo: 1)
    let square = circle.multiplied(by: circle.squareRoot(precision: p), precision: p)
      .divided(by: mean, precision: p)
    let gamma = RealBall.gamma(Self.fraction(1, 4), precision: p)
    #expect(gamma.squared(precision: p).overlaps(square))
    #expect(square.relativeAccuracyBits > 1980 && gamma.relativeAccuracyBits >= 1992)
  }

  @Test func taylorCoefficientsByTwoMethods() {
    for bits in [60, 700, 3400] {
      let p = Precision(clamping: bits)
      for a in [
        Rational.one, Rational(2), Rational(9), Self.fraction(1, 2), Self.fraction(7, 2),
        Self.fraction(2, 3), Self.fraction(41, 7), Self.fraction(1, 99_999),
      ] {
        let cached = RealBall.logGammaTaylor(at: a, order: 14, precision: p)
        let series = RealBall.logGammaSeries(at: a, order: 14, precision: p)
        let gamma = RealBall.gammaTaylor(at: a, order: 14, precision: p)
        let exponential = series.exponential(precision: p)
        for k in 0..<14 {
          #expect(cached[k].overlaps(series.coefficients[k]), "\(a), \(k), \(bits) bits")
          #expect(gamma[k].overlaps(exponential.coefficients[k]), "\(a), \(k), \(bits) bits")
          #expect(cached[k].relativeAccuracyBits >= bits - 8, "\(a), \(k), \(bits) bits")
          #expect(gamma[k].relativeAccuracyBits >= bits - 8, "\(a), \(k), \(bits) bits")
        }
      }
    }
  }

  /// Γ(a + e) times 1/Γ(a + e) is 1, and 1/Γ(a + e) = (a + e)/Γ(a + 1 + e), at random fractions.
  @Test func taylorIdentities() {
    var random = TestRandom(seed: 31)
    for _ in 0..<TestEffort.samples(60) {
      let q = random.choice([1, 1, 2, 2, 3, 4, 6, 17, 1 << 21])
      let a = Self.fraction(random.int(in: -40 * q...40 * q), q)
      let p = Precision(clamping: random.int(in: 40...600))
      let order = random.int(in: 1...12)
      let reciprocal = RealBall.reciprocalGammaTaylor(at: a, order: order, precision: p)
      let next = RealBall.reciprocalGammaTaylor(at: a + 1, order: order, precision: p)
      let turned = RealBallSeries(next)
        .multiplied(byLinear: RealBall(a, precision: p + 60), precision: p).coefficients
      for k in 0..<order {
        #expect(reciprocal[k].overlaps(turned[k]), "\(a), \(k) \(random.comment)")
        #expect(
          reciprocal[k].isZero || reciprocal[k].relativeAccuracyBits >= p.bits - 8,
          "\(a), \(k) \(random.comment)")
      }
      if a.isInteger, !a.isPositive {
        #expect(reciprocal[0].isZero)
        #expect(RealBall.gammaTaylor(at: a, order: order, precision: p)[0].isUnbounded)
        continue
      }
      let gamma = RealBallSeries(RealBall.gammaTaylor(at: a, order: order, precision: p))
      let one = gamma.multiplied(by: RealBallSeries(reciprocal), precision: p).coefficients
      for k in 0..<order { #expect(one[k].contains(k == 0 ? 1 : 0), "\(a), \(k)") }
    }
  }

  @Test func hugeAndTinyArguments() {
    let p: Precision = 200
    let large = Rational(1_000_000) + Self.fraction(1, 3)
    let value = RealBall.gamma(large, precision: p)
    #expect(value.relativeAccuracyBits >= 192)
    let next = RealBall.gamma(large + 1, precision: p)
    #expect(
      next.overlaps(value.multiplied(by: RealBall(large, precision: 260), precision: p)))
    let negative = RealBall.gamma(-large, precision: p)
    #expect(negative.relativeAccuracyBits >= 192)
    // Γ(-a) Γ(a + 1) = -pi/sin(pi a), and sin(pi/3) = sqrt(3)/2.
    let product = negative.multiplied(by: next, precision: p)
    let expected = RealBall.pi(precision: p).scaled(byPowerOfTwo: 1)
      .divided(by: RealBall(3).squareRoot(precision: p), precision: p)
    #expect(product.overlaps(-expected))
    let huge = Rational(Integer(10).power(1000)) + Self.fraction(1, 3)
    #expect(RealBall.gamma(huge, precision: p).isUnbounded)
    #expect(RealBall.gamma(-huge, precision: p).containsZero)
    #expect(RealBall.gammaTaylor(at: huge, order: 3, precision: p)[0].isUnbounded)
    #expect(RealBall.logGammaTaylor(at: huge, order: 3, precision: p)[2].isFinite)
    let tiny = Rational(numerator: 1, nonzeroDenominator: Integer(10).power(1000))
    let near = RealBall.gamma(tiny, precision: p)
    #expect(near.relativeAccuracyBits >= 192)
    #expect(near.overlaps(RealBall(tiny, precision: 4000).gamma(precision: p)))
    let pole = RealBall.gamma(tiny - 7, precision: p)
    #expect(pole.relativeAccuracyBits >= 192)
    #expect(RealBall.gamma(-3, precision: p).isUnbounded)
    #expect(RealBall.gamma(5, precision: p).isCertainlyEqual(to: RealBall(24)))
  }

  @Test func bernoulliNumbersByZetaAreTheExactOnes() {
    let all = BernoulliNumbers.through(500)
    for (first, end) in [(1, 40), (2, 3), (30, 251), (249, 251)] {
      let values = BernoulliNumberCache.numbers(from: first, to: end)
      #expect(values == (first..<end).map { all[2 * $0] }, "\(first)..<\(end)")
    }
    #expect(BernoulliNumberCache.even(count: 251).prefix(251) == (0...250).map { all[2 * $0] }[...])
  }

  @Test func zetaValuesAgreeWithMPFR() {
    for bits in [10, 64, 300] {
      let p = Precision(clamping: bits)
      let values = ZetaValues.zeta(through: 30, precision: p)
      for s in 2...30 {
        let expected = RealBall(rounded: BigFloat(s).zeta(precision: p + 20))
        #expect(values[s].overlaps(expected), "zeta(\(s)) at \(bits) bits")
        #expect(values[s].relativeAccuracyBits >= bits - 8)
        #expect(ZetaValues.zeta(s, precision: p).overlaps(expected))
      }
    }
    // Borwein's sum itself, not what the cache has.
    let direct = ZetaValues.borwein(count: 3, bits: 100)
    for (k, value) in direct.enumerated() {
      let expected = RealBall(rounded: BigFloat(2 * k + 3).zeta(precision: 130))
      #expect(value.overlaps(expected) && value.relativeAccuracyBits >= 98)
    }
  }

  /// The series that takes over at high precision against MPFR.
  @Test func realFunctionsAtHighPrecisionAgreeWithMPFR() {
    var random = BallSamples(seed: 17)
    let p = RealBall.stirlingPrecision + 10
    for _ in 0..<TestEffort.samples(12) {
      let x = random.number(exponents: 8)
      let point = RealBall(exact: x)
      let near = x.gamma(precision: 400)
      if near.value.isFinite {
        let value = point.gamma(precision: p)
        #expect(value.overlaps(RealBall(rounded: near)), "\(x)")
        #expect(value.isExact || value.relativeAccuracyBits >= p.bits - 8, "\(x)")
        let psi = point.digamma(precision: p)
        #expect(psi.overlaps(RealBall(rounded: x.digamma(precision: 400))), "\(x)")
        #expect(psi.relativeAccuracyBits >= p.bits - 8, "\(x)")
      }
      if x.isPositive {
        let logarithm = point.logGamma(precision: p)
        #expect(logarithm.overlaps(RealBall(rounded: x.logGamma(precision: 400))), "\(x)")
        #expect(logarithm.isZero || logarithm.relativeAccuracyBits >= p.bits - 8, "\(x)")
      }
    }
    for s in [BigFloat(mantissa: 5, exponent: -1), 3, 77, BigFloat(mantissa: 9, exponent: -3)] {
      let value = RealBall(exact: s).zeta(precision: 600)
      #expect(value.overlaps(RealBall(rounded: s.zeta(precision: 200))), "\(s)")
      #expect(value.relativeAccuracyBits >= 592, "\(s)")
    }
  }
}
