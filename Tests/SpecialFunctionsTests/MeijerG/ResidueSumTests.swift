import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import SpecialFunctions

/// The three ways to a cluster's sum of residues against each other: the recurrence with one number
/// summed, binary splitting, and the recurrence for any argument.
@Suite struct ResidueSumTests {
  /// A function with poles of many orders: parameters of few classes, and arguments of words.
  static func randomFunction(_ random: inout TestRandom) -> MeijerG {
    while true {
      if random.int(in: 0...2) > 0 { return MeijerGResidueSeriesTests.randomFunction(&random) }
      // Confluent ones of a higher order, spread over a few integers.
      let m = random.int(in: 2...10)
      let reach = random.int(in: 0...4)
      let base = random.choice([Rational(0), Rational(1) / 2, Rational(-2) / 3, Rational(7) / 5])
      let lower = (0..<m).map { _ in base + Rational(random.int(in: 0...reach)) }
      let others = (0..<random.int(in: 0...2)).map { _ in
        MeijerGResidueSeriesTests.randomParameter(&random, offset: 1)
      }
      if let g = try? MeijerG(upper: [], [], lower: lower, others) { return g }
    }
  }

  static func randomArgument(_ random: inout TestRandom, inside: Bool) -> Rational {
    let few = MeijerGResidueSeriesTests.randomArgument(&random, inside: inside)
    if random.int(in: 0...1) == 0 { return few }
    let top = random.int(in: 1...(1 << random.int(in: 1...20)))
    let bottom = inside ? top + random.int(in: 1...top) : random.int(in: 1...1000)
    return Rational(numerator: Integer(top), nonzeroDenominator: Integer(bottom))
  }

  /// The same accuracy, whichever is cheaper, at two precisions.
  @Test func wordSumsAgreeWithSplittingAndTheGeneralRecurrence() throws {
    var random = TestRandom(seed: 41)
    var compared = 0
    for _ in 0..<TestEffort.samples(150) {
      let g = Self.randomFunction(&random)
      let z = Self.randomArgument(&random, inside: g.p == g.q)
      let plan = try g.residuePlan(ResidueArgument(z))
      for bits in [80, 300, random.int(in: 8...1500)] {
        let precision = Precision(clamping: bits)
        let outline = try plan.outline(precision: precision)
        for (index, estimate) in outline.estimates.enumerated() {
          let cluster = plan.problem.clusters[index]
          guard let constant = plan.wordConstant(cluster) else { continue }
          let words = try #require(
            try plan.wordSum(index, estimate, constant, bits: outline.bits))
          let split = plan.splitSum(index, estimate, constant, bits: outline.bits)
          let general = try plan.generalSum(index, estimate, outline)
          let label: Comment = "\(g) at \(z), \(precision.bits) bits; \(random.comment)"
          #expect(words.value.overlaps(general.value.real), label)
          // An absolute error: the sum of the clusters is what gets the precision.
          let floor = Magnitude.powerOfTwo(1 - Int(outline.bits))
          #expect(words.value.radius <= floor, label)
          #expect(general.value.real.radius <= floor, label)
          if let split {
            #expect(words.value.overlaps(split.value), label)
            #expect(split.value.overlaps(general.value.real), label)
            #expect(split.value.radius <= floor, label)
          }
          compared += 1
        }
      }
    }
    #expect(compared > TestEffort.samples(150))
  }

  /// Several pieces of different orders, of which one has none, in the exact sums too.
  @Test func splittingOfPieces() throws {
    for text in ["; ; 0,3,3,7; ", "; 2; 0,0,5; 1/3", "; 1,4; 0,2,6,6; 0", "1/2; 3; 0,1; 9"] {
      let g = try meijerG(text)
      let plan = try g.residuePlan(ResidueArgument(Rational(3) / 4))
      for precision: Precision in [60, 700] {
        let outline = try plan.outline(precision: precision)
        for (index, estimate) in outline.estimates.enumerated() {
          let constant = try #require(plan.wordConstant(plan.problem.clusters[index]))
          let split = try #require(
            plan.splitSum(index, estimate, constant, bits: outline.bits))
          let words = try #require(
            try plan.wordSum(index, estimate, constant, bits: outline.bits))
          #expect(split.value.overlaps(words.value), "\(text): \(split.value), \(words.value)")
          #expect(split.value.radius <= .powerOfTwo(1 - Int(outline.bits)), "\(text)")
          #expect(words.value.radius <= .powerOfTwo(1 - Int(outline.bits)), "\(text)")
        }
      }
    }
  }

  /// The bound of the errors grows beyond 2^900 units and falls again: it stays finite.
  @Test func farArgumentOfSimplePoles() throws {
    // e^-2889: the terms reach e^2889.
    let g = try MeijerG(upper: [], [], lower: [2], [])
    let z = Rational(234_052) / 81
    let value = try g.meijerGResidueSeries(at: z, precision: 200)
    let expected = RealBall(-z, precision: 300).exponential(precision: 260)
      .multiplied(by: RealBall(z * z, precision: 260), precision: 250)
    #expect(value.overlaps(expected) && value.relativeAccuracyBits >= 200, "\(value)")
  }

  /// Without a factor that depends on k nothing but z makes the terms small: the estimate's doubles
  /// must not run out.
  @Test func geometricSeriesToManyBits() throws {
    let g = try MeijerG(upper: [2], [], lower: [2], [])
    let z = Rational(31) / 44
    let value = try g.meijerGResidueSeries(at: z, precision: 3000)
    let expected = RealBall(z * z / (1 + z), precision: 3000)
    #expect(value.overlaps(expected) && value.relativeAccuracyBits >= 2996, "\(value)")
  }

  /// Equal functions share what is kept, and evaluations run in parallel.
  @Test func sharedProblemsInParallel() async throws {
    let z = Rational(5) / 3
    let lower = [Rational(1) / 5, Rational(6) / 5, Rational(6) / 5]
    let best = try MeijerG(upper: [], [], lower: lower, [])
      .meijerGResidueSeries(at: z, precision: 2500)
    await withTaskGroup(of: RealBall?.self) { group in
      for index in 0..<64 {
        group.addTask {
          try? MeijerG(upper: [], [], lower: lower, [])
            .meijerGResidueSeries(at: z, precision: Precision(clamping: 100 + 37 * index))
        }
      }
      var count = 0
      for await value in group {
        #expect(value?.overlaps(best) == true)
        #expect(value.map { $0.relativeAccuracyBits >= 96 } == true)
        count += 1
      }
      #expect(count == 64)
    }
  }

  /// One evaluation after another at growing and falling precisions, on one function: what is kept
  /// of the initial series serves them all.
  @Test func keptSeriesServeOtherPrecisions() throws {
    let g = try MeijerG(upper: [], [], lower: [0, 0, 0, Rational(1) / 2, 1], [])
    let z = Rational(22) / 7
    let best = try g.meijerGResidueSeries(at: z, precision: 3000)
    for bits in [64, 2000, 65, 700, 128, 2900] {
      let value = try g.meijerGResidueSeries(at: z, precision: Precision(clamping: bits))
      #expect(value.overlaps(best) && value.relativeAccuracyBits >= bits, "\(bits): \(value)")
      let fresh = try MeijerG(
        upper: [], [], lower: [0, 0, 0, Rational(1) / 2, 1], []
      ).meijerGResidueSeries(at: z, precision: Precision(clamping: bits))
      #expect(fresh.overlaps(value) && fresh.relativeAccuracyBits >= bits)
    }
    #expect(g == (try MeijerG(upper: [], [], lower: [0, 0, 0, Rational(1) / 2, 1], [])))
  }

  /// Every product of small primes, and others, against MPFR's logarithm.
  @Test func logarithmsOfFractions() {
    var random = TestRandom(seed: 42)
    for _ in 0..<TestEffort.samples(300) {
      var (up, down) = (1, 1)
      for _ in 0..<random.int(in: 0...6) {
        let p = random.choice([2, 3, 5, 7, 11, 13, 29, 41, 53, 71, 89, 97])
        if up < 1 << 40, random.int(in: 0...1) == 0 { up *= p } else if down < 1 << 40 { down *= p }
      }
      if random.int(in: 0...4) == 0 { up *= random.choice([101, 103 * 107, 1009]) }
      let precision = Precision(clamping: random.int(in: 10...3000))
      let value = PrimeLogarithms.logarithm(of: up, over: down, precision: precision)
      let fraction = Rational(numerator: Integer(up), nonzeroDenominator: Integer(down))
      let expected = RealBall(fraction, precision: precision + 300)
        .logarithm(precision: precision + 200)
      #expect(value.overlaps(expected), "\(up)/\(down): \(value); \(random.comment)")
      // Sums of logarithms up to 2^6, which may cancel.
      #expect(value.radius <= .powerOfTwo(8 - precision.bits), "\(value); \(random.comment)")
    }
  }

  @Test func inverseHyperbolicTangents() {
    for m in [3, 17, 49, 97, 2 * 97 * 97 - 1, 1 << 19] {
      for precision: Precision in [20, 100, 5000] {
        let value = PrimeLogarithms.inverseHyperbolicTangent(ofReciprocal: m, precision: precision)
        let expected = RealBall(
          Rational(numerator: Integer(m + 1), nonzeroDenominator: Integer(m - 1)),
          precision: precision + 100
        ).logarithm(precision: precision + 90).scaled(byPowerOfTwo: -1)
        #expect(value.overlaps(expected), "\(m)")
        #expect(value.radius <= .powerOfTwo(1 - precision.bits), "\(m): \(value)")
      }
    }
  }

  /// Gamma functions at quarters to the 10^5 bits that a far argument costs were not foreseen, and
  /// the series was taken: half a minute, where a contour, or the residues on its other side, take
  /// milliseconds.
  @Test func farArgumentOfFractionalParameters() throws {
    let function = try MeijerG(upper: [Rational(13) / 4], [], lower: [1, -1], [])
    let (value, method) = try function.value(at: 123_456, precision: 700)
    #expect(method == .algebraicExpansion)
    #expect(value.relativeAccuracyBits >= 690)
    // Γ(-5/4) Γ(-13/4) z U(-5/4, 3, z) by Arb, to a unit of the last place.
    let digits =
      "600744538019.69401069041316614086338907065763279540782322252"
      + "65890823192423379908524552634615581803095"
    let unit = try #require(Rational("1e-88"))
    let expected = RealBall(try #require(Rational(digits)), precision: 800)
      .addingError(Magnitude(upperBound: unit))
    #expect(value.overlaps(expected), "\(value)")
  }

  /// (1 - z) e^-z at 1: a value that is 0 once sent the contour to ten thousands of bits.
  @Test func aValueThatIsZero() throws {
    let function = try MeijerG(upper: [-1], [], lower: [0], [0])
    let (value, method) = try function.value(at: 1, precision: 2000)
    #expect(method == .residueSeries)
    #expect(value.containsZero && value.magnitudeUpperBound < .powerOfTwo(-2000))
  }
}
