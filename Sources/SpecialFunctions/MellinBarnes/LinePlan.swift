internal import BallArithmetic
internal import Multiprecision

/// Where and how finely an inverse Mellin transform is to be summed: choices without proof, on
/// which the validity of the result does not depend.
struct LinePlan {
  /// The abscissa of the line.
  let line: BigFloat
  /// The step of the trapezoid rule.
  let step: BigFloat
  /// Edges of the strip for the bound of the discretization error.
  let leftEdge: BigFloat
  let rightEdge: BigFloat
  /// About the index where the terms have fallen below the goal.
  let count: Int
  /// The absolute precision of the terms, relative to the largest modulus on the line.
  let bits: Int
  /// log of the largest modulus on the line less that on the real axis, about.
  let excessOfPeak: Double
}

extension LinePlan {
  /// The nanoseconds, about, beyond which a line is not taken.
  static let largestCost = 1e11
}

/// Chooses plans for a transform, the largest |arg z| and a range of log |z|.
struct LinePlanner<Transform: MellinTransform> {
  let transform: Transform
  /// The largest |arg z|.
  let angle: Double
  /// The least and the largest log |z|.
  let logarithms: ClosedRange<Double>
  /// The bits wanted relative to the value.
  let bits: Double

  private var left: Double { transform.left?.nearestDouble ?? -.infinity }
  private var right: Double { transform.right?.nearestDouble ?? .infinity }

  private func size(_ sigma: Double) -> LineEstimate {
    var line = transform.estimate(at: sigma)
    line.growth += angle
    return line
  }

  /// The least value of a unimodal function, by golden sections.
  private func minimum(
    _ low: Double, _ high: Double, steps: Int, _ function: (Double) -> Double
  ) -> (place: Double, value: Double) {
    let ratio = 0.618_033_988_749_895
    var (a, b) = (low, high)
    var (x, y) = (b - ratio * (b - a), a + ratio * (b - a))
    var (f, g) = (function(x), function(y))
    for _ in 0..<steps {
      if f <= g {
        (b, y, g) = (y, x, f)
        x = b - ratio * (b - a)
        f = function(x)
      } else {
        (a, x, f) = (x, y, g)
        y = a + ratio * (b - a)
        g = function(y)
      }
    }
    return f <= g ? (x, f) : (y, g)
  }

  /// A point of the strip for a parameter on the real line: between finite ends by the logistic
  /// function, else at distance e^parameter from the only end.
  func point(_ parameter: Double) -> Double {
    let power = parameter.estimatedExponential
    if right.isFinite { return left + (right - left) * (power / (1 + power)) }
    return left + power
  }

  private var parameters: ClosedRange<Double> { right.isFinite ? -14...14 : -14...23 }

  /// The saddle point of |M(sigma)| z^(-sigma), and the logarithm there; nil beyond the range where
  /// doubles say enough.
  func saddle(_ logarithm: Double) -> (parameter: Double, value: Double)? {
    let found = minimum(parameters.lowerBound, parameters.upperBound, steps: 45) {
      let sigma = point($0)
      return size(sigma).peak() - sigma * logarithm
    }
    if !right.isFinite, found.place > parameters.upperBound - 2 { return nil }
    return (found.place, found.value)
  }

  /// A plan; nil when the saddle point is out of reach of doubles.
  func plan() -> (plan: LinePlan, cost: Double)? {
    guard let low = saddle(logarithms.lowerBound), let high = saddle(logarithms.upperBound)
    else { return nil }
    let depth = (bits + 10) * 0.693_147_180_559_945
    let targets = [
      (logarithms.lowerBound, low.value - depth), (logarithms.upperBound, high.value - depth),
    ]
    /// The frequency 2 pi/h that an edge of the strip asks for.
    func frequency(_ line: Double, _ edge: Double) -> Double {
      let peak = size(edge).peak()
      let excess = targets.map { peak - edge * $0.0 - $0.1 }.max() ?? 0
      return excess / (edge - line).magnitude
    }
    func evaluate(_ line: Double, steps: Int) -> (
      line: Double, left: Double, right: Double, frequency: Double, height: Double, depth: Double,
      cost: Double
    ) {
      let sizeHere = size(line)
      let peak = sizeHere.peak()
      let depth = targets.map { peak - line * $0.0 - $0.1 }.max() ?? 0
      let leftward = minimum(-9, -0.01, steps: steps) {
        frequency(line, left + (line - left) * $0.estimatedExponential)
      }
      let rightward =
        right.isFinite
        ? minimum(-9, -0.01, steps: steps) {
          frequency(line, right - (right - line) * $0.estimatedExponential)
        }
        : minimum(-4, 12, steps: steps) {
          frequency(line, line + (line - left) * $0.estimatedExponential)
        }
      let frequency = max(leftward.value, rightward.value, 0.1)
      let height = sizeHere.height(ofDepth: depth - (peak - sizeHere.scale))
      return (
        line, left + (line - left) * leftward.place.estimatedExponential,
        right.isFinite
          ? right - (right - line) * rightward.place.estimatedExponential
          : line + (line - left) * rightward.place.estimatedExponential,
        frequency, height, depth,
        height * frequency / (2 * .pi)
          * transform.nodeCost(bits: depth / 0.693_147_180_559_945, line: line)
      )
    }
    let start = min(low.parameter, high.parameter) - 1
    let end =
      right.isFinite
      ? max(low.parameter, high.parameter) + 1
      : max(low.parameter, high.parameter, bits.estimatedLogarithm) + 1
    let best = minimum(start, end, steps: 14) { evaluate(point($0), steps: 14).cost }
    let rough = point(best.place)
    // Few bits in the line and the step, so that products with them are short and exact.
    let room = min(rough - left, right - rough)
    let line = rounded(rough, to: room / 64)
    let chosen = evaluate(line, steps: 24)
    guard chosen.height.isFinite, chosen.cost.isFinite, chosen.line > left, chosen.line < right
    else { return nil }
    let step = rounded(2 * .pi / chosen.frequency * 0.99, to: 2 * .pi / chosen.frequency / 128)
    let count = chosen.height / step + 1
    guard count < 1e6, chosen.depth < 1e8, chosen.cost < LinePlan.largestCost else { return nil }
    let sizeHere = size(line)
    return (
      LinePlan(
        line: BigFloat(line), step: BigFloat(step), leftEdge: BigFloat(chosen.left),
        rightEdge: BigFloat(chosen.right), count: Int(count),
        bits: Int(chosen.depth / 0.693_147_180_559_945) + 8,
        excessOfPeak: sizeHere.peak() - sizeHere.scale),
      chosen.cost
    )
  }

  /// The value with a few leading bits: a multiple of a power of two near the resolution.
  private func rounded(_ value: Double, to resolution: Double) -> Double {
    let unit = Double(sign: .plus, exponent: resolution.exponent, significand: 1)
    return (value / unit).rounded(.toNearestOrAwayFromZero) * unit
  }
}
