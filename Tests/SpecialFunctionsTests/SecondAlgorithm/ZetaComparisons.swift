import BallArithmetic
import Multiprecision
import TestSupport

@testable import SpecialFunctions

/// ζ(s) for s >= 1/2, s != 1, from the alternating series with Chebyshev weights; the error is at
/// most 3/(3 + sqrt 8)^n of 1 in (1 - 2^(1-s)) ζ(s) (P. Borwein, An efficient algorithm for the
/// Riemann zeta function, 1995, algorithm 2).
private func alternatingZeta(_ s: Rational, bits: Int) -> RealBall {
  let exact = RealBall(s, precision: 1000)
  return DefiningSeries.refinedReal(bits: bits) { precision in
    let n = Int(Double(precision.bits) / 2.54) + 4
    // d_k = n Σ_(i<=k) (n + i - 1)! 4^i/((n - i)! (2i)!).
    var weights: [Integer] = []
    var term = Integer.one
    var sum = Integer.zero
    for i in 0...n {
      sum += term
      weights.append(sum)
      term =
        (term * Integer(4 * (n + i) * (n - i))).exactQuotient(
          dividingBy: Integer((2 * i + 1) * (2 * i + 2)))
    }
    let last = weights[n]
    var total = RealBall.zero
    // k^(-s): for composite k the product of those of two factors.
    var powers = [RealBall.zero]
    for k in 0..<n {
      let number = k + 1
      let divisor =
        number < 4 ? nil : (2...).prefix { $0 * $0 <= number }.first { number % $0 == 0 }
      powers.append(
        divisor.map {
          powers[$0].multiplied(by: powers[number / $0], precision: precision)
        } ?? RealBall(number).power(-exact, precision: precision))
      let part = RealBall(k % 2 == 0 ? last - weights[k] : weights[k] - last)
        .multiplied(by: powers[number], precision: precision)
      total = total.adding(part, precision: precision)
    }
    let error = Magnitude(3) * Magnitude(upperBound: 0.1716).power(UInt(n))
    let factor = RealBall.one.subtracting(
      RealBall(2).power(RealBall(1 - s, precision: 1000), precision: precision),
      precision: precision)
    return total.divided(by: RealBall(last), precision: precision).addingError(error)
      .divided(by: factor, precision: precision)
  }
}

let zetaComparisons: [Comparison] = [
  Comparison(
    name: "zeta", method: "alternating series; functional equation, Euler's integral",
    seed: 0x2E_01
  ) { random in
    let s = random.argument(upTo: random.choice([2, 12, 20]))
    if s.isOne { return nil }
    let p = random.shortPrecision()
    let label = "zeta(\(s)), \(p.bits) bits"
    let value = exactBall(s).zeta(precision: p)
    if s >= Rational(1) / 2 {
      return Sample(value, alternatingZeta(s, bits: p.bits + 10), precision: p, label)
    }
    if s.isZero { return Sample(value, exactBall(Rational(-1) / 2), precision: p, label) }
    // ζ(s) = 2 (2 pi)^(s-1) sin(pi s/2) Γ(1 - s) ζ(1 - s).
    let inner = p + 40
    let gamma = EulerIntegralGamma.gamma(ComplexBall(exactBall(1 - s)), bits: inner.bits).real
    let reference = RealBall.pi(precision: inner).scaled(byPowerOfTwo: 1)
      .power(exactBall(s - 1), precision: inner)
      .multiplied(by: exactBall(s / 2).sineOfPi(precision: inner), precision: inner)
      .multiplied(by: gamma, precision: inner)
      .multiplied(by: alternatingZeta(1 - s, bits: inner.bits), precision: inner)
      .scaled(byPowerOfTwo: 1)
    return Sample(value, reference, precision: p, label)
  },
  Comparison(
    name: "hurwitzZeta", method: "duplication, with the half-shifted function", seed: 0x2E_02
  ) { random in
    let s = random.argument(upTo: random.choice([2, 12]))
    if s.isOne { return nil }
    let a = random.argument(upTo: 25, positive: true)
    let p = random.shortPrecision()
    // ζ(s, a) = 2^(-s) (ζ(s, a/2) + ζ(s, (a + 1)/2)).
    let reference = DefiningSeries.refinedReal(bits: p.bits + 5, limit: 2000) { inner in
      RealBall.hurwitzZeta(exactBall(s), exactBall(a / 2), precision: inner).adding(
        .hurwitzZeta(exactBall(s), exactBall((a + 1) / 2), precision: inner), precision: inner
      ).multiplied(by: RealBall(2).power(exactBall(-s), precision: inner), precision: inner)
    }
    return Sample(
      .hurwitzZeta(exactBall(s), exactBall(a), precision: p), reference, precision: p,
      "hurwitzZeta(\(s), \(a)), \(p.bits) bits")
  },
  Comparison(
    name: "hurwitzZeta at a fraction of small denominator",
    method: "the series of the first terms and zeta by the alternating series", seed: 0x2E_03
  ) { random in
    // ζ(s, n + 1) = ζ(s) - Σ_(k<=n) k^(-s), ζ(s, n + 1/2) = (2^s - 1) ζ(s) - Σ (k - 1/2)^(-s).
    let s = random.argument(upTo: 12, positive: true)
    if s.isOne || s < Rational(1) / 2 { return nil }
    let n = random.int(in: 0...12)
    let isHalf = random.int(in: 0...1) == 0
    let p = random.shortPrecision()
    let a = Rational(n) + (isHalf ? Rational(1) / 2 : 1)
    let reference = DefiningSeries.refinedReal(bits: p.bits + 5) { inner in
      var sum = alternatingZeta(s, bits: inner.bits)
      if isHalf {
        sum = sum.multiplied(
          by: RealBall(2).power(exactBall(s), precision: inner).adding(-1, precision: inner),
          precision: inner)
      }
      for k in 0..<n {
        sum = sum.subtracting(
          exactBall(Rational(k) + (isHalf ? Rational(1) / 2 : 1))
            .power(exactBall(-s), precision: inner), precision: inner)
      }
      return sum
    }
    return Sample(
      .hurwitzZeta(exactBall(s), exactBall(a), precision: p), reference, precision: p,
      "hurwitzZeta(\(s), \(a)), \(p.bits) bits")
  },
]
