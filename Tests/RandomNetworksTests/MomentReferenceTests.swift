import BallArithmetic
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

/// Against enumeration over the active units: `Data/moments.txt`, written by `Data/generate.py`.
@Suite struct MomentReferenceTests {
  @Test func momentsByEnumeration() throws {
    let lines = try referenceLines("moments.txt")
    #expect(lines.count == 120)
    for line in lines {
      let end = try #require(line.firstIndex(of: "="))
      let network = try NetworkText.network(line[..<end])
      let expected = try line[(end + 1)...].map { try NetworkText.number($0) }
      let order = expected.count - 1
      #expect(try network.moments(through: order) == expected, "\(line)")
      #expect(try network.moments(through: order, precision: 64) == expected, "\(line)")
      #expect(try network.moment(order, precision: 64) == expected[order], "\(line)")
      let enclosed = try network.enclosed(precision: 200).moments(through: order, precision: 200)
      for (value, exact) in zip(enclosed, expected) {
        let exact = try #require(exact.exactValue)
        let ball = value.ball(precision: 200)
        #expect(ball.contains(exact), "\(line)")
        #expect(ball.relativeAccuracyBits >= 180 || exact.isZero, "\(line)")
      }
    }
  }

  /// Equal layers written as repetition agree with the list of layers.
  @Test func repetitionIsAList() throws {
    for line in try referenceLines("moments.txt") {
      let end = try #require(line.firstIndex(of: "="))
      let network = try NetworkText.network(line[..<end])
      guard case .layers(let layers) = network.architecture, let layer = layers.first,
        layers.allSatisfy({ $0 == layer })
      else { continue }
      let repeated = try ExactNetwork(
        inputWidth: network.inputWidth, inputNorm: network.inputNorm, layer: layer,
        depth: CertifiedReal(layers.count))
      let expected = try line[(end + 1)...].map { try NetworkText.number($0) }
      let order = expected.count - 1
      #expect(try repeated.moments(through: order) == expected, "\(line)")
      #expect(try repeated.moments(through: order, precision: 64) == expected, "\(line)")
    }
  }

  /// norm-m2-He and leaky-m2 of the reference cases, and Noci-kurtosis-relu.
  @Test func publishedValues() throws {
    let he = try ExactNetwork.equal(100, depth: 50).moment(2, precision: 64)
    #expect(he.exactValue == (try Rational(numerator: 21, nonzeroDenominator: 20).power(50)))
    let text = try #require(Rational("11.46739978575367603485141355121"))
    let error = abs(try #require(he.exactValue) - text)
    #expect(error < (try #require(Rational("1e-29"))))

    let slope = try NetworkText.number("1/10")
    let leaky = try ExactNetwork.equal(20, depth: 10, activation: .leakyReLU(slope: slope))
    #expect(
      try leaky.moment(2, precision: 64)
        == NetworkText.number(
          "113669488363678382358322573465389876914541015625"
            + "/12794619913284792609488231114238215483032600576"))

    let noci = try NetworkText.network(
      ["10,10,20,30", "1"] + Array(repeating: "relu,he,0,gaussian", count: 3))
    let moments = try noci.moments(through: 2, precision: 64).compactMap(\.exactValue)
    let kurtosis = 3 * moments[2] / (moments[1] * moments[1])
    #expect(kurtosis == Rational("105/16"))
  }

  /// The factor 1 + 4/N per layer of shared Gaussian weights.
  @Test(arguments: [2, 4, 10, 64]) func sharedFactor(width: Int) throws {
    let value = try ExactNetwork.equal(width, depth: 7, isShared: true).moment(2, precision: 64)
    let factor = Rational(numerator: Integer(width + 4), nonzeroDenominator: Integer(width))
    #expect(value.exactValue == (try factor.power(7)))
  }

  /// Shared orthogonal weights conserve the norm.
  @Test func sharedOrthogonal() throws {
    let network = try ExactNetwork(
      inputWidth: CertifiedReal(6), inputNorm: CertifiedReal(5),
      layer: Layer(width: CertifiedReal(6), ensemble: .orthogonal), depth: CertifiedReal(9),
      isShared: true)
    #expect(try network.moments(through: 3, precision: 64) == [1, 5, 25, 125].map { .init($0) })
  }

  /// N (N+4) (N+11) / 8 and its like, from the layer's law.
  @Test func polynomialsInTheWidth() throws {
    for n in [1, 2, 7, 1000] {
      let network = try ExactNetwork.equal(
        n, depth: 1, weights: .variance(CertifiedReal(1)))
      let values = try network.moments(through: 4, precision: 64)
      let expected = [
        Rational.one, Rational(n) / 2, Rational(n * (n + 5)) / 4,
        Rational(n * (n + 4) * (n + 11)) / 8,
        Rational(n * (n + 9) * (n * n + 21 * n + 62)) / 16,
      ]
      #expect(values.compactMap(\.exactValue) == expected)
    }
  }
}
