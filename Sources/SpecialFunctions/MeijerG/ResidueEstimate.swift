internal import Multiprecision
internal import RealModule

/// What to expect of a cluster's series, in doubles: sizes and the number of terms. Nothing proven
/// depends on it.
struct ResidueEstimate {
  /// log2 of about the largest coefficient of a P_k, the terms without the initial series.
  let largestTerm: Double
  /// log2 of about the sum of the moduli of the initial series' coefficients.
  let initialSeries: Double
  /// The terms until the coefficients fall below 2^-bits times the largest.
  let count: Int

  /// A limit for the number of terms.
  static let largestCount = 20_000_000

  /// The radius of the norm sum_i |p_i| R^i that stands for the coefficients.
  private static let radius = 0.5

  /// - Parameter bits: how far below the scale of P_0 = 1, less ``largestTerm``, the terms matter.
  /// - Returns: nil when there are more than ``largestCount`` terms.
  init?(_ cluster: ResidueCluster, argument: ResidueArgument, bits: Double) {
    let order = cluster.order
    initialSeries = ResidueEstimate.initialSeries(cluster, argument: argument, order: order)
    let up = Group.groups(cluster.sortedNumerators)
    let down = Group.groups(cluster.sortedDenominators)
    let balance = cluster.denominators.count - cluster.numerators.count
    let z = argument.log2Magnitude
    guard z.isFinite, balance >= 0 || cluster.lastPoleIndex != nil else { return nil }
    // Terms peak near |z|^(1/(q-p)).
    if balance > 0, z / Double(balance) > 26 { return nil }
    let lastEvent = cluster.pieces.last?.start ?? 0
    let lowest = -bits - max(0, initialSeries) - 8
    var (scaleZ, exponentZ) = (Double.exp2(z), 0.0)
    if Swift.abs(z) > 300 { (scaleZ, exponentZ) = (1, z) }
    let radius = order > 1 ? ResidueEstimate.radius : 0
    // The norm is term * 2^exponent.
    var (term, exponent, largest) = (1.0, 0.0, 0.0)
    var k = 0
    while true {
      k += 1
      if k > ResidueEstimate.largestCount { return nil }
      if let last = cluster.lastPoleIndex, k > last { break }
      term *= scaleZ
      exponent += exponentZ
      if term > 0x1p300 || term < 0x1p-300 {
        exponent += Double(term.exponent)
        term = term.significand
      }
      for group in up {
        let value = Swift.abs(Double(k) + group.offset)
        if value != 0 { group.apply(value + radius, to: &term, &exponent) }
      }
      for group in down {
        let value = Swift.abs(Double(k) + group.offset)
        if value != 0 { group.apply(1 / max(value - radius, value / 2), to: &term, &exponent) }
      }
      guard term > 0, term.isFinite else { return nil }
      let height = exponent + Double(term.exponent) + 1
      largest = max(largest, height)
      if height < lowest - largest, k > lastEvent { break }
    }
    largestTerm = largest - Double(order - 1) * Double.log2(order > 1 ? radius : 1)
    count = k
  }

  /// Equal offsets.
  private struct Group {
    let offset: Double
    var multiplicity: Int

    static func groups(_ sorted: [Double]) -> [Group] {
      var result: [Group] = []
      for offset in sorted {
        if let last = result.last, last.offset == offset {
          result[result.count - 1].multiplicity += 1
        } else {
          result.append(Group(offset: offset, multiplicity: 1))
        }
      }
      return result
    }

    /// Multiplies by the power, whose exponent is taken out where the double leaves its range.
    @inline(__always)
    func apply(_ value: Double, to term: inout Double, _ exponent: inout Double) {
      var rest = multiplicity
      while rest > 0 {
        // |value| < 2^30, so that 8 factors stay below 2^240.
        var (power, base, count) = (1.0, value, min(rest, 8))
        rest -= count
        while true {
          if count & 1 == 1 { power *= base }
          count >>= 1
          if count == 0 { break }
          base *= base
        }
        term *= power
        if term > 0x1p300 || term < 0x1p-300 {
          exponent += Double(term.exponent)
          term = term.significand
        }
      }
    }
  }

  private static func initialSeries(
    _ cluster: ResidueCluster, argument: ResidueArgument, order: Int
  ) -> Double {
    let naturalLog = argument.log2Magnitude * 0.693_147_180_56
    let (logarithm, ownSlope) = cluster.sizeEstimate
    let constant = logarithm + naturalLog * cluster.base.nearestDouble
    let slope = ownSlope + Swift.abs(naturalLog) + 4
    var (term, sum) = (1.0, 1.0)
    for i in 1..<max(order, 2) where i < order {
      term *= slope / Double(i)
      sum += term
    }
    return constant * 1.442_695_040_889 + Double.log2(sum)
  }
}
