internal import BallArithmetic
internal import Multiprecision
internal import Synchronization

/// The values ζ(2), ζ(3), ... at integers and Euler's constant, kept at the highest precision that
/// was computed.
///
/// All odd values at once by Borwein's alternating sum: the term of ζ(s + 2) is that of ζ(s) over
/// (k + 1)^2. Docs/Theory/GammaFamily.md, "Zeta at the integers".
enum ZetaValues {
  private struct Table {
    /// ζ(3), ζ(5), ...
    var odd: [RealBall] = []
    var bits = 0
  }

  private static let table = Mutex(Table())
  private static let euler = Mutex<RealBall?>(nil)

  /// Euler's constant.
  static func eulerGamma(precision: Precision) -> RealBall {
    if let known = euler.withLock({ $0 }), known.midpoint.precision >= precision {
      return known.rounded(to: precision)
    }
    let value = RealBall.eulerGamma(precision: precision + (64 + precision.bits / 16))
    euler.withLock {
      if $0.map({ $0.midpoint.precision < value.midpoint.precision }) ?? true { $0 = value }
    }
    return value.rounded(to: precision)
  }

  /// ζ(s) for s >= 2.
  static func zeta(_ s: Int, precision: Precision) -> RealBall {
    if s % 2 == 1 {
      return oddZeta(count: (s - 1) / 2, precision: precision)[(s - 3) / 2].rounded(to: precision)
    }
    let inner = precision + (16 + 2 * s.significantBits)
    let circle = RealBall.pi(precision: inner).scaled(byPowerOfTwo: 1).power(s, precision: inner)
    let number = BernoulliNumberCache.even(count: s / 2 + 1)[s / 2].magnitude
    let factorial = RealBall(Integer.product(from: 1, count: s, step: 1))
    return circle.multiplied(by: RealBall(number, precision: inner), precision: inner)
      .divided(by: factorial, precision: precision).scaled(byPowerOfTwo: -1)
  }

  /// The list whose element s is ζ(s), for 2 <= s <= last; its first two elements are unbounded.
  static func zeta(through last: Int, precision: Precision) -> [RealBall] {
    var result: [RealBall] = [.unbounded, .unbounded]
    guard last >= 2 else { return result }
    let odd = oddZeta(count: (last - 1) / 2, precision: precision)
    let inner = precision + 16
    let square = RealBall.pi(precision: inner).scaled(byPowerOfTwo: 1).squared(precision: inner)
    let numbers = BernoulliNumberCache.even(count: last / 2 + 1)
    // (2 pi)^s/(2 s!).
    var factor = RealBall(exact: BigFloat(mantissa: 1, exponent: -1))
    for s in 2...last {
      if s % 2 == 1 {
        result.append(odd[(s - 3) / 2].rounded(to: precision))
      } else {
        factor = factor.multiplied(by: square, precision: inner)
          .divided(by: s * (s - 1), precision: inner)
        result.append(
          factor.multiplied(
            by: RealBall(numbers[s / 2].magnitude, precision: inner), precision: precision))
      }
    }
    return result
  }

  /// ζ(3), ζ(5), ..., maybe more precise than asked.
  private static func oddZeta(count: Int, precision: Precision) -> [RealBall] {
    let known = table.withLock { $0 }
    if known.odd.count >= count, known.bits >= precision.bits {
      return Array(known.odd.prefix(count))
    }
    let bits = max(known.bits, precision.bits + 64 + precision.bits / 16)
    let computed = borwein(count: max(count, known.odd.count), bits: bits)
    table.withLock {
      if $0.bits <= bits, $0.odd.count <= computed.count { $0 = Table(odd: computed, bits: bits) }
    }
    return Array(computed.prefix(count))
  }

  /// ζ(3), ..., ζ(2 count + 1) by
  ///
  ///     d_n (1 - 2^(1-s)) ζ(s) = sum_{0<=k<n} (-1)^k e_k/(k+1)^s + r,    |r| <= 1,
  ///
  /// where e_k is the sum of the n (n+i-1)! 4^i/((n-i)! (2i)!) over k < i <= n and d_n that over
  /// 0 <= i <= n. Each quotient is cut to an integer times 2^(-guard).
  static func borwein(count: Int, bits: Int) -> [RealBall] {
    if count < 1 { return [] }
    // d_n > (3 + sqrt 8)^n/2, and log2(3 + sqrt 8) > 2.543.
    let n = Int(Double(bits + 8) / 2.543) + 2
    let guardBits = n.significantBits + 8
    var term = Integer.one.shifted(leftBy: 2 * n - 1)
    var tail = term
    var sums = Array(repeating: Integer.zero, count: count)
    for k in stride(from: n - 1, through: 0, by: -1) {
      let base = Integer(k + 1)
      var quotient = (tail.shifted(leftBy: guardBits)).truncated(by: base * base * base)
      let square = base * base
      for index in 0..<count {
        if index > 0 { quotient = quotient.truncated(by: square) }
        if quotient.isZero { break }
        if k % 2 == 0 { sums[index] += quotient } else { sums[index] -= quotient }
      }
      // From the term with i = k + 1 to that with i = k.
      let i = k + 1
      term = (term * Integer((2 * i - 1) * i))
        .exactQuotient(dividingBy: Integer(2 * (n + i - 1) * (n - i + 1)))
      tail += term
    }
    let precision = Precision(clamping: bits + 8)
    let divisor = RealBall(tail.shifted(leftBy: guardBits)).rounded(to: precision)
    // Each cut loses less than one unit, and the losses of earlier cuts shrink by 1/(k+1)^2: for
    // k = 0 there are none. So less than two units for each k, and r is 2^guard units.
    let error = Magnitude(UInt(2 * n)) + .powerOfTwo(guardBits)
    return sums.enumerated().map { index, sum in
      let s = 2 * index + 3
      let factor = RealBall.one.subtracting(
        RealBall.one.scaled(byPowerOfTwo: 1 - s), precision: precision)
      return RealBall(midpoint: BigFloat(sum), radius: error).rounded(to: precision)
        .divided(by: divisor, precision: precision).divided(by: factor, precision: precision)
    }
  }
}

extension Integer {
  /// The quotient toward zero by a positive divisor.
  func truncated(by divisor: Integer) -> Integer {
    (try? quotient(dividingBy: divisor)) ?? .zero
  }
}
