import BallArithmetic
import Multiprecision
import RandomNetworks
import Testing

/// What an impossible network says.
@Suite struct NetworkErrorTests {
  static func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  static func attempt(
    _ layer: Layer<CertifiedReal>, input: Rational = 4, norm: Rational = 1, depth: Rational = 2,
    isShared: Bool = false
  ) -> String {
    message {
      _ = try ExactNetwork(
        inputWidth: CertifiedReal(input), inputNorm: CertifiedReal(norm), layer: layer,
        depth: CertifiedReal(depth), isShared: isShared)
    }
  }

  @Test func parameters() {
    let four = CertifiedReal(4)
    let half = Rational(1) / 2
    #expect(
      Self.attempt(Layer(width: .zero))
        == "the width of a layer must be a positive integer or a symbol, not 0")
    #expect(
      Self.attempt(Layer(width: four), input: half)
        == "the width of the input must be a positive integer or a symbol, not 1/2")
    #expect(
      Self.attempt(Layer(width: four), norm: -1)
        == "the input's squared norm must be >= 0, not -1")
    #expect(
      Self.attempt(Layer(width: four), depth: half)
        == "the depth must be an integer >= 0, a symbol or inf, not 1/2")
    #expect(
      Self.attempt(Layer(width: four, weights: .variance(CertifiedReal(-2))))
        == "a weight variance must be >= 0, not -2")
    #expect(
      Self.attempt(Layer(width: four, biasVariance: CertifiedReal(-2)))
        == "a bias variance must be >= 0, not -2")
    for keep in [0, 2, -1] {
      #expect(
        Self.attempt(Layer(width: four, activation: .dropout(keep: CertifiedReal(keep))))
          == "dropout keeps a unit with a probability above 0 and at most 1, not \(keep)")
    }
    #expect(
      Self.attempt(Layer(width: CertifiedReal(3)), isShared: true)
        == "parameter sharing needs even widths, not 3")
    #expect(
      Self.attempt(Layer(width: four, activation: .linear), isShared: true)
        == "parameter sharing is defined for ReLU layers only")
  }

  @Test func noStationaryLaw() {
    let text = Self.message {
      _ = try ExactNetwork(
        inputWidth: CertifiedReal(4), architecture: .stationary(Layer(width: CertifiedReal(4))))
    }
    #expect(text.contains("infinite depth without bias"))
  }

  @Test func negativeOrders() throws {
    let network = try ExactNetwork.equal(3, depth: 2)
    let text = "the order of a moment must be an integer >= 0, not -1"
    #expect(Self.message { _ = try network.moments(through: -1) } == text)
    #expect(Self.message { _ = try network.moment(-1) } == text)
    #expect(Self.message { _ = try network.moment(-1, precision: 64) } == text)
    #expect(Self.message { _ = try network.moments(through: -1, precision: 64) } == text)
    #expect(Self.message { _ = try ExactNetwork.equal(3, depth: 1).mixture().moment(-1) } == text)
  }
}
