import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import SpecialFunctions

@Suite struct HypergeometricTests {
  /// Random cases of each test.
  static let rounds = TestEffort.samples(60)

  static func point(_ x: Double, _ y: Double = 0) -> ComplexBall {
    ComplexBall(real: RealBall(exact: BigFloat(x)), imaginary: RealBall(exact: BigFloat(y)))
  }

  /// Small fractions, integers, half-integers and close ones.
  static func parameter(_ random: inout TestRandom) -> Rational {
    switch random.int(in: 0...5) {
    case 0: return Rational(random.int(in: 1...6))
    case 1: return Rational(random.int(in: -5...9)) + Rational(1) / 2
    case 2: return Rational(random.int(in: -30...60)) / 7 + Rational(1) / 1000
    case 3: return Rational(random.int(in: 1...40)) / 3
    default: return Rational(random.int(in: 1...200)) / Rational(random.choice([16, 31, 64]))
    }
  }

  static func argument(_ random: inout TestRandom) -> ComplexBall {
    let scale = random.choice([0.01, 0.5, 1, 1, 1, 2, 30, 4000])
    let x = Double(random.int(in: -64...64)) / 64 * scale
    let y = random.choice([0, 0, Double(random.int(in: -64...64)) / 64 * scale])
    return point(x, y)
  }

  @Test func anUpperAndAnEqualLowerParameterCancel() throws {
    let function = try Hypergeometric(upper: [-10, 11, -10], lower: [1, -10])
    #expect(function.terminatingValue(at: 1) == 1)
    #expect(try function.value(at: RealBall.one, precision: 100).contains(1))
    #expect(function.isTerminating)
  }

  @Test func lowerParametersAtPoles() throws {
    #expect(throws: SpecialFunctionError.self) { try Hypergeometric(upper: [1], lower: [0]) }
    do {
      _ = try Hypergeometric(upper: [1], lower: [0])
    } catch {
      #expect(error.description.hasPrefix("a lower parameter is 0 or a negative integer"))
    }
    #expect(throws: SpecialFunctionError.self) { try Hypergeometric(upper: [-3], lower: [-2]) }
    #expect(throws: SpecialFunctionError.self) {
      try Hypergeometric(upper: [-2], lower: [-2, -2])
    }
    // 1 + 2 z/3 + (2 z^2/6)/2.
    let admitted = try Hypergeometric(upper: [-2], lower: [-3])
    #expect(admitted.terminatingValue(at: 3) == 1 + 2 + Rational(3) / 2)
  }

  @Test func divergence() throws {
    #expect(throws: SpecialFunctionError.self) {
      try Hypergeometric(upper: [1, 1], lower: []).value(at: RealBall.one, precision: 64)
    }
    #expect(throws: SpecialFunctionError.self) {
      try Hypergeometric(upper: [1, 2], lower: [3]).value(at: RealBall.one, precision: 64)
    }
    #expect(throws: SpecialFunctionError.self) {
      try Hypergeometric(upper: [1, 2, 1], lower: [3, 1 / 2])
        .value(at: RealBall.one, precision: 64)
    }
    #expect(throws: SpecialFunctionError.self) {
      try Hypergeometric(upper: [1, 1], lower: [2]).value(at: RealBall(2), precision: 64)
    }
    #expect(
      try Hypergeometric(upper: [1, 1, -2], lower: []).terminatingValue(at: 1)
        == 1 - 2 + 4)
  }

  /// Ball evaluation against exact values.
  @Test func terminatingSeries() throws {
    var random = TestRandom(seed: 31)
    for _ in 0..<Self.rounds {
      let n = random.int(in: 0...40)
      let upper = [Rational(-n), Self.parameter(&random), Self.parameter(&random)]
      let lower = [Self.parameter(&random), Rational(random.int(in: 41...60)) / -1]
      let z = Rational(random.int(in: -300...300)) / Rational(random.choice([1, 8, 64]))
      let function = try Hypergeometric(upper: upper, lower: lower)
      let exact = try #require(function.terminatingValue(at: z))
      let ball = try function.value(at: RealBall(z, precision: 64), precision: 150)
      #expect(ball.contains(exact), random.comment)
      #expect(exact.isZero || ball.relativeAccuracyBits > 140, random.comment)
    }
  }

  /// Elementary cases: e^z, (1-z)^-a, -log(1-z)/z, erf-like and Bessel-like ones by other means.
  @Test func elementaryCases() throws {
    let p: Precision = 200
    for z in [Self.point(0.5), Self.point(-3), Self.point(0.25, 4), Self.point(1.5, -0.5)] {
      let one = ComplexBall.one
      let logarithm = one.subtracting(z, precision: 300).logarithm(precision: p)
      let expected = -logarithm.divided(by: z, precision: p)
      let value = try Hypergeometric(upper: [1, 1], lower: [2]).value(at: z, precision: p)
      #expect(value.overlaps(expected) && value.relativeAccuracyBits > 190)
      let exponential = try Hypergeometric(upper: [], lower: []).value(at: z, precision: p)
      #expect(exponential.overlaps(z.exponential(precision: p)))
      // cosh(2 sqrt z) and sin(2 sqrt(-z)).
      let root = z.squareRoot(precision: p).scaled(byPowerOfTwo: 1)
      let cosine = try Hypergeometric(upper: [], lower: [1 / 2]).value(at: z, precision: p)
      #expect(cosine.overlaps(root.hyperbolicCosine(precision: p)))
      // 1F1(1; 2; z) = (e^z - 1)/z.
      let ratio = z.exponential(precision: p).adding(ComplexBall(-1), precision: p)
        .divided(by: z, precision: p)
      #expect(
        try Hypergeometric(upper: [1], lower: [2]).value(at: z, precision: p).overlaps(ratio))
      // asin: 2F1(1/2, 1/2; 3/2; z^2) = asin(z)/z.
      let square = z.squared(precision: 200)
      let arc = z.arcSine(precision: p).divided(by: z, precision: p)
      let half = Rational(1) / 2
      let gauss = try Hypergeometric(upper: [half, half], lower: [half + 1])
        .value(at: square, precision: p)
      #expect(!z.real.isCertainlyPositive || gauss.overlaps(arc), "\(gauss), \(arc)")
    }
    // On the cut from below: 2F1(1, 1; 2; 2) = -log(-1)/2 = -i pi/2.
    let below = try Hypergeometric(upper: [1, 1], lower: [2])
      .value(at: ComplexBall(2), precision: p)
    #expect(below.imaginary.isCertainlyNegative)
    #expect(
      below.imaginary.overlaps(-RealBall.pi(precision: p).scaled(byPowerOfTwo: -1)))
  }

  /// Connection formulas against Taylor steps, at two precisions.
  @Test func connectionFormulasAgreeWithTaylorSteps() throws {
    var random = TestRandom(seed: 32)
    var compared = 0
    for _ in 0..<Self.rounds / 2 {
      let (a, b, c) = (
        Self.parameter(&random), Self.parameter(&random), Self.parameter(&random)
      )
      guard !(c.isInteger && !c.isPositive), a != c, b != c else { continue }
      if [a, b].contains(where: { $0.isInteger && !$0.isPositive }) { continue }
      let z = Self.argument(&random)
      if z.isReal && z.real.contains(1) || z.isZero { continue }
      let evaluation = HypergeometricEvaluation(
        HypergeometricParameters(upper: [a, b], lower: [c]))
      guard let direct = try evaluation.connected(at: z, bits: 100) else { continue }
      let steps = try evaluation.byTaylorSteps(at: z, bits: 150)
      #expect(direct.overlaps(steps), "2F1(\(a), \(b); \(c); \(z)): \(random.comment)")
      let value = try evaluation.value(at: z, precision: 200)
      #expect(value.overlaps(steps), "2F1(\(a), \(b); \(c); \(z)): \(random.comment)")
      #expect(value.relativeAccuracyBits >= 192, "2F1(\(a), \(b); \(c); \(z)) is \(value)")
      compared += 1
    }
    #expect(compared > Self.rounds / 8)
  }

  /// Kummer's transformation, the asymptotic series and the power series; U's connection.
  @Test func confluentFunctionsAgree() throws {
    var random = TestRandom(seed: 33)
    for _ in 0..<Self.rounds {
      let (a, b) = (Self.parameter(&random), Self.parameter(&random))
      guard !(b.isInteger && !b.isPositive), a != b else { continue }
      let z = Self.argument(&random)
      if z.isZero { continue }
      let parameters = HypergeometricParameters(upper: [a], lower: [b])
      let evaluation = HypergeometricEvaluation(parameters)
      let value = try evaluation.value(at: z, precision: 100)
      #expect(value.relativeAccuracyBits >= 92, "1F1(\(a); \(b); \(z)) = \(value)")
      if z.magnitudeUpperBound < Magnitude(2000) {
        let series = try parameters.series(at: z, bits: 6000)
        #expect(value.overlaps(series), "1F1(\(a); \(b); \(z)): \(random.comment)")
      }
      if let far = ConfluentAsymptotics(a: .rational(a), b: .rational(b))
        .confluentM(at: z, bits: 60)
      {
        #expect(far.overlaps(value), "1F1(\(a); \(b); \(z)): \(random.comment)")
      }
    }
  }

  /// U(a, b, z) = z^(1-b) U(a - b + 1, 2 - b, z), and the contiguous relation
  /// (b - a - 1) U(a, b - 1) + (1 - b - z) U(a, b) + z U(a, b + 1) = 0.
  @Test func tricomiFunction() throws {
    var random = TestRandom(seed: 34)
    for _ in 0..<Self.rounds / 4 {
      let (a, b) = (Self.parameter(&random), Self.parameter(&random))
      let z = Self.argument(&random)
      if z.isZero { continue }
      let p: Precision = 120
      func u(_ a: Rational, _ b: Rational) -> ComplexBall {
        ConfluentUEvaluation(a: .rational(a), b: .rational(b)).value(at: z, precision: p)
      }
      let value = u(a, b)
      #expect(value.relativeAccuracyBits >= 110, "U(\(a), \(b), \(z)) = \(value)")
      let mirrored = u(a - b + 1, 2 - b).multiplied(
        by: z.power(ComplexBall(RealBall(1 - b, precision: 200)), precision: p), precision: p)
      #expect(value.overlaps(mirrored), "U(\(a), \(b), \(z)): \(random.comment)")
      let first = u(a, b - 1).multiplied(by: RealBall(b - a - 1, precision: p), precision: p)
      let second = ComplexBall(RealBall(1 - b, precision: p)).subtracting(z, precision: p)
        .multiplied(by: value, precision: p)
      let third = u(a, b + 1).multiplied(by: z, precision: p)
      let sum = first.adding(second, precision: p).adding(third, precision: p)
      #expect(sum.containsZero, "U(\(a), \(b), \(z)): \(random.comment)")
    }
  }

  /// The values at points of a ball lie in its image; thin balls lose few bits.
  @Test func ballsContainTheirValues() throws {
    var random = TestRandom(seed: 35)
    for _ in 0..<Self.rounds {
      let q = random.int(in: 0...1)
      let upper = (0..<random.int(in: 0...q + 1)).map { _ in Self.parameter(&random) }
      let lower = (0..<q).map { _ in Self.parameter(&random) }
      guard let function = try? Hypergeometric(upper: upper, lower: lower) else { continue }
      let z = Self.argument(&random)
      let radius = Magnitude.powerOfTwo(-random.int(in: 1...80))
      let ball = z.isReal ? ComplexBall(z.real.addingError(radius)) : z.addingError(radius)
      guard let image = try? function.value(at: ball, precision: 90) else { continue }
      for part in [-1.0, -0.5, 0.75, 1] {
        let offset = BigFloat.multiplying(BigFloat(radius), BigFloat(part), precision: 90)
        let moved = ComplexBall(
          real: RealBall(exact: BigFloat.adding(z.real.midpoint, offset, precision: 300)),
          imaginary: z.imaginary)
        guard let value = try? function.value(at: moved, precision: 100) else { continue }
        #expect(
          image.overlaps(value), "\(upper) \(lower) on \(ball) at \(moved): \(random.comment)")
      }
    }
    let thin = RealBall(midpoint: 3, radius: .powerOfTwo(-100))
    let value = try Hypergeometric(upper: [1 / 2], lower: [1]).value(at: thin, precision: 200)
    #expect(value.relativeAccuracyBits > 90)
  }

  /// Parameters that are balls give what the fractions in them give.
  @Test func parametersThatAreBalls() throws {
    var random = TestRandom(seed: 36)
    for _ in 0..<Self.rounds / 4 {
      let (a, b, c) = (
        Self.parameter(&random), Self.parameter(&random), Self.parameter(&random)
      )
      guard let function = try? Hypergeometric(upper: [a, b], lower: [c]) else { continue }
      let z = Self.argument(&random)
      func ball(_ value: Rational) -> ComplexBall {
        ComplexBall(RealBall(value, precision: 200).addingError(.powerOfTwo(-200)))
      }
      guard let exact = try? function.value(at: z, precision: 100) else { continue }
      let value = ComplexBall.hypergeometric(
        upper: [ball(a), ball(b)], lower: [ball(c)], at: z, precision: 100)
      #expect(value.overlaps(exact), "\(a) \(b) \(c) \(z): \(random.comment)")
    }
  }

  @Test func regularizedForms() throws {
    let half = Rational(1) / 2
    let z = Self.point(0.75)
    let value = try Hypergeometric(upper: [half, 1], lower: [half + 2])
      .regularizedValue(at: z, precision: 120)
    let plain = try Hypergeometric(upper: [half, 1], lower: [half + 2])
      .value(at: z, precision: 120)
    let gamma = RealBall(exact: BigFloat(2.5)).reciprocalGamma(precision: 120)
    #expect(value.overlaps(plain.multiplied(by: gamma, precision: 120)))
    // At b = -3 the regularized 2F1 is (a)_4 (b)_4 z^4/4! 2F1(a + 4, b + 4; 5; z).
    let pole = ComplexBall.hypergeometric(
      upper: [.one, ComplexBall(2)], lower: [ComplexBall(-3)], at: z, regularized: true,
      precision: 120)
    let shifted = try Hypergeometric(upper: [5, 6], lower: [5]).value(at: z, precision: 120)
    let factor = RealBall(24 * 120 / 24).multiplied(
      by: RealBall(exact: BigFloat(0.31640625)), precision: 120)
    #expect(pole.overlaps(shifted.multiplied(by: factor, precision: 120)))
    #expect(pole.relativeAccuracyBits > 110)
  }

  @Test func largeParametersAndArguments() throws {
    let half = Rational(1) / 2
    let million = Rational(1_000_000) + half
    for (upper, lower, z) in [
      ([million], [Rational(3)], 0.5), ([half], [million], 100.0), ([Rational(10_000)], [half], -2),
      ([Rational(10_000), half], [Rational(20_000)], 0.25),
      ([half, Rational(1) / 3], [million], -0.75), ([half], [Rational(3)], -1e12),
      ([half], [Rational(3)], 1e6), ([], [half], -1e12),
    ] {
      let function = try Hypergeometric(upper: upper, lower: lower)
      let low = try function.value(at: RealBall(exact: BigFloat(z)), precision: 60)
      let high = try function.value(at: RealBall(exact: BigFloat(z)), precision: 160)
      #expect(low.overlaps(high), "\(upper) \(lower) \(z)")
      #expect(low.relativeAccuracyBits >= 52, "\(upper) \(lower) \(z): \(low)")
      #expect(high.relativeAccuracyBits >= 152, "\(upper) \(lower) \(z): \(high)")
    }
    let tiny = RealBall(exact: BigFloat(mantissa: 3, exponent: -4000))
    let near = try Hypergeometric(upper: [half, half], lower: [1]).value(at: tiny, precision: 100)
    #expect(near.relativeAccuracyBits > 90)
    let huge = RealBall(exact: BigFloat(mantissa: -3, exponent: 3400))
    let far = try Hypergeometric(upper: [half, 1 / 3], lower: [1]).value(at: huge, precision: 100)
    #expect(far.relativeAccuracyBits > 90)
  }

  @Test func atOne() throws {
    // 3F2(1, 1, 1; 2, 2; 1) = pi^2/6 = zeta(2); 2F1 by Gauss.
    let zeta = RealBall(2).zeta(precision: 220)
    let value = try Hypergeometric(upper: [1, 1, 1], lower: [2, 2])
      .value(at: RealBall.one, precision: 200)
    #expect(value.overlaps(zeta) && value.relativeAccuracyBits >= 192)
    let next = try Hypergeometric(upper: [1, 1, 1, 1], lower: [2, 2, 2])
      .value(at: RealBall.one, precision: 60)
    #expect(next.overlaps(RealBall(3).zeta(precision: 100)))
    let gauss = try Hypergeometric(upper: [1, 1 / 2], lower: [3])
      .value(at: RealBall.one, precision: 100)
    #expect(gauss.contains(Rational(4) / 3))
  }
}
