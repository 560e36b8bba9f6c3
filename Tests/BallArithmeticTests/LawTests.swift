import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@Suite struct LawTests {
  static let seed: UInt64 = 20_250_741

  /// The exact result of each field operation on points of the balls is in the result's ball.
  @Test func fieldOperationsContainExactResults() throws {
    var samples = BallSamples(seed: Self.seed)
    for round in 0..<TestEffort.samples(1500) {
      let x = samples.number()
      let y = Int.random(in: 0..<8, using: &samples) == 0 ? x : samples.number()
      let (a, b) = (samples.ball(containing: x), samples.ball(containing: y))
      let p = samples.precision()
      let (q, r) = (try #require(x.exactRational), try #require(y.exactRational))
      let note: Comment = "seed \(Self.seed) round \(round): \(a), \(b) at \(p.bits) bits"
      #expect(a.contains(q) && a.contains(x), note)
      #expect(a.adding(b, precision: p).contains(q + r), note)
      #expect(a.subtracting(b, precision: p).contains(q - r), note)
      #expect(a.multiplied(by: b, precision: p).contains(q * r), note)
      #expect(a.squared(precision: p).contains(q * q), note)
      #expect(a.rounded(to: p).contains(a) && a.rounded(to: p).contains(q), note)
      #expect(a.multiplied(by: -7, precision: p).contains(q * -7), note)
      #expect(a.adding(5, precision: p).contains(q + 5), note)
      #expect(a.divided(by: 7, precision: p).contains(q / 7), note)
      #expect(a.magnitude.contains(q.magnitude), note)
      #expect(a.union(b, precision: p).contains(q) && a.union(b, precision: p).contains(r), note)
      #expect(a.lowerBound(precision: p) <= x && x <= a.upperBound(precision: p), note)
      #expect(!a.isCertainlyLess(than: b) || q < r, note)
      #expect(a.overlaps(b) || q != r, note)
      #expect(a.contains(Rational("1/3")!) || !a.overlaps(RealBall("1/3", precision: 900)!), note)
      let quotient = a.divided(by: b, precision: p)
      if b.containsZero {
        #expect(quotient.isUnbounded, note)
      } else {
        #expect(quotient.contains(q / r), note)
        if a.isExact, b.isExact, !a.isZero {
          #expect(quotient.relativeAccuracyBits >= p.bits - 1, note)
        }
      }
      if a.isExact, b.isExact {
        let product = a.multiplied(by: b, precision: p)
        #expect(product.isZero || product.relativeAccuracyBits >= p.bits - 1, note)
        let sum = a.adding(b, precision: p)
        #expect(sum.isZero || sum.relativeAccuracyBits >= p.bits - 1, note)
      }
    }
  }

  /// A quotient's radius is in proportion to its exact image.
  @Test func wideQuotientsAreTight() {
    let wide = RealBall.enclosing(lower: 1, upper: 1000, precision: 64)
    let inverse = wide.reciprocal(precision: 64)
    #expect(inverse.contains(1) && inverse.contains(Rational("1/1000")!))
    #expect(inverse.radius <= Magnitude(upperBound: 0.51))
  }

  @Test func ringLawsHold() {
    var samples = BallSamples(seed: Self.seed + 1)
    func ball() -> RealBall { samples.ball(containing: samples.number()) }
    for round in 0..<TestEffort.samples(500) {
      let p = samples.precision()
      checkRingLaws(
        ball(), ball(), ball(), note: "seed \(Self.seed + 1) round \(round)",
        add: { $0.adding($1, precision: p) }, multiply: { $0.multiplied(by: $1, precision: p) },
        subtract: { $0.subtracting($1, precision: p) }, overlap: { $0.overlaps($1) })
      checkRingLaws(
        ComplexBall(real: ball(), imaginary: ball()), ComplexBall(real: ball(), imaginary: ball()),
        ComplexBall(real: ball(), imaginary: ball()), note: "seed \(Self.seed + 1) round \(round)",
        add: { $0.adding($1, precision: p) }, multiply: { $0.multiplied(by: $1, precision: p) },
        subtract: { $0.subtracting($1, precision: p) }, overlap: { $0.overlaps($1) })
      let z = ComplexBall(real: ball(), imaginary: ball())
      let w = ComplexBall(real: ball(), imaginary: ball())
      let quotient = z.divided(by: w, precision: p)
      #expect(quotient.multiplied(by: w, precision: p).overlaps(z))
      #expect(z.squared(precision: p).overlaps(z.multiplied(by: z, precision: p)))
      #expect(
        z.power(3, precision: p).overlaps(
          z.multiplied(by: z, precision: p).multiplied(by: z, precision: 200)))
    }
  }

  private func checkRingLaws<Ball>(
    _ a: Ball, _ b: Ball, _ c: Ball, note: Comment,
    add: (Ball, Ball) -> Ball, multiply: (Ball, Ball) -> Ball,
    subtract: (Ball, Ball) -> Ball, overlap: (Ball, Ball) -> Bool
  ) {
    #expect(overlap(add(add(a, b), c), add(a, add(b, c))), note)
    #expect(overlap(multiply(multiply(a, b), c), multiply(a, multiply(b, c))), note)
    #expect(overlap(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c))), note)
    #expect(overlap(add(a, b), add(b, a)), note)
    #expect(overlap(multiply(a, b), multiply(b, a)), note)
    #expect(overlap(subtract(add(a, b), b), a), note)
  }

  /// Functional equations between functions that share no code path.
  @Test func functionalEquationsHold() {
    var samples = BallSamples(seed: Self.seed + 2)
    for round in 0..<TestEffort.samples(200) {
      let x = samples.ball(containing: samples.number(exponents: 6))
      let y = samples.ball(containing: samples.number(exponents: 6))
      let (p, r) = (samples.precision(), samples.precision())
      let note: Comment = "seed \(Self.seed + 2) round \(round): \(x), \(y)"
      let (sine, cosine) = x.sineAndCosine(precision: p)
      #expect(
        sine.squared(precision: p).adding(cosine.squared(precision: r), precision: p)
          .contains(1), note)
      #expect(x.exponential(precision: p).logarithm(precision: r).overlaps(x), note)
      #expect(
        x.adding(y, precision: 900).exponential(precision: p).overlaps(
          x.exponential(precision: r).multiplied(by: y.exponential(precision: r), precision: p)),
        note)
      #expect(x.squareRoot(precision: p).squared(precision: r).overlaps(x), note)
      #expect(x.arcTangent(precision: p).tangent(precision: r).overlaps(x), note)
      let angle = RealBall.arcTangent(y: y, x: x, precision: p)
      if !x.containsZero || !y.containsZero {
        let size = ComplexBall(real: x, imaginary: y).magnitude(precision: r)
        #expect(size.multiplied(by: angle.cosine(precision: p), precision: p).overlaps(x), note)
        #expect(size.multiplied(by: angle.sine(precision: p), precision: p).overlaps(y), note)
      }
      let power = x.magnitude.power(y, precision: p)
      #expect(
        power.overlaps(
          x.magnitude.logarithm(precision: 300)
            .multiplied(by: y, precision: 300).exponential(precision: r)), note)
    }
  }

  /// The angle of rectangles in every position to the axes, also with sides on them.
  @Test func anglesContainTheirValues() {
    let seed = Self.seed + 3
    var samples = BallSamples(seed: seed)
    func side(_ value: BigFloat) -> RealBall {
      // From zero to the value, so that the rectangle's side lies on an axis.
      Int.random(in: 0..<3, using: &samples) == 0
        ? .enclosing(lower: min(value, 0), upper: max(value, 0), precision: 99)
        : samples.ball(containing: value)
    }
    for round in 0..<TestEffort.samples(800) {
      let (a, b) = (samples.number(exponents: 8), samples.number(exponents: 8))
      let (x, y) = (side(a), side(b))
      let p = samples.precision()
      let angle = RealBall.arcTangent(y: y, x: x, precision: p)
      let ends = [
        (a, b), (a, BigFloat.zero), (BigFloat.zero, b),
      ].filter { x.contains($0.0) && y.contains($0.1) }
      for (u, v) in ends {
        let exact = RealBall.arcTangent(
          y: RealBall(exact: v), x: RealBall(exact: u), precision: 400)
        #expect(
          angle.overlaps(exact),
          "seed \(seed) round \(round): angle of (\(x), \(y)) is \(angle), at (\(u), \(v)) \(exact)"
        )
      }
    }
    let strip = RealBall.enclosing(lower: 0, upper: 1, precision: 64)
    let angle = RealBall.arcTangent(y: strip, x: RealBall(-2), precision: 64)
    #expect(angle.isCertainlyPositive && angle.overlaps(.pi(precision: 200)))
  }
}
