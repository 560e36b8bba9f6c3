internal import BallArithmetic
internal import Multiprecision

/// A bound of the integral of |F| over the edge of a rectangle of the strip, which at the same time
/// proves F analytic in it: rectangles that cover it are bisected until the integrand is finite
/// and analytic on each. `Docs/Theory/Quadrature.md`, "Double exponential integration".
struct StripSearch {
  let substitution: Substitution
  let theta: Double
  let left: BallFunction
  let right: BallFunction

  enum Outcome {
    case bound(Magnitude)
    /// Near which point of the interval no rectangle was small enough.
    case failure(near: String)
  }

  private struct Box {
    let from: Double
    let to: Double
    let bottom: Double
    let top: Double
    let depth: Int
  }

  private static let precision: Precision = 64
  private static let largestDepth = 6
  private static let largestCount = 1500

  mutating func bound(from: Double, to: Double, meter: inout Meter) throws -> Outcome {
    var pending: [Box] = []
    var place = from
    while place < to {
      let next = min(place + 0.25, to)
      pending.append(Box(from: place, to: next, bottom: 0, top: theta, depth: 0))
      place = next
    }
    // The ends first: where a strip is too wide it shows there.
    pending.sort { min($0.from - from, to - $0.to) > min($1.from - from, to - $1.to) }
    var sum = Magnitude.zero
    var count = 0
    while let box = pending.popLast() {
      count += 1
      try meter.count()
      if let size = try largest(box) {
        if box.top == theta { sum += size * Magnitude(upperBound: box.to - box.from) }
        continue
      }
      if box.depth >= Self.largestDepth || count + pending.count > Self.largestCount {
        return .failure(near: description(box))
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
    return .bound(sum)
  }

  private func ball(_ from: Double, _ to: Double) -> RealBall {
    .enclosing(lower: BigFloat(from), upper: BigFloat(to), precision: Self.precision)
  }

  /// An upper bound of |F| over the box; nil where the integrand is not known to be analytic.
  private func largest(_ box: Box) throws -> Magnitude? {
    let u = ComplexBall(real: ball(box.from, box.to), imaginary: ball(box.bottom, box.top))
    let point = substitution.point(u, precision: Self.precision)
    guard point.distance.isFinite, point.derivative.isFinite else { return nil }
    let f: ComplexBall
    if let remaining = point.remaining, u.real.midpoint.isPositive {
      f = try right(remaining, true, Self.precision)
    } else {
      f = try left(point.distance, true, Self.precision)
    }
    guard f.isFinite else { return nil }
    return f.magnitudeUpperBound * point.derivative.magnitudeUpperBound
  }

  private func description(_ box: Box) -> String {
    let u = ComplexBall(RealBall(exact: BigFloat((box.from + box.to) / 2)))
    let t = substitution.point(u, precision: Self.precision).distance.real.midpoint.nearestDouble
    return "\((t * 1e6).rounded() / 1e6)"
  }
}
