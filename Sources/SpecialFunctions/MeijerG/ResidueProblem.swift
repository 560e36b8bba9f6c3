internal import BallArithmetic
internal import Multiprecision
internal import RealModule
internal import Synchronization

/// What the residue series of a Meijer G function needs of the parameters alone: the clusters of
/// poles, an estimate of the value's size, and the integrand at the first poles without z^(-s).
///
/// The last is kept at the highest precision that was computed, up to a limit: one series of the
/// length of the pole's order for each cluster. Functions with equal parameters share their problem.
final class ResidueProblem: Sendable {
  let clusters: [ResidueCluster]
  let size: MeijerGSizeEstimate?
  private let known: Mutex<[InitialWords?]>

  init(clusters: [ResidueCluster], size: MeijerGSizeEstimate?) {
    self.clusters = clusters
    self.size = size
    known = Mutex(Array(repeating: nil, count: clusters.count))
  }

  convenience init(_ parameters: ResidueCluster.Reduced) throws(SpecialFunctionError) {
    self.init(
      clusters: try ResidueCluster.clusters(of: parameters),
      size: MeijerGSizeEstimate(parameters))
  }

  /// The most bits that a problem keeps, half a megabyte.
  private static let mostBits = 1 << 22

  /// e^order F(s_0 + e) = 2^exponent sum_i c_i e^i in fixed point.
  struct InitialWords: Sendable {
    let series: LimbSeries
    let exponent: Int
    /// A bound of the error of each c_i in units of 2^(-64 series.limbs).
    let error: Double

    var bits: Int { 64 * series.limbs * series.count }
  }

  /// The initial series of a cluster to at least so many limbs; nil when it is out of range.
  func initialWords(_ index: Int, limbs: Int) -> InitialWords? {
    if let words = known.withLock({ $0[index] }), words.series.limbs >= limbs { return words }
    // A little more, so that slowly growing precisions do not compute anew each time.
    guard let words = ResidueProblem.words(clusters[index], limbs: limbs + 1 + limbs / 16) else {
      return nil
    }
    if words.bits > ResidueProblem.mostBits / clusters.count { return words }
    known.withLock {
      if $0[index].map({ $0.series.limbs < words.series.limbs }) ?? true { $0[index] = words }
    }
    return words
  }

  private static func words(_ cluster: ResidueCluster, limbs: Int) -> InitialWords? {
    let balls = cluster.initialSeries(
      count: cluster.order, precision: Precision(clamping: 64 * limbs + 32))
    var exponent = Int.min
    for ball in balls {
      if ball.isUnbounded { return nil }
      let size = ball.magnitudeUpperBound
      if !size.isZero { exponent = max(exponent, size.exponent) }
    }
    guard exponent > -(1 << 28), exponent < 1 << 28 else { return nil }
    let shift = 64 * limbs - exponent
    var error = 0.0
    let values = balls.map { ball in
      error = max(error, ball.radius.scaled(byPowerOfTwo: shift).doubleUpperBound)
      return ball.midpoint.fixedPoint(bits: shift)
    }
    guard error.isFinite else { return nil }
    return InitialWords(
      series: LimbSeries(values, limbs: limbs), exponent: exponent, error: error + 1)
  }

  /// The problems of a function for z and for 1/z, found when they are first asked for.
  final class Pair: Sendable {
    private let entries = Mutex<(direct: ResidueProblem?, mirrored: ResidueProblem?)>((nil, nil))

    func problem(
      _ function: MeijerG, isMirrored: Bool
    ) throws(SpecialFunctionError) -> ResidueProblem {
      if let known = entries.withLock({ isMirrored ? $0.mirrored : $0.direct }) { return known }
      let found = try Shared.problem(function, isMirrored: isMirrored)
      entries.withLock {
        if isMirrored { $0.mirrored = found } else { $0.direct = found }
      }
      return found
    }
  }

  /// The problems of the functions that were asked for last: a bounded number, so that a function
  /// that is made anew for each argument does not start anew.
  private enum Shared {
    struct Key: Hashable {
      let function: MeijerG
      let isMirrored: Bool
    }

    static let mostEntries = 128
    static let table = Mutex<[Key: ResidueProblem]>([:])

    static func problem(
      _ function: MeijerG, isMirrored: Bool
    ) throws(SpecialFunctionError) -> ResidueProblem {
      let key = Key(function: function, isMirrored: isMirrored)
      if let known = table.withLock({ $0[key] }) { return known }
      let made = try ResidueProblem(
        isMirrored
          ? ResidueCluster.Reduced(mirroring: function)
          : ResidueCluster.Reduced(
            leadingUpper: function.leadingUpper, trailingUpper: function.trailingUpper,
            leadingLower: function.leadingLower, trailingLower: function.trailingLower))
      table.withLock {
        if $0.count >= mostEntries { $0 = [:] }
        $0[key] = made
      }
      return made
    }
  }
}

extension BigFloat {
  /// The integer nearest to zero next to the number times 2^bits: off by less than 1.
  func fixedPoint(bits: Int) -> Integer {
    guard let parts = exactParts else { return .zero }
    let shift = parts.exponent + bits
    if shift >= 0 || !parts.mantissa.isNegative { return parts.mantissa.shifted(leftBy: shift) }
    return -((-parts.mantissa).shifted(leftBy: shift))
  }
}
