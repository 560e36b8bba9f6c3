internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// Euler-Maclaurin summation for the Hurwitz zeta function of a real s and a complex a.
///
///     ζ(s, a) = sum_{k<n} (a+k)^(-s) + w^(1-s)/(s-1) + w^(-s)/2
///               + sum_{0<j<=M} B_2j/(2j)! (s)_(2j-1) w^(1-s-2j) + R_M,      w = a + n
///
/// Proof of the bound of R_M: Docs/Theory/GammaFamily.md, "Euler-Maclaurin summation".
struct EulerMaclaurinSeries {
  /// n, the terms that are summed one by one.
  let shift: Int
  /// M, the correction terms.
  let terms: Int

  /// So many Bernoulli numbers take some seconds, and their number enters with its square.
  private static let largestTerms = 6000

  /// The cheapest pair, about, for an error of 2^-bits relative to the first term; nil when none
  /// with at most a million terms reaches that.
  init?(exponent s: Double, real x: Double, imaginary y: Double, bits: Int) {
    guard s.isFinite, s.magnitude < 1e12, x.isFinite, y.isFinite else { return nil }
    let target = Double(max(bits, 16))
    // Re(a + n) has to be positive.
    let least = x > 0.5 ? 0 : (0.5 - x).rounded(.up)
    let first = Double.hypot(x + least, y)
    let size = -s * Double.log2(max(first, 1e-300))
    var best: (cost: Double, shift: Int, terms: Int)?
    var n = 0.0
    while n < 1_000_000, best.map({ $0.cost > n }) ?? true {
      let shift = least + n
      guard shift < 1_000_000 else { break }
      let real = x + shift
      let modulus = Double.hypot(real, y)
      // s^2 = sec(arg/2)^2 enters each pair of powers.
      let secant = 2 * modulus / (modulus + real)
      let scale = secant / (modulus * modulus * 39.478)
      let limit = size - target
      var bound = 2 - s * Double.log2(modulus) + 0.5 * max(s, 0) * Double.log2(secant)
      var j = 0
      while bound > limit || s + Double(2 * j) <= 2 {
        let next = scale * (s + Double(2 * j)).magnitude * (s + Double(2 * j + 1)).magnitude
        j += 1
        if (next >= 1 && s + Double(2 * j) > 2) || j > Self.largestTerms {
          j = -1
          break
        }
        bound += next == 0 ? -.infinity : Double.log2(next)
      }
      if j >= 0 {
        let cost = n + 1.5 * Double(j)
        if best.map({ cost < $0.cost }) ?? true { best = (cost, Int(shift), max(j, 1)) }
      }
      n = n < 8 ? n + 1 : (n * 1.25).rounded()
    }
    guard let best,
      Double(best.shift) * HypergeometricCost.power(bits: bits) < HypergeometricCost.limit
    else { return nil }
    shift = best.shift
    terms = best.terms
  }

  /// ζ(s, a); unbounded when the ball of a + n reaches the cut or that of s contains 1.
  func zeta(_ s: RealBall, _ a: ComplexBall, precision: Precision) -> ComplexBall {
    let w = a.shifted(by: shift, precision: precision)
    let remainder = remainderBound(s, w)
    guard remainder.isFinite else { return .unbounded }
    var sum = ComplexBall.zero
    for k in 0..<shift {
      sum = sum.adding(
        a.shifted(by: k, precision: precision).power(minus: s, precision: precision),
        precision: precision)
    }
    let lead = w.power(minus: s, precision: precision)
    let integral = lead.multiplied(by: w, precision: precision)
      .divided(by: s.adding(-1, precision: precision), precision: precision)
    sum = sum.adding(integral, precision: precision)
      .adding(lead.scaled(byPowerOfTwo: -1), precision: precision)
    let inverse = w.reciprocal(precision: precision)
    let square = inverse.squared(precision: precision)
    // (s)_(2j-1)/(2j)! w^(1-s-2j), from j = 1.
    var term = lead.multiplied(by: inverse, precision: precision)
      .multiplied(by: s, precision: precision).scaled(byPowerOfTwo: -1)
    let numbers = BernoulliNumberCache.even(count: terms + 1)
    for j in 1...terms {
      sum = sum.adding(
        term.multiplied(by: RealBall(numbers[j], precision: precision), precision: precision),
        precision: precision)
      term = term.multiplied(by: square, precision: precision)
        .multiplied(
          by: s.adding(2 * j - 1, precision: precision)
            .multiplied(by: s.adding(2 * j, precision: precision), precision: precision),
          precision: precision
        )
        .divided(by: RealBall((2 * j + 1) * (2 * j + 2)), precision: precision)
    }
    return a.isReal
      ? ComplexBall(sum.real.addingError(remainder)) : sum.addingError(remainder)
  }

  /// |B_2M|/(2M)! |(s)_2M| sec(arg(w)/2)^(s+2M) |w|^(1-s-2M)/(s+2M-1).
  private func remainderBound(_ s: RealBall, _ w: ComplexBall) -> Magnitude {
    let m = terms
    let (low, _) = s.endpoints(precision: 64)
    guard BigFloat.adding(low, BigFloat(2 * m), precision: 64, rounding: .down) > 1,
      w.real.isCertainlyPositive
    else { return .infinity }
    let bits: Precision = 64
    var bound = Magnitude(upperBound: BernoulliNumberCache.even(count: m + 1)[m])
    for i in 0..<2 * m {
      bound *= s.adding(i, precision: bits).magnitudeUpperBound
        .divided(byLowerBound: Magnitude(UInt(i + 1)))
    }
    if bound.isZero { return .zero }
    let modulus = w.rounded(to: bits).magnitude(precision: bits)
    // |w| cos(arg(w)/2)^2 = (|w| + Re w)/2, and cos(arg(w)/2)^2 that over |w|.
    let cosine = modulus.adding(w.real.rounded(to: bits), precision: bits)
      .scaled(byPowerOfTwo: -1).divided(by: modulus, precision: bits).squareRoot(precision: bits)
    let exponent = s.adding(2 * m, precision: bits)
    let size = modulus.multiplied(by: cosine, precision: bits)
      .logarithm(precision: bits).multiplied(by: -exponent, precision: bits)
      .exponential(precision: bits)
    let last = modulus.divided(by: exponent.adding(-1, precision: bits), precision: bits)
    return bound * size.magnitudeUpperBound * last.magnitudeUpperBound
  }
}

extension ComplexBall {
  /// z^(-s), the principal power.
  func power(minus s: RealBall, precision: Precision) -> ComplexBall {
    if isReal, real.isCertainlyPositive {
      return ComplexBall(real.power(-s, precision: precision))
    }
    return power(ComplexBall(-s), precision: precision)
  }
}
