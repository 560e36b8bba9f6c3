import BallArithmetic
import Formulas
import Multiprecision

/// The value of a formula with symbols given as `N=3`.
func evaluate(
  _ source: String, network: NetworkDescription? = nil, digits: Int = 30, at axes: [String] = []
) throws -> Evaluation {
  try Calculator(network: network, digits: digits)
    .evaluate(Expression(parsing: source), at: Grid(parsing: axes).point(0))
}

/// The error of a formula that has no value, and the text it is about.
func failure(
  _ source: String, network: NetworkDescription? = nil
) throws -> (kind: CalculationError.Kind, message: String, place: String?)? {
  do {
    _ = try evaluate(source, network: network)
    return nil
  } catch let error as CalculationError {
    // The text under the carets.
    let lines = error.inSource(source).rendered().split(separator: "\n")
    var place: String?
    if lines.count == 3 {
      let start = lines[2].prefix { $0 == " " }.count
      let count = lines[2].count - start
      place = String(lines[1].dropFirst(start).prefix(count))
    }
    return (error.kind, error.description, place)
  }
}

/// Equal layers, their parameters as formulas.
func network(
  width: String, depth: String, input: String? = nil, norm: String = "1",
  activation: NetworkDescription.Activation = .relu, weights: NetworkDescription.Weights = .he,
  bias: String = "0"
) throws -> NetworkDescription {
  let layer = NetworkDescription.Layer(
    width: try Expression(parsing: width), activation: activation, weights: weights,
    biasVariance: try Expression(parsing: bias))
  return NetworkDescription(
    inputWidth: try Expression(parsing: input ?? width), inputNorm: try Expression(parsing: norm),
    architecture: .repeated(layer, depth: try Expression(parsing: depth)))
}
