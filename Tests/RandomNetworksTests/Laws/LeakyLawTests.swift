import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@testable import RandomNetworks

/// The laws of networks with leaky units.
@Suite struct LeakyLawTests {
  private func number(_ text: String) throws -> CertifiedReal {
    CertifiedReal(try #require(Rational(text)))
  }

  private func network(
    width: Int, depth: Int, slope: CertifiedReal
  ) throws -> Network<CertifiedReal> {
    try Network(
      inputWidth: CertifiedReal(width),
      layer: Layer(
        width: CertifiedReal(width), activation: .leakyReLU(slope: slope),
        weights: .variance(CertifiedReal(Rational(2) / Rational(width)))),
      depth: CertifiedReal(depth))
  }

  /// Data/leaky-law.txt: mpmath's convolution integrals.
  @Test func referenceValues() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Data/leaky-law.txt")
    var count = 0
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      let law = try network(
        width: #require(Int(words[0])), depth: #require(Int(words[1])), slope: number(words[2])
      ).law()
      let function: LawFunction = words[3] == "density" ? .density : .survival
      let value = try law.value(of: function, at: number(words[4]), precision: 170).value
      let reference = try #require(RealBall(words[5], precision: 170))
      let digits = words[1] == "1" ? 23 : 10
      let tolerance =
        reference.magnitudeUpperBound
        * Magnitude(upperBound: Rational(1) / Rational(Integer(10).power(digits)))
      #expect(value.overlaps(reference.addingError(tolerance)), "\(line): \(value)")
      #expect(value.relativeAccuracyBits >= 162, "\(line): \(value)")
      count += 1
    }
    #expect(count >= 66)
  }

  /// E[W^s] along a line by the library's 2F1: 2^-N Σ C(N,k) 2F1(-s, (N-k)/2; N/2; 1 - a).
  @Test func theFactorIsASumOfHypergeometricFunctions() throws {
    var random = TestRandom(seed: 9_301)
    for _ in 0..<TestEffort.samples(6) {
      let width = random.choice([1, 2, 3, 4, 7, 20])
      let slope = random.choice(["1/10", "1/100", "9/10", "1/3", "1/1000000", "999/1000"])
      let line = random.choice([-3.0, -0.5, 0, 0.25, 1.5, 20])
      let step = random.choice([0.5, 3.25])
      let a = try number(slope) * number(slope)
      let factor = try #require(LeakyFactor(width: width, squaredSlope: a))
      let (logarithm, nodes) = factor.nodes(
        line: BigFloat(line), step: BigFloat(step), indices: 0..<6,
        bits: [150, 140, 130, 120, 110, 100])
      let precision: Precision = 300
      for (index, node) in nodes.enumerated() {
        let s = ComplexBall(
          real: RealBall(exact: BigFloat(line)),
          imaginary: RealBall(exact: BigFloat(step * Double(index))))
        var sum = ComplexBall.zero
        for k in 0...width {
          let value = ComplexBall.hypergeometric(
            upper: [s.negated, ComplexBall(RealBall(width - k).scaled(byPowerOfTwo: -1))],
            lower: [ComplexBall(RealBall(width).scaled(byPowerOfTwo: -1))],
            at: ComplexBall((CertifiedReal(1) - a).ball(precision: precision)),
            precision: precision)
          sum = sum.adding(
            value.multiplied(
              by: RealBall(Integer.binomial(Integer(width), k)), precision: precision
            )
            .scaled(byPowerOfTwo: -width), precision: precision)
        }
        let expected = sum.multiplied(
          by: (-logarithm).exponential(precision: precision), precision: precision)
        let note: Comment =
          "N \(width) slope \(slope) s \(line) + \(step * Double(index))i: \(random.comment)"
        #expect(node.overlaps(expected), note)
        let radius = max(node.real.radius, node.imaginary.radius)
        #expect(radius <= .powerOfTwo(-(150 - 10 * index)), note)
      }
    }
  }

  /// The exact recursion of the moments is another way to M(m).
  @Test func momentsAgreeWithTheRecursion() throws {
    var random = TestRandom(seed: 9_302)
    for _ in 0..<TestEffort.samples(12) {
      let slope = try number(random.choice(["1/10", "1/100", "-2/3", "5", "-7/2", "1", "1/1000"]))
      let width = random.choice([1, 2, 3, 10, 60])
      let network = try network(width: width, depth: random.int(in: 1...5), slope: slope)
      for (m, moment) in try network.moments(through: 4).enumerated() {
        let value = try network.mellin(at: CertifiedReal(m), precision: 160)
        #expect(value.overlaps(moment.ball(precision: 200)), "\(slope) \(width) \(m)")
        #expect(value.relativeAccuracyBits >= 152, "\(slope) \(width) \(m): \(value)")
      }
    }
  }

  /// A slope that is nearly 1 or nearly 0 gives nearly the linear law and nearly the ReLU law.
  @Test func limits() throws {
    let tiny = Rational(1) / Rational(Integer(10).power(30))
    let point = try number("2/3")
    for (slope, activation) in [
      (Rational(1) - tiny, Activation<CertifiedReal>.linear), (tiny, .relu),
    ] {
      let law = try network(width: 5, depth: 2, slope: CertifiedReal(slope)).law()
      let limit = try Network(
        inputWidth: CertifiedReal(5),
        layer: Layer(
          width: CertifiedReal(5), activation: activation,
          weights: .variance(CertifiedReal(Rational(2) / 5))), depth: CertifiedReal(2)
      ).law()
      for function in [LawFunction.density, .survival] {
        let value = try law.value(of: function, at: point, precision: 150).value
        let other = try limit.value(of: function, at: point, precision: 150).value
        #expect(
          value.subtracting(other, precision: 150).magnitudeUpperBound < .powerOfTwo(-80))
      }
    }
  }

  @Test func tailsKeepTheirDigits() throws {
    let law = try network(width: 3, depth: 2, slope: number("1/10")).law()
    for x in ["1e-9", "1e6", "1e10"] {
      for function in LawFunction.allCases {
        let low = try law.value(of: function, at: number(x), precision: 90).value
        let high = try law.value(of: function, at: number(x), precision: 180).value
        #expect(low.overlaps(high), "\(function) \(x)")
        #expect(high.relativeAccuracyBits >= 160, "\(function) \(x): \(high)")
      }
    }
    let median = try law.quantile(number("1/2"), precision: 120)
    let half = try law.value(
      of: .survival, at: .enclosed(median, precision: 150), precision: 100
    ).value
    #expect(half.contains(RealBall(exact: BigFloat(0.5))))
    #expect(median.relativeAccuracyBits >= 110)
  }

  @Test func logarithmicCumulantsAreDerivatives() throws {
    let network = try network(width: 4, depth: 3, slope: number("1/10"))
    let cumulants = try network.logarithmCumulants(through: 2, precision: 200)
    // log M(±h) = ±kappa_1 h + kappa_2 h^2/2 + O(h^3).
    let h = RealBall(exact: BigFloat(mantissa: 1, exponent: -40))
    func logarithm(_ s: RealBall) throws -> RealBall {
      try network.mellin(at: .enclosed(s, precision: 300), precision: 300)
        .logarithm(precision: 300)
    }
    let (up, down) = (try logarithm(h), try logarithm(-h))
    let first = up.subtracting(down, precision: 300).scaled(byPowerOfTwo: 39)
    let second = up.adding(down, precision: 300).scaled(byPowerOfTwo: 80)
    #expect(
      first.subtracting(cumulants[0], precision: 200).magnitudeUpperBound < .powerOfTwo(-70))
    #expect(
      second.subtracting(cumulants[1], precision: 200).magnitudeUpperBound < .powerOfTwo(-70))
    #expect(cumulants.allSatisfy { $0.relativeAccuracyBits >= 190 })
  }

  @Test func slopesThatAreEnclosures() throws {
    let root = RealBall(2).squareRoot(precision: 192).divided(by: 10, precision: 192)
    let value = try network(width: 3, depth: 2, slope: .enclosed(root, precision: 192)).law()
      .value(of: .density, at: CertifiedReal(1), precision: 120).value
    #expect(value.relativeAccuracyBits >= 100, "\(value)")
    let near = try network(width: 3, depth: 2, slope: number("0.14142135623730950488")).law()
      .value(of: .density, at: CertifiedReal(1), precision: 120).value
    #expect(value.subtracting(near, precision: 120).magnitudeUpperBound < .powerOfTwo(-60))
    let wide = RealBall(exact: BigFloat(0.5)).addingError(.one)
    #expect(throws: NetworkError.self) {
      _ = try network(width: 3, depth: 2, slope: .enclosed(wide, precision: 64)).law()
    }
  }

  /// The proof of the tails' bound asks for points that are far out; with a tiny slope and a short
  /// step the end that was rounded in units of the step not cut off was not.
  @Test func tailsBeginFarOut() throws {
    let slope = CertifiedReal(try #require(Rational("1e-60")))
    let variable = LeakyVariable(squaredSlope: slope)
    let weights = LeakyWeights(width: 3, precision: 64)
    func bound(_ size: Double) -> Magnitude {
      LeakyTails(
        reach: variable.reach(size), decay: 1, variable: variable, weights: weights,
        squaredSlope: slope
      ).bound(RealBall(1), height: 1, order: 0)
    }
    #expect(bound(3.9).isInfinite)
    #expect(bound(4.1) < .one)
    #expect(bound(60) < .powerOfTwo(-35))
  }

  /// A slope of 10^-100000 was computed on for hours.
  @Test func slopesTooFarFromOneAreRefused() throws {
    for text in ["1e-100000", "1e100000", "-1e-3000"] {
      let slope = CertifiedReal(try #require(Rational(text)))
      let network = try Network(
        inputWidth: CertifiedReal(2),
        layer: Layer(width: CertifiedReal(2), activation: .leakyReLU(slope: slope)),
        depth: CertifiedReal(2))
      #expect(throws: NetworkError.self) { _ = try network.law() }
    }
  }
}
