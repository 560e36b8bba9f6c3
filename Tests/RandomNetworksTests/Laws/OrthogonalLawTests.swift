import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@testable import RandomNetworks

/// The laws of networks with orthogonal weights that do not keep the norm.
@Suite struct OrthogonalLawTests {
  private func number(_ text: String) throws -> CertifiedReal {
    CertifiedReal(try #require(Rational(text)))
  }

  private func network(
    widths: [Int], activation: Activation<CertifiedReal> = .relu
  ) throws -> Network<CertifiedReal> {
    try Network(
      inputWidth: CertifiedReal(widths[0]),
      architecture: .layers(
        widths.dropFirst().map {
          Layer(
            width: CertifiedReal($0), activation: activation,
            weights: .variance(CertifiedReal(Rational(2) / Rational($0))), ensemble: .orthogonal)
        }))
  }

  /// One layer: P(B > x) = Σ P(K = k) I_{1-x}((D-k)/2, k/2), and the arcsine law for two units.
  @Test func oneLayer() throws {
    let law = try network(widths: [2, 2]).law()
    // Width 2: K = 1 with probability 1/2, z = 2 B, B of density 1/(pi sqrt(b (1-b))).
    for text in ["1e-20", "1/10", "1", "19/10", "2"] {
      let x = try number(text)
      if text == "2" {
        #expect(throws: NetworkError.self) {
          _ = try law.value(of: .density, at: x, precision: 100)
        }
        continue
      }
      let value = try law.value(of: .density, at: x, precision: 160).value
      let ball = x.ball(precision: 250)
      let expected = RealBall.pi(precision: 250).multiplied(
        by: ball.multiplied(by: RealBall(2).subtracting(ball, precision: 250), precision: 250)
          .squareRoot(precision: 250), precision: 250
      ).scaled(byPowerOfTwo: 1).reciprocal(precision: 250)
      #expect(value.overlaps(expected), "\(text): \(value), \(expected)")
      #expect(value.relativeAccuracyBits >= 152)
    }
    #expect(law.pointMasses.count == 2)
    let top = try law.mass(ofPointMass: 1, precision: 64).ball(precision: 64)
    #expect(top.contains(RealBall(exact: BigFloat(0.25))))
    let quantile = try law.quantile(number("4/5"), precision: 100)
    #expect(quantile.contains(RealBall(2)))
    #expect(try law.quantile(number("1"), precision: 100).contains(RealBall(2)))
    #expect(try law.quantile(number("1/5"), precision: 100).isZero)
  }

  /// Data/orthogonal-law.txt: mpmath's integrals of beta densities.
  @Test func referenceValues() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Data/orthogonal-law.txt")
    var count = 0
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      let widths = words[0].split(separator: ",").compactMap { Int($0) }
      let network = try network(
        widths: widths, activation: words[1] == "linear" ? .linear : .relu)
      let law: any CertifiedLaw =
        words[2].hasPrefix("output") ? try network.outputLaw() : try network.law()
      let function: LawFunction = words[2].hasSuffix("density") ? .density : .survival
      let value = try law.value(of: function, at: number(words[3]), precision: 150).value
      let reference = try #require(RealBall(words[4], precision: 170))
      let tolerance =
        reference.magnitudeUpperBound
        * Magnitude(upperBound: Rational(1) / Rational(Integer(10).power(17)))
      #expect(value.overlaps(reference.addingError(tolerance)), "\(line): \(value)")
      #expect(value.relativeAccuracyBits >= 142, "\(line): \(value)")
      count += 1
    }
    #expect(count >= 25)
  }

  @Test func momentsAgreeWithTheRecursion() throws {
    for widths in [[3, 3, 3], [5, 3, 4], [2, 7], [10, 10, 10, 10], [4, 1]] {
      for activation in [
        Activation<CertifiedReal>.relu, .linear, .dropout(keep: try number("2/3")),
      ] {
        let network = try network(widths: widths, activation: activation)
        for (m, moment) in try network.moments(through: 4).enumerated() where m > 0 {
          let value = try network.mellin(at: CertifiedReal(m), precision: 160)
          #expect(value.overlaps(moment.ball(precision: 200)), "\(widths) \(activation) \(m)")
          #expect(value.relativeAccuracyBits >= 152)
        }
      }
    }
  }

  /// Two precisions, both tails, lower tail and survival, and a grid that shares contours.
  @Test func tailsAndGrids() throws {
    for widths in [[3, 3, 3, 3], [6, 6], [20, 20, 20], [5, 2, 4]] {
      let law = try network(widths: widths).law()
      let end = try #require(law.supportEnd)
      for text in ["1e-40", "1e-6", "1/7", "1/2", "9/10", "1-1e-20"] {
        let share =
          text == "1-1e-20" ? CertifiedReal(1) - (try number("1e-20")) : try number(text)
        let x = end * share
        var sum = RealBall.zero
        for function in LawFunction.allCases {
          let low = try law.value(of: function, at: x, precision: 80).value
          let high = try law.value(of: function, at: x, precision: 170).value
          #expect(low.overlaps(high), "\(widths) \(function) \(text)")
          #expect(high.relativeAccuracyBits >= 162, "\(widths) \(function) \(text): \(high)")
          if function != .density { sum = sum.adding(high, precision: 200) }
        }
        #expect(sum.contains(RealBall(1)), "\(widths) \(text)")
      }
      for index in 1..<40 {
        let x = end * CertifiedReal(Rational(index) / 40)
        let value = try law.value(of: .survival, at: x, precision: 100).value
        #expect(value.relativeAccuracyBits >= 92)
        if index % 8 == 0 {
          let fresh = try network(widths: widths).law()
            .value(of: .survival, at: x, precision: 130).value
          #expect(value.overlaps(fresh))
        }
      }
    }
  }

  @Test func boundsOfTheTransformHold() throws {
    var random = TestRandom(seed: 9_401)
    for _ in 0..<TestEffort.samples(200) {
      let units = random.choice([1, 2, 3, 8, 31])
      let mixture = BetaMixture(
        units: ChiSquareMixture(
          width: units, activity: try number(random.choice(["1/2", "1", "1/3"]))),
        dimension: units + random.choice([0, 0, 1, 2, 5]))
      let values = BetaMixtureValues(mixture, precision: 200)
      let s = ComplexBall(
        real: RealBall(exact: BigFloat(Double(random.int(in: -400...200)) / 8)),
        imaginary: RealBall(exact: BigFloat(Double(random.int(in: 1...300)) / 16)))
      let value = values.value(at: s, precision: 150)
      let box = s.addingError(.powerOfTwo(random.choice([-60, -10, -6])))
      let (rest, full) = values.bound(over: box)
      #expect(
        value.magnitude(precision: 150).lowerBound(precision: 64) <= BigFloat(rest + full),
        "\(mixture) \(s) \(random.comment)")
      // By the gamma functions themselves.
      var sum = ComplexBall.zero
      let weights = mixture.units.weights(precision: 250)
      let half = RealBall(mixture.dimension).scaled(byPowerOfTwo: -1)
      for k in 1...units where !weights[k].isZero {
        let place = RealBall(k).scaled(byPowerOfTwo: -1)
        let quotient = ComplexBall(place).adding(s, precision: 250).gamma(precision: 250)
          .multiplied(
            by: ComplexBall(half).adding(s, precision: 250).reciprocalGamma(precision: 250),
            precision: 250
          ).multiplied(by: half.gamma(precision: 250), precision: 250)
          .multiplied(by: place.reciprocalGamma(precision: 250), precision: 250)
        sum = sum.adding(quotient.multiplied(by: weights[k], precision: 250), precision: 250)
      }
      #expect(value.overlaps(sum), "\(mixture) \(s): \(value) \(sum) \(random.comment)")
    }
  }

  @Test func refusals() throws {
    let mixed = try Network(
      inputWidth: CertifiedReal(3),
      architecture: .layers([
        Layer(width: CertifiedReal(3)), Layer(width: CertifiedReal(3), ensemble: .orthogonal),
      ]))
    #expect(throws: NetworkError.self) { _ = try mixed.law() }
    #expect(throws: NetworkError.self) { _ = try network(widths: [1, 1]).outputLaw() }
    let point = try network(widths: [1, 1, 1]).law()
    #expect(point.pointMasses.count == 2)
    #expect(try point.value(of: .density, at: number("1/2"), precision: 64).value.isZero)
    // One coordinate in three dimensions, squared: density infinite at 0; two: (1 - x)^(-1/2)/2 there.
    let one = try network(widths: [3, 1], activation: .linear).law()
    #expect(throws: NetworkError.self) {
      _ = try one.value(of: .density, at: .zero, precision: 64)
    }
    let two = try network(widths: [3, 2], activation: .linear)
    let value = try two.law().value(of: .density, at: .zero, precision: 100).value
    let near = try two.law().value(of: .density, at: number("1e-30"), precision: 100).value
    #expect(value.subtracting(near, precision: 100).magnitudeUpperBound < .powerOfTwo(-90))
  }

  /// For P(0 < X <= x) a strip that reaches over the pole of 1/s has no bound.
  @Test func aStripOverThePoleOfTheReciprocalHasNoBound() throws {
    let mixture = BetaMixture(
      units: ChiSquareMixture(width: 3, activity: try number("1/2")), dimension: 4)
    let product = BetaProduct(factors: [(mixture: mixture, count: 1)])
    let values = product.values(precision: 64)
    let plan = try #require(
      BentContourPlan(product, values, .lowerTail, tau: 0.7, bits: 40))
    let parabola = Parabola(plan)
    func edge(_ shift: Double) -> BentContourEdge {
      BentContourEdge(
        product, values, .lowerTail, parabola: parabola, shift: shift, from: 0,
        to: plan.reach(shift: shift, tau: 0.7), spacing: nil)
    }
    let tau = RealBall(exact: BigFloat(0.7))
    #expect(edge(-plan.outer).bound(tau).isFinite)
    #expect(edge(plan.inner).bound(tau).isFinite)
    // b + mu (1 + v)^2 = 1.
    let beyond = ((1 - plan.focus) / plan.mu).squareRoot() - 1
    #expect(edge(-beyond).bound(tau).isInfinite)
  }

  /// The logarithm of S/x is not known at all for a wide x: its missing accuracy overflowed.
  @Test func wideArguments() throws {
    let law = try network(widths: [4, 3]).law()
    let end = try #require(law.supportEnd)
    let middle = try end * number("1/2")
    let place = middle.ball(precision: 64).midpoint
    let size = try (end * number("49/100")).ball(precision: 64).magnitudeUpperBound
    let wide = CertifiedReal.enclosed(RealBall(exact: place).addingError(size), precision: 64)
    for function in [LawFunction.density, .survival, .cumulativeDistribution] {
      let value = try law.value(of: function, at: wide, precision: 64).value
      let inside = try law.value(of: function, at: middle, precision: 64).value
      #expect(value.overlaps(inside))
    }
  }
}
