internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import RealModule
internal import Synchronization

/// The Bernoulli numbers with even index, computed once: the list only grows.
///
/// Small indices by the tangent numbers of ``BernoulliNumbers``. From there on by
/// |B_s| = 2 s!/(2 pi)^s ζ(s): the denominator is known (von Staudt and Clausen), so that a ball
/// with one integer in it gives the numerator. The powers m^(-s) go down from the largest s to the
/// smallest by multiplications with m^2. Docs/Theory/GammaFamily.md, "Bernoulli numbers".
enum BernoulliNumberCache {
  private static let evenNumbers = Mutex<[Rational]>([])

  /// B_0, B_2, ..., B_(2 count - 2), and maybe more.
  static func even(count: Int) -> [Rational] {
    let known = evenNumbers.withLock { $0 }
    if known.count >= count { return known }
    let size = max(count, min(known.count + known.count / 2, known.count + 1000), 64)
    let small = known.isEmpty ? smallNumbers(count: min(size, tangentLimit)) : known
    let computed = small + numbers(from: small.count, to: size)
    evenNumbers.withLock { if $0.count < computed.count { $0 = computed } }
    return computed
  }

  private static let tangentLimit = 128

  private static func smallNumbers(count: Int) -> [Rational] {
    let all = BernoulliNumbers.through(2 * count - 2)
    return stride(from: 0, to: all.count, by: 2).map { all[$0] }
  }

  /// B_2k for first <= k < end, first >= 1.
  static func numbers(from first: Int, to end: Int) -> [Rational] {
    guard first < end else { return [] }
    let denominators = vonStaudtDenominators(from: first, to: end)
    var result: [Rational] = []
    let largest = 2 * (end - 1)
    // 64 bits more than the longest numerator needs. For s < t bits(t) - bits(s) is then at least
    // (t - s) log2(s/(2 pi)), more than what the power of any m of the sum grows by: what was
    // rounded away at t is not missing at s.
    let margin = 64 + (denominators.map(\.bitWidth).max() ?? 0)
    func bits(_ s: Int) -> Int {
      let x = Double(s)
      let size = (x + 0.5) * Double.log2(x) - x * (1.442_695 + 2.651_496) + 2.4
      return Int(max(size, 0)) + margin
    }
    var precision = Precision(clamping: bits(largest))
    let pi = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
    // 2 s!/(2 pi)^s
    var factor = RealBall(factorial(largest)).rounded(to: precision)
      .divided(by: pi.power(largest, precision: precision), precision: precision)
      .scaled(byPowerOfTwo: 1)
    let square = pi.squared(precision: precision)
    // powers[i] = (2 i + 3)^(-s).
    var powers: [RealBall] = []
    var base = 3
    while true {
      let left = precision.bits - Int(Double(largest) * Double.log2(Double(base)))
      if left < 4 { break }
      powers.append(
        RealBall.one.divided(
          by: RealBall(base).power(largest, precision: Precision(clamping: left)),
          precision: Precision(clamping: left)))
      base += 2
    }
    for k in stride(from: end - 1, through: first, by: -1) {
      let s = 2 * k
      precision = Precision(clamping: bits(s))
      var sum = RealBall.one
      // The tail of the odd m^(-s) from b on is at most b^(-s) + b^(1-s)/(2 (s-1)) <= b^(1-s).
      for power in powers { sum = sum.adding(power, precision: precision) }
      let omitted = Double.log2(Double(2 * powers.count + 3)) * Double(1 - s)
      sum = sum.addingError(.powerOfTwo(Int(omitted.rounded(.up)) + 1))
      let even = RealBall.one.subtracting(
        RealBall.one.scaled(byPowerOfTwo: -s), precision: precision)
      let size = sum.divided(by: even, precision: precision)
        .multiplied(by: factor, precision: precision)
        .multiplied(by: RealBall(denominators[k - first]), precision: precision)
      let numerator = size.uniqueInteger ?? exactNumerator(k, denominators[k - first])
      result.append(
        Rational(
          numerator: k % 2 == 1 ? numerator : -numerator,
          nonzeroDenominator: denominators[k - first]))
      if k > first {
        factor = factor.rounded(to: precision)
          .multiplied(by: square.rounded(to: precision), precision: precision)
          .divided(by: s * (s - 1), precision: precision)
        let next = bits(s - 2)
        for i in powers.indices.reversed() {
          let left = next - Int(Double(s - 2) * Double.log2(Double(2 * i + 3)))
          if left < 4 {
            powers.removeLast()
            continue
          }
          powers[i] = powers[i].multiplied(
            by: (2 * i + 3) * (2 * i + 3), precision: Precision(clamping: left))
        }
      }
    }
    return result.reversed()
  }

  /// The same number by the exact algorithm, should the ball ever hold two integers.
  private static func exactNumerator(_ k: Int, _ denominator: Integer) -> Integer {
    let all = BernoulliNumbers.through(2 * k)
    return (all[2 * k] * Rational(denominator)).numerator.magnitude
  }

  private static func factorial(_ n: Int) -> Integer { Integer.product(from: 1, count: n, step: 1) }

  /// The products of the primes p with p - 1 | 2k, for first <= k < end.
  private static func vonStaudtDenominators(from first: Int, to end: Int) -> [Integer] {
    var result = Array(repeating: Integer(2), count: end - first)
    var isComposite = Array(repeating: false, count: 2 * end)
    for p in stride(from: 3, to: 2 * end, by: 2) where !isComposite[p] {
      for multiple in stride(from: p * p, to: 2 * end, by: 2 * p) { isComposite[multiple] = true }
      let step = (p - 1) / 2
      let start = (first + step - 1) / step * step
      for k in stride(from: start, to: end, by: step) { result[k - first] *= Integer(p) }
    }
    return result
  }
}
