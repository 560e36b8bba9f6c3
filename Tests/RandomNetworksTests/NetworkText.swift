import BallArithmetic
import Multiprecision
import RandomNetworks
import Testing

typealias ExactNetwork = Network<CertifiedReal>

/// Networks as the data files write them.
enum NetworkText {
  static func number(_ text: some StringProtocol) throws -> CertifiedReal {
    .exact(try #require(Rational(String(text))))
  }

  static func activation(_ text: some StringProtocol) throws -> Activation<CertifiedReal> {
    let parts = text.split(separator: ":")
    switch parts[0] {
    case "relu": return .relu
    case "linear": return .linear
    case "leaky": return .leakyReLU(slope: try number(parts[1]))
    case "dropout": return .dropout(keep: try number(parts[1]))
    default: throw NetworkError.invalidParameter("activation \(text)")
    }
  }

  static func weights(_ text: some StringProtocol) throws -> WeightScheme<CertifiedReal> {
    switch text {
    case "he": .he
    case "he-fan-out": .heFanOut
    case "lecun": .leCun
    case "glorot": .glorot
    default: .variance(try number(text))
    }
  }

  /// A line `widths norm layer ...`.
  static func network(_ fields: some Collection<String>) throws -> ExactNetwork {
    let fields = Array(fields)
    let widths = try fields[0].split(separator: ",").map { try number($0) }
    let layers = try zip(widths.dropFirst(), fields.dropFirst(2)).map { width, text in
      let parts = text.split(separator: ",")
      return Layer(
        width: width, activation: try activation(parts[0]), weights: try weights(parts[1]),
        biasVariance: try number(parts[2]),
        ensemble: try #require(WeightEnsemble(rawValue: String(parts[3]))))
    }
    return try Network(
      inputWidth: widths[0], inputNorm: try number(fields[1]), architecture: .layers(layers))
  }
}

extension Network where Scalar == CertifiedReal {
  /// Equal layers, by integers and fractions.
  static func equal(
    _ width: Int, depth: Int, input: Int? = nil, norm: Rational = .one,
    activation: Activation<CertifiedReal> = .relu, weights: WeightScheme<CertifiedReal> = .he,
    bias: Rational = .zero, isShared: Bool = false
  ) throws -> ExactNetwork {
    try Network(
      inputWidth: CertifiedReal(input ?? width), inputNorm: CertifiedReal(norm),
      layer: Layer(
        width: CertifiedReal(width), activation: activation, weights: weights,
        biasVariance: CertifiedReal(bias)),
      depth: CertifiedReal(depth), isShared: isShared)
  }
}
