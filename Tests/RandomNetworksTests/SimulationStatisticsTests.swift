import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import RandomNetworks

@Suite struct SimulationStatisticsTests {
  @Test func kolmogorovPValues() throws {
    let lines = try referenceLines("kolmogorov.txt")
    #expect(lines.count > 40)
    for fields in lines {
      let count = try #require(Int(fields[0]))
      let distance = try #require(Rational(fields[1])).nearestDouble
      let expected = try #require(Double(fields[2]))
      let found = KolmogorovDistribution(count: count).survival(distance)
      #expect((found - expected).magnitude <= 1e-6 * expected, "\(fields) \(found)")
    }
  }

  @Test func kolmogorovLimits() {
    let distribution = KolmogorovDistribution(count: 100_000)
    #expect(distribution.survival(0) == 1)
    #expect(distribution.survival(1e-6) == 1)
    #expect(distribution.survival(1) == 0)
    #expect(distribution.survival(0.5) == 0)
    #expect(KolmogorovDistribution(count: 0).survival(0.5) == 1)
    // Both ways agree where they meet.
    for count in [4000, 4001, 100_000] {
      let distribution = KolmogorovDistribution(count: count)
      let meeting = (distribution.tailStart / Double(count)).squareRoot()
      let (left, right) = (
        distribution.survival(meeting * (1 - 1e-9)), distribution.survival(meeting * (1 + 1e-9))
      )
      #expect((left / right - 1).magnitude < 1e-6, "\(count) \(left) \(right)")
    }
  }

  @Test func binomialPValues() throws {
    for fields in try referenceLines("binomial.txt") {
      let test = BinomialTest(
        successes: try #require(Int(fields[1])), trials: try #require(Int(fields[0])),
        probability: RealBall(try #require(Rational(fields[2])), precision: 128))
      let expected = try #require(RealBall(fields[3], precision: 100))
        .addingError(Magnitude(1).scaled(byPowerOfTwo: -60))
      let found = test.pValue(precision: 64)
      #expect(found.overlaps(expected), "\(fields) \(found)")
      #expect(found.relativeAccuracyBits >= 50, "\(fields) \(found)")
    }
    let never = BinomialTest(successes: 1, trials: 5, probability: .zero)
    #expect(never.pValue(precision: 64).isZero)
    let always = BinomialTest(successes: 5, trials: 5, probability: .one)
    #expect(always.pValue(precision: 64).isCertainlyEqual(to: .one))
  }

  /// The enclosure against the distance over all numbers, for a law whose F is the identity.
  @Test func distanceIsEnclosed() async throws {
    var random = TestRandom(seed: 3)
    for count in [1, 2, 3, 70, 1000, 5000] {
      for power in [1.0, 2.0] {
        let sample = (0..<count).map { _ -> Double in
          let x = Double(random.next() >> 11) * 0x1p-53
          return power == 1 ? x : x * x
        }.sorted()
        var expected = 0.0
        for (index, x) in sample.enumerated() {
          let (before, after) = (Double(index), Double(index + 1))
          expected = max(expected, after / Double(count) - x, x - before / Double(count))
        }
        for accuracy in [0.1, 1e-3, 0] {
          var distance = KolmogorovSmirnovDistance(sorted: sample.map { ScaledDouble($0) })
          try await distance.refine(to: accuracy) { points in
            points.map { $0.approximateDouble...$0.approximateDouble }
          }
          #expect(distance.lower <= expected && expected <= distance.upper, random.comment)
          #expect(distance.upper <= distance.lower * (1 + accuracy) + 1e-14, random.comment)
          if accuracy == 0.1, count == 5000 { #expect(distance.evaluationCount < 1500) }
        }
      }
    }
  }

  @Test func scaledDoubles() {
    let values: [Double] = [
      -3e300, -1, -0.75, -0x1p-1060, 0, .leastNonzeroMagnitude, 0.1, 1, 1.5, 2, 1e308,
    ]
    for (index, x) in values.enumerated() {
      #expect(ScaledDouble(x).approximateDouble == x)
      #expect(
        ScaledDouble(x, exponent: 5000).exponent == ScaledDouble(x).exponent + (x == 0 ? 0 : 5000))
      for (other, y) in values.enumerated() {
        #expect((ScaledDouble(x) < ScaledDouble(y)) == (index < other), "\(x) \(y)")
      }
    }
    #expect(ScaledDouble(1, exponent: -5000) < ScaledDouble(1, exponent: -4000))
    #expect(ScaledDouble(-1, exponent: -4000) < ScaledDouble(-1, exponent: -5000))
    #expect(ScaledDouble(0.75).exactValue == CertifiedReal(Rational(3) / 4))
  }
}
