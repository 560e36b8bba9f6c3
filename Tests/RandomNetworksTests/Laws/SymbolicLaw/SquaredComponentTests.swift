import BallArithmetic
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

/// The laws of squared outputs and pre-activations as exact values.
@Suite struct SquaredComponentTests {
  private func network(_ random: inout TestRandom) throws -> ExactNetwork {
    let layers = try (0..<random.int(in: 1...4)).map { _ in
      Layer(
        width: CertifiedReal(random.int(in: 1...6)),
        activation: random.choice([
          .relu, .linear, .dropout(keep: try NetworkText.number("3/5")),
        ]),
        weights: .variance(CertifiedReal(Rational(random.int(in: 1...9)) / 4)))
    }
    return try Network(
      inputWidth: CertifiedReal(2), inputNorm: CertifiedReal(Rational(random.int(in: 1...9)) / 5),
      architecture: .layers(layers))
  }

  /// E y^(2m) of the law and of the recursion, exactly.
  @Test func momentsAgreeWithTheRecursion() throws {
    var random = TestRandom(seed: 71)
    for _ in 0..<TestEffort.samples(40) {
      let network = try network(&random)
      let law = try network.squaredOutputLaw()
      #expect(law.atom == (try network.outputAtom()), random.comment)
      #expect(try network.outputAtom() == network.atom(), random.comment)
      let norms = try network.moments(through: 4)
      for m in 0...4 {
        #expect(
          try law.moment(m) == network.outputMoment(2 * m, normMoments: norms), random.comment)
      }
      // One unit more behind the law of the norm is the law of the square.
      let factors = try network.squaredOutputFactors()
      let unit = try #require(factors.last)
      let single = LayerFactor(variance: unit.variance, units: unit.units)
      #expect(try network.signalLaw().pushedForward(through: single) == law, random.comment)
    }
  }

  /// The last layer's squared norm is the sum of its units' squared activations.
  @Test func preactivationsMakeTheNorm() throws {
    var random = TestRandom(seed: 72)
    for _ in 0..<TestEffort.samples(40) {
      let network = try network(&random)
      let law = try network.squaredPreactivationLaw()
      #expect(law.atom == (try network.preactivationAtom()), random.comment)
      let layer = try #require(network.lastLayer)
      // E z = N E[phi(h)^2] = N E[h^2] times 1, 1/2 or 1/(2q).
      let share = try layer.activation.evenMoment(1)
      #expect(
        try network.moment(1) == layer.width * share * law.moment(1), random.comment)
    }
  }

  /// A bias in the first layer alone: the law stays a product.
  @Test func biasInTheFirstLayer() throws {
    let layers = [
      Layer<CertifiedReal>(
        width: CertifiedReal(3), weights: .variance(.one),
        biasVariance: try NetworkText.number("1/4")),
      Layer<CertifiedReal>(width: CertifiedReal(2)),
    ]
    let network = try ExactNetwork(inputWidth: CertifiedReal(4), architecture: .layers(layers))
    let law = try network.signalLaw()
    let output = try network.squaredOutputLaw()
    #expect(law.atom == (try network.atom()))
    let norms = try network.moments(through: 3)
    for m in 0...3 {
      #expect(try law.moment(m) == norms[m])
      #expect(try output.moment(m) == network.outputMoment(2 * m, normMoments: norms))
    }
    #expect(throws: NetworkError.self) {
      try ExactNetwork(inputWidth: CertifiedReal(4), architecture: .layers(layers.reversed()))
        .signalLaw()
    }
    // At depth 1 a pre-activation is normal, with bias or without.
    let single = try ExactNetwork.equal(3, depth: 1, bias: Rational(1) / 3)
    #expect(
      try single.squaredPreactivationLaw()
        == ExactLaw.chiSquare(degreesOfFreedom: 1, scale: .one))
    #expect(throws: NetworkError.self) { try single.squaredOutputLaw() }
    #expect(try single.outputAtom() == .zero)
  }

  @Test func whatHasNone() throws {
    #expect(throws: NetworkError.self) { try ExactNetwork.equal(3, depth: 0).squaredOutputLaw() }
    #expect(throws: NetworkError.self) {
      try ExactNetwork.equal(3, depth: 0).squaredPreactivationLaw()
    }
    let orthogonal = try ExactNetwork(
      inputWidth: CertifiedReal(3),
      layer: Layer(width: CertifiedReal(3), activation: .linear, ensemble: .orthogonal),
      depth: CertifiedReal(2))
    #expect(throws: NetworkError.self) { try orthogonal.squaredOutputLaw() }
    #expect(try ExactNetwork.equal(3, depth: 2, norm: 0).outputAtom() == .one)
  }
}
