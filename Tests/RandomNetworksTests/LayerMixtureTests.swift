import BallArithmetic
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

@Suite struct LayerMixtureTests {
  static let activations = [
    "relu", "linear", "leaky:1/10", "leaky:-2", "leaky:0", "leaky:1", "dropout:3/5", "dropout:1",
  ]

  static func network(
    _ activation: String, width: Int, norm: Rational, bias: Rational, weights: String = "3/7"
  ) throws -> ExactNetwork {
    try ExactNetwork.equal(
      width, depth: 1, input: 3, norm: norm, activation: NetworkText.activation(activation),
      weights: NetworkText.weights(weights), bias: bias)
  }

  @Test(arguments: activations) func componentsIntegrateToMoments(activation: String) throws {
    for width in [1, 2, 5, 40] {
      for norm in [Rational.zero, 1, Rational(7) / 3] {
        for bias in [Rational.zero, Rational(1) / 10] {
          let network = try Self.network(activation, width: width, norm: norm, bias: bias)
          let mixture = try network.mixture()
          let components = try mixture.components()
          let total = components.reduce(CertifiedReal.zero) { $0 + $1.weight }
          #expect(total == .one)
          let expected = try network.moments(through: 5)
          for m in 0...5 { #expect(try mixture.moment(m) == expected[m], "\(network)") }
          let zero = components.filter(\.isPointMassAtZero)
            .reduce(CertifiedReal.zero) { $0 + $1.weight }
          #expect(try mixture.atom() == zero)
          #expect(components.allSatisfy { $0.parts.allSatisfy { $0.degreesOfFreedom >= 1 } })
        }
      }
    }
  }

  /// Beyond the width whose components are listed the units' cumulants take over.
  @Test(arguments: activations) func wideLayers(activation: String) throws {
    let network = try Self.network(
      activation, width: 10_001, norm: 2, bias: Rational(1) / 3)
    let mixture = try network.mixture()
    let expected = try network.moments(through: 4)
    for m in 0...4 { #expect(try mixture.moment(m) == expected[m]) }
    #expect(throws: NetworkError.self) { try mixture.components() }
  }

  @Test func widestListedLayer() throws {
    let components = try ExactNetwork.equal(10_000, depth: 1).mixture().components()
    #expect(components.count == 10_001)
    #expect(components[0].isPointMassAtZero)
    let smallest = try Rational(numerator: 1, nonzeroDenominator: 2).power(10_000)
    #expect(components[0].weight.exactValue == smallest)
    #expect(components[10_000].weight.exactValue == smallest)
  }

  /// The parts: pre-activation variance 3/7 * 2 + 1/3 = 25/21.
  @Test func parts() throws {
    let plain = Rational(25) / 21
    let expected: [String: (Rational, Rational, Rational)] = [
      "relu": (Rational(1) / 2, plain, 0), "linear": (1, plain, 0),
      "leaky:1/10": (Rational(1) / 2, plain, plain / 100),
      "dropout:3/5": (Rational(3) / 10, plain * 25 / 9, 0),
    ]
    for (activation, parts) in expected {
      let mixture = try Self.network(activation, width: 4, norm: 2, bias: Rational(1) / 3)
        .lastLayerMixture(conditionedOn: CertifiedReal(2))
      #expect(mixture.width == CertifiedReal(4))
      #expect(mixture.activity == .exact(parts.0))
      #expect(mixture.activeScale == .exact(parts.1))
      #expect(mixture.inactiveScale == .exact(parts.2))
    }
  }

  /// Conditioning on the squared norm before: the tower property over a second layer.
  @Test func lastLayer() throws {
    let network = try ExactNetwork.equal(3, depth: 2, input: 5, bias: Rational(1) / 2)
    let before = try ExactNetwork.equal(3, depth: 1, input: 5, bias: Rational(1) / 2)
      .moments(through: 2)
    // E[z | y] = (2/3 y + 1/2) 3/2.
    let one = try network.lastLayerMixture(conditionedOn: CertifiedReal(6)).moment(1)
    #expect(one.exactValue == Rational(27) / 4)
    let mean = before[1] + CertifiedReal(Rational(3) / 4)
    #expect(try network.moment(1) == mean)
  }

  @Test func refusals() throws {
    let deep = try ExactNetwork.equal(3, depth: 2)
    #expect {
      _ = try deep.mixture()
    } throws: {
      "\($0)".contains("depth 1 only")
    }
    #expect {
      _ = try ExactNetwork.equal(3, depth: 0).mixture()
    } throws: {
      "\($0)".contains("depth 0")
    }
    let orthogonal = try ExactNetwork(
      inputWidth: CertifiedReal(3),
      layer: Layer(width: CertifiedReal(3), ensemble: .orthogonal), depth: CertifiedReal(1))
    #expect {
      _ = try orthogonal.mixture()
    } throws: {
      "\($0)".contains("Gaussian weights")
    }
    #expect {
      _ = try deep.lastLayerMixture(conditionedOn: CertifiedReal(-1))
    } throws: {
      "\($0)".contains(">= 0, not -1")
    }
  }
}
