public import Multiprecision

/// Bernoulli numbers, with B_1 = -1/2.
public enum BernoulliNumbers {
  /// B_0, ..., B_n; empty for a negative n.
  ///
  /// The even ones come from the tangent numbers T_k, which are integers and need only small
  /// multipliers (Brent and Harvey, Fast computation of Bernoulli, tangent and secant numbers):
  /// `B_2k = (-1)^(k-1) 2k T_k / (4^k (4^k - 1))`.
  public static func through(_ n: Int) -> [Rational] {
    if n < 0 { return [] }
    var result = Array(repeating: Rational.zero, count: n + 1)
    result[0] = .one
    if n >= 1 { result[1] = Rational(numerator: -1, nonzeroDenominator: 2) }
    for (index, tangent) in tangentNumbers(count: n / 2).enumerated() {
      let k = index + 1
      let power = Integer.one.shifted(leftBy: 2 * k)
      let value = Rational(
        numerator: tangent * Integer(2 * k), nonzeroDenominator: power * (power - 1))
      result[2 * k] = k % 2 == 1 ? value : -value
    }
    return result
  }

  /// T_1, ..., T_count: tan t = sum T_k t^(2k-1) / (2k-1)!.
  private static func tangentNumbers(count: Int) -> [Integer] {
    if count < 1 { return [] }
    var numbers: [Integer] = [.one]
    for k in 1..<max(count, 1) { numbers.append(numbers[k - 1] * Integer(k)) }
    for k in 1..<max(count, 1) {
      for j in k..<count {
        numbers[j] = Integer(j - k) * numbers[j - 1] + Integer(j - k + 2) * numbers[j]
      }
    }
    return numbers
  }
}
