import BallArithmetic
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

/// Depth: the closed form against the recursion, exact against enclosed, and the limit.
@Suite struct DepthTests {
  /// The repeated architecture beyond the recursion's depths uses the closed form; a list of the
  /// same layers never does.
  static func checkClosedForm(_ network: ExactNetwork, through order: Int) throws {
    guard case .repeated(let layer, let depth) = network.architecture,
      let count = depth.exactValue?.asInt
    else { return }
    let list = try ExactNetwork(
      inputWidth: network.inputWidth, inputNorm: network.inputNorm,
      architecture: .layers(Array(repeating: layer, count: count)))
    let expected = try list.moments(through: order, precision: 64)
    #expect(expected.allSatisfy { $0.exactValue != nil })
    #expect(try network.moments(through: order) == expected)
    #expect(try network.moments(through: order, precision: 64) == expected)
    for m in 0...order { #expect(try network.moment(m, precision: 64) == expected[m]) }
  }

  @Test func randomNetworks() throws {
    var random = TestRandom(seed: 0x5eed_4)
    for _ in 0..<25 {
      let width = random.int(in: 1...9)
      let variance = Rational(random.int(in: 0...12)) / Rational(random.int(in: 1...12) * width)
      let network = try ExactNetwork.equal(
        width, depth: random.int(in: 65...160),
        input: random.choice([width, width, 3]),
        norm: random.choice([Rational.zero, 1, Rational(7) / 3]),
        activation: try NetworkText.activation(random.choice(LayerMixtureTests.activations)),
        weights: random.choice([.he, .variance(CertifiedReal(variance))]),
        bias: random.choice([Rational.zero, 1, Rational(1) / 10]))
      // Order 1 has the closed form above depth 64, order 2 above 144.
      let order = random.int(in: 0...2)
      try Self.checkClosedForm(network, through: order)
    }
  }

  /// lambda_0 = lambda_1 (He with N = 4); lambda_1 = lambda_2 where sw2 (N+5) = 2; lambda_0 =
  /// lambda_2 with N = 4, mu_2 = 9, sw2 = 1/3; lambda_1 = lambda_3 where sw2^2 (N+4) (N+11) = 4.
  @Test func resonances() throws {
    let choices: [(Int, Rational)] = [
      (4, Rational(2) / 4), (3, Rational(2) / 8), (4, Rational(1) / 3), (5, Rational(1) / 6),
    ]
    for (width, variance) in choices {
      for norm in [Rational.zero, Rational(5) / 2] {
        let network = try ExactNetwork.equal(
          width, depth: 150, norm: norm, weights: .variance(CertifiedReal(variance)),
          bias: Rational(1) / 10)
        try Self.checkClosedForm(network, through: 3)
      }
    }
  }

  /// Without bias: powers. E z^2 = (1 + 5/N)^L under He.
  @Test func powers() throws {
    let network = try ExactNetwork.equal(200, depth: 1000)
    let factor = Rational(numerator: 41, nonzeroDenominator: 40)
    #expect(try network.moment(2, precision: 64).exactValue == factor.power(1000))
  }

  /// Depths whose powers cannot be written out are enclosed, the first layer of another width or
  /// not.
  @Test(arguments: [200, 3]) func immenseDepth(input: Int) throws {
    let network = try ExactNetwork.equal(
      200, depth: 1_000_000_000, input: input, norm: Rational(1) / 2, bias: Rational(1) / 100)
    let moments = try network.moments(through: 2, precision: 256)
    // E z_1 = 200 ((2/input) z_0 + sb2) / 2, then + 1 with every layer.
    let first = Rational(200) / Rational(input) / 2 + 1
    #expect(moments[1].exactValue == first + 999_999_999)
    guard case .enclosed(let ball, _) = moments[2] else {
      Issue.record("the second moment is enclosed")
      return
    }
    #expect(ball.isFinite && ball.isCertainlyPositive)
    #expect(ball.relativeAccuracyBits >= 180)
    let finer = try network.moment(2, precision: 400).ball(precision: 400)
    #expect(ball.contains(finer.midpoint))
    let huge = try ExactNetwork(
      inputWidth: network.inputWidth, layer: Layer(width: CertifiedReal(200)),
      depth: CertifiedReal(Integer(10).power(30)))
    #expect(try huge.moment(1, precision: 64).ball(precision: 64).isFinite)
  }

  /// The exact kernel's values inside the enclosures at two precisions, from enclosed parameters;
  /// the resonant He included.
  @Test func enclosedParameters() throws {
    var random = TestRandom(seed: 0x5eed_5)
    for _ in 0..<20 {
      let width = random.int(in: 1...30)
      let network = try ExactNetwork.equal(
        width, depth: random.int(in: 1...90), norm: Rational(1) / 3,
        weights: random.choice([.he, .variance(CertifiedReal(Rational(2) / Rational(width)))]),
        bias: random.choice([Rational.zero, Rational(1) / 10]))
      let exact = try network.moments(through: 4, precision: 64).compactMap(\.exactValue)
      try #require(exact.count == 5)
      for bits in [128, 400] {
        let precision = Precision(clamping: bits)
        let balls = try network.enclosed(precision: precision)
          .moments(through: 4, precision: precision).map { $0.ball(precision: precision) }
        for (ball, value) in zip(balls, exact) {
          #expect(ball.contains(value), random.comment)
          #expect(ball.relativeAccuracyBits >= bits - 60, random.comment)
        }
      }
    }
  }

  @Test func stationaryIsTheLimit() throws {
    let layer = Layer(
      width: CertifiedReal(4), weights: .variance(CertifiedReal(Rational(1) / 5)),
      biasVariance: CertifiedReal(Rational(1) / 2))
    let limit = try ExactNetwork(
      inputWidth: CertifiedReal(9), architecture: .stationary(layer))
    let values = try limit.moments(through: 3).compactMap(\.exactValue)
    // m_1 = (N sb2/2) / (1 - lambda_1), lambda_1 = 2/5.
    #expect(values[1] == Rational(5) / 3)
    // m_2 = mu_2 (2 sw2 sb2 m_1 + sb2^2) / (1 - lambda_2), mu_2 = 9, lambda_2 = 9/25.
    #expect(values[2] == 9 * (Rational(1) / 3 + Rational(1) / 4) * 25 / 16)
    let deep = try ExactNetwork(
      inputWidth: CertifiedReal(9), layer: layer, depth: CertifiedReal(400))
    for (m, value) in try deep.moments(through: 3, precision: 64).enumerated() {
      let gap = abs(try #require(value.exactValue) - values[m])
      #expect(gap < (try #require(Rational("1e-25"))))
    }
    #expect {
      _ = try limit.moments(through: 9)
    } throws: {
      "\($0)".contains("diverges")
    }
  }
}
