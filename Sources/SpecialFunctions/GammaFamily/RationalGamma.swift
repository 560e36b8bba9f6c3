internal import BallArithmetic
internal import Multiprecision
internal import RealModule
internal import Synchronization

/// Γ and the Taylor coefficients of log Γ at fractions a in (0, 1] with a small denominator, kept
/// at the highest precision that was computed.
///
/// At 1 and 1/2 from Euler's constant, log 2 and the values of zeta. Elsewhere the coefficients by
/// Stirling's series at a + n, and Γ(a) by that or by ``IncompleteGammaSum``, whichever is faster.
/// Docs/Theory/GammaFamily.md, "Taylor coefficients".
struct RationalGamma: Sendable {
  /// Γ(a).
  let value: RealBall
  /// The coefficients of e^1, e^2, ... of log Γ(a + e).
  let coefficients: [RealBall]
  let precision: Precision

  /// Denominators below this are taken.
  static let largestDenominator = Integer(1 << 20)

  private static let cache = Mutex<[Rational: RationalGamma]>([:])
  /// The most bits that the cache may hold; beyond that it starts anew.
  private static let cacheBits = 1 << 29

  /// Γ(a), and log Γ(a + e) up to e^(order - 1), for 0 < a <= 1.
  static func at(_ a: Rational, order: Int, precision: Precision) -> RationalGamma {
    let known = cache.withLock { $0[a] }
    let count = max(order - 1, 0)
    if let known, known.precision >= precision, known.coefficients.count >= count { return known }
    let margin = precision + (32 + precision.bits / 32)
    let goal = max(margin, known?.precision ?? margin)
    let computed: RationalGamma
    if let known, known.precision >= precision {
      // Only coefficients are missing.
      computed = RationalGamma(
        value: known.value,
        coefficients: logGammaCoefficients(at: a, count: count, precision: known.precision),
        precision: known.precision)
    } else {
      computed = RationalGamma(
        value: gamma(at: a, precision: goal),
        coefficients: logGammaCoefficients(
          at: a, count: max(count, known?.coefficients.count ?? 0), precision: goal),
        precision: goal)
    }
    cache.withLock { table in
      let size = table.reduce(0) { $0 + $1.value.bits }
      if size + computed.bits > cacheBits { table = [:] }
      if computed.bits <= cacheBits { table[a] = computed }
    }
    return computed
  }

  private var bits: Int { precision.bits * (1 + coefficients.count) }

  private static func gamma(at a: Rational, precision: Precision) -> RealBall {
    if a.isOne { return .one }
    if a.denominator == 2 {
      return RealBall.pi(precision: precision + 8).squareRoot(precision: precision)
    }
    return precision.bits >= 6000
      ? IncompleteGammaSum.gamma(at: a, precision: precision)
      : stirlingGamma(at: a, precision: precision)
  }

  /// Γ(a) = Γ(a + n) / (a (a+1) ... (a+n-1)) with Γ(a + n) by Stirling's series.
  static func stirlingGamma(at a: Rational, precision: Precision) -> RealBall {
    let goal = precision + 16
    let plan = StirlingSeries(atReal: a.nearestDouble, imaginary: 0, bits: goal.bits)
    // |log Γ(w)| < w log w.
    let size = plan.shift.significantBits
    let inner = goal + (size + size.significantBits)
    let w = RealBall(a + Rational(plan.shift), precision: inner)
    return plan.logGamma(ComplexBall(w), precision: inner)[0].real.exponential(precision: goal)
      .divided(
        by: risingFactorial(a, plan.shift, precision: goal), precision: precision)
  }

  /// (a)_n, the product of the integers p + q i over q^n for a = p/q.
  static func risingFactorial(_ a: Rational, _ n: Int, precision: Precision) -> RealBall {
    if n == 0 { return .one }
    let size = n * (a.denominator.bitWidth + n.significantBits + a.numerator.bitWidth)
    let step = a.denominator.asInt ?? 0
    if size <= max(1 << 16, 8 * precision.bits), step != 0 {
      return RealBall(Integer.product(from: a.numerator, count: n, step: step))
        .rounded(to: precision)
        .divided(
          by: RealBall(a.denominator).power(n, precision: precision), precision: precision)
    }
    let half = n / 2
    return risingFactorial(a, half, precision: precision + 2)
      .multiplied(
        by: risingFactorial(a + Rational(half), n - half, precision: precision + 2),
        precision: precision)
  }

  /// The coefficients of e^1, ..., e^count of log Γ(a + e).
  private static func logGammaCoefficients(
    at a: Rational, count: Int, precision: Precision
  ) -> [RealBall] {
    if count < 1 { return [] }
    if a.isOne || a.denominator == 2 {
      return zetaCoefficients(isHalf: !a.isOne, count: count, precision: precision)
    }
    return stirlingCoefficients(at: a, count: count, precision: precision)
  }

  /// psi(1) = -γ, psi(1/2) = -γ - 2 log 2, and (-1)^k/k ζ(k, a) with ζ(k, 1/2) = (2^k - 1) ζ(k).
  private static func zetaCoefficients(
    isHalf: Bool, count: Int, precision: Precision
  ) -> [RealBall] {
    let inner = precision + 8
    let euler = ZetaValues.eulerGamma(precision: inner)
    let first =
      isHalf
      ? euler.adding(
        RealBall.logTwo(precision: inner).scaled(byPowerOfTwo: 1), precision: precision)
      : euler.rounded(to: precision)
    let zeta = ZetaValues.zeta(through: max(count, 2), precision: inner)
    var result = [-first]
    for k in 2..<max(count + 1, 2) {
      var value = zeta[k]
      if isHalf {
        let factor = Integer.one.shifted(leftBy: k) - 1
        value = value.multiplied(by: RealBall(factor), precision: inner)
      }
      result.append(value.divided(by: k % 2 == 0 ? k : -k, precision: precision))
    }
    return result
  }

  /// Stirling's series at w = a + n, and -(-1)^(k-1)/k sum_{i<n} (a + i)^(-k) from the shift.
  static func stirlingCoefficients(
    at a: Rational, count: Int, precision: Precision
  ) -> [RealBall] {
    let inner = precision + (16 + 2 * count)
    let plan = StirlingSeries(
      atReal: a.nearestDouble, imaginary: 0, bits: inner.bits + 4 * count, manyCoefficients: true)
    let w = RealBall(a + Rational(plan.shift), precision: inner)
    let tail = plan.logGamma(ComplexBall(w), order: count + 1, precision: inner)
    let sums = powerSums(at: a, terms: plan.shift, count: count, bits: inner.bits)
    return (1...count).map { k in
      let shift = sums[k - 1].divided(by: k % 2 == 0 ? -k : k, precision: inner)
      return tail[k].real.subtracting(shift, precision: precision)
    }
  }

  /// sum_{i<n} (a + i)^(-k) for k = 1, ..., count, in integers times 2^(-bits).
  ///
  /// With a = p/q each step is a product with q and a quotient by p + q i cut to an integer: the
  /// cut loses less than 1, and what is lost before grows by 1/(a + i). For i >= 1 that is < 1, so
  /// a term loses less than k units; the term i = 0 is computed apart.
  private static func powerSums(
    at a: Rational, terms: Int, count: Int, bits: Int
  ) -> [RealBall] {
    let guardBits = terms.significantBits + count.significantBits + 2
    let unit = -(bits + guardBits)
    let one = Integer.one.shifted(leftBy: -unit)
    let (p, q) = (a.numerator, a.denominator)
    var sums = Array(repeating: Integer.zero, count: count)
    for i in 1..<max(terms, 1) {
      let divisor = p + q * Integer(i)
      var power = one
      for k in 0..<count {
        power = (power * q).truncated(by: divisor)
        if power.isZero { break }
        sums[k] += power
      }
    }
    let precision = Precision(clamping: bits)
    let inverse = RealBall(Rational(numerator: q, nonzeroDenominator: p), precision: precision + 8)
    var first = RealBall.one
    return sums.enumerated().map { index, sum in
      let error = Magnitude(UInt(terms)) * Magnitude(UInt(index + 1))
      let rest = RealBall(
        midpoint: BigFloat(mantissa: sum, exponent: unit),
        radius: error.scaled(byPowerOfTwo: unit)
      ).rounded(to: precision)
      if terms == 0 { return .zero }
      first = first.multiplied(by: inverse, precision: precision)
      return rest.adding(first, precision: precision)
    }
  }
}
