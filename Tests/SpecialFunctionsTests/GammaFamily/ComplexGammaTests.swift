import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite struct ComplexGammaTests {
  static func sample(_ random: inout BallSamples) -> ComplexBall {
    let y = Int.random(in: 0..<6, using: &random) == 0 ? BigFloat.zero : random.number(exponents: 9)
    return ComplexBall(
      real: RealBall(exact: random.number(exponents: 9)), imaginary: RealBall(exact: y))
  }

  /// Both sides overlap and neither is worse than the other operations leave it.
  static func expectEqual(
    _ left: ComplexBall, _ right: ComplexBall, bits: Int, _ comment: Comment
  ) {
    #expect(left.overlaps(right), comment)
    #expect(left.isZero || left.relativeAccuracyBits >= bits, comment)
  }

  @Test func reflection() {
    var random = BallSamples(seed: 1)
    for round in 0..<TestEffort.samples(150) {
      let z = Self.sample(&random)
      let p = random.precision() + 30
      let inner = p + 40
      let other = ComplexBall.one.subtracting(z, precision: 3000)
      let product = z.gamma(precision: p).multiplied(by: other.gamma(precision: p), precision: p)
      if product.isUnbounded { continue }
      let reduced = z.subtracting(
        ComplexBall(RealBall(z.real.midpoint.integer(rounding: .toNearest) ?? 0)),
        precision: 3000)
      let isOdd = z.real.midpoint.integer(rounding: .toNearest)?.isOdd ?? false
      let sine = reduced.multiplied(by: .pi(precision: inner), precision: inner)
        .sine(precision: inner)
      let value = ComplexBall(.pi(precision: inner))
        .divided(by: isOdd ? -sine : sine, precision: inner)
      Self.expectEqual(product, value, bits: p.bits - 12, "round \(round): \(z)")
    }
  }

  @Test func duplicationOfGammaAndItsReciprocal() {
    var random = BallSamples(seed: 2)
    let half = ComplexBall(RealBall(exact: BigFloat(mantissa: 1, exponent: -1)))
    for round in 0..<TestEffort.samples(150) {
      let z = Self.sample(&random)
      let p = random.precision() + 30
      let inner = p + 30
      let next = z.adding(half, precision: 3000)
      // 1/(Γ(z) Γ(z+1/2)) = 2^(2z-1) / (sqrt(pi) Γ(2z)).
      let left = z.reciprocalGamma(precision: p)
        .multiplied(by: next.reciprocalGamma(precision: p), precision: p)
      let power = ComplexBall(2).power(
        z.scaled(byPowerOfTwo: 1).subtracting(.one, precision: 3000), precision: inner)
      let right = z.scaled(byPowerOfTwo: 1).reciprocalGamma(precision: inner)
        .multiplied(by: power, precision: inner)
        .divided(by: RealBall.pi(precision: inner).squareRoot(precision: inner), precision: inner)
      if left.isUnbounded || right.isUnbounded { continue }
      Self.expectEqual(left, right, bits: p.bits - 12, "round \(round): \(z)")
    }
  }

  @Test func logGammaStepsOnThePrincipalBranch() {
    var random = BallSamples(seed: 3)
    for round in 0..<TestEffort.samples(150) {
      let z = Self.sample(&random)
      let p = random.precision() + 30
      let value = z.logGamma(precision: p)
      if value.isUnbounded { continue }
      let next = z.adding(.one, precision: 3000).logGamma(precision: p)
      let sum = value.adding(z.logarithm(precision: p), precision: p)
      #expect(next.overlaps(sum), "round \(round): \(z)")
      #expect(
        value.isZero || value.relativeAccuracyBits >= p.bits - 8, "round \(round): \(z) \(value)")
      let gamma = value.exponential(precision: p)
      #expect(gamma.overlaps(z.gamma(precision: p)), "round \(round): \(z)")
    }
  }

  @Test func digammaAndPolygammaStep() {
    var random = BallSamples(seed: 4)
    for round in 0..<TestEffort.samples(80) {
      let z = Self.sample(&random)
      let p = random.precision() + 30
      for m in [0, 1, 2, 7] {
        let value = z.polygamma(order: m, precision: p)
        if value.isUnbounded { continue }
        let next = z.adding(.one, precision: 3000).polygamma(order: m, precision: p)
        let factorial = RealBall(m + 1).gamma(precision: p)
        let step = z.power(-m - 1, precision: p).multiplied(by: factorial, precision: p)
        let sum = value.adding(m % 2 == 0 ? step : -step, precision: p)
        #expect(next.overlaps(sum), "round \(round), order \(m): \(z)")
        #expect(value.relativeAccuracyBits >= p.bits - 8, "round \(round), order \(m): \(z)")
      }
    }
  }

  @Test func ballsContainTheValuesOfTheirPoints() {
    var random = BallSamples(seed: 5)
    for round in 0..<TestEffort.samples(200) {
      let (x, y) = (random.number(exponents: 6), random.number(exponents: 6))
      let z = ComplexBall(real: RealBall(exact: x), imaginary: RealBall(exact: y))
      let ball = ComplexBall(
        real: random.ball(containing: x), imaginary: random.ball(containing: y))
      let p = random.precision()
      for (name, f) in Self.functions {
        #expect(f(ball, p).overlaps(f(z, 300)), "\(name), round \(round): \(ball) \(z)")
      }
    }
  }

  static let functions: [(String, @Sendable (ComplexBall, Precision) -> ComplexBall)] = [
    ("gamma", { $0.gamma(precision: $1) }),
    ("1/gamma", { $0.reciprocalGamma(precision: $1) }),
    ("log gamma", { $0.logGamma(precision: $1) }),
    ("digamma", { $0.digamma(precision: $1) }),
    ("trigamma", { $0.polygamma(order: 1, precision: $1) }),
    ("(z)_5", { $0.risingFactorial(5, precision: $1) }),
  ]

  @Test func thinBallsLoseFewBits() {
    let radius = Magnitude.powerOfTwo(-120)
    for (x, y) in [(3, 4), (-7, 2), (40, -3), (0, 100), (-300, 1)] {
      let z = ComplexBall(real: RealBall(x), imaginary: RealBall(y)).addingError(radius)
      for (name, f) in Self.functions {
        #expect(f(z, 200).relativeAccuracyBits >= 100, "\(name) at \(x) + \(y)i")
        #expect(f(z, 200).relativeAccuracyBits < 140, "\(name) at \(x) + \(y)i")
      }
    }
  }

  @Test func theCutIsContinuousFromAbove() {
    let point = RealBall(exact: BigFloat(mantissa: -7, exponent: -1))
    let tiny = RealBall(exact: BigFloat(mantissa: 1, exponent: -300))
    let on = ComplexBall(point).logGamma(precision: 100)
    let above = ComplexBall(real: point, imaginary: tiny).logGamma(precision: 100)
    let below = ComplexBall(real: point, imaginary: -tiny).logGamma(precision: 100)
    let wide = Magnitude.powerOfTwo(-80)
    #expect(on.addingError(wide).overlaps(above))
    #expect(on.conjugate.addingError(wide).overlaps(below))
    // -4 pi at -7/2.
    #expect(on.imaginary.overlaps(RealBall.pi(precision: 120).multiplied(by: -4, precision: 120)))
    let both = ComplexBall(real: point, imaginary: RealBall(midpoint: .zero, radius: wide))
      .logGamma(precision: 100)
    #expect(both.isFinite && both.overlaps(on) && both.overlaps(below))
  }

  @Test func polesAndRangeEnds() {
    let tiny = Magnitude.powerOfTwo(-70)
    for pole in [0, -1, -40] {
      let ball = ComplexBall(pole).addingError(tiny)
      #expect(ball.gamma(precision: 64).isUnbounded)
      #expect(ball.logGamma(precision: 64).isUnbounded)
      #expect(ball.digamma(precision: 64).isUnbounded)
      #expect(ball.polygamma(order: 3, precision: 64).isUnbounded)
      #expect(ball.reciprocalGamma(precision: 64).containsZero)
      #expect(ball.reciprocalGamma(precision: 64).isFinite)
      #expect(ComplexBall(pole).reciprocalGamma(precision: 64).isZero)
    }
    let huge = RealBall(Integer(10).power(1000))
    for z in [
      ComplexBall(huge), ComplexBall(real: huge, imaginary: huge),
      ComplexBall(real: .one, imaginary: huge), ComplexBall(real: -huge, imaginary: .one),
    ] {
      for (_, f) in Self.functions { _ = f(z, 64) }
    }
    #expect(ComplexBall(huge).gamma(precision: 64).isUnbounded)
    let far = ComplexBall(real: huge, imaginary: huge)
    #expect(far.reciprocalGamma(precision: 64).containsZero)
    #expect(far.logGamma(precision: 64).relativeAccuracyBits >= 60)
    #expect(far.digamma(precision: 64).relativeAccuracyBits >= 56)
    let high = ComplexBall(real: .one, imaginary: RealBall(1_000_000))
    #expect(high.gamma(precision: 64).relativeAccuracyBits >= 56)
    let least = ComplexBall(
      real: .zero, imaginary: RealBall(exact: BigFloat(mantissa: 1, exponent: -100_000)))
    for (_, f) in Self.functions { #expect(f(least, 64).relativeAccuracyBits >= 56) }
    #expect(
      least.adding(.one, precision: 200_000).logGamma(precision: 64).relativeAccuracyBits >= 56)
  }
}
