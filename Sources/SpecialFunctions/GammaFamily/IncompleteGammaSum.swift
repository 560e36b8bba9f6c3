internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// Γ(a) at a fraction 0 < a <= 1 by the lower incomplete gamma function at an integer N:
///
///     Γ(a) = N^a e^(-N) sum_{0<=k<K} N^k/(a)_(k+1) + r,
///     0 <= r <= N^a e^(-N) (t_K/(1 - N/(a+K+1)) + 1/N),   t_K = N^K/(a)_(K+1)
///
/// The terms are positive: nothing cancels. The sum is split into blocks whose integers have about
/// as many bits as the result; each block is added up exactly, by halves (binary splitting).
/// Docs/Theory/GammaFamily.md, "The incomplete gamma sum".
enum IncompleteGammaSum {
  static func gamma(at a: Rational, precision: Precision) -> RealBall {
    let goal = precision + 16
    let bits = Double(goal.bits)
    // e^(-N) <= 2^(-bits); N^K/K! <= (e N/K)^K is below 1 for K = e N.
    let n = Int(bits * 0.693_147_181) + 2
    let terms = Int(2.7183 * Double(n)) + 8
    let perTerm = Double(a.denominator.bitWidth + terms.significantBits)
    let block = max(16, Int(bits / perTerm))
    let factor = Integer(n) * a.denominator
    // From the last block to the first: S = (T + P S')/Q.
    var sum = RealBall.zero
    var end = terms
    while end > 0 {
      let start = max(0, end - block)
      let part = Part(from: start, to: end, a, factor)
      sum = RealBall(part.power).multiplied(by: sum, precision: goal)
        .adding(RealBall(part.total), precision: goal)
        .divided(by: RealBall(part.divisor), precision: goal)
      end = start
    }
    sum = sum.multiplied(by: RealBall(a.denominator), precision: goal)
    // N^a e^(-N): the exponent is about N.
    let inner = goal + n.significantBits
    let scale = RealBall(n).logarithm(precision: inner)
      .multiplied(by: RealBall(a, precision: inner), precision: inner)
      .adding(-n, precision: inner).exponential(precision: goal)
    return sum.multiplied(by: scale, precision: precision)
      .addingError(remainder(a, n, terms, scale))
  }

  private static func remainder(
    _ a: Rational, _ n: Int, _ terms: Int, _ scale: RealBall
  ) -> Magnitude {
    let bits: Precision = 64
    // (a)_(K+1) >= a K!, K! >= (K/e)^K: t_K <= (e N/K)^K/a.
    let ratio = RealBall(n).divided(by: terms, precision: bits).logarithm(precision: bits)
      .adding(1, precision: bits)
    let last = ratio.multiplied(by: terms, precision: bits).exponential(precision: bits)
      .divided(by: RealBall(a, precision: bits), precision: bits)
    // 1 - N/(a+K+1) > 1 - N/K >= 1/2 as K > 2 N.
    return scale.magnitudeUpperBound
      * (last.magnitudeUpperBound.scaled(byPowerOfTwo: 1)
        + Magnitude.one.divided(byLowerBound: Magnitude(UInt(n)).scaled(byPowerOfTwo: -1)))
  }

  /// With D_i = p + q i for a = p/q: divisor = the product of the D_i, power = (N q)^(count), and
  /// total/divisor = sum_k (N q)^(k - start)/(D_start ... D_k).
  private struct Part {
    let power: Integer
    let divisor: Integer
    let total: Integer

    init(from start: Int, to end: Int, _ a: Rational, _ factor: Integer) {
      if end - start == 1 {
        power = factor
        divisor = a.numerator + a.denominator * Integer(start)
        total = .one
        return
      }
      let middle = start + (end - start) / 2
      let left = Part(from: start, to: middle, a, factor)
      let right = Part(from: middle, to: end, a, factor)
      power = left.power * right.power
      divisor = left.divisor * right.divisor
      total = left.total * right.divisor + left.power * right.total
    }
  }
}
