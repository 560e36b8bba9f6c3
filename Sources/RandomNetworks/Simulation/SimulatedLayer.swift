internal import BallArithmetic
internal import Multiprecision

/// A layer with its parameters as doubles.
///
/// With parameter sharing, the widths are the core's; the signal has twice as many components.
struct SimulatedLayer: Sendable {
  enum Unit: Sendable, Equatable {
    case relu, linear
    case leaky(slope: Double)
    case dropout(keep: Double)
  }

  let inputWidth: Int
  let width: Int
  let unit: Unit
  /// The standard deviation of a weight; of an orthogonal matrix, its scale.
  let scale: ScaledDouble
  /// The standard deviation of a bias.
  let biasScale: ScaledDouble
  let isOrthogonal: Bool

  /// - Throws: ``NetworkError`` for a width that is no number or too large, and for a parameter
  ///   that is known to too few digits or that no double holds.
  init(_ layer: ResolvedLayer<CertifiedReal>) throws(NetworkError) {
    inputWidth = try Self.width(layer.inputWidth)
    width = try Self.width(layer.width)
    switch layer.activation {
    case .relu: unit = .relu
    case .linear: unit = .linear
    case .leakyReLU(let slope):
      let value = try Self.double(slope, "the slope of leaky units")
      unit = value == 0 ? .relu : .leaky(slope: value)
    case .dropout(let keep):
      unit = .dropout(keep: try Self.double(keep, "the probability to keep a unit"))
    }
    isOrthogonal = layer.ensemble == .orthogonal
    let square = isOrthogonal ? try layer.squaredGain() : layer.weightVariance
    scale = try Self.scaled(square, "a weight variance", rooted: true)
    biasScale = try Self.scaled(layer.biasVariance, "a bias variance", rooted: true)
  }

  /// The dimension that an orthogonal matrix turns in.
  var turnedWidth: Int { max(inputWidth, width) }

  /// The normal numbers that one draw of the layer takes: its matrix and bias, or what its
  /// product with a given vector takes.
  func normalCount(of drawing: Simulation.Drawing) -> Double {
    let bias = biasScale.isZero ? 0 : Double(width)
    switch drawing {
    case .matrices:
      let (rows, columns) = (Double(width), Double(inputWidth))
      let turned = Double(turnedWidth)
      return bias + (isOrthogonal ? turned * (turned + 1) / 2 : rows * columns)
    case .vectors: return bias + Double(isOrthogonal ? turnedWidth : width)
    }
  }

  private static func width(_ value: CertifiedReal) throws(NetworkError) -> Int {
    guard let width = value.exactValue?.asInt, width >= 1,
      width <= Network<CertifiedReal>.largestLawWidth
    else {
      throw .unsupported(
        "a network is simulated with widths up to \(Network<CertifiedReal>.largestLawWidth),"
          + " not \(describe(value))")
    }
    return width
  }

  private static func double(
    _ value: CertifiedReal, _ name: String
  ) throws(NetworkError) -> Double {
    let scaled = try scaled(value, name, rooted: false)
    guard scaled.exponent.magnitude <= 500 else {
      throw .unsupported("\(name) is too small or too large to simulate: \(describe(value))")
    }
    return scaled.approximateDouble
  }

  /// A parameter, or its square root, rounded to a double's digits.
  static func scaled(
    _ value: CertifiedReal, _ name: String, rooted: Bool
  ) throws(NetworkError) -> ScaledDouble {
    if value.isZero { return .zero }
    let ball = value.ball(precision: 96)
    let number = rooted ? ball.squareRoot(precision: 96) : ball
    guard number.isFinite, number.relativeAccuracyBits >= 50 else {
      throw .unsupported("\(name) is known to too few digits to simulate: \(ball)")
    }
    return ScaledDouble(rounding: number.midpoint)
  }
}
