internal import CGMP
internal import CMPFR

// Each function returns the rounded value and the sign of (result - exact value).

extension BigFloat {
  /// The square root; not-a-number for a negative number; rounded once.
  public func squareRoot(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_sqrt(r, $0, rounding.mpfr) } }
  }

  /// The real cube root; rounded once.
  public func cubeRoot(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_cbrt(r, $0, rounding.mpfr) } }
  }

  /// 1/sqrt(x); rounded once.
  public func reciprocalSquareRoot(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_rec_sqrt(r, $0, rounding.mpfr) } }
  }

  /// e^x; rounded once.
  public func exponential(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_exp(r, $0, rounding.mpfr) } }
  }

  /// e^x - 1, accurate near 0; rounded once.
  public func exponentialMinusOne(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_expm1(r, $0, rounding.mpfr) } }
  }

  /// The natural logarithm; not-a-number for a negative number, minus infinity at 0; rounded once.
  public func logarithm(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_log(r, $0, rounding.mpfr) } }
  }

  /// log(1+x), accurate near 0; rounded once.
  public func logarithmOnePlus(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_log1p(r, $0, rounding.mpfr) } }
  }

  /// The sine; rounded once. Not-a-number for |x| >= 2^(2^24):
  /// its reduction would need as many bits of pi.
  public func sine(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    guard isReducible else { return (.notANumber, 0) }
    return BigFloat.computing(precision) { r in withMPFR { mpfr_sin(r, $0, rounding.mpfr) } }
  }

  /// The cosine; rounded once. Not-a-number for |x| >= 2^(2^24):
  /// its reduction would need as many bits of pi.
  public func cosine(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    guard isReducible else { return (.notANumber, 0) }
    return BigFloat.computing(precision) { r in withMPFR { mpfr_cos(r, $0, rounding.mpfr) } }
  }

  /// The tangent; rounded once. Not-a-number for |x| >= 2^(2^24):
  /// its reduction would need as many bits of pi.
  public func tangent(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    guard isReducible else { return (.notANumber, 0) }
    return BigFloat.computing(precision) { r in withMPFR { mpfr_tan(r, $0, rounding.mpfr) } }
  }

  /// The arc sine, in [-pi/2, pi/2]; rounded once.
  public func arcSine(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_asin(r, $0, rounding.mpfr) } }
  }

  /// The arc cosine, in [0, pi]; rounded once.
  public func arcCosine(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_acos(r, $0, rounding.mpfr) } }
  }

  /// The arc tangent, in (-pi/2, pi/2); rounded once.
  public func arcTangent(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_atan(r, $0, rounding.mpfr) } }
  }

  /// The hyperbolic sine; rounded once.
  public func hyperbolicSine(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_sinh(r, $0, rounding.mpfr) } }
  }

  /// The hyperbolic cosine; rounded once.
  public func hyperbolicCosine(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_cosh(r, $0, rounding.mpfr) } }
  }

  /// The hyperbolic tangent; rounded once.
  public func hyperbolicTangent(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_tanh(r, $0, rounding.mpfr) } }
  }

  /// The inverse hyperbolic sine; rounded once.
  public func inverseHyperbolicSine(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_asinh(r, $0, rounding.mpfr) } }
  }

  /// The inverse hyperbolic cosine, for x >= 1; rounded once.
  public func inverseHyperbolicCosine(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_acosh(r, $0, rounding.mpfr) } }
  }

  /// The inverse hyperbolic tangent, for |x| <= 1; rounded once.
  public func inverseHyperbolicTangent(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in withMPFR { mpfr_atanh(r, $0, rounding.mpfr) } }
  }

  /// Whether the number can be reduced by multiples of pi: that takes as many bits of pi as the
  /// exponent says.
  private var isReducible: Bool { !isFinite || isZero || exponent <= 1 << 24 }

  /// The sine and the cosine together, cheaper than one after the other; not-a-number both where
  /// ``sine(precision:rounding:)`` is.
  public func sineAndCosine(
    precision: Precision, rounding: Rounding = .toNearest
  ) -> (sine: BigFloat, cosine: BigFloat) {
    guard isReducible else { return (.notANumber, .notANumber) }
    var cosine = BigFloat.zero
    let sine = BigFloat.computing(precision) { s in
      cosine =
        BigFloat.computing(precision) { c in
          withMPFR { mpfr_sin_cos(s, c, $0, rounding.mpfr) }
        }.value
      return 0
    }.value
    return (sine, cosine)
  }

  /// The angle of the point (x, y) in (-pi, pi]; rounded once.
  public static func arcTangent(
    y: BigFloat, x: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in
      y.withMPFR { y in x.withMPFR { mpfr_atan2(r, y, $0, rounding.mpfr) } }
    }
  }

  /// x^y for real y; rounded once.
  public func power(
    _ exponent: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in
      withMPFR { x in exponent.withMPFR { mpfr_pow(r, x, $0, rounding.mpfr) } }
    }
  }

  /// The real root of an integer degree; not-a-number for an even root of a negative number.
  public func root(
    _ degree: UInt, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in
      withMPFR { mpfr_rootn_ui(r, $0, degree, rounding.mpfr) }
    }
  }
}
