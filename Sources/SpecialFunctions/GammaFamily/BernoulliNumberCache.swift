internal import Algebra
internal import Multiprecision
internal import Synchronization

/// The Bernoulli numbers with even index, computed once: the list only grows.
enum BernoulliNumberCache {
  private static let evenNumbers = Mutex<[Rational]>([])

  /// B_0, B_2, ..., B_(2 count - 2), and maybe more.
  static func even(count: Int) -> [Rational] {
    let known = evenNumbers.withLock { $0 }
    if known.count >= count { return known }
    let size = max(count, known.count + known.count / 2, 32)
    let all = BernoulliNumbers.through(2 * size)
    let computed = stride(from: 0, through: 2 * size, by: 2).map { all[$0] }
    evenNumbers.withLock { if $0.count < computed.count { $0 = computed } }
    return computed
  }
}
