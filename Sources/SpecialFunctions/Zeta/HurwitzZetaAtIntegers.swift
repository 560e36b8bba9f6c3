internal import Algebra
public import Multiprecision

extension Rational {
  /// The Hurwitz zeta function at an integer s = -n <= 0 and a fraction, exactly:
  /// ζ(-n, a) = -B_(n+1)(a)/(n+1), with the Bernoulli polynomial (DLMF 25.11.14).
  ///
  /// Nil for negative n, and where neither the value is 0 for every length nor the numbers stay below
  /// about `maximumBitWidth` bits.
  ///
  /// ```swift
  /// Rational.hurwitzZeta(atMinus: 2, Rational(1, 2))   // 0
  /// Rational.hurwitzZeta(atMinus: 1, .one)             // -1/12
  /// ```
  public static func hurwitzZeta(
    atMinus n: Integer, _ a: Rational, maximumBitWidth: Int = 1 << 14
  ) -> Rational? {
    guard !n.isNegative else { return nil }
    // B_m(1 - a) = (-1)^m B_m(a) (DLMF 24.4.3), and the Bernoulli numbers of odd index above 1 are 0.
    let half = Rational(numerator: 1, nonzeroDenominator: 2)
    if !n.isOdd, a == half || (a.isOne && !n.isZero) { return .zero }
    let length = a.numerator.bitWidth + a.denominator.bitWidth + 16
    guard let degree = n.asInt.map({ $0 &+ 1 }), degree > 0, degree <= maximumBitWidth / length
    else { return nil }
    return -bernoulliPolynomial(degree, at: a) / Rational(degree)
  }

  /// B_m(u/v) = v^(-m) Σ C(m, k) B_k v^k u^(m-k) (DLMF 24.2.5), over the least common denominator of
  /// the Bernoulli numbers: by Horner's scheme, on integers.
  private static func bernoulliPolynomial(_ m: Int, at a: Rational) -> Rational {
    let (u, v) = (a.numerator, a.denominator)
    var numbers = [Rational](repeating: .zero, count: m + 1)
    for (index, value) in BernoulliNumberCache.even(count: m / 2 + 1).prefix(m / 2 + 1).enumerated()
    {
      numbers[2 * index] = value
    }
    if m >= 1 { numbers[1] = Rational(numerator: -1, nonzeroDenominator: 2) }
    var common = Integer(1)
    for value in numbers {
      let shared = Integer.greatestCommonDivisor(common, value.denominator)
      common *= value.denominator.exactQuotient(dividingBy: shared)
    }
    var sum = Integer(0)
    var binomial = Integer(1)
    var power = Integer(1)
    for (k, value) in numbers.enumerated() {
      sum *= u
      if !value.isZero {
        let cofactor = common.exactQuotient(dividingBy: value.denominator)
        sum += value.numerator * cofactor * binomial * power
      }
      binomial = (binomial * Integer(m - k)).exactQuotient(dividingBy: Integer(k + 1))
      power *= v
    }
    // The last factor v^(m+1) is one too many.
    let denominator = common * power.exactQuotient(dividingBy: v)
    return Rational(numerator: sum, nonzeroDenominator: denominator)
  }
}
