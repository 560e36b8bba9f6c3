import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite struct BetaAndZetaTests {
  /// Found by a long run: 1/(z (z - 1) (z - 2) (z - 3)) at z = 3 + 2^-68 + 2^-34 i.
  @Test func complexRisingFactorialNextToAPole() {
    let z = ComplexBall(
      real: RealBall(exact: BigFloat(3)).adding(
        RealBall.one.scaled(byPowerOfTwo: -68), precision: 128),
      imaginary: RealBall.one.scaled(byPowerOfTwo: -34))
    let value = z.risingFactorial(-4, precision: 53)
    var product = ComplexBall(1)
    for i in 1...4 {
      product = product.multiplied(
        by: z.subtracting(ComplexBall(i), precision: 300), precision: 300)
    }
    #expect(value.overlaps(product.reciprocal(precision: 300)))
    #expect(value.relativeAccuracyBits >= 45)
  }

  /// Far out on the negative side by the reflection; the references are mpmath's at 120 digits.
  @Test func betaOfHugeNumbersOfEitherSign() throws {
    let huge = Rational(Integer(10).power(40))
    let third = Rational(1) / 3
    let cases: [(Rational, Rational, String)] = [
      (Rational(-17) / 4, huge, "-1.2617664186267892494843606462e169"),
      (Rational(-17) / 4, -huge - third, "-1.40731757425356442452143033429e169"),
      (huge + Rational(1) / 2, -huge - third, "-3.0249489510659987073686558365e-34"),
    ]
    for (a, b, text) in cases {
      let value = RealBall.beta(
        RealBall(a, precision: 600), RealBall(b, precision: 600), precision: 128)
      let reference = try #require(RealBall(text, precision: 128))
      let tolerance = reference.magnitudeUpperBound * .powerOfTwo(-90)
      #expect(value.relativeAccuracyBits >= 120, "B(\(a), \(b)) = \(value)")
      #expect(value.overlaps(reference.addingError(tolerance)), "B(\(a), \(b)) = \(value)")
    }
    #expect(
      RealBall.beta(
        RealBall(huge.numerator), RealBall(-huge.numerator - 3), precision: 64
      ).isUnbounded)
  }

  @Test func betaAtIntegersIsRational() throws {
    for (m, n) in [(1, 1), (3, 4), (10, 2), (40, 41)] {
      let value = RealBall.beta(RealBall(m), RealBall(n), precision: 128)
      let expected = Rational(
        numerator: try Integer.factorial(m - 1) * (try Integer.factorial(n - 1)),
        nonzeroDenominator: try Integer.factorial(m + n - 1))
      #expect(value.contains(expected) && value.relativeAccuracyBits >= 120)
    }
    let half = RealBall(exact: BigFloat(mantissa: 1, exponent: -1))
    #expect(RealBall.beta(half, half, precision: 100).overlaps(.pi(precision: 100)))
    #expect(RealBall.beta(-half, half, precision: 64).isZero)
    #expect(RealBall.beta(.zero, half, precision: 64).isUnbounded)
    // B(1/2, b) is close to sqrt(pi/b) (1 + 1/(8 b)).
    let large = RealBall(Integer(10).power(100))
    let far = RealBall.beta(half, large, precision: 100)
    #expect(
      far.overlaps(
        RealBall.pi(precision: 200).divided(by: large, precision: 200).squareRoot(precision: 200)
      ) && far.relativeAccuracyBits >= 92)
    let tiny = RealBall(exact: BigFloat(mantissa: 1, exponent: -5000))
    #expect(RealBall.beta(tiny, half, precision: 64).relativeAccuracyBits >= 56)
  }

  @Test func binomialCoefficients() {
    for (n, k) in [(5, 2), (40, 20), (7, 9), (6, -1)] {
      let value = RealBall.binomial(RealBall(n), RealBall(k), precision: 128)
      #expect(value.contains(Integer.binomial(Integer(n), k)))
      #expect(value.isZero || value.relativeAccuracyBits >= 120)
    }
    // C(1/2, 3) = 1/16, C(-1/2, 2) = 3/8.
    let half = RealBall(exact: BigFloat(mantissa: 1, exponent: -1))
    #expect(
      RealBall.binomial(half, RealBall(3), precision: 64)
        .contains(Rational(numerator: 1, nonzeroDenominator: 16)))
    #expect(
      RealBall.binomial(-half, RealBall(2), precision: 64)
        .contains(Rational(numerator: 3, nonzeroDenominator: 8)))
    #expect(RealBall.binomial(RealBall(-1), half, precision: 64).isUnbounded)
  }

  @Test func risingFactorials() {
    for (x, n) in [(1, 5), (3, 2000), (-7, 3), (-7, 8), (-5000, 4000), (-5000, 5001), (2, 0)] {
      let value = RealBall(x).risingFactorial(n, precision: 128)
      #expect(value.contains(Integer(x).risingFactorial(n)), "(\(x))_\(n)")
      #expect(value.isZero || value.relativeAccuracyBits >= 120, "(\(x))_\(n)")
    }
    #expect(
      RealBall(4).risingFactorial(-3, precision: 64)
        .contains(Rational(numerator: 1, nonzeroDenominator: 6)))
    #expect(RealBall(3).risingFactorial(-3, precision: 64).isUnbounded)
    // (x)_(m+n) = (x)_m (x+m)_n across the change of method.
    var random = BallSamples(seed: 8)
    for _ in 0..<TestEffort.samples(40) {
      let x = RealBall(exact: random.number(exponents: 14))
      let (m, n) = (Int.random(in: 0...3000, using: &random), 1800)
      let whole = x.risingFactorial(m + n, precision: 100)
      let first = x.risingFactorial(m, precision: 100)
      let second = x.adding(m, precision: 1000).risingFactorial(n, precision: 100)
      #expect(whole.overlaps(first.multiplied(by: second, precision: 100)), "(\(x))_\(m + n)")
      #expect(whole.isZero || whole.relativeAccuracyBits >= 92, "(\(x))_\(m + n)")
    }
    #expect(RealBall(3).risingFactorial(.max, precision: 64).isUnbounded)
    #expect(RealBall(-3).risingFactorial(.max, precision: 64).isZero)
  }

  @Test func hurwitzZetaIdentities() {
    var random = BallSamples(seed: 12)
    for round in 0..<TestEffort.samples(60) {
      let s = RealBall(exact: random.number(exponents: 4))
      let a = RealBall(exact: random.number(exponents: 8).magnitude)
      let p = random.precision() + 20
      let value = RealBall.hurwitzZeta(s, a, precision: p)
      if a.isZero || s.isCertainlyEqual(to: .one) {
        // At s = 0, -1, ... it is a polynomial of a.
        let isPolynomial = s.midpoint.isInteger && !s.midpoint.isPositive
        #expect(isPolynomial || value.isUnbounded, "round \(round): \(s), \(a)")
        continue
      }
      // ζ(s, a) = a^(-s) + ζ(s, a + 1).
      let next = RealBall.hurwitzZeta(s, a.adding(1, precision: 2000), precision: p)
      let sum = a.power(-s, precision: p).adding(next, precision: p)
      #expect(value.overlaps(sum), "round \(round): \(s), \(a)")
      #expect(
        value.containsZero || value.relativeAccuracyBits >= p.bits - 8,
        "round \(round): \(s), \(a), \(value)")
    }
    // ζ(0, a) = 1/2 - a, ζ(-1, a) = -(a^2 - a + 1/6)/2.
    let third = Rational(numerator: 3, nonzeroDenominator: 4)
    let ball = RealBall(third, precision: 64)
    #expect(
      RealBall.hurwitzZeta(.zero, ball, precision: 64)
        .contains(Rational(numerator: -1, nonzeroDenominator: 4)))
    #expect(
      RealBall.hurwitzZeta(RealBall(-1), ball, precision: 64)
        .contains(Rational(numerator: 1, nonzeroDenominator: 96)))
    #expect(RealBall.hurwitzZeta(.one, ball, precision: 64).isUnbounded)
    let large = RealBall(1_000_000)
    #expect(RealBall.hurwitzZeta(large, RealBall(3), precision: 64).relativeAccuracyBits >= 56)
    #expect(RealBall.hurwitzZeta(RealBall(2), large, precision: 64).relativeAccuracyBits >= 56)
  }

  /// Wide balls of a against the values at their points.
  @Test func hurwitzZetaOfBalls() {
    var random = BallSamples(seed: 13)
    for round in 0..<TestEffort.samples(60) {
      let (s, a) = (random.number(exponents: 3), random.number(exponents: 4).magnitude)
      let image = RealBall.hurwitzZeta(
        random.ball(containing: s), random.ball(containing: a), precision: 80)
      let value = RealBall.hurwitzZeta(RealBall(exact: s), RealBall(exact: a), precision: 200)
      #expect(image.overlaps(value), "round \(round): \(s), \(a)")
    }
  }
}
