internal import BallArithmetic
package import Multiprecision

/// Where and how finely an inverse Mellin transform is to be summed: choices without proof, on
/// which the validity of the result does not depend.
package struct LinePlan: Sendable {
  /// The abscissa of the line.
  package let line: BigFloat
  /// The step of the trapezoid rule.
  package let step: BigFloat
  /// Edges of the strip for the bound of the discretization error.
  package let leftEdge: BigFloat
  package let rightEdge: BigFloat
  /// About the index where the terms have fallen below the goal.
  package let count: Int
  /// The absolute precision of the terms, relative to the largest modulus on the line.
  package let bits: Int
  /// log of the largest modulus on the line less that on the real axis, about.
  let excessOfPeak: Double
  /// The least and the largest log |z|.
  package let logarithms: ClosedRange<Double>
}

extension LinePlan {
  /// The nanoseconds, about, beyond which a line is not taken.
  package static let largestCost = 1e11
}

/// Chooses plans for a transform, the largest |arg z| and a range of log |z|.
package struct LinePlanner<Transform: MellinTransform> {
  let transform: Transform
  /// The largest |arg z|.
  let angle: Double
  /// The least and the largest log |z|.
  let logarithms: ClosedRange<Double>
  /// The bits wanted relative to the value.
  let bits: Double
  /// How many arguments share the line.
  var arguments: Int

  private var left: Double { transform.left?.nearestDouble ?? -.infinity }
  private var right: Double { transform.right?.nearestDouble ?? .infinity }

  package init(
    transform: Transform, angle: Double, logarithms: ClosedRange<Double>, bits: Double,
    arguments: Int = 1
  ) {
    self.transform = transform
    self.angle = angle
    self.logarithms = logarithms
    self.bits = bits
    self.arguments = arguments
  }

  private func size(_ sigma: Double) -> Transform.Size {
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
  package func point(_ parameter: Double) -> Double {
    let power = parameter.estimatedExponential
    if right.isFinite { return left + (right - left) * (power / (1 + power)) }
    return left + power
  }

  private var parameters: ClosedRange<Double> { right.isFinite ? -14...14 : -14...23 }

  /// The saddle point of |M(sigma)| z^(-sigma), and the logarithm there; nil beyond the range where
  /// doubles say enough.
  package func saddle(_ logarithm: Double) -> (parameter: Double, value: Double)? {
    let found = minimum(parameters.lowerBound, parameters.upperBound, steps: 45) {
      let sigma = point($0)
      return size(sigma).peak() - sigma * logarithm
    }
    if !right.isFinite, found.place > parameters.upperBound - 2 { return nil }
    return (found.place, found.value)
  }

  private typealias Edge = (edge: Double, frequency: Double, poles: Int)

  /// Points between the poles beyond an end of the strip, and how many poles are before them.
  private func edges(beyond end: Rational?, sign: Int) -> [(edge: Double, poles: Int)] {
    guard let end else { return [] }
    // More digits make it worth to cross more poles.
    let reach = Rational(12 + Int(bits / 40))
    let poles =
      sign < 0
      ? transform.poles(from: end - reach, to: end).reversed()
      : transform.poles(from: end, to: end + reach)
    let places = poles.map(\.nearestDouble)
    return zip(places, places.dropFirst()).enumerated().compactMap { index, pair in
      (pair.1 - pair.0).magnitude < 0.05 ? nil : ((pair.0 + pair.1) / 2, index + 1)
    }
  }

  /// The edges that ask for less frequency than all before them.
  private func candidates(
    first: (edge: Double, frequency: Double), _ edges: [(edge: Double, poles: Int)],
    frequency: (Double) -> Double
  ) -> [Edge] {
    var result: [Edge] = [(first.edge, first.frequency, 0)]
    var least = first.frequency
    for (edge, poles) in edges {
      let value = frequency(edge)
      if value < least * 0.97 {
        result.append((edge, value, poles))
        least = value
      }
    }
    return result
  }

  /// A plan; nil when the saddle point is out of reach of doubles.
  package func plan() -> (plan: LinePlan, cost: Double)? {
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
    // Edges beyond the first poles, each with the number of poles before it.
    let leftEdges = edges(beyond: transform.left, sign: -1)
    let rightEdges = edges(beyond: transform.right, sign: 1)
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
      let height = sizeHere.height(ofDepth: depth - (peak - sizeHere.scale))
      let bitsHere = depth / 0.693_147_180_559_945
      let limbs = bitsHere / 64 + 1
      let sharing = Double(arguments)
      let nodeCost =
        height / (2 * .pi)
        * (transform.nodeCost(bits: bitsHere, line: line)
          + sharing * (200 + 12 * limbs * limbs.squareRoot()))
      let residueCost = transform.residueCost(bits: bitsHere) + sharing * 12_000
      let lefts = candidates(
        first: (left + (line - left) * leftward.place.estimatedExponential, leftward.value),
        leftEdges, frequency: { frequency(line, $0) })
      let rights = candidates(
        first: (
          right.isFinite
            ? right - (right - line) * rightward.place.estimatedExponential
            : line + (line - left) * rightward.place.estimatedExponential, rightward.value
        ), rightEdges, frequency: { frequency(line, $0) })
      var best = (left: lefts[0], right: rights[0], cost: Double.infinity)
      for l in lefts {
        for r in rights {
          let cost =
            max(l.frequency, r.frequency, 0.1) * nodeCost + Double(l.poles + r.poles) * residueCost
          if cost < best.cost { best = (l, r, cost) }
        }
      }
      return (
        line, best.left.edge, best.right.edge,
        max(best.left.frequency, best.right.frequency, 0.1), height, depth, best.cost
      )
    }
    // The middle of a strip may be worth some digits where the saddle point is close to an end.
    let start = min(low.parameter, high.parameter, right.isFinite ? 0 : .infinity) - 1
    let end =
      right.isFinite
      ? max(low.parameter, high.parameter, 0) + 1
      : max(low.parameter, high.parameter, bits.estimatedLogarithm) + 1
    let best = minimum(start, end, steps: 14) { evaluate(point($0), steps: 14).cost }
    // The saddle points themselves, which the steps miss where the line is long.
    let places = [best.place, low.parameter, high.parameter].map {
      (place: $0, cost: evaluate(point($0), steps: 14).cost)
    }
    let rough = point(places.min { $0.cost < $1.cost }?.place ?? best.place)
    // Few bits in the line and the step, so that products with them are short and exact.
    let room = min(rough - left, right - rough)
    // Far out the saddle's width is about the square root of its place.
    let line = rounded(rough, to: min(room / 64, max(room, 1).squareRoot() / 4))
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
        excessOfPeak: sizeHere.peak() - sizeHere.scale, logarithms: logarithms),
      chosen.cost
    )
  }

  /// The value with a few leading bits: a multiple of a power of two near the resolution.
  private func rounded(_ value: Double, to resolution: Double) -> Double {
    let unit = Double(sign: .plus, exponent: resolution.exponent, significand: 1)
    return (value / unit).rounded(.toNearestOrAwayFromZero) * unit
  }
}
