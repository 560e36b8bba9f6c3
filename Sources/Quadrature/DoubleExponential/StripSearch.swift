internal import BallArithmetic
internal import Multiprecision

/// A bound of the integral of |F| over the edges of a rectangle of the strip, which at the same time
/// proves F analytic in it: rectangles that cover it are bisected until the integrand is finite
/// and analytic on each. Then the largest parts of the edges are bounded again on shorter pieces.
/// `Docs/Theory/Quadrature.md`, "Double exponential integration".
struct StripSearch {
  /// The rectangle's upper edge is at this height.
  let top: Double
  /// Its lower side: 0, where F takes conjugate values at conjugate points, or the other edge.
  let bottom: Double
  /// The width of the rectangles to begin with.
  let width: Double
  /// Whether a strip that is too wide shows it first in the middle, not at the ends.
  let startsInTheMiddle: Bool
  /// The most rectangles, and the most pieces that are bounded again: what the search may cost
  /// depends on what it saves.
  let largestCount: Int
  /// An upper bound of |F| over a ball; nil where F is not known to be analytic.
  let largest: (ComplexBall) throws -> Magnitude?

  enum Outcome {
    /// Bounds for the upper edge and, when the lower side is one, for the lower edge.
    case bound(upper: Magnitude, lower: Magnitude)
    /// Near which u no rectangle was small enough.
    case failure(near: Double)
  }

  private struct Box {
    let from: Double
    let to: Double
    let bottom: Double
    let top: Double
    let depth: Int
  }

  private static let precision: Precision = 64
  /// The wide strips are tried first: where they need more halvings, a narrower one is cheaper.
  private var largestDepth: Int { top >= 0.5 ? 6 : 7 }

  func bound(from: Double, to: Double, meter: inout Meter) throws -> Outcome {
    var pending: [Box] = []
    var place = from
    while place < to {
      let next = min(place + width, to)
      pending.append(Box(from: place, to: next, bottom: bottom, top: top, depth: 0))
      place = next
    }
    // The last is the first: there a strip that is too wide shows it.
    pending.sort {
      let isFarther = min($0.from - from, to - $0.to) > min($1.from - from, to - $1.to)
      return isFarther != startsInTheMiddle
    }
    var edges: [Edge] = []
    var count = 0
    while let box = pending.popLast() {
      count += 1
      try meter.count()
      let ball = ComplexBall(
        real: Self.ball(box.from, box.to), imaginary: Self.ball(box.bottom, box.top))
      if let size = try largest(ball) {
        if box.top == top {
          edges.append(Edge(from: box.from, to: box.to, height: top, size: size))
        }
        if bottom != 0, box.bottom == bottom {
          edges.append(Edge(from: box.from, to: box.to, height: bottom, size: size))
        }
        continue
      }
      if box.depth >= largestDepth || count + pending.count > largestCount {
        return .failure(near: (box.from + box.to) / 2)
      }
      let middle = (box.from + box.to) / 2
      let height = (box.bottom + box.top) / 2
      for (from, to) in [(box.from, middle), (middle, box.to)] {
        for (bottom, top) in [(box.bottom, height), (height, box.top)] {
          pending.append(
            Box(from: from, to: to, bottom: bottom, top: top, depth: box.depth + 1))
        }
      }
    }
    try refine(&edges, &meter)
    var upper = Magnitude.zero
    var lower = Magnitude.zero
    for edge in edges {
      if edge.height == top { upper += edge.share } else { lower += edge.share }
    }
    return .bound(upper: upper, lower: lower)
  }

  /// A piece of an edge with a bound of |F| on it.
  private struct Edge {
    let from: Double
    let to: Double
    let height: Double
    let size: Magnitude

    /// The difference of two doubles is rounded up.
    var share: Magnitude { size * Magnitude(upperBound: (to - from).nextUp) }
  }

  /// A ball over a large rectangle may overstate a high power by hundreds of bits, each of which
  /// costs nodes: halves the largest pieces while that gains.
  private func refine(_ edges: inout [Edge], _ meter: inout Meter) throws {
    var stalled = 0
    for _ in 0..<largestCount / 8 {
      guard stalled < 6,
        let index = edges.indices.max(by: { edges[$0].share < edges[$1].share })
      else { return }
      let edge = edges[index]
      let middle = (edge.from + edge.to) / 2
      guard edge.size.estimatedBinaryLogarithm > 4, edge.from < middle, middle < edge.to else {
        return
      }
      var halves: [Edge] = []
      for (from, to) in [(edge.from, middle), (middle, edge.to)] {
        try meter.count()
        let ball = ComplexBall(
          real: Self.ball(from, to), imaginary: Self.ball(edge.height, edge.height))
        // The rectangle's bound holds on the piece, too.
        let size = min(try largest(ball) ?? edge.size, edge.size)
        halves.append(Edge(from: from, to: to, height: edge.height, size: size))
      }
      edges[index] = halves[0]
      edges.append(halves[1])
      let gain =
        edge.share.estimatedBinaryLogarithm
        - max(halves[0].share, halves[1].share).estimatedBinaryLogarithm
      stalled = gain > 2 ? 0 : stalled + 1
    }
  }

  private static func ball(_ from: Double, _ to: Double) -> RealBall {
    .enclosing(lower: BigFloat(from), upper: BigFloat(to), precision: precision)
  }
}
