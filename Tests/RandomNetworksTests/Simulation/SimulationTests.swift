import BallArithmetic
import Multiprecision
import RandomNetworks
import Testing

@Suite struct SimulationTests {
  static func network(
    _ width: Int, depth: Int = 1, input: Int? = nil, activation: String = "relu",
    bias: Rational = .zero, ensemble: WeightEnsemble = .gaussian, isShared: Bool = false
  ) throws -> ExactNetwork {
    try Network(
      inputWidth: CertifiedReal(input ?? width), inputNorm: CertifiedReal(Rational(3) / 2),
      layer: Layer(
        width: CertifiedReal(width), activation: try NetworkText.activation(activation),
        biasVariance: CertifiedReal(bias), ensemble: ensemble),
      depth: CertifiedReal(depth), isShared: isShared)
  }

  /// Schemes whose law of one layer is exact.
  static let oneLayerSchemes: [ExactNetwork] = {
    let networks = [
      try? network(1), try? network(3), try? network(6, input: 2),
      try? network(4, activation: "linear"), try? network(5, activation: "dropout:3/5"),
      try? network(3, bias: Rational(1) / 10), try? network(6, isShared: true),
      try? network(2, activation: "leaky:0"),
    ]
    return networks.compactMap { $0 }
  }()

  @Test(arguments: oneLayerSchemes, Simulation.Drawing.allCases)
  func acceptsTheExactLawOfOneLayer(
    network: ExactNetwork, drawing: Simulation.Drawing
  ) async throws {
    let signals = try await Simulation(network, samples: 20_000, seed: 5, drawing: drawing).run()
    let test = try await signals.norms.tested(against: OneLayerLaw(network))
    #expect(test.isAccepted, "\(test)")
    #expect(test.sampleCount == 20_000)
    let distance = try #require(test.distance)
    #expect(distance.count + test.pointMasses.reduce(0) { $0 + $1.observed } == 20_000)
  }

  /// 10^5 samples against the laws that the library computes, deeper than one layer.
  @Test(arguments: [
    ("relu", WeightEnsemble.gaussian, false), ("relu", .gaussian, true),
    ("relu", .orthogonal, true), ("linear", .gaussian, false), ("dropout:4/5", .gaussian, false),
  ])
  func acceptsTheExactLaw(
    activation: String, ensemble: WeightEnsemble, isShared: Bool
  ) async throws {
    let network = try Self.network(
      4, depth: 3, activation: activation, ensemble: ensemble, isShared: isShared)
    let signals = try await Simulation(network, samples: 100_000, seed: 1).run()
    let norm = try await signals.norms.tested(against: network.law())
    #expect(norm.isAccepted, "\(norm)")
    if ensemble == .orthogonal { return }
    let outputs = try #require(signals.outputs)
    let output = try await outputs.tested(against: network.outputLaw())
    #expect(output.isAccepted, "\(output)")
    let meanField = try await outputs.tested(against: network.meanFieldOutput())
    #expect(!meanField.isAccepted, "\(meanField)")
    #expect(try !meanField.accepts(#require(meanField.distance)))
  }

  @Test func acceptsTheExactLawWithBias() async throws {
    let network = try Self.network(3, depth: 2, bias: Rational(1) / 10)
    let signals = try await Simulation(network, samples: 20_000, seed: 1).run()
    let norm = try await signals.norms.tested(against: network.law())
    #expect(norm.isAccepted, "\(norm)")
  }

  @Test func rejectsTheLawOfAnotherWidth() async throws {
    let signals = try await Simulation(Self.network(3), samples: 20_000, seed: 5).run()
    let test = try await signals.norms.tested(against: OneLayerLaw(Self.network(4)))
    #expect(!test.isAccepted)
    #expect(!test.pointMasses.allSatisfy(test.accepts))
    #expect(try !test.accepts(#require(test.distance)))
  }

  /// The output of a linear network of width 2 has Laplace's law; mean field says normal.
  @Test func acceptsTheOutputsLawAndRejectsMeanField() async throws {
    let network = try Self.network(2, activation: "linear")
    for drawing in Simulation.Drawing.allCases {
      let signals = try await Simulation(
        network, samples: 100_000, seed: 11, drawing: drawing
      ).run()
      let outputs = try #require(signals.outputs)
      // z_1 = z_0/2 chi-square(2), and h = (z_1/2)^(1/2) g: scale (z_0/4)^(1/2).
      let exact = try await outputs.tested(against: SymmetricLaw.laplace(variance: Rational(3) / 4))
      #expect(exact.isAccepted, "\(exact)")
      let meanField = try await outputs.tested(
        against: SymmetricLaw.normal(variance: Rational(3) / 2 / 2))
      #expect(!meanField.isAccepted)
      #expect(try #require(meanField.distance).pValue.upperBound < 1e-100)
    }
  }

  /// Turned by an orthogonal matrix the norm stays, and an output has the arc-sine law at width 2.
  @Test func orthogonalWeights() async throws {
    for isShared in [false, true] {
      let network = try Self.network(
        isShared ? 4 : 2, depth: 3, activation: isShared ? "relu" : "linear",
        ensemble: .orthogonal, isShared: isShared)
      for drawing in Simulation.Drawing.allCases {
        let signals = try await Simulation(
          network, samples: 20_000, seed: 2, drawing: drawing
        ).run()
        let gain = isShared ? 1 : 1
        let norm = Rational(3) / 2 * Rational(gain)
        let norms = try await signals.norms.tested(against: PointLaw(place: norm))
        #expect(norms.isAccepted, "\(norms.pointMasses)")
        #expect(norms.distance == nil)
        let wrong = try await signals.norms.tested(against: PointLaw(place: norm + 1))
        #expect(!wrong.isAccepted)
        let outputs = try #require(signals.outputs)
        let test = try await outputs.tested(against: SymmetricLaw.arcSine(radiusSquared: norm))
        #expect(test.isAccepted, "\(test)")
      }
    }
  }

  /// E z of schemes without an exact law here, within five standard deviations.
  @Test(arguments: [
    ("leaky:1/10", 0, false, WeightEnsemble.gaussian), ("relu", 0, false, .orthogonal),
    ("leaky:-2", 3, false, .orthogonal), ("relu", 1, true, .gaussian),
    ("dropout:1/2", 2, false, .gaussian), ("relu", 1, true, .orthogonal),
  ])
  func momentsAgree(
    activation: String, bias: Int, isShared: Bool, ensemble: WeightEnsemble
  ) async throws {
    for input in [2, 6, 8] {
      let network = try Self.network(
        6, depth: 3, input: input, activation: activation, bias: Rational(bias) / 10,
        ensemble: ensemble, isShared: isShared)
      let moments = try network.moments(through: 2)
      let values = try moments.map { try #require($0.exactValue).nearestDouble }
      let squared = try #require(
        network.outputMoment(2, normMoments: moments).exactValue
      ).nearestDouble
      let fourth = try #require(
        network.outputMoment(4, normMoments: moments).exactValue
      ).nearestDouble
      for drawing in Simulation.Drawing.allCases {
        let count = 4000
        let signals = try await Simulation(
          network, samples: count, seed: 9, drawing: drawing
        ).run()
        let mean = signals.norms.values.reduce(0) { $0 + $1.approximateDouble } / Double(count)
        let deviation = ((values[2] - values[1] * values[1]) / Double(count)).squareRoot()
        #expect((mean - values[1]).magnitude < 5 * deviation + 1e-9, "\(mean) \(values)")
        let outputs = try #require(signals.outputs).values.map(\.approximateDouble)
        let square = outputs.reduce(0) { $0 + $1 * $1 } / Double(count)
        let spread = ((fourth - squared * squared) / Double(count)).squareRoot()
        #expect((square - squared).magnitude < 5 * spread, "\(square) \(squared)")
      }
    }
  }

  @Test func doesNotDependOnConcurrency() async throws {
    let simulation = try Simulation(
      Self.network(4, depth: 2, activation: "dropout:1/2", bias: 1), samples: 1000, seed: 3)
    let one = try await simulation.run(concurrency: 1)
    let four = try await simulation.run(concurrency: 4)
    #expect(one.norms.values == four.norms.values)
    #expect(one.outputs?.values == four.outputs?.values)
    let other = try await Simulation(
      Self.network(4, depth: 2, activation: "dropout:1/2", bias: 1), samples: 1000, seed: 4
    ).run()
    #expect(other.norms.values != one.norms.values)
  }

  /// Far outside the range of doubles: ln z has the mean L E[ln chi-square(1)] for linear units.
  @Test func deepNetworksKeepTheirSize() async throws {
    let signals = try await Simulation(
      Self.network(1, depth: 5000, activation: "linear"), samples: 100, seed: 1
    ).run()
    // E ln chi-square(1) = -1.27036..., its variance pi^2/2; in bits.
    let mean = signals.norms.values.reduce(0) { $0 + Double($1.exponent) } / 100
    let deviation = (5000 * 4.934_802_2 / 100).squareRoot() / 0.693_147_18
    #expect((mean + 5000 * 1.270_362_845 / 0.693_147_18).magnitude < 5 * deviation + 1)
    #expect(signals.norms.values.allSatisfy { !$0.isZero })
  }

  @Test func refusals() throws {
    let network = try Self.network(3)
    for samples in [0, -1, 100_000_000] {
      #expect(throws: NetworkError.self) { try Simulation(network, samples: samples, seed: 1) }
    }
    let stationary = try ExactNetwork(
      inputWidth: CertifiedReal(3),
      architecture: .stationary(
        Layer(width: CertifiedReal(3), weights: .leCun, biasVariance: CertifiedReal(1))))
    #expect(throws: NetworkError.self) { try Simulation(stationary, samples: 10, seed: 1) }
    let endless = try Self.network(1000, depth: 1_000_000_000)
    #expect(throws: NetworkError.self) { try Simulation(endless, samples: 100_000, seed: 1) }
  }

  @Test func depthZeroIsTheInput() async throws {
    let signals = try await Simulation(Self.network(3, depth: 0), samples: 10, seed: 1).run()
    #expect(signals.norms.values.allSatisfy { $0.approximateDouble == 1.5 })
    #expect(signals.outputs == nil)
  }

  @Test func cancels() async throws {
    let simulation = try Simulation(Self.network(50, depth: 100), samples: 1_000_000, seed: 1)
    let task = Task { try await simulation.run() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
