internal import Algebra
internal import Multiprecision
internal import Synchronization

/// B_(2n)/(2n (2n - 1)) for n = 1, 2, ..., the coefficients of Stirling's series.
enum StirlingCoefficients {
  private static let table = Mutex<[Rational]>([])

  /// The first `count` coefficients.
  static func first(_ count: Int) -> [Rational] {
    table.withLock { known in
      if known.count < count {
        let wanted = max(count, 2 * known.count, 32)
        let numbers = BernoulliNumbers.through(2 * wanted)
        known = (1...wanted).map { n in
          numbers[2 * n] / Rational(2 * n * (2 * n - 1))
        }
      }
      return Array(known.prefix(count))
    }
  }
}
