public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The Hurwitz zeta function ζ(s, a) = sum_{k>=0} (a + k)^(-s), continued to all s but the pole 1.
  ///
  /// Domain: a > 0; for an exact integer s also a <= 0, for s > 0 away from
  /// the poles 0, -1, -2, ... (for s <= 0 it is the polynomial -B_(1-s)(a)/(1-s)). Elsewhere, and
  /// where about a million terms do not reach the precision,
  /// ``BallArithmetic/RealBall/unbounded``. By Euler-Maclaurin summation,
  /// far to the left by Hurwitz' formula: Docs/Theory/GammaFamily.md.
  ///
  /// ```swift
  /// RealBall.hurwitzZeta(RealBall(2), .one, precision: 64)   // pi^2/6
  /// ```
  public static func hurwitzZeta(
    _ s: RealBall, _ a: RealBall, precision: Precision
  ) -> RealBall {
    if s.isUnbounded || a.isUnbounded { return .unbounded }
    let isInteger = s.isExact && s.midpoint.isInteger
    guard a.isCertainlyPositive || isInteger else { return .unbounded }
    if !isInteger, HurwitzFormula(s, a, bits: precision.bits) != nil {
      let value = RealBall.refining(precision) { inner in
        HurwitzFormula(s, a, bits: inner.bits)?.value(precision: inner) ?? .unbounded
      }
      if value.isFinite, value.relativeAccuracyBits >= precision.bits {
        return value.rounded(to: precision)
      }
      // More bits than foreseen, as after a cancellation, may ask for too many terms.
      let other = ComplexBall.hurwitzZeta(s, ComplexBall(a), precision: precision).real
      let isBetter = !value.isFinite || other.relativeAccuracyBits > value.relativeAccuracyBits
      return isBetter ? other : value.rounded(to: precision)
    }
    return ComplexBall.hurwitzZeta(s, ComplexBall(a), precision: precision).real
  }
}

extension ComplexBall {
  /// ζ(s, a) for a real s: any a off the cut (-inf, 0], and on it for an integer s.
  static func hurwitzZeta(
    _ s: RealBall, _ a: ComplexBall, precision: Precision
  ) -> ComplexBall {
    let argument = GammaArgument(a)
    let useful =
      s.isExact ? GammaArgument.useful(precision, for: a, extra: argument.sizeBits) : precision
    // Beside an integer s <= 0 the factors of (s)_2j are small but not zero, which a double may miss.
    var exponent = s.approximateDouble
    if exponent <= 0, exponent == exponent.rounded(), !(s.isExact && s.midpoint.isInteger) {
      exponent += 1e-9
    }
    return .refining(useful) { [exponent] inner in
      guard
        let plan = EulerMaclaurinSeries(
          exponent: exponent, real: argument.real, imaginary: argument.imaginary,
          bits: inner.bits)
      else { return .unbounded }
      return plan.zeta(s, a, precision: inner + plan.shift.significantBits)
    }.rounded(to: precision)
  }
}
