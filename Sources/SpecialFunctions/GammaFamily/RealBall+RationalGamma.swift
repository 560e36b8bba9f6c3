public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// Γ(a) at an exact fraction; ``BallArithmetic/RealBall/unbounded`` at the poles 0, -1, -2, ...
  /// and beyond the range of exponents.
  ///
  /// Fast at high precision: for a small denominator the value in (0, 1] is computed by binary
  /// splitting of the incomplete gamma function and kept at the highest precision computed.
  /// Docs/Theory/GammaFamily.md, "The incomplete gamma sum".
  ///
  /// ```swift
  /// let third = Rational(numerator: 1, nonzeroDenominator: 3)
  /// RealBall.gamma(third, precision: 64)     // 2.678938534707747633
  /// ```
  public static func gamma(_ a: Rational, precision: Precision) -> RealBall {
    if a.isInteger, !a.isPositive { return .unbounded }
    let size = max(0, a.numerator.bitWidth - a.denominator.bitWidth)
    if size > 40 {
      // Γ(a) is above 2^(2^40) for a > 0.
      return a.isPositive ? .unbounded : reflectedGamma(a, precision: precision)
    }
    if a.isInteger {
      return RealBall(a.numerator).gamma(precision: precision)
    }
    let inner = precision + 16
    if a.denominator < RationalGamma.largestDenominator,
      let steps = (a.ceiling - 1).asInt, steps.magnitude <= 4096 + UInt(precision.bits)
    {
      let base = a - Rational(steps)
      let value = RationalGamma.at(base, order: 1, precision: inner).value
      if steps >= 0 {
        return value.multiplied(
          by: RationalGamma.risingFactorial(base, steps, precision: inner), precision: precision)
      }
      return value.divided(
        by: RationalGamma.risingFactorial(a, -steps, precision: inner), precision: precision)
    }
    if a.isNegative { return reflectedGamma(a, precision: precision) }
    return gammaTaylor(at: a, order: 1, precision: precision)[0]
  }

  /// pi/(sin(pi a) Γ(1 - a)).
  private static func reflectedGamma(_ a: Rational, precision: Precision) -> RealBall {
    let inner = precision + 16
    // |Γ(a)| = pi/(|sin(pi a)| Γ(1 - a)); where Γ(1 - a) has no number, a ball around zero.
    let sine = RealBallSeries.sineOfPi(at: a, order: 1, precision: inner).coefficients[0]
    let other = reciprocalGamma(1 - a, precision: inner)
    return other.multiplied(by: .pi(precision: inner), precision: inner)
      .divided(by: sine, precision: precision)
  }

  /// 1/Γ(a) at a fraction a > 1, below the range of exponents a ball around zero.
  private static func reciprocalGamma(_ a: Rational, precision: Precision) -> RealBall {
    let size = a.numerator.bitWidth - a.denominator.bitWidth
    if size > 32 {
      // log2 Γ(a) > a for a > 2^31.
      return RealBall(midpoint: .zero, radius: .powerOfTwo(-(1 << min(size - 1, 59))))
    }
    let value = gamma(a, precision: precision)
    // Γ(a) is at least 2^(largestExponent - 1): no number has a larger exponent.
    return value.isUnbounded
      ? RealBall(midpoint: .zero, radius: .powerOfTwo(1 - BigFloat.largestExponent))
      : value.reciprocal(precision: precision)
  }
}
