internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// The sum of a hypergeometric series whose parameters and argument are positive fractions, around
/// its largest term t_K, K > 0:
///
///     Σ t_k = t_K (Σ_{k>=K} t_k/t_K + Σ_{k<K} t_k/t_K)
///
/// with t_K by log-gamma functions and the quotients in fixed point. Only about sqrt(K P) terms
/// matter for P bits, of the many more from 0 to K and beyond.
/// Proof of the bounds: Docs/Theory/Hypergeometric.md, "Around the largest term".
struct PeakSeries {
  private let upper: [Rational]
  /// With the 1 for the factorial.
  private let lower: [Rational]
  private let z: Rational
  /// K.
  let peak: Int
  /// -d² log t_k/dk² at K, about.
  private let curvature: Double

  /// Nil where the terms are not proven to rise up to one index K > 0 and to fall from there on, or
  /// that is beyond 2^50.
  init?(upper: [Rational], lower: [Rational], argument: Rational) {
    guard argument.isPositive, (upper + lower).allSatisfy(\.isPositive),
      upper.count <= lower.count || (upper.count == lower.count + 1 && argument < .one)
    else { return nil }
    self.upper = upper
    self.lower = lower + [.one]
    z = argument
    // Z(k) = z Π (a + k) - Π (b + k): one change of sign in its coefficients, and it has exactly
    // one positive root (Descartes), before which t_(k+1)/t_k > 1.
    let rising = PeakSeries.polynomial(upper).map { $0 * argument }
    let falling = PeakSeries.polynomial(self.lower)
    let signs = falling.indices.map { index in
      ((index < rising.count ? rising[index] : .zero) - falling[index]).signum()
    }.filter { $0 != 0 }
    guard zip(signs, signs.dropFirst()).count(where: { $0 != $1 }) == 1, signs.last == -1 else {
      return nil
    }
    let (a, b) = (upper, self.lower)
    func rises(_ k: Int) -> Bool {
      PeakSeries.product(a, k) * argument > PeakSeries.product(b, k)
    }
    // The least k with t_(k+1) <= t_k.
    var (low, high) = (0, 1)
    while rises(high) {
      low = high
      if high > 1 << 50 { return nil }
      high *= 2
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if rises(middle) { low = middle } else { high = middle }
    }
    peak = high
    let k = Double(high)
    func slope(_ values: [Rational]) -> Double {
      values.reduce(0) { $0 + 1 / ($1.nearestDouble + k) }
    }
    curvature = max(slope(self.lower) - slope(upper), 1e-300)
  }

  private static func polynomial(_ roots: [Rational]) -> [Rational] {
    roots.reduce([Rational.one]) { coefficients, root in
      var next = [Rational](repeating: .zero, count: coefficients.count + 1)
      for (index, value) in coefficients.enumerated() {
        next[index] += value * root
        next[index + 1] += value
      }
      return next
    }
  }

  private static func product(_ values: [Rational], _ k: Int) -> Rational {
    values.reduce(.one) { $0 * ($1 + Rational(k)) }
  }

  /// About the number of terms, and the microseconds.
  private func termCount(bits: Int) -> Double {
    2 * (2 * Double(bits + 64) * 0.69315 / curvature).squareRoot() + 16
  }

  func cost(bits: Int) -> Double {
    termCount(bits: bits) * (0.2 * Double(upper.count + lower.count) + 0.3 + Double(bits) * 3e-4)
      + 50 * Double(upper.count + lower.count)
  }

  /// The sum, with a relative accuracy of about `bits`; nil beyond 2^24 terms.
  func sum(bits: Int) -> RealBall? {
    let lengthBits = Int(Double.log2(termCount(bits: bits)))
    let unitBits = bits + 2 * lengthBits + (64 - peak.leadingZeroBitCount) + 16
    let one = Integer(1) << unitBits
    var total = one
    var error = Magnitude.zero
    // The terms from K on: each quotient is rounded down once, and no ratio exceeds 1.
    var term = one
    var k = peak
    var count = 0
    while !term.isZero {
      let (top, bottom) = ratio(k)
      guard let next = try? (term * top).quotient(dividingBy: bottom) else { return nil }
      term = next
      total += term
      k += 1
      count += 1
      if count > 1 << 24 { return nil }
    }
    let length = Magnitude(UInt(count))
    error += length * length
    // The rest is a geometric series at most: t_k <= count units, ratios at most ρ.
    guard let rest = tail(k) else { return nil }
    error += length * rest
    // The terms before K, by the reciprocal ratios.
    term = one
    k = peak
    count = 0
    while k > 0, !term.isZero {
      k -= 1
      let (top, bottom) = ratio(k)
      guard let next = try? (term * bottom).quotient(dividingBy: top) else { return nil }
      term = next
      total += term
      count += 1
      if count > 1 << 24 { return nil }
    }
    // Each term left out is at most the last one, at most count units.
    let below = Magnitude(UInt(count))
    error += below * below + below * Magnitude(UInt(k))
    let precision = Precision(clamping: bits + 16)
    let sum = RealBall(
      midpoint: BigFloat(mantissa: total, exponent: -unitBits),
      radius: error.scaled(byPowerOfTwo: -unitBits))
    return sum.multiplied(by: largestTerm(bits: bits + 16), precision: precision)
  }

  /// t_(k+1)/t_k = top/bottom.
  private func ratio(_ k: Int) -> (top: Integer, bottom: Integer) {
    var (top, bottom) = (z.numerator, z.denominator)
    for a in upper {
      top *= a.numerator + a.denominator * Integer(k)
      bottom *= a.denominator
    }
    for b in lower {
      bottom *= b.numerator + b.denominator * Integer(k)
      top *= b.denominator
    }
    return (top, bottom)
  }

  /// ρ/(1 - ρ) for a bound ρ of all ratios from k on; nil when that is not below 1.
  private func tail(_ k: Int) -> Magnitude? {
    let precision: Precision = 96
    func shifted(_ value: Rational) -> RealBall {
      RealBall(value + Rational(k), precision: precision)
    }
    // "The tail of the series": pairs of an upper and a lower parameter, in order of size.
    let numerators = upper.sorted(by: >)
    let denominators = lower.sorted(by: >)
    var bound = RealBall(z, precision: precision)
    for (index, b) in denominators.enumerated() {
      if index < numerators.count {
        if numerators[index] > b {
          bound = bound.multiplied(
            by: shifted(numerators[index]).divided(by: shifted(b), precision: precision),
            precision: precision)
        }
      } else {
        bound = bound.divided(by: shifted(b), precision: precision)
      }
    }
    let rest = RealBall.one.subtracting(bound, precision: precision)
    guard rest.isCertainlyPositive else { return nil }
    return bound.magnitudeUpperBound.divided(byLowerBound: rest.distanceFromZeroLowerBound)
  }

  /// t_K = Π Γ(a + K)/Γ(a) / Π (Γ(b + K)/Γ(b)) z^K.
  private func largestTerm(bits: Int) -> RealBall {
    let size = (upper + lower).reduce(Double(peak) + 2) { $0 + $1.nearestDouble }
    let precision = Precision(clamping: bits + 2 * Int(Double.log2(size)) + 24)
    func rising(_ value: Rational) -> RealBall {
      RealBall(value + Rational(peak), precision: precision).logGamma(precision: precision)
        .subtracting(
          RealBall(value, precision: precision).logGamma(precision: precision),
          precision: precision)
    }
    var logarithm = RealBall(z, precision: precision).logarithm(precision: precision)
      .multiplied(by: peak, precision: precision)
    for a in upper { logarithm = logarithm.adding(rising(a), precision: precision) }
    for b in lower { logarithm = logarithm.subtracting(rising(b), precision: precision) }
    return logarithm.exponential(precision: Precision(clamping: bits))
  }
}
