import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite struct MeijerGResidueSeriesTests {
  /// The number of random evaluations: the long run, made once, had 100000.
  static let count = TestEffort.samples(400)

  static func randomParameter(_ random: inout TestRandom, offset: Int) -> Rational {
    switch random.int(in: 0...9) {
    case 0...5: Rational(random.int(in: -2...3))
    case 6...7: Rational(numerator: Integer(2 * random.int(in: -2...3) + 1), nonzeroDenominator: 2)
    case 8: Rational(numerator: Integer(offset + 3 * random.int(in: -2...2)), nonzeroDenominator: 3)
    default: Rational(numerator: Integer(random.int(in: -20...20)), nonzeroDenominator: 7)
    }
  }

  static func randomFunction(_ random: inout TestRandom) -> MeijerG {
    while true {
      let q = random.int(in: 1...4)
      let p = random.int(in: 0...min(3, q))
      let (m, n) = (random.int(in: 1...q), random.int(in: 0...p))
      let offset = random.int(in: 1...2)
      var all: [Rational] = []
      for _ in 0..<p + q { all.append(randomParameter(&random, offset: offset)) }
      let (upper, lower) = (all[..<p], all[p...])
      if let g = try? MeijerG(
        upper: Array(upper.prefix(n)), Array(upper.dropFirst(n)),
        lower: Array(lower.prefix(m)), Array(lower.dropFirst(m)))
      {
        return g
      }
    }
  }

  static func randomArgument(_ random: inout TestRandom, inside: Bool) -> Rational {
    let values = ["1/1000", "1/7", "1/2", "3/4", "9/10"]
    let outer = ["4/3", "2", "5", "31", "100", "1/100000000000000000000"]
    return Rational(random.choice(inside ? values : values + outer)) ?? 1
  }

  @Test func twoPrecisionsOverlapAndAreAccurate() throws {
    var random = TestRandom(seed: 31)
    for _ in 0..<Self.count {
      let g = Self.randomFunction(&random)
      let z = Self.randomArgument(&random, inside: g.p == g.q)
      let low = try g.meijerGResidueSeries(at: z, precision: 90)
      let high = try g.meijerGResidueSeries(at: z, precision: 400)
      #expect(low.overlaps(high), "\(g) at \(z): \(low), \(high); \(random.comment)")
      // Some of these functions have a zero at such an argument.
      if high.containsZero, low.containsZero {
        #expect(high.radius < .powerOfTwo(-800))
        continue
      }
      #expect(high.relativeAccuracyBits >= 392, "\(g) at \(z): \(high); \(random.comment)")
      #expect(low.relativeAccuracyBits >= 82, "\(g) at \(z): \(low); \(random.comment)")
    }
  }

  @Test func agreesWithTheContour() throws {
    var random = TestRandom(seed: 32)
    var compared = 0
    for _ in 0..<Self.count / 20 {
      let g = Self.randomFunction(&random)
      let z = Self.randomArgument(&random, inside: false)
      guard g.p != g.q || z != 1, 2 * (g.m + g.n) > g.p + g.q,
        let contour = try? g.meijerGContour(at: RealBall(z, precision: 300), precision: 150)
      else { continue }
      let series = try g.meijerGResidueSeries(at: z, precision: 150)
      #expect(series.overlaps(contour), "\(g) at \(z): \(series), \(contour); \(random.comment)")
      compared += 1
    }
    #expect(compared > Self.count / 200)
  }

  /// G_{a+c, b+c}(z) = z^c G_{a,b}(z), at long, inexact and complex arguments too.
  @Test func shiftOfAllParameters() throws {
    var random = TestRandom(seed: 33)
    for _ in 0..<Self.count / 4 {
      let g = Self.randomFunction(&random)
      let c = Self.randomParameter(&random, offset: 1)
      let shifted = try MeijerG(
        upper: g.leadingUpper.map { $0 + c }, g.trailingUpper.map { $0 + c },
        lower: g.leadingLower.map { $0 + c }, g.trailingLower.map { $0 + c })
      let x = RealBall(Self.randomArgument(&random, inside: g.p == g.q), precision: 200)
      let z =
        random.int(in: 0...1) == 0
        ? ComplexBall(x)
        : ComplexBall(
          real: x.scaled(byPowerOfTwo: -1),
          imaginary: RealBall(random.int(in: -3...3)).multiplied(by: x, precision: 200)
            .scaled(byPowerOfTwo: -2))
      if z.imaginary.isZero, !z.isReal { continue }
      let left = try shifted.meijerGResidueSeries(at: z, precision: 130)
      let right = try g.meijerGResidueSeries(at: z, precision: 130)
        .multiplied(
          by: z.power(ComplexBall(RealBall(c, precision: 200)), precision: 160), precision: 140)
      #expect(left.overlaps(right), "\(g) + \(c) at \(z): \(left), \(right); \(random.comment)")
      if left.containsZero { continue }
      #expect(left.relativeAccuracyBits >= 110, "\(g) + \(c) at \(z): \(left); \(random.comment)")
    }
  }

  /// The reflection z -> 1/z.
  @Test func reciprocalArgument() throws {
    var random = TestRandom(seed: 34)
    for _ in 0..<Self.count / 4 {
      let g = Self.randomFunction(&random)
      let z = Self.randomArgument(&random, inside: g.p == g.q)
      let mirrored = try MeijerG(
        upper: g.leadingLower.map { 1 - $0 }, g.trailingLower.map { 1 - $0 },
        lower: g.leadingUpper.map { 1 - $0 }, g.trailingUpper.map { 1 - $0 })
      let inverse = try #require(z.reciprocal)
      let left = try g.meijerGResidueSeries(at: z, precision: 100)
      #expect(left.overlaps(try mirrored.meijerGResidueSeries(at: inverse, precision: 130)))
    }
  }

  /// Thin balls keep their accuracy where the terms cancel by hundreds of bits; wide balls and
  /// their parts overlap.
  @Test func inexactArguments() throws {
    var random = TestRandom(seed: 35)
    for _ in 0..<Self.count / 8 {
      let g = Self.randomFunction(&random)
      let z = Self.randomArgument(&random, inside: g.p == g.q)
      for bits in [3, 10, 40, 100] {
        let center = RealBall(z, precision: 200).midpoint
        let radius = Magnitude(upperBound: center).scaled(byPowerOfTwo: -bits)
        let ball = RealBall(midpoint: center, radius: radius)
        guard let value = try? g.meijerGResidueSeries(at: ball, precision: 120) else { continue }
        let inside = RealBall(
          midpoint: center, radius: .zero
        ).adding(
          RealBall(exact: BigFloat(radius)).multiplied(by: 7, precision: 200)
            .scaled(byPowerOfTwo: -3), precision: 220)
        if let exact = try? g.meijerGResidueSeries(at: inside, precision: 120) {
          #expect(value.overlaps(exact), "\(g) at \(ball): \(value), \(exact); \(random.comment)")
        }
      }
    }
    // 2 K_0(2 sqrt z) at 5000: terms of e^141, the value e^-141, a ball of 60 bits.
    let k = try MeijerG(upper: [], [], lower: [0, 0], [])
    let ball = RealBall(midpoint: 5000, radius: .powerOfTwo(-48))
    let value = try k.meijerGResidueSeries(at: ball, precision: 60)
    #expect(value.relativeAccuracyBits >= 50, "\(value)")
    #expect(value.contains(try k.meijerGResidueSeries(at: RealBall(5000), precision: 200)))
  }

  /// z d/dz G = G with Γ(s) s -> the same function times -s: G(0,...|z)' by parameters.
  @Test func differentiation() throws {
    // z d/dz of G(0, 0, 0) is -G(1, 0, 0), as -s Γ(s) = -Γ(s + 1); z^2 G'' = G(2, 0, 0) - ...
    let g = try MeijerG(upper: [], [], lower: [0, 0, 0], [])
    let derivative = try MeijerG(upper: [], [], lower: [1, 0, 0], [])
    let step = try #require(Rational("1e-40"))
    let (z, p) = (Rational(5), Precision(clamping: 600))
    let difference = try g.meijerGResidueSeries(at: z + step, precision: p)
      .subtracting(try g.meijerGResidueSeries(at: z - step, precision: p), precision: p)
      .divided(by: RealBall(2 * step, precision: p), precision: p)
      .multiplied(by: 5, precision: p)
    let expected = try derivative.meijerGResidueSeries(at: z, precision: p)
    #expect(difference.addingError(.powerOfTwo(-250)).overlaps(-expected))
  }

  @Test func identicallyZero() throws {
    for text in ["; 0; ; 1,2", "; 0; 0; 1", "; ; ; 0", "; 1; 3; ", "; 0,-1; 2; 1,1"] {
      let g = try meijerG(text)
      let z: Rational = g.p == g.q ? 3 : 2
      let value = try g.meijerGResidueSeries(at: z, precision: 100)
      if text == "; 0; 0; 1" || text == "; 1; 3; " { continue }
      #expect(g.m > 0 || value.isZero, "\(text): \(value)")
    }
    // Γ(s)/Γ(s) leaves no pole; and outside the circle without upper poles.
    #expect(try meijerG("; 0; 0; 1").meijerGResidueSeries(at: 3, precision: 100).isZero)
    #expect(try meijerG("; 1; 0; ").meijerGResidueSeries(at: 2, precision: 100).isZero)
    #expect(try meijerG("; 1; 0; ").meijerGResidueSeries(at: 1 / 2, precision: 100).contains(1))
  }

  @Test func argumentsWithoutValue() throws {
    let g = try MeijerG(upper: [], [], lower: [0, 0], [])
    #expect(throws: SpecialFunctionError.self) { try g.value(at: RealBall(0), precision: 64) }
    #expect(throws: SpecialFunctionError.self) { try g.value(at: RealBall(-1), precision: 64) }
    #expect(throws: SpecialFunctionError.self) { try g.value(at: Rational.zero, precision: 64) }
    #expect(throws: SpecialFunctionError.self) { try g.value(at: Rational(-3), precision: 64) }
    #expect(throws: SpecialFunctionError.self) { try g.value(at: ComplexBall(0), precision: 64) }
    let around = RealBall(midpoint: 0, radius: .one)
    #expect(try g.value(at: around, precision: 64).value.isUnbounded)
    #expect(try g.value(at: RealBall.unbounded, precision: 64).value.isUnbounded)
    let circle = try meijerG("0; ; 0; ")
    #expect(throws: SpecialFunctionError.self) {
      try circle.meijerGResidueSeries(at: Rational.one, precision: 64)
    }
    // On the cut, the limit from above: 2 K_0(2 i sqrt x).
    let cut = try g.meijerGResidueSeries(at: ComplexBall(-2), precision: 100)
    let above = try g.meijerGResidueSeries(
      at: ComplexBall(
        real: RealBall(-2), imaginary: RealBall(exact: BigFloat(mantissa: 1, exponent: -90))),
      precision: 100)
    #expect(cut.addingError(.powerOfTwo(-80)).overlaps(above))
    #expect(cut.relativeAccuracyBits > 90)
  }

  /// Far arguments, huge orders and long parameters neither hang nor crash.
  @Test func extremes() throws {
    let k = try MeijerG(upper: [], [], lower: [0, 0], [])
    for text in ["1e12", "1e30", "1e300"] {
      let z = try #require(Rational(text))
      guard let (value, method) = try? k.value(at: z, precision: 100) else { continue }
      #expect(method == .contour)
      #expect(value.isUnbounded || value.containsZero || value.relativeAccuracyBits >= 90)
    }
    let tiny = try k.value(at: try #require(Rational("1e-1000")), precision: 100)
    #expect(tiny.value.relativeAccuracyBits >= 92)
    let shifted = try MeijerG(upper: [], [], lower: [0, 100_000], [])
    #expect(try shifted.value(at: 2, precision: 60).value.relativeAccuracyBits >= 52)
    let long = try #require(Rational("0.1234567890123456789012345678901234567890"))
    let g = try MeijerG(upper: [], [long], lower: [0, long + 1, long / 7], [])
    let (low, high) = (
      try g.meijerGResidueSeries(at: long, precision: 100),
      try g.meijerGResidueSeries(at: long, precision: 300)
    )
    #expect(low.overlaps(high) && high.relativeAccuracyBits >= 292)
  }

  @Test func tenThousandDigits() throws {
    let g = try MeijerG(upper: [], [], lower: [0, 0, 0], [])
    let precision = try Precision(digits: 10_000)
    let value = try g.meijerGResidueSeries(at: 5, precision: precision)
    #expect(value.relativeAccuracyDigits >= 9_997)
    let contour = try g.meijerGContour(at: RealBall(5), precision: 700)
    #expect(value.overlaps(contour))
  }
}
