internal import Multiprecision

/// Standard normal numbers by the ziggurat of Marsaglia and Tsang, with 256 layers.
///
/// Layer, sign and the 53 bits of the position come from different bits of a word, which avoids
/// the correlation of the first published form (Doornik, 2005). The law is exact up to the
/// rounding of doubles.
struct NormalGenerator: Sendable {
  var words: PhiloxGenerator
  private let ziggurat = Ziggurat.shared

  init(_ words: PhiloxGenerator) { self.words = words }

  mutating func next() -> Double {
    while true {
      let bits = words.next()
      let layer = Int(bits & 255)
      let x = Double(bits >> 11) * 0x1p-53 * ziggurat.edges[layer]
      if x < ziggurat.edges[layer + 1] { return bits & 256 == 0 ? x : -x }
      if let x = rarely(layer, x) { return bits & 256 == 0 ? x : -x }
    }
  }

  /// About one number in a hundred: the tail, or the wedge between a layer and the curve.
  private mutating func rarely(_ layer: Int, _ x: Double) -> Double? {
    guard layer > 0 else {
      // The tail beyond r by exponential numbers (Marsaglia, 1964); 1 - u avoids log 0.
      while true {
        let excess = -(1 - words.nextUniform()).estimatedLogarithm / Ziggurat.tailStart
        let height = -(1 - words.nextUniform()).estimatedLogarithm
        if 2 * height > excess * excess { return Ziggurat.tailStart + excess }
      }
    }
    let (low, high) = (ziggurat.heights[layer], ziggurat.heights[layer + 1])
    let height = low + words.nextUniform() * (high - low)
    return height < (-0.5 * x * x).estimatedExponential ? x : nil
  }
}

/// The layers of equal area under exp(-x^2/2).
private struct Ziggurat: Sendable {
  /// Where the lowest layer's rectangle ends and the tail begins.
  static let tailStart = 3.654_152_885_361_008_8
  /// The area of a layer: r exp(-r^2/2) and the tail's.
  static let area = 0.004_928_673_233_974_655_3

  /// The right edges, from the lowest layer on: area / exp(-r^2/2), r, ..., 0.
  let edges: [Double]
  /// exp(-x^2/2) at the edges; of the first, which is no point of the curve, never read.
  let heights: [Double]

  static let shared = Ziggurat()

  private init() {
    let start = Self.tailStart
    let lowest = (-0.5 * start * start).estimatedExponential
    var edges = [Self.area / lowest, start]
    var heights = [0, lowest]
    for layer in 1..<255 {
      let height = heights[layer] + Self.area / edges[layer]
      heights.append(height)
      edges.append((-2 * height.estimatedLogarithm).squareRoot())
    }
    self.edges = edges + [0]
    self.heights = heights + [1]
  }
}
