internal import BallArithmetic
internal import Multiprecision

// MPFR's functions round correctly and are the fastest at low precision; far beyond it they are
// not, and Stirling's series with the cached Bernoulli numbers takes over.

extension RealBall {
  /// From this precision on Stirling's series is used.
  static let stirlingPrecision = Precision(clamping: 2500)

  static func gamma(atPoint x: BigFloat, precision: Precision) -> RealBall {
    // MPFR is slow at integers, too, where it does not take the factorial.
    if precision >= stirlingPrecision, x.isInteger, x > 2048, x.exponent <= 31 {
      return ComplexBall(RealBall(exact: x)).stirlingGamma(precision: precision).real
    }
    if precision < stirlingPrecision || x.isZero || x.exponent > 31 || x.isInteger {
      return RealBall(rounded: x.gamma(precision: precision))
    }
    if x.exponent - x.minimumPrecision.bits >= -12, let fraction = x.exactRational {
      return gamma(fraction, precision: precision)
    }
    return ComplexBall(RealBall(exact: x)).stirlingGamma(precision: precision).real
  }

  /// For x > 0.
  static func logGamma(atPoint x: BigFloat, precision: Precision) -> RealBall {
    if precision < stirlingPrecision || x.isZero {
      return RealBall(rounded: x.logGamma(precision: precision))
    }
    return ComplexBall(RealBall(exact: x)).logGammaBesideCut(precision: precision).real
  }

  static func digamma(atPoint x: BigFloat, precision: Precision) -> RealBall {
    if precision < stirlingPrecision || x.isZero || (x.isInteger && !x.isPositive) {
      return RealBall(rounded: x.digamma(precision: precision))
    }
    return ComplexBall(RealBall(exact: x)).stirlingDigamma(precision: precision).real
  }

  static func zeta(atPoint s: BigFloat, precision: Precision) -> RealBall {
    if precision < 128 || s < BigFloat(mantissa: 1, exponent: -1) || s == 1 || s.exponent > 24 {
      return RealBall(rounded: s.zeta(precision: precision))
    }
    if s.isInteger, let integer = s.integer(rounding: .toNearest)?.asInt, integer <= 256 {
      return ZetaValues.zeta(integer, precision: precision)
    }
    return hurwitzZeta(RealBall(exact: s), .one, precision: precision)
  }
}
