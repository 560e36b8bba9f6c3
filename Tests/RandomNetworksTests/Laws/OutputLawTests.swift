import BallArithmetic
import Foundation
import Multiprecision
import RandomNetworks
import SpecialFunctions
import TestSupport
import Testing

/// Outputs, pre-activations, activations and joint distributions of units.
@Suite struct OutputLawTests {
  private let precision = Precision(clamping: 128)

  private func number(_ text: String) throws -> CertifiedReal {
    CertifiedReal(try #require(Rational(text)))
  }

  private func network(
    width: Int, depth: Int = 1, weights: String? = nil, bias: String = "0",
    activation: Activation<CertifiedReal> = .relu
  ) throws -> Network<CertifiedReal> {
    try Network(
      inputWidth: CertifiedReal(width),
      layer: Layer(
        width: CertifiedReal(width), activation: activation,
        weights: try weights.map { .variance(try number($0)) } ?? .he,
        biasVariance: try number(bias)),
      depth: CertifiedReal(depth))
  }

  /// One hidden layer of one linear unit: K_0(|h|)/pi; of two ReLU units, with the limit N(0,1):
  /// K_0(|h|)/(2 pi) + e^(-|h|)/8 (Zavatone-Veth and Pehlevan, arXiv 2104.11734).
  @Test(arguments: ["1", "-1", "1/100", "30", "-7/3", "1/100000000000000000000"])
  func closedForms(text: String) throws {
    let h = try number(text)
    let size = h.ball(precision: 200).magnitude
    let kernel = RealBall.besselK(.zero, size, precision: 200)
      .divided(by: .pi(precision: 200), precision: 200)
    let linear = try network(width: 1, activation: .linear).outputLaw()
      .value(of: .density, at: h, precision: precision).value
    #expect(linear.overlaps(kernel), "\(linear), \(kernel)")
    #expect(linear.relativeAccuracyBits >= 120)

    let two = try Network(
      inputWidth: CertifiedReal(1), inputNorm: try number("1/2"),
      layer: Layer(width: CertifiedReal(2)), depth: CertifiedReal(1))
    let relu = try two.outputLaw().value(of: .density, at: h, precision: precision).value
    let expected = kernel.scaled(byPowerOfTwo: -1).adding(
      (-size).exponential(precision: 200).scaled(byPowerOfTwo: -3), precision: 200)
    #expect(relu.overlaps(expected), "\(relu), \(expected)")
    #expect(relu.relativeAccuracyBits >= 120)
  }

  @Test func atZero() throws {
    let linear = try network(width: 3, depth: 2, activation: .linear).outputLaw()
    let value = try linear.value(of: .density, at: .zero, precision: precision).value
    // E[(2 pi z/3)^(-1/2)] = (3/(2 pi))^(1/2) E[z^(-1/2)] against a point nearby.
    let near = try linear.value(of: .density, at: number("1e-30"), precision: precision).value
    #expect(value.subtracting(near, precision: 128).magnitudeUpperBound < .powerOfTwo(-80))
    #expect(value.relativeAccuracyBits >= 120)
    #expect(throws: NetworkError.self) {
      try network(width: 3).outputLaw().value(of: .density, at: .zero, precision: precision)
    }
    #expect(throws: NetworkError.self) {
      try network(width: 1, activation: .linear).outputLaw()
        .value(of: .density, at: .zero, precision: precision)
    }
    let half = try network(width: 3).outputLaw()
      .value(of: .cumulativeDistribution, at: .zero, precision: precision).value
    // 1/2 + atom/2.
    #expect(half.contains(Rational(9) / 16))
  }

  /// A distribution function and its complement, on both sides; the integral of the density.
  @Test func functionsBelongTogether() throws {
    for bias in ["0", "1/5"] {
      let law = try network(width: 3, depth: 2, bias: bias).outputLaw()
      for text in ["-3", "-1/7", "1/7", "3"] {
        let x = try number(text)
        let below = try law.value(of: .cumulativeDistribution, at: x, precision: precision).value
        let above = try law.value(of: .survival, at: x, precision: precision).value
        #expect(below.adding(above, precision: 128).contains(1))
        let mirrored = try law.value(of: .survival, at: -x, precision: precision).value
        #expect(below.overlaps(mirrored))
        // The mean value theorem on a short piece.
        let step = try number("1e-12")
        let next = try law.value(
          of: .cumulativeDistribution, at: x + step, precision: precision
        ).value
        let slope = next.subtracting(below, precision: 128)
          .divided(by: step.ball(precision: 128), precision: 128)
        let density = try law.value(of: .density, at: x, precision: precision).value
        #expect(
          slope.subtracting(density, precision: 128).magnitudeUpperBound < .powerOfTwo(-34))
      }
    }
  }

  /// The activation of a ReLU unit in the last layer, and joint distributions of units.
  @Test func activationsAndUnits() throws {
    for bias in ["0", "1/5"] {
      let network = try network(width: 3, depth: 2, bias: bias)
      let activation = try network.activationLaw()
      let input = try network.preactivationLaw()
      for text in ["0", "1/3", "2"] {
        let x = try number(text)
        let unit = try activation.value(
          of: .cumulativeDistribution, at: x, precision: precision
        ).value
        let own = try input.value(
          of: .cumulativeDistribution, at: x, precision: precision
        ).value
        #expect(unit.overlaps(own))
        let joint = try network.jointDistribution(at: [x], precision: precision)
        #expect(joint.overlaps(unit), "\(joint), \(unit)")
        #expect(joint.relativeAccuracyBits >= 120, "\(joint)")
      }
      let mass = try activation.mass(ofPointMass: 0, precision: precision)
      let zero = try activation.value(
        of: .cumulativeDistribution, at: .zero, precision: precision
      ).value
      #expect(mass.ball(precision: 128).overlaps(zero))
    }
  }

  /// At depth 1 the units are independent: a product of normal distributions.
  @Test func independentUnits() throws {
    let network = try network(width: 4, weights: "1", bias: "3")
    let value = try network.jointDistribution(
      at: [number("1"), number("2"), number("1")], precision: precision)
    func normal(_ x: Int) -> RealBall {
      let place = RealBall(-x).divided(
        by: RealBall(8).squareRoot(precision: 200), precision: 200)
      return place.complementaryErrorFunction(precision: 200).scaled(byPowerOfTwo: -1)
    }
    let expected = normal(1).squared(precision: 200).multiplied(by: normal(2), precision: 200)
    #expect(value.overlaps(expected))
    #expect(try network.jointDistribution(at: [number("-1")], precision: precision).isZero)
    #expect(throws: NetworkError.self) {
      try network.jointDistribution(
        at: Array(repeating: CertifiedReal(1), count: 5), precision: precision)
    }
  }

  /// A layer that has biases and no weights was refused: its units do not depend on the layers before.
  @Test func unitsWithoutWeights() throws {
    let network = try network(width: 3, depth: 3, weights: "0", bias: "1")
    let value = try network.jointDistribution(
      at: [number("1"), number("2")], precision: precision)
    func normal(_ x: Int) -> RealBall {
      RealBall(-x).divided(by: RealBall(2).squareRoot(precision: 200), precision: 200)
        .complementaryErrorFunction(precision: 200).scaled(byPowerOfTwo: -1)
    }
    #expect(value.overlaps(normal(1).multiplied(by: normal(2), precision: 200)))
    #expect(value.relativeAccuracyBits >= precision.bits - 4)
  }

  /// outputs.txt: quadrature by mpmath.
  @Test func referenceTable() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Data/outputs.txt")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").map(String.init) }
    #expect(rows.count > 30)
    for row in rows {
      let parts = row[4].split(separator: ":").map(String.init)
      let activation: Activation<CertifiedReal> =
        switch parts[0] {
        case "linear": .linear
        case "dropout": .dropout(keep: try number(parts[1]))
        default: .relu
        }
      let width = try #require(Int(row[1]))
      let isOutput = row[0] == "output_density"
      let network = try network(
        width: width, depth: isOutput ? 1 : 2, weights: row[2], bias: row[3],
        activation: activation)
      let points = try row[5].split(separator: ",").map { try number(String($0)) }
      let value =
        isOutput
        ? try network.outputLaw().value(of: .density, at: points[0], precision: precision).value
        : try network.jointDistribution(at: points, precision: precision)
      let expected = RealBall(try #require(Rational(row[6])), precision: 200)
      let difference = value.subtracting(expected, precision: 200)
      #expect(
        difference.magnitudeUpperBound
          <= value.magnitudeUpperBound * .powerOfTwo(-119), "\(row): \(value)")
    }
  }
}
