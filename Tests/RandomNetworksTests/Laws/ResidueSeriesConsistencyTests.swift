import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import RandomNetworks

/// The law without bias by residues: against itself, at several precisions and arguments.
@Suite struct ResidueSeriesConsistencyTests {
  /// A network with layers of several widths and kinds.
  private func network(_ random: inout TestRandom) throws -> ExactNetwork {
    let depth = random.choice([1, 2, 3, 5, 9])
    let isEqual = random.int(in: 0...1) == 0
    func layer() throws -> Layer<CertifiedReal> {
      let keep = Rational(Integer(random.int(in: 1...16)), 16)!
      return Layer(
        width: CertifiedReal(random.choice([1, 1, 2, 3, 5, 8, 12, 25])),
        activation: random.choice([.relu, .relu, .linear, .dropout(keep: .exact(keep))]),
        weights: random.choice([.he, .leCun, .variance(.exact(Rational(3, 7)!))]))
    }
    let first = try layer()
    let layers = try (0..<depth).map { _ in isEqual ? first : try layer() }
    return try ExactNetwork(
      inputWidth: CertifiedReal(4), inputNorm: .exact(random.choice([1, 5, Rational(1, 9)!])),
      architecture: .layers(layers))
  }

  @Test func precisionsOverlap() throws {
    var random = TestRandom(seed: 43)
    for _ in 0..<TestEffort.samples(30) {
      let network = try network(&random)
      let law = try ResidueLaw(network)
      let x = random.choice([
        Rational("1e-1000")!, Rational("1e-30")!, Rational(1, 11)!, 1, Rational("2.5")!, 30,
      ])
      let low = Precision(clamping: random.choice([1, 24, 53, 100]))
      let high = Precision(clamping: random.choice([200, 333]))
      var values: [LawFunction: RealBall] = [:]
      for function in LawFunction.allCases {
        let value = try law(function, x, high)
        values[function] = value
        let comment: Comment = "\(network) \(function) at \(x); \(random.comment)"
        expectAgreement(value, value, bits: high.bits - 8, comment)
        let coarse = try law(function, x, low)
        expectAgreement(coarse, value, bits: low.bits - 8, comment)
        #expect(value.isCertainlyPositive, comment)
      }
      let whole = try #require(values[.cumulativeDistribution])
        .adding(try #require(values[.survival]), precision: 400)
      #expect(whole.contains(1) && whole.radius < .powerOfTwo(8 - high.bits))
    }
  }

  /// Where the terms cancel to many digits: far out, and the distribution near 0.
  @Test func cancellation() throws {
    let law = try ResidueLaw(.equal(6, depth: 3))
    // Thousands of terms: the errors must not double with each of them.
    let wide = try ResidueLaw(.equal(40, depth: 1, activation: .linear))
    let chiSquare = try wide(.density, 60, 240)
    expectAgreement(try wide(.density, 60, 60), chiSquare, bits: 52, "a chi-square's tail")
    #expect(chiSquare.relativeAccuracyBits >= 232)
    for x in [Rational(200), 3000] {
      for function in [LawFunction.density, .survival] {
        let (coarse, fine) = (try law(function, x, 80), try law(function, x, 400))
        expectAgreement(coarse, fine, bits: 72, "\(function) at \(x)")
        #expect(fine.relativeAccuracyBits >= 392)
      }
    }
    // The derivative of the distribution: its increase over a short interval, by the mean value.
    let (low, high) = (Rational(200), Rational("200.0000000001")!)
    let mass = try law(.survival, low, 200).subtracting(law(.survival, high, 200), precision: 200)
    let mean = mass.divided(by: RealBall(high - low, precision: 200), precision: 200)
    let (least, most) = (try law(.density, high, 200), try law(.density, low, 200))
    #expect(least.isCertainlyLess(than: mean) && mean.isCertainlyLess(than: most))
  }

  /// Balls as arguments and as parameters enclose, and not by much.
  @Test func enclosures() throws {
    var random = TestRandom(seed: 44)
    for _ in 0..<TestEffort.samples(12) {
      let network = try network(&random)
      let law = try ResidueLaw(network)
      let x = random.choice([Rational("1e-30")!, Rational(1, 11)!, 1, 30])
      let precision = Precision(clamping: 120)
      for bits in [30, 100] {
        let relative = Rational(Integer.one, Integer.one << bits)!
        let ball = RealBall(x, precision: 300)
          .addingError(Magnitude(upperBound: x * relative))
        for function in LawFunction.allCases {
          let value = try law.series.value(
            of: function, at: ball, atom: law.atom, precision: precision)
          let comment: Comment = "\(network) \(function) at \(x) \(bits); \(random.comment)"
          for place in [x, x * (.one - relative), x * (.one + relative)] {
            #expect(value.overlaps(try law(function, place, precision)), comment)
          }
          #expect(value.relativeAccuracyBits >= bits - 14, comment)
        }
      }
    }
  }

  @Test func inexactParameters() throws {
    let root = RealBall(2).squareRoot(precision: 300).scaled(byPowerOfTwo: -1)
    func network(_ value: CertifiedReal) throws -> ExactNetwork {
      try .equal(5, depth: 3, activation: .dropout(keep: value), weights: .variance(value))
    }
    let enclosed = try ResidueLaw(network(.enclosed(root, precision: 300)))
    let low = try ResidueLaw(network(.exact(Rational("0.707106781186547524400844362104")!)))
    let high = try ResidueLaw(network(.exact(Rational("0.707106781186547524400844362105")!)))
    for function in LawFunction.allCases {
      let value = try enclosed(function, 1, 200)
      #expect(value.relativeAccuracyBits >= 190, "\(function)")
      let (a, b) = (try low(function, 1, 200), try high(function, 1, 200))
      let distance = a.subtracting(b, precision: 200).magnitudeUpperBound
      #expect(value.overlaps(a.addingError(distance)), "\(function)")
      #expect(!value.overlaps(a) && !value.overlaps(b), "\(function)")
      // The same law by a coarse enclosure of the parameters.
      let coarse = root.addingError(.powerOfTwo(-60))
      let wide = try ResidueLaw(network(.enclosed(coarse, precision: 300)))(function, 1, 200)
      #expect(wide.overlaps(value) && wide.relativeAccuracyBits >= 48, "\(function)")
    }
  }

  /// What the chooser asks: a positive time for what can be done, none for what cannot.
  @Test func cost() throws {
    let law = try ResidueLaw(.equal(50, depth: 5)).series
    let precision = Precision(clamping: 100)
    let near = try #require(law.cost(of: .density, at: CertifiedReal(1), precision: precision))
    let far = try #require(law.cost(of: .density, at: CertifiedReal(1000), precision: precision))
    #expect(near > 0 && far > near)
    for text in ["1e-1000", "1e-1000000"] {
      let x = CertifiedReal(Rational(text)!)
      #expect(law.cost(of: .survival, at: x, precision: precision) != nil)
    }
    #expect(law.cost(of: .survival, at: CertifiedReal(0), precision: precision) == nil)
    let huge = CertifiedReal(Rational("1e40")!)
    for function in LawFunction.allCases {
      #expect(law.cost(of: function, at: huge, precision: precision) == nil)
    }
  }

  /// Activities close to 0 and 1, which doubles cannot tell from them.
  @Test func extremeActivities() throws {
    for text in ["1e-20", "1e-200", "1e-400"] {
      let small = Rational(text)!
      for activity in [small, .one - small] {
        let product = MellinProduct(
          norm: CertifiedReal(1),
          factors: [
            .init(
              variance: CertifiedReal(1),
              mixture: ChiSquareMixture(width: 3, activity: .exact(activity)), count: 2)
          ], last: nil)
        let series = try #require(LawResidueSeries(product))
        for function in LawFunction.allCases {
          // A value, or an error; within doubles a value.
          let value = try? series.value(
            of: function, at: CertifiedReal(1), atom: CertifiedReal(0), precision: 100)
          if let value { expectAgreement(value, value, bits: 92, "\(function) \(activity)") }
          if text == "1e-20" || text == "1e-200" { #expect(value != nil || activity > small) }
        }
      }
    }
  }

  @Test func outOfReach() throws {
    let law = try ResidueLaw(.equal(2, depth: 1))
    #expect(throws: NetworkError.self) { try law(.survival, Rational("1e9")!, 100) }
    let deep = try ExactNetwork.equal(2, depth: 1000).mellinProduct()
    #expect(LawResidueSeries(deep) == nil)
    let constant = try ExactNetwork.equal(2, depth: 0).mellinProduct()
    #expect(LawResidueSeries(constant) == nil)
  }
}
