import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@testable import RandomNetworks

/// Laws with biases far out: against integrals of another system, and the methods against each other.
@Suite struct BiasedTailTests {
  private func number(_ text: some StringProtocol) throws -> CertifiedReal {
    CertifiedReal(try #require(Rational(String(text))))
  }

  /// Layers "width,activation,weight variance,bias variance", separated by ";".
  private func law(_ text: String, norm: String = "1") throws -> BiasedLaw {
    let layers = try text.split(separator: ";").map { part in
      let fields = part.split(separator: ",").map(String.init)
      return Layer(
        width: try number(fields[0]), activation: try NetworkText.activation(fields[1]),
        weights: .variance(try number(fields[2])), biasVariance: try number(fields[3]))
    }
    return try BiasedLaw(
      try Network(
        inputWidth: CertifiedReal(1), inputNorm: try number(norm), architecture: .layers(layers)))
  }

  private func ball(_ text: String, digits: Int) throws -> RealBall {
    let value = try #require(Rational(text))
    let error = try #require(Rational("1e-\(digits)"))
    return RealBall(value, precision: 400).addingError(
      Magnitude(upperBound: value) * Magnitude(upperBound: error))
  }

  /// One integral over z_1 (Data/generate-bias-tails.py).
  @Test func independentValues() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Data/biased-tails.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count >= 30)
    var laws: [String: BiasedLaw] = [:]
    for line in lines {
      let fields = line.split(separator: " ").map(String.init)
      let key = fields[0] + " " + fields[1]
      let law = try laws[key] ?? self.law(fields[0], norm: fields[1])
      laws[key] = law
      let expected = try ball(fields[4], digits: 49)
      let x = try number(fields[3])
      let value: RealBall
      if fields[2] == "lower" {
        // P(0 < z <= x), with as many bits more as it is smaller than P(z = 0).
        let precision = Precision(clamping: 72 - expected.midpoint.exponent)
        let dead = try law.mass(ofPointMassAtZero: precision)
        value = try law.value(of: .cumulativeDistribution, at: x, precision: precision).value
          .subtracting(dead, precision: precision)
      } else {
        let result = try law.value(
          of: fields[2] == "density" ? .density : .survival, at: x, precision: 60)
        value = result.value
        if x.ball(precision: 64).isCertainlyLess(than: RealBall(5000)) == false {
          #expect(result.method == .binomialChain, "\(line)")
        }
      }
      #expect(value.overlaps(expected), "\(line): \(value)")
      #expect(value.relativeAccuracyBits >= 52, "\(line): \(value)")
    }
  }

  /// The value by binomial expansions, whatever the chain would cost.
  private func expansion(
    _ law: BiasedLaw, _ function: LawFunction, at x: CertifiedReal
  ) throws -> RealBall? {
    let tail = try #require(law.tail)
    let value = tail.value(
      function == .density ? .density : .survival,
      place: x.ball(precision: 80).approximateLogarithm,
      bits: 60
    ) { x.ball(precision: Precision(clamping: $0)).logarithm(precision: Precision(clamping: $0)) }
    guard let value else { return nil }
    let wide: Precision = 120
    return switch function {
    case .density: value.divided(by: x.ball(precision: wide), precision: wide)
    case .survival: value
    case .cumulativeDistribution: RealBall.one.subtracting(value, precision: wide)
    }
  }

  /// Where both reach, the chain of sums and the binomial expansions agree: depths beyond 2, unequal
  /// layers, layers without bias in between, dropout.
  @Test func expansionsAgreeWithTheChain() throws {
    for (text, places) in [
      ("3,relu,2/3,1/10;3,relu,2/3,1/10", ["800", "3000"]),
      ("3,relu,2/3,1/10;3,relu,2/3,1/10;3,relu,2/3,1/10", ["2e4"]),
      ("2,linear,1,1/3;3,relu,2,0;4,dropout:1/2,1/4,1/20;2,relu,1,1/50", ["3e4"]),
      ("4,relu,1/2,1/5;3,relu,1,1/9;5,relu,1/3,0", ["1e4"]),
    ] {
      let law = try self.law(text)
      for place in places {
        for function in LawFunction.allCases {
          let x = try number(place)
          let far = try #require(try expansion(law, function, at: x), "\(text), \(place)")
          let chain = try law.inverse(function, at: x, precision: 60)
          #expect(far.overlaps(chain), "\(function), \(text), \(place): \(far), \(chain)")
          #expect(far.relativeAccuracyBits >= 54, "\(function), \(text), \(place): \(far)")
          #expect(chain.relativeAccuracyBits >= 54, "\(function), \(text), \(place): \(chain)")
        }
      }
    }
  }

  /// Near 0 the power series agrees with the inversion on a line.
  @Test func seriesAgreesWithTheChain() throws {
    for (text, place) in [
      ("3,relu,2/3,1/10;3,relu,2/3,1/10", "1/170"),
      ("2,linear,1,1/3;3,relu,2,0;4,dropout:1/2,1/4,1/20", "1/500"),
      ("4,relu,1/2,1/5;3,linear,1,1/9", "1/400"),
      ("2,relu,1/2,1/5", "1/50"),
    ] {
      let law = try self.law(text)
      for function in LawFunction.allCases {
        let x = try number(place)
        let near = try #require(try law.nearZero(function, at: x, precision: 60), "\(text)")
        let chain = try law.inverse(function, at: x, precision: 60)
        #expect(near.overlaps(chain), "\(function), \(text): \(near), \(chain)")
        #expect(near.relativeAccuracyBits >= 54, "\(function), \(text): \(near)")
      }
    }
  }

  /// More digits contain fewer, and depth 1 is a chi-square mixture.
  @Test func precisionsAndDepths() throws {
    let law = try self.law("3,relu,2/3,1/10;3,relu,2/3,1/10;2,relu,1,1/7")
    let x = try number("1e7")
    let few = try law.value(of: .survival, at: x, precision: 60).value
    let many = try law.value(of: .survival, at: x, precision: 400).value
    #expect(few.overlaps(many))
    #expect(many.relativeAccuracyBits >= 390)
    // z = xi (1 + 1/3) with one unit: P(z > x) = erfc(√(x/2V))/2.
    let single = try self.law("1,relu,1,1/3").value(of: .survival, at: number("4e4"), precision: 80)
    let root = RealBall(15_000).squareRoot(precision: 200)
    let expected = root.complementaryErrorFunction(precision: 200).scaled(byPowerOfTwo: -1)
    #expect(single.value.overlaps(expected))
    #expect(single.value.relativeAccuracyBits >= 72)
  }

  /// quantile(atom + 1e-20) found no interval: the differences from the atom had no digits.
  @Test func quantilesAboveTheAtom() throws {
    let bias = try self.law("3,relu,2/3,1/10;3,relu,2/3,1/10")
    let plain = try self.law("3,relu,2/3,0")
    for law in [bias as any CertifiedLaw, plain] {
      // The bits of p that the difference from the atom leaves.
      for (text, bits) in [("1e-20", 80), ("1e-60", 250)] {
        let rest = try #require(Rational(text))
        let p = Rational(numerator: 1, nonzeroDenominator: 8) + rest
        let x = try law.quantile(.exact(p), precision: Precision(clamping: bits))
        #expect(x.relativeAccuracyBits >= bits - 8, "\(text): \(x)")
        let fine: Precision = 800
        let value = try law.value(
          of: .cumulativeDistribution, at: .enclosed(RealBall(exact: x.midpoint), precision: fine),
          precision: 300
        ).value
        let gap = value.subtracting(RealBall(p, precision: fine), precision: fine)
        #expect(
          gap.magnitudeUpperBound < Magnitude(upperBound: rest).scaled(byPowerOfTwo: -60),
          "\(text): \(x), \(gap)")
      }
    }
  }

  /// Below all numbers: a ball around 0, no refusal.
  @Test func beyondTheRangeOfNumbers() throws {
    let law = try self.law("3,relu,2/3,1/10;3,relu,2/3,1/10")
    for function in [LawFunction.density, .survival] {
      let value = try law.value(of: function, at: number("1e30"), precision: 60).value
      #expect(value.contains(0))
      #expect(value.magnitudeUpperBound < .powerOfTwo(-(1 << 29)))
    }
    let rest = try law.value(of: .cumulativeDistribution, at: number("1e30"), precision: 60).value
    #expect(rest.contains(1) && rest.relativeAccuracyBits >= 60)
  }

  /// The solution of least residual solves the system.
  @Test func krylovSpace() throws {
    let bits = 200
    let count = 30
    func fixed(_ value: (Int) -> Rational) -> [Integer] {
      (0...count).map {
        RealBall(value($0), precision: 240).fixedPoint(bits: bits).value
      }
    }
    let factor = FixedSequence(
      real: fixed { Rational(numerator: 3, nonzeroDenominator: Integer(4 + $0 * $0)) },
      imaginary: fixed {
        Rational(numerator: Integer($0), nonzeroDenominator: Integer(9 + $0 * $0 * $0))
      })
    func apply(_ v: FixedSequence) -> FixedSequence { v + factor.multiplied(by: v, bits: bits) }
    let side = FixedSequence(
      real: fixed { Rational(numerator: 1, nonzeroDenominator: Integer(1 + $0)) },
      imaginary: fixed { Rational(numerator: Integer($0), nonzeroDenominator: 40) })
    let solution = KrylovSpace(bits: bits, applying: apply).solution(of: side)
    let residual = (apply(solution) - side).norm(bits: bits)
    #expect(residual.magnitudeUpperBound < .powerOfTwo(20 - bits))
  }
}

extension BiasedLaw {
  /// P(z = 0), also where it is 0.
  fileprivate func mass(ofPointMassAtZero precision: Precision) throws -> RealBall {
    if pointMasses.isEmpty { return .zero }
    return try mass(ofPointMass: 0, precision: precision).ball(precision: precision)
  }
}
