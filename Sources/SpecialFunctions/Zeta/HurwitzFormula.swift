internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// Hurwitz' formula for the Hurwitz zeta function far to the left, where Euler-Maclaurin summation
/// would cancel: for r = 1 - s > 1 and 0 < a <= 1 (DLMF 25.13.3),
///
///     ζ(s, a) = 2 Γ(r)/(2π)^r Σ_{n>=1} cos(πr/2 - 2πna) n^(-r),
///
/// and for larger a by ζ(s, a) = ζ(s, a - m) - Σ_{k<m} (a - m + k)^(-s).
/// Proof of the tail: Docs/Theory/GammaFamily.md, "Hurwitz' formula".
struct HurwitzFormula {
  private let s: RealBall
  private let a: RealBall
  /// m.
  private let shift: Int
  /// The terms that are summed.
  private let terms: Int

  /// Nil unless s < -8 and few terms reach the precision.
  init?(_ s: RealBall, _ a: RealBall, bits: Int) {
    let exponent = s.approximateDouble
    guard exponent < -8, exponent > -1e9, a.isCertainlyPositive,
      let ceiling = a.upperBound(precision: a.midpoint.precision + 64).integer(rounding: .up)?
        .asInt, ceiling <= 10_000
    else { return nil }
    let count = Double.exp2(Double(bits + 4) / -exponent).rounded(.up)
    guard count <= 4096 else { return nil }
    self.s = s
    self.a = a
    shift = ceiling - 1
    terms = Int(count)
  }

  func value(precision: Precision) -> RealBall {
    let sizeBits = Int(Double.log2(s.approximateDouble.magnitude + 2)) + 24
    let inner = precision + 2 * sizeBits
    let whole = inner + max(s.midpoint.precision, a.midpoint.precision).bits
    let r = RealBall.one.subtracting(s, precision: whole)
    let base = a.adding(-shift, precision: whole)
    guard base.isCertainlyPositive || shift == 0 else { return .unbounded }
    var sum = RealBall.zero
    for n in 1...terms {
      // cos(πx) = sin(π(x + 1/2)), x = r/2 - 2na.
      let angle = r.scaled(byPowerOfTwo: -1)
        .subtracting(base.multiplied(by: 2 * n, precision: whole), precision: whole)
        .adding(RealBall(exact: BigFloat(0.5)), precision: whole)
      let power = RealBall(n).power(-r, precision: inner)
      sum = sum.adding(
        angle.sineOfPi(precision: inner).multiplied(by: power, precision: inner),
        precision: inner)
    }
    // Σ_{n>N} n^(-r) <= N^(1-r)/(r - 1).
    let tail = RealBall(terms).power(s, precision: 64)
      .divided(by: -s, precision: 64).magnitudeUpperBound
    let circle = RealBall.pi(precision: inner).scaled(byPowerOfTwo: 1)
    let scale = r.logGamma(precision: inner)
      .subtracting(
        circle.logarithm(precision: inner).multiplied(by: r, precision: inner), precision: inner
      ).exponential(precision: inner).scaled(byPowerOfTwo: 1)
    var value = sum.addingError(tail).multiplied(by: scale, precision: inner)
    for k in 0..<shift {
      value = value.subtracting(
        base.adding(k, precision: whole).power(-s, precision: inner), precision: inner)
    }
    return value
  }
}
