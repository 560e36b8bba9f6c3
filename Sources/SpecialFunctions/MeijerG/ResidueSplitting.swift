internal import BallArithmetic
internal import Multiprecision

/// The sums of a cluster's terms as exact fractions of power series, by binary splitting.
///
/// With P_k = P_(k-1) N_k/D_k for polynomials N_k and D_k in e with word coefficients, a range
/// a < k <= b of steps has the truncated series with integer coefficients
///
///     N = prod N_k,  D = prod D_k,  T = D sum_(a < k <= b) prod_(a < i <= k) N_i/D_i,
///
/// and two neighbouring ranges make T = T_left D_right + N_left T_right. Docs/Theory/MeijerG.md,
/// "Binary splitting".
struct ResidueSplitting: ~Copyable {
  private let cluster: ResidueCluster
  private let constant: (numerator: Int, denominator: Int)
  private let order: Int
  /// The coefficients of N that may not vanish.
  private let numeratorSize: Int
  /// Level after level the rows of N, D and T.
  private var numbers: IntegerScratch
  private var polynomial: [Int]
  private var polynomialSize = 1
  private var polynomialBound = 1

  /// So many steps are multiplied one after the other.
  private static let leafSteps = 16

  init(
    _ cluster: ResidueCluster, constant: (numerator: Int, denominator: Int), largestCount: Int
  ) {
    self.cluster = cluster
    self.constant = constant
    order = cluster.order
    numeratorSize = cluster.numerators.isEmpty ? 1 : cluster.order
    polynomial = Array(repeating: 0, count: max(cluster.order, 2))
    let levels = 2 + (max(0, largestCount) / ResidueSplitting.leafSteps).significantBits
    numbers = IntegerScratch(
      [Integer](repeating: .zero, count: (levels + 1) * 3 * cluster.order))
  }

  private enum Part: Int { case numerator, denominator, sum }

  private func row(_ level: Int, _ part: Part, _ index: Int = 0) -> Int {
    (3 * level + part.rawValue) * order + index
  }

  /// The sums S^(o) of the P_k, k <= count, over the poles of each order o >= 1, and a bound of the
  /// sum of |P_k|_1 over k > count; nil when that has no bound yet.
  mutating func sums(
    count: Int, tail: ResidueTail, precision: Precision
  ) -> (orders: [Int], values: [[RealBall]], tail: Magnitude)? {
    let last = cluster.lastPoleIndex
    let end = min(count, last ?? count)
    // P up to the piece, as N/D.
    var prefix: (numerator: [RealBall], denominator: [RealBall]) = ([.one], [.one])
    var sums: [Int: [RealBall]] = [:]
    for (index, piece) in cluster.pieces.enumerated() {
      let next = index + 1 < cluster.pieces.count ? cluster.pieces[index + 1].start - 1 : end
      let first = index == 0 ? 0 : piece.start - 1
      let stop = min(next, end)
      if index > 0, first >= end { break }
      split(first, stop, level: 0)
      let (n, d, t) = (
        series(.numerator, precision), series(.denominator, precision), series(.sum, precision)
      )
      if piece.order >= 1 {
        var sum = ResidueSplitting.quotient(
          ResidueSplitting.product(prefix.numerator, t, order, precision),
          ResidueSplitting.product(prefix.denominator, d, order, precision), precision)
        if index == 0 { sum[0] = sum[0].adding(1, precision: precision) }
        if let known = sums[piece.order] {
          sum = zip(known, sum).map { $0.adding($1, precision: precision) }
        }
        sums[piece.order] = sum
      }
      prefix.numerator = ResidueSplitting.product(prefix.numerator, n, order, precision)
      prefix.denominator = ResidueSplitting.product(prefix.denominator, d, order, precision)
    }
    var bound = Magnitude.zero
    if last.map({ $0 > end }) ?? true {
      guard end >= tail.safeIndex, let ratio = tail.ratio(end + 1) else { return nil }
      let low: Precision = 64
      let terms = ResidueSplitting.quotient(
        prefix.numerator.map { $0.rounded(to: low) },
        prefix.denominator.map { $0.rounded(to: low) }, low)
      var norm = Magnitude.zero
      for term in terms { norm += term.magnitudeUpperBound }
      bound = norm * ResidueTail.series(ratio)
    }
    let orders = sums.keys.sorted()
    return (orders, orders.map { Array((sums[$0] ?? []).prefix($0)) }, bound)
  }

  private func series(_ part: Part, _ precision: Precision) -> [RealBall] {
    let size = part == .numerator ? numeratorSize : order
    return (0..<size).map {
      RealBall(numbers.value(at: row(0, part, $0))).rounded(to: precision)
    }
  }

  // MARK: Splitting

  /// N, D and T of the steps first < k <= last to the rows of a level.
  private mutating func split(_ first: Int, _ last: Int, level: Int) {
    if last - first <= ResidueSplitting.leafSteps {
      leaf(first, last, level: level)
      return
    }
    let middle = first + (last - first) / 2
    split(first, middle, level: level)
    split(middle, last, level: level + 1)
    let other = level + 1
    // T = T D' + N T', N' being the right half's.
    multiply(row(level, .sum), order, by: row(other, .denominator), order)
    for i in 0..<numeratorSize {
      for j in 0..<order - i {
        numbers.addProduct(
          ofRows: row(level, .numerator, i), row(other, .sum, j), to: row(level, .sum, i + j))
      }
    }
    multiply(row(level, .denominator), order, by: row(other, .denominator), order)
    multiply(row(level, .numerator), numeratorSize, by: row(other, .numerator), numeratorSize)
  }

  /// The truncated product of two series in rows, in place.
  private mutating func multiply(_ target: Int, _ size: Int, by factor: Int, _ factorSize: Int) {
    var i = size - 1
    while i >= 0 {
      numbers.multiply(target + i, byRow: factor)
      for j in 1..<max(min(factorSize, i + 1), 1) {
        numbers.addProduct(ofRows: target + i - j, factor + j, to: target + i)
      }
      i -= 1
    }
  }

  private mutating func leaf(_ first: Int, _ last: Int, level: Int) {
    for part in [Part.numerator, .denominator, .sum] {
      for i in 0..<order { numbers.set(row(level, part, i), to: .zero) }
    }
    numbers.set(row(level, .numerator), to: .one)
    numbers.set(row(level, .denominator), to: .one)
    for k in first + 1..<max(last, first) + 1 {
      begin(constant.numerator)
      for factor in cluster.numerators { extend(factor, k, isNumerator: true, level) }
      flush(isNumerator: true, level)
      begin(constant.denominator)
      for factor in cluster.denominators { extend(factor, k, isNumerator: false, level) }
      flush(isNumerator: false, level)
      for i in 0..<numeratorSize {
        numbers.add(row(level, .numerator, i), to: row(level, .sum, i))
      }
    }
  }

  private mutating func begin(_ value: Int, slope: Int = 0) {
    polynomial[0] = value
    polynomialSize = 1
    if slope != 0, order > 1 {
      polynomial[1] = -slope
      polynomialSize = 2
    }
    polynomialBound = Int(value.magnitude) + slope
  }

  /// Takes k + offset - e, or -1 for the -e of an event, into the polynomial, which is multiplied to
  /// the rows when a coefficient may leave the word.
  private mutating func extend(
    _ factor: ResidueCluster.LinearFactor, _ k: Int, isNumerator: Bool, _ level: Int
  ) {
    guard let (r, t) = factor.word else { return }
    var (value, slope) = (t * k + r, t)
    if value == 0 { (value, slope) = (-t, 0) }
    let (bound, overflow) = polynomialBound.multipliedReportingOverflow(
      by: Int(value.magnitude) + slope)
    if overflow || bound >= 1 << 61 {
      flush(isNumerator: isNumerator, level)
      begin(value, slope: slope)
      return
    }
    polynomialBound = bound
    if slope != 0, polynomialSize < order {
      polynomial[polynomialSize] = 0
      polynomialSize += 1
    }
    var i = polynomialSize - 1
    while i > 0 {
      polynomial[i] = polynomial[i] * value - polynomial[i - 1] * slope
      i -= 1
    }
    polynomial[0] *= value
  }

  private mutating func flush(isNumerator: Bool, _ level: Int) {
    if polynomialSize == 1, polynomial[0] == 1 { return }
    if isNumerator {
      multiplyByPolynomial(row(level, .numerator), numeratorSize)
    } else {
      multiplyByPolynomial(row(level, .denominator), order)
      multiplyByPolynomial(row(level, .sum), order)
    }
  }

  private mutating func multiplyByPolynomial(_ target: Int, _ size: Int) {
    var i = size - 1
    while i >= 0 {
      numbers.multiply(target + i, by: polynomial[0])
      for j in 1..<max(min(polynomialSize, i + 1), 1) {
        numbers.addProduct(of: target + i - j, polynomial[j], to: target + i)
      }
      i -= 1
    }
  }

  // MARK: Series of balls

  private static func product(
    _ x: [RealBall], _ y: [RealBall], _ order: Int, _ precision: Precision
  ) -> [RealBall] {
    // One coefficient that is 1 is the common case.
    if x.count == 1, x[0].isCertainlyEqual(to: .one) { return y }
    return (0..<min(order, x.count + y.count - 1)).map { n in
      var sum = RealBall.zero
      for i in max(0, n - y.count + 1)...min(n, x.count - 1) {
        sum = sum.adding(
          x[i].multiplied(by: y[n - i], precision: precision), precision: precision)
      }
      return sum
    }
  }

  /// q_n = (x_n - sum_(j >= 1) y_j q_(n-j))/y_0, to the length of y.
  private static func quotient(
    _ x: [RealBall], _ y: [RealBall], _ precision: Precision
  ) -> [RealBall] {
    var result: [RealBall] = []
    for n in y.indices {
      var sum = n < x.count ? x[n] : .zero
      for j in 1..<max(n + 1, 1) {
        sum = sum.subtracting(
          y[j].multiplied(by: result[n - j], precision: precision), precision: precision)
      }
      result.append(sum.divided(by: y[0], precision: precision))
    }
    return result
  }
}
