internal import CGMP
internal import CMPFR

// MPFR's special functions, each with the sign of (result - exact value).

extension BigFloat {
  /// The gamma function; not-a-number at the negative integers; rounded once.
  public func gamma(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_gamma(r, $0, rounding.mpfr) } }
  }

  /// log gamma(x), the real logarithm; not-a-number where gamma(x) is negative, plus infinity at
  /// the integers <= 0; rounded once.
  public func logGamma(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_lngamma(r, $0, rounding.mpfr) } }
  }

  /// The digamma function; rounded once.
  public func digamma(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_digamma(r, $0, rounding.mpfr) } }
  }

  /// The Riemann zeta function; rounded once.
  public func zeta(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_zeta(r, $0, rounding.mpfr) } }
  }

  /// The error function; rounded once.
  public func errorFunction(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_erf(r, $0, rounding.mpfr) } }
  }

  /// 1 - erf(x), accurate for large x; rounded once.
  public func complementaryErrorFunction(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_erfc(r, $0, rounding.mpfr) } }
  }
}
