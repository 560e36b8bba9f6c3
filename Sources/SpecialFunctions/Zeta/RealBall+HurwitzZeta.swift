public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The Hurwitz zeta function ζ(s, a) = sum_{k>=0} (a + k)^(-s), continued to all s but the pole 1.
  ///
  /// Domain: a > 0; for an exact integer s also a < 0 away from 0, -1, -2, ... Elsewhere, and
  /// where about a million terms do not reach the precision,
  /// ``BallArithmetic/RealBall/unbounded``. By Euler-Maclaurin summation:
  /// Docs/Theory/GammaFamily.md, "Euler-Maclaurin summation".
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
    return .refining(useful) { inner in
      guard
        let plan = EulerMaclaurinSeries(
          exponent: s.approximateDouble, real: argument.real, imaginary: argument.imaginary,
          bits: inner.bits)
      else { return .unbounded }
      return plan.zeta(s, a, precision: inner + plan.shift.significantBits)
    }.rounded(to: precision)
  }
}
