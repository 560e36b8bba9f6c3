internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// How fast the terms of a cluster's series fall: Docs/Theory/MeijerG.md, "The tail".
struct ResidueTail {
  /// The α and β, in order.
  private let up: [Double]
  private let down: [Double]
  private let size: Double
  /// From here on every k + α - e and k + β - e has a positive value and slope 1 at most, and the
  /// order of the poles is the last.
  let safeIndex: Int

  init(_ cluster: ResidueCluster, log2Magnitude: Double) {
    up = cluster.sortedNumerators
    down = cluster.sortedDenominators
    let least = min(up.first ?? 0, down.first ?? 0)
    // Far beyond any number of terms that is tried, any number serves.
    safeIndex = max(cluster.pieces.last?.start ?? 0, least < 0 ? Int(min(-least, 0x1p40)) : 0) + 2
    size = Double.exp2(log2Magnitude) * (1 + 0x1p-20)
  }

  /// A bound below 1 of |P_k|_1/|P_(k-1)|_1 for all k >= first, with the weights of `momentCount`
  /// moments and e^(k r) for `spread` = e^r; nil while there is none.
  func ratio(_ first: Int, momentCount: Int = 1, spread: Magnitude? = nil) -> Double? {
    let k = Double(first)
    var ratio = size
    let surplus = down.count - up.count
    // The terms of a divergent expansion, of which finitely many are taken, rise in the end.
    if surplus < 0 { return nil }
    for (index, b) in down.enumerated() {
      if index < surplus {
        // The smallest ones stand alone: their factors grow.
        ratio /= k + b - 1
      } else {
        ratio *= max(1, (k + up[index - surplus] + 1) / (k + b - 1))
      }
    }
    if momentCount > 1 || spread != nil {
      let weight = 1 + 1 / (k - 1)
      for _ in 0..<momentCount { ratio *= weight }
    }
    if let spread { ratio *= spread.doubleUpperBound }
    ratio *= 1 + 0x1p-20
    // For p = q the limit is |z|: half way to 1 is good enough.
    let limit = surplus > 0 ? 0.5 : 1 - (1 - min(1, size)) / 2
    return ratio < min(limit, 1 - 0x1p-16) ? ratio : nil
  }

  /// An upper bound of sum_(i >= 1) ratio^i.
  static func series(_ ratio: Double) -> Magnitude {
    Magnitude(upperBound: ratio / (1 - ratio) * 1.000_001)
  }
}
