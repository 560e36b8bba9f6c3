internal import BallArithmetic
internal import Multiprecision

/// The moment recursion in integers: all moments of a layer over one common denominator.
///
/// One layer is diagonal * binomial transform * diagonal: with y_j = E z^j inner_j / shift^j,
/// sum_j C(m,j) y_j needs additions only (Pascal's triangle, in place), and the diagonals of
/// neighbouring layers merge into one multiplication by integers p_j / q. The zeroth entry is
/// multiplied by q each time, so it is the common denominator: nothing else is stored, and nothing
/// is reduced before the end. Cost for order m and depth L: L m^2/2 additions and L m
/// multiplications by numbers of constant length, on numbers of O(m L) bits.
struct ExactMomentRecursion: ~Copyable {
  /// E z^j = entries[j] / entries[0] times what ``pending`` holds.
  private var entries: IntegerScratch
  /// The diagonal that the last layer left to be merged with the next one's.
  private var pending: [Rational]

  /// Moments z_0^j of the input.
  init(inputNorm: Rational, order: Int) {
    entries = IntegerScratch(Array(repeating: .one, count: order + 1))
    pending = [.one]
    for _ in 0..<order { pending.append(pending[pending.count - 1] * inputNorm) }
  }

  /// The layer's two diagonals and whether the binomial transform stands between them.
  struct Step: Equatable {
    let before: [Rational]
    let after: [Rational]
    let mixes: Bool

    /// Nil when the map is not exact.
    init?(_ map: LayerMomentMap<CertifiedReal>) {
      let outer = map.outer.compactMap(\.exactValue)
      let inner = map.inner.compactMap(\.exactValue)
      guard outer.count == map.outer.count, inner.count == map.inner.count,
        let shift = map.shift.exactValue
      else { return nil }
      mixes = !shift.isZero
      let inverse = shift.reciprocal ?? .one
      var before: [Rational] = []
      var after: [Rational] = []
      var (down, up) = (Rational.one, Rational.one)
      for j in inner.indices {
        before.append(inner[j] * down)
        after.append(outer[j] * up)
        if mixes { (down, up) = (down * inverse, up * shift) }
      }
      self.before = before
      self.after = after
    }

    /// The bits that one repetition of the layer adds to an entry, at most.
    var growth: Int {
      let product = zip(before, after).map { $0 * $1 }
      let denominator = product.reduce(Integer.one) {
        Integer.leastCommonMultiple($0, $1.denominator)
      }
      let top = product.map { ($0 * Rational(denominator)).numerator.bitWidth }.max() ?? 0
      return max(top, denominator.bitWidth) + (mixes ? product.count : 0)
    }

    /// About how many word operations one layer takes on entries of so many bits.
    func work(bits: Double, growth: Double) -> Double {
      let count = Double(before.count)
      let sums = mixes ? count * count / 2 : 0
      return (sums + count * (1 + growth / 64)) * (1 + bits / 64)
    }
  }

  /// A diagonal over its common denominator: entry j is numerators[j] / numerators[0] times the
  /// zeroth entry, which is 1 in every diagonal of a moment map.
  private static func integers(_ diagonal: [Rational]) -> [Integer] {
    let denominator = diagonal.reduce(Integer.one) {
      Integer.leastCommonMultiple($0, $1.denominator)
    }
    return diagonal.map { $0.numerator * denominator.exactQuotient(dividingBy: $0.denominator) }
  }

  /// Applies a layer `count` times.
  mutating func apply(_ step: Step, count: Int) {
    guard count > 0 else { return }
    multiply(by: Self.integers(zip(pending, step.before).map { $0 * $1 }))
    mix(step)
    if count > 1 {
      let merged = Self.integers(zip(step.after, step.before).map { $0 * $1 })
      for _ in 1..<count {
        multiply(by: merged)
        mix(step)
      }
    }
    pending = step.after
  }

  private mutating func multiply(by diagonal: [Integer]) {
    for j in diagonal.indices { entries.multiply(j, by: diagonal[j]) }
  }

  private mutating func mix(_ step: Step) {
    guard step.mixes, entries.count > 1 else { return }
    for first in 1..<entries.count {
      for j in stride(from: entries.count - 1, through: first, by: -1) {
        entries.add(j - 1, to: j)
      }
    }
  }

  /// E z^j in lowest terms; one greatest common divisor.
  func moment(_ j: Int) -> Rational {
    Rational(
      numerator: entries.value(at: j) * pending[j].numerator,
      nonzeroDenominator: entries.value(at: 0) * pending[j].denominator)
  }
}
