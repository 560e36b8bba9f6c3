import BallArithmetic
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

/// Quantiles of certified laws.
@Suite struct QuantileTests {
  /// The distribution function takes the probability's value within the enclosure.
  @Test func roundTrips() throws {
    var random = TestRandom(seed: 60)
    for _ in 0..<TestEffort.samples(10) {
      let width = random.choice([1, 2, 5, 40])
      let depth = random.choice([1, 2, 6])
      let law = try ProductLaw(
        .equal(width, depth: depth, activation: random.choice([.relu, .linear])))
      let text = random.choice(["1e-9", "1/10", "1/2", "0.97", "1e-40", "-1e-12", "-1e-1000"])
      let value = try #require(Rational(text))
      let p = value.isNegative ? Rational(1) + value : value
      let bits = random.choice([40, 100])
      let x = try law.quantile(.exact(p), precision: Precision(clamping: bits))
      let comment = Comment("\(width) \(depth) \(text) \(bits): \(x), seed \(random.seed)")
      let atom =
        try law.pointMasses.isEmpty
        ? Rational.zero : #require(law.mass(ofPointMass: 0, precision: 64).exactValue)
      if p <= atom {
        #expect(x.isZero, comment)
        continue
      }
      #expect(x.relativeAccuracyBits >= bits - 8, comment)
      let function = value.isNegative ? LawFunction.survival : .cumulativeDistribution
      let fine = Precision(clamping: bits + 60)
      let (low, high) = (x.lowerBound(precision: fine), x.upperBound(precision: fine))
      let ends = try [low, high].map {
        try law.value(
          of: function, at: .enclosed(RealBall(exact: $0), precision: fine), precision: fine
        ).value
      }
      let goal = RealBall(value.magnitude, precision: fine + 100)
      #expect(!goal.isCertainlyLess(than: value.isNegative ? ends[1] : ends[0]), comment)
      #expect(!(value.isNegative ? ends[0] : ends[1]).isCertainlyLess(than: goal), comment)
    }
  }

  /// The exponential law: -2 log(1 - p) for a chi-square with two degrees of freedom.
  @Test func exponentialLaw() throws {
    let law = try ProductLaw(
      .equal(2, depth: 1, activation: .linear, weights: .variance(CertifiedReal(1))))
    for text in ["1/1000", "1/2", "0.999", "-1e-5000"] {
      let value = try #require(Rational(text))
      let p = value.isNegative ? Rational(1) + value : value
      let x = try law.quantile(.exact(p), precision: 120)
      let expected = RealBall(Rational(1) - p, precision: 20_000).logarithm(precision: 200)
        .scaled(byPowerOfTwo: 1)
      #expect(x.overlaps(-expected), "\(text)")
      #expect(x.relativeAccuracyBits >= 112, "\(text)")
    }
  }

  @Test func ends() throws {
    let law = try ProductLaw(.equal(2, depth: 2))
    #expect(try law.quantile(.zero, precision: 64).isZero)
    #expect(try law.quantile(NetworkText.number("7/16"), precision: 64).isZero)
    #expect(try law.quantile(NetworkText.number("1/3"), precision: 64).isZero)
    let above = try law.quantile(NetworkText.number("0.4375000001"), precision: 64)
    #expect(above.isCertainlyPositive)
    #expect(above.relativeAccuracyBits >= 56)
    for text in ["1", "-1/100", "1.01"] {
      #expect(throws: NetworkError.self) {
        try law.quantile(NetworkText.number(text), precision: 64)
      }
    }
    // Far out, where the first steps are long.
    let deep = try ProductLaw(.equal(2, depth: 20))
    let far = try deep.quantile(
      .exact(Rational(1) - (try #require(Rational("1e-100000")))), precision: 100)
    #expect(far.decimal(digits: 30)?.text == "1.76696789486204920100868978277e87")
    // Depth 0: one number for certain.
    let constant = try ProductLaw(.equal(2, depth: 0))
    #expect(try constant.quantile(.zero, precision: 64).isZero)
    #expect(try constant.quantile(NetworkText.number("1/2"), precision: 64).contains(1))
    let linear = try ProductLaw(.equal(2, depth: 2, activation: .linear))
    #expect(try linear.quantile(.zero, precision: 64).isZero)
  }

  /// A probability just above the mass of a point mass at 0: the distribution function differs from
  /// the mass in its last bits only. 7/16 + 1e-15 had no answer.
  @Test func nextToPointMassAtZero() throws {
    for (width, depth) in [(2, 2), (7, 5), (1, 3)] {
      let law = try ProductLaw(.equal(width, depth: depth))
      let atom = try #require(law.mass(ofPointMass: 0, precision: 64).exactValue)
      var last: RealBall?
      for text in ["1e-6", "1e-12", "1e-15", "1e-20", "1e-50", "1e-300"] {
        let p = atom + (try #require(Rational(text)))
        let x = try law.quantile(.exact(p), precision: 90)
        #expect(x.relativeAccuracyBits >= 82, "\(width) \(depth) \(text): \(x)")
        try expectRoundTrip(x, p, law, bits: 1200)
        if let last { #expect(x.isCertainlyLess(than: last)) }
        last = x
      }
    }
  }

  /// The same below the point mass at the largest value, and where there is none there.
  @Test func nextToTheLargestValue() throws {
    let layer = "relu,1,0,orthogonal"
    for fields in [["3,3", "1", layer], ["3,3,3", "1", layer, layer], ["3,2", "1", layer]] {
      let law = try NetworkText.network(fields).law()
      var top = Rational.zero
      if let last = law.pointMasses.last, !last.isZero {
        let mass = try law.mass(ofPointMass: law.pointMasses.count - 1, precision: 64)
          .ball(precision: 64)
        #expect(mass.isExact)
        top = try #require(mass.midpoint.exactRational)
      }
      // Nearer than the digits tell: the greatest value, and an enclosure that ends there.
      let end = try #require(law.supportEnd).ball(precision: 200)
      for text in ["1e-50", "1e-300"] {
        let p = Rational(1) - top - (try #require(Rational(text)))
        let x = try law.quantile(.exact(p), precision: 90)
        #expect(x.overlaps(end) && x.relativeAccuracyBits >= 82, "\(fields) \(text): \(x)")
      }
      for text in ["1e-3", "1e-10", "1e-20"] {
        let p = Rational(1) - top - (try #require(Rational(text)))
        let x = try law.quantile(.exact(p), precision: 90)
        #expect(x.relativeAccuracyBits >= 82, "\(fields) \(text): \(x)")
        try expectRoundTrip(x, p, law, bits: 400)
      }
    }
  }

  /// The distribution function at the ends of the enclosure is on the two sides of p.
  private func expectRoundTrip(
    _ x: RealBall, _ p: Rational, _ law: some CertifiedLaw, bits: Int
  ) throws {
    let fine = Precision(clamping: bits)
    let goal = RealBall(p, precision: fine)
    let ends = try [x.lowerBound(precision: fine), x.upperBound(precision: fine)].map {
      try law.value(
        of: .cumulativeDistribution, at: .enclosed(RealBall(exact: $0), precision: fine),
        precision: fine
      ).value
    }
    #expect(!goal.isCertainlyLess(than: ends[0]), "\(p): \(x)")
    #expect(!ends[1].isCertainlyLess(than: goal), "\(p): \(x)")
  }

  @Test func ballsOfProbabilities() throws {
    let law = try ProductLaw(.equal(3, depth: 2))
    let ball = RealBall(Rational("3/4")!, precision: 100).addingError(.powerOfTwo(-50))
    let whole = try law.quantile(.enclosed(ball, precision: 100), precision: 80)
    #expect(whole.relativeAccuracyBits >= 40)
    for offset in [-1, 0, 1] {
      let p =
        Rational("3/4")! + Rational(numerator: Integer(offset), nonzeroDenominator: 1 << 50)
      #expect(whole.overlaps(try law.quantile(.exact(p), precision: 80)))
    }
  }
}
