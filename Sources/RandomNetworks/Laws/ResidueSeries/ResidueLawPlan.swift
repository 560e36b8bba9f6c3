internal import Multiprecision

/// How long a residue series is and how many bits it takes: estimates.
struct ResidueLawPlan {
  /// The exponent of the error aimed at.
  let target: Int
  /// The residues at -m/2 up to this m.
  let lastPole: Int
  /// About the m of the greatest term.
  let peak: Int
  /// The bits that it needs.
  let largestBits: Int
  /// The bits needed from m = peak + 16 i on.
  private let fallingBits: [Int]

  /// Nil when the series is too long.
  init?(
    _ estimate: ResidueLawEstimate, function: LawFunction, logArgument: Double, depth: Int,
    bits: Int
  ) {
    let value = estimate.logValue(of: function, logArgument: logArgument) * 1.442_695_040_889
    guard value.isFinite, value.magnitude < 0x1p40 else { return nil }
    target = Int(value.rounded(.down)) - bits - 24
    let first = Int(-2 * estimate.firstPole)
    guard
      let last = estimate.lastPole(
        logBound: Double(target - 8) * 0.693_147_180_56, logArgument: logArgument, from: first,
        limit: 2 * LawResidueSeries.largestCount)
    else { return nil }
    lastPole = last
    let largest = estimate.largestTerm(logArgument: logArgument, through: last)
    guard largest.logarithm.magnitude < 0x1p40 else { return nil }
    peak = largest.place
    largestBits =
      max(Int(largest.logarithm * 1.442_695_040_889), Int(value)) - target + 16
      + Self.guardBits(order: depth) + 2 * depth + depth * depth / 100
    if largestBits > LawResidueSeries.largestBits { return nil }
    let (own, start, top) = (largestBits, peak, largest.logarithm)
    fallingBits = stride(from: start, through: last, by: 16).map { m in
      let fall = top - estimate.logTerm(m, logArgument: logArgument)
      return max(own - Int(min(max(0, fall), 1e15) * 1.442_695_040_889), 32)
    }
  }

  /// The bits that the pole at -m/2 and those after it need.
  func bits(at m: Int) -> Int {
    // A step back, as the terms were estimated beside the poles.
    m < peak + 16 || fallingBits.isEmpty
      ? largestBits : fallingBits[min((m - peak) / 16 - 1, fallingBits.count - 1)]
  }

  /// What the multiplications of series with so many coefficients may lose.
  static func guardBits(order: Int) -> Int {
    16 + 2 * (order.bitWidthOfCount * (order.bitWidthOfCount + 1))
  }
}
