import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// Orders and parameters that no series reaches: identities between values that come from different
/// integrals, and the values that were refused or took many seconds.
@Suite struct LargeOrderTests {
  private static let precision: Precision = 160

  private func fraction(_ numerator: Int, _ denominator: Int = 1) -> RealBall {
    RealBall(
      Rational(numerator: Integer(numerator), nonzeroDenominator: Integer(denominator)),
      precision: 400)
  }

  private func expect(
    _ value: RealBall, is other: RealBall, bits: Int, _ comment: String,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(value.overlaps(other), "\(comment): \(value), \(other)", sourceLocation: location)
    #expect(
      min(value.relativeAccuracyBits, other.relativeAccuracyBits) >= bits,
      "\(comment): \(value), \(other)", sourceLocation: location)
  }

  /// I_a K_(a+1) + I_(a+1) K_a = 1/x (DLMF 10.28.2): K by the real line, I by the parabola.
  @Test(arguments: [
    (60_000, 1, 60_000), (100_000_000, 1, 100_000_000), (7232, 1, 7232), (3001, 3, 1_000_000),
    (1_000_000, 7, 11), (250_001, 2, 500_000_000),
  ])
  func wronskian(numerator: Int, denominator: Int, x: Int) {
    let p = Self.precision
    let (a, x) = (fraction(numerator, denominator), RealBall(x))
    let next = a.adding(1, precision: 400)
    let value = RealBall.besselI(a, x, precision: p)
      .multiplied(by: .besselK(next, x, precision: p), precision: p)
      .adding(
        RealBall.besselI(next, x, precision: p)
          .multiplied(by: .besselK(a, x, precision: p), precision: p), precision: p)
    expect(value, is: x.reciprocal(precision: p), bits: 148, "\(a), \(x)")
  }

  /// The finite sum of a half-integer order, and that of Γ(n, x), took up to a minute where the
  /// series in powers takes milliseconds. The references are mpmath's.
  @Test func finiteSumsOfManyTermsAreNotTaken() throws {
    let p = Self.precision
    let values = [
      (
        RealBall.besselK(fraction(200_001, 2), fraction(1, 1000), precision: p),
        "1.995036420243376143475739907026521664e786675"
      ),
      (
        RealBall.besselK(fraction(20_001, 2), fraction(3), precision: p),
        "1.420709187399810117424653398814623854e33896"
      ),
      (
        RealBall.upperIncompleteGamma(fraction(1_000_000), fraction(3), precision: p),
        "8.263931688331240062376646103172666291e5565702"
      ),
      (
        ComplexBall.besselK(
          fraction(20_001, 2), ComplexBall(real: RealBall(3), imaginary: RealBall(-400)),
          precision: p
        ).real,
        "6.73117880809807640595877567971156894e12646"
      ),
    ]
    for (value, text) in values {
      let reference = try #require(RealBall(text, precision: 160))
      let tolerance = reference.magnitudeUpperBound * .powerOfTwo(-110)
      expect(value, is: reference.addingError(tolerance), bits: 100, text)
    }
  }

  /// K_(a+1) - K_(a-1) = (2a/x) K_a.
  @Test(arguments: [(60_000, 60_000), (100_000_000, 30_000_000), (40, 3), (900, 1_000_000)])
  func recurrence(a: Int, x: Int) {
    let p = Self.precision
    let k = (-1...1).map { RealBall.besselK(RealBall(a + $0), RealBall(x), precision: p + 60) }
    let right = k[1].multiplied(by: fraction(2 * a, x), precision: p)
    expect(
      k[2].subtracting(k[0], precision: p), is: right, bits: 150, "\(a), \(x)")
  }

  /// P(a, x) = P(a+1, x) + x^a e^(-x)/Γ(a+1), P + Q = 1, about x = a and far from it.
  @Test(arguments: [
    (100_000_000, 100_000_000), (100_000_000, 100_020_000), (100_000_000, 99_970_000),
    (1_000_000_000_000, 1_000_001_000_000), (3000, 2500), (3000, 12_000), (3000, 17),
  ])
  func incompleteGamma(a: Int, x: Int) {
    let p = Self.precision
    let (order, argument) = (RealBall(a), RealBall(x))
    let lower = RealBall.regularizedLowerIncompleteGamma(order, argument, precision: p)
    let upper = RealBall.regularizedUpperIncompleteGamma(order, argument, precision: p)
    expect(lower.adding(upper, precision: p), is: .one, bits: 150, "P + Q at \(a), \(x)")
    #expect(min(lower.relativeAccuracyBits, upper.relativeAccuracyBits) >= 150)
    let next = RealBall.regularizedLowerIncompleteGamma(RealBall(a + 1), argument, precision: p)
    let wide: Precision = 400
    let density = argument.logarithm(precision: wide).multiplied(by: order, precision: wide)
      .subtracting(argument, precision: wide)
      .subtracting(RealBall(a + 1).logGamma(precision: wide), precision: wide)
      .exponential(precision: p)
    expect(next.adding(density, precision: p), is: lower, bits: 150, "P at \(a), \(x)")
  }

  /// Both sides of the choice between the methods: an order below which the series are taken, the
  /// same order with many more digits, and a digit count where the recurrences take over.
  @Test func methodsOverlap() {
    typealias Function = (RealBall, RealBall, Precision) -> RealBall
    let functions: [Function] = [
      { .besselK($0, $1, precision: $2) }, { .besselI($0, $1, precision: $2) },
      { .upperIncompleteGamma($0, $1, precision: $2) },
      { .lowerIncompleteGamma($0, $1, precision: $2) },
    ]
    var random = TestRandom(seed: 0x1a56e)
    for _ in 0..<12 {
      let a = fraction(random.int(in: 25...4000), random.int(in: 1...9))
      let x = fraction(random.int(in: 1...9000), random.int(in: 1...9))
      for function in functions {
        let short = function(a, x, 100)
        let long = function(a, x, 2200)
        #expect(short.overlaps(long), "\(a), \(x): \(short), \(long), seed \(random.seed)")
        #expect(short.relativeAccuracyBits >= 90, "\(a), \(x), seed \(random.seed)")
      }
    }
  }

  /// The pole of the integrand on the path, beside it, and at the edges of the strip.
  @Test func poleOnThePath() {
    for offset in [0.0, 0x1p-60, -0x1p-30, 1, -7, 40, -90, 333, -512, 900, 1500, -1700] {
      let a = RealBall(10_000)
      let x = RealBall(exact: BigFloat(10_000)).adding(
        RealBall(exact: BigFloat(offset)), precision: 200)
      for bits in [64, 200, 700] {
        let p = Precision(clamping: bits)
        let upper = RealBall.regularizedUpperIncompleteGamma(a, x, precision: p)
        let lower = RealBall.regularizedLowerIncompleteGamma(a, x, precision: p)
        expect(
          upper.adding(lower, precision: p), is: .one, bits: bits - 8, "\(offset), \(bits) bits")
        let again = RealBall.regularizedUpperIncompleteGamma(a, x, precision: p + 777)
        #expect(again.overlaps(upper), "\(offset): \(upper), \(again)")
      }
    }
  }

  /// b U(a, b, z) terms: U(a-1, b, z) + (b - 2a - z) U(a, b, z) + a (a-b+1) U(a+1, b, z) = 0
  /// (DLMF 13.3.7).
  @Test(arguments: [
    (1_000_000, 1, 3, 2), (1_000_000, 2, 1, 2), (5000, -4000, 1, 1), (300, 7, 2, 500),
  ])
  func confluentU(a: Int, top: Int, bottom: Int, z: Int) {
    let wide: Precision = 400
    let b = fraction(top, bottom)
    let u = (-1...1).map {
      RealBall.confluentU(RealBall(a + $0), b, at: RealBall(z), precision: 300)
    }
    #expect(u.allSatisfy { $0.relativeAccuracyBits >= 290 }, "\(u)")
    let middle = RealBall(2 * a + z).subtracting(b, precision: wide)
      .multiplied(by: u[1], precision: wide)
    let last = RealBall(a + 1).subtracting(b, precision: wide).multiplied(by: a, precision: wide)
      .multiplied(by: u[2], precision: wide)
    expect(u[0].adding(last, precision: wide), is: middle, bits: 200, "\(a), \(b), \(z)")
  }

  /// (1 - z) b F(a, b+1) and its neighbours: contiguous relation DLMF 15.5.11 in a,
  /// (c-a) F(a-1) + (2a - c + (b-a) z) F(a) + a (z-1) F(a+1) = 0.
  @Test(arguments: [
    (1_000_000, 1_000_000, 1, 1, 2), (1_000_000, 1_000_000, 1, 1, 3),
    (20_000, 30_000, 70_000, -5, 1), (20_000, 30_000, 70_000, 2, 3), (20_000, 7, 40, -3, 2),
  ])
  func gauss(a: Int, b: Int, c: Int, top: Int, bottom: Int) throws {
    let wide: Precision = 400
    let z = Rational(numerator: Integer(top), nonzeroDenominator: Integer(bottom))
    var f: [RealBall] = []
    for shift in -1...1 {
      let function = try Hypergeometric(
        upper: [Rational(a + shift), Rational(b)], lower: [Rational(c)])
      f.append(try function.value(at: z, precision: 300))
    }
    #expect(f.allSatisfy { $0.relativeAccuracyBits >= 290 }, "\(f)")
    let exact = RealBall(z, precision: wide)
    let middle = exact.multiplied(by: b - a, precision: wide).adding(2 * a - c, precision: wide)
      .multiplied(by: f[1], precision: wide)
    let sum = f[0].multiplied(by: c - a, precision: wide).adding(middle, precision: wide)
    let last = RealBall.one.subtracting(exact, precision: wide).multiplied(by: a, precision: wide)
      .multiplied(by: f[2], precision: wide)
    #expect(sum.overlaps(last), "\(a), \(b), \(c), \(z): \(sum), \(last)")
  }

  /// Refused after five seconds before Hurwitz' formula was used.
  @Test func zetaFarToTheLeft() {
    let value = RealBall.hurwitzZeta(fraction(-15_001, 3), fraction(1, 3), precision: 128)
    #expect(value.relativeAccuracyBits >= 120)
    // ζ(s, 1/3) + ζ(s, 2/3) + ζ(s, 1) = 3^s ζ(s).
    let s = fraction(-15_001, 3)
    let p: Precision = 200
    let sum = (1...3).map { RealBall.hurwitzZeta(s, fraction($0, 3), precision: p) }
      .reduce(RealBall.zero) { $0.adding($1, precision: p) }
    let right = RealBall(3).power(s, precision: p)
      .multiplied(by: s.zeta(precision: p), precision: p)
    #expect(sum.overlaps(right), "\(sum), \(right)")
  }

  /// Refused after some 20 seconds: an integer b with an a that is no dyadic fraction.
  @Test func integerSecondParameter() {
    let third = Rational(numerator: 313, nonzeroDenominator: 3)
    for precision in [Precision(clamping: 64), 300] {
      let exact = RealBall.confluentU(third, -11, at: fraction(10, 3), precision: precision)
      let ball = RealBall.confluentU(
        fraction(313, 3), RealBall(-11), at: fraction(10, 3), precision: precision)
      expect(exact, is: ball, bits: precision.bits - 8, "U(313/3, -11, 10/3)")
    }
    // Small a: the residues with their logarithms, and Taylor steps where a is only a ball.
    let small = Rational(numerator: 1, nonzeroDenominator: 3)
    let series = RealBall.confluentU(small, 2, at: RealBall(2), precision: 1000)
    let steps = RealBall.confluentU(fraction(1, 3), RealBall(2), at: RealBall(2), precision: 250)
    #expect(series.overlaps(steps))
    #expect(series.relativeAccuracyBits >= 990)
  }

  /// Took minutes: Hankel's expansion lost more digits than foreseen, round after round.
  @Test func orderEqualToTheArgument() {
    for bits in [100, 520, 1000] {
      let value = RealBall.besselI(
        RealBall(7232), RealBall(7232), precision: Precision(clamping: bits))
      #expect(value.relativeAccuracyBits >= bits - 8)
    }
  }

  /// The value was said to be 0 perhaps: it is far below the least double, not below a number.
  @Test func tinyValuesAreNoZeros() {
    let u = RealBall.confluentU(
      RealBall(1_000_000), fraction(1, 3), at: RealBall(2), precision: 100)
    #expect(u.isCertainlyPositive && u.relativeAccuracyBits >= 92)
    let k = RealBall.besselK(RealBall(100_000_000), RealBall(100_000_000), precision: 100)
    #expect(k.isCertainlyPositive && k.relativeAccuracyBits >= 92)
  }

  /// The bound of the derivative over the ball of z came from a series that cancels.
  @Test func gaussAtABall() throws {
    let function = try Hypergeometric(upper: [1243, 581], lower: [1283])
    let third = Rational(numerator: -1, nonzeroDenominator: 3)
    let value = try function.value(at: RealBall(third, precision: 200), precision: 100)
    let exact = try function.value(at: third, precision: 100)
    expect(value, is: exact, bits: 92, "2F1(1243, 581; 1283; -1/3)")
  }
}
