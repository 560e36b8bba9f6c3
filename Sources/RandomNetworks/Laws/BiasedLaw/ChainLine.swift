internal import BallArithmetic
internal import Multiprecision

/// Which line an argument is inverted on: a choice in doubles, on which no proof depends.
enum ChainLine {
  /// The greatest order of a line.
  private static var largestOrder: Int { 1024 }

  /// The orders that are used, so that near arguments share their lines.
  private static var orders: [Int] {
    var list = Array(0..<8)
    while let last = list.last, last < largestOrder {
      list.append(last + max(1, last / 8))
    }
    return list
  }

  /// The order of the line, and about how many bits are lost on it at the argument with this
  /// logarithm.
  static func choice(
    _ chain: BiasedChain, at logarithm: Double, bits: Int, sizes: inout ChainSizes?
  ) -> (order: Int, loss: Int) {
    guard logarithm.isFinite else { return (0, 0) }
    if chain.isStationary {
      let known = sizes ?? ChainSizes(chain, through: 1)
      sizes = known
      let distance = logarithm - known.scale
      let exponent = distance < 0 ? 1 : known.stationary?.edge.nearestDouble ?? 1
      return (0, Int(min(distance.magnitude * exponent / 0.693_147_180_559_945, 1e6)))
    }
    var through = 16
    while true {
      if sizes == nil || (sizes?.moments.last?.count ?? 0) <= through {
        sizes = ChainSizes(chain, through: through)
      }
      guard let list = sizes?.moments.last else { return (0, 0) }
      through = list.count - 1
      // log E[z^m] - m log x is convex in m.
      let values = list.indices.map { list[$0] - Double($0) * logarithm }
      let least = values.min() ?? 0
      let place = values.firstIndex(of: least) ?? 0
      if place >= list.count - 2, through < 2 * largestOrder {
        through *= 2
        continue
      }
      func loss(_ order: Int) -> Double {
        guard order + 1 < values.count else { return .infinity }
        // On the line between two integers; for small x the density is about x^(-1/2).
        let here = (values[order] + values[order + 1]) / 2
        let floor = min(least, values[0] + min(0, logarithm) * 0.5)
        return max(0, (here - floor) / 0.693_147_180_559_945)
      }
      let standard = loss(0)
      if standard <= 48 + Double(bits) / 4 { return (0, Int(standard)) }
      // Far to the right the sums lose about pi^2/2 in the logarithm for each unit of c.
      func total(_ order: Int) -> Double { loss(order) + 7.1 * Double(order) }
      let best = orders.min { total($0) < total($1) } ?? 0
      return (best, Int(min(loss(best), 1e6)))
    }
  }
}
