internal import BallArithmetic
internal import Multiprecision
internal import RealModule
internal import Synchronization

/// What the residue series of a Meijer G function needs of the parameters alone: the clusters of
/// poles, an estimate of the value's size, and the integrand at the first poles without z^(-s).
///
/// The last is kept at the highest precision that was computed, as long as the problem lives: one
/// series of the length of the pole's order for each cluster.
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

  /// e^order F(s_0 + e) = 2^exponent sum_i c_i e^i in fixed point.
  struct InitialWords: Sendable {
    let series: LimbSeries
    let exponent: Int
    /// A bound of the error of each c_i in units of 2^(-64 series.limbs).
    let error: Double
  }

  /// The initial series of a cluster to at least so many limbs; nil when it is out of range.
  func initialWords(_ index: Int, limbs: Int) -> InitialWords? {
    if let words = known.withLock({ $0[index] }), words.series.limbs >= limbs { return words }
    // A little more, so that slowly growing precisions do not compute anew each time.
    guard let words = ResidueProblem.words(clusters[index], limbs: limbs + 1 + limbs / 16) else {
      return nil
    }
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

  /// The problems for z and for 1/z, made when they are first asked for.
  final class Pair: Sendable {
    private typealias Entry = Result<ResidueProblem, SpecialFunctionError>
    private let entries = Mutex<(direct: Entry?, mirrored: Entry?)>((nil, nil))

    func direct(
      _ make: () throws(SpecialFunctionError) -> ResidueProblem
    ) throws(SpecialFunctionError) -> ResidueProblem {
      if let known = entries.withLock({ $0.direct }) { return try known.get() }
      let made = Entry { () throws(SpecialFunctionError) in try make() }
      entries.withLock { $0.direct = made }
      return try made.get()
    }

    func mirrored(
      _ make: () throws(SpecialFunctionError) -> ResidueProblem
    ) throws(SpecialFunctionError) -> ResidueProblem {
      if let known = entries.withLock({ $0.mirrored }) { return try known.get() }
      let made = Entry { () throws(SpecialFunctionError) in try make() }
      entries.withLock { $0.mirrored = made }
      return try made.get()
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
