internal import CGMP
internal import CMPFR
internal import CNumericShims

extension BigFloat {
  /// The sum, rounded once.
  public static func adding(
    _ left: BigFloat, _ right: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> BigFloat {
    addingExactness(left, right, precision: precision, rounding: rounding).value
  }

  /// The same, with the sign of (result - exact value): 0 says the result is exact.
  public static func addingExactness(
    _ left: BigFloat, _ right: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in
      left.withMPFR { a in right.withMPFR { mpfr_add(r, a, $0, rounding.mpfr) } }
    }
  }

  /// The difference, rounded once.
  public static func subtracting(
    _ left: BigFloat, _ right: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> BigFloat {
    subtractingExactness(left, right, precision: precision, rounding: rounding).value
  }

  /// The same, with the sign of (result - exact value): 0 says the result is exact.
  public static func subtractingExactness(
    _ left: BigFloat, _ right: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in
      left.withMPFR { a in right.withMPFR { mpfr_sub(r, a, $0, rounding.mpfr) } }
    }
  }

  /// The product, rounded once.
  public static func multiplying(
    _ left: BigFloat, _ right: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> BigFloat {
    multiplyingExactness(left, right, precision: precision, rounding: rounding).value
  }

  /// The same, with the sign of (result - exact value): 0 says the result is exact.
  public static func multiplyingExactness(
    _ left: BigFloat, _ right: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in
      left.withMPFR { a in right.withMPFR { mpfr_mul(r, a, $0, rounding.mpfr) } }
    }
  }

  /// The quotient; x/0 is an infinity and 0/0 not-a-number, rounded once.
  public static func dividing(
    _ left: BigFloat, _ right: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> BigFloat {
    dividingExactness(left, right, precision: precision, rounding: rounding).value
  }

  /// The same, with the sign of (result - exact value): 0 says the result is exact.
  public static func dividingExactness(
    _ left: BigFloat, _ right: BigFloat, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in
      left.withMPFR { a in right.withMPFR { mpfr_div(r, a, $0, rounding.mpfr) } }
    }
  }

  /// `a * b + c`, rounded once.
  public static func multiplyingAdding(
    _ a: BigFloat, _ b: BigFloat, _ c: BigFloat, precision: Precision,
    rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in
      a.withMPFR { a in b.withMPFR { b in c.withMPFR { mpfr_fma(r, a, b, $0, rounding.mpfr) } } }
    }
  }

  /// `a * b + c * d`, rounded once.
  public static func sumOfProducts(
    _ a: BigFloat, _ b: BigFloat, _ c: BigFloat, _ d: BigFloat, precision: Precision,
    rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in
      a.withMPFR { a in
        b.withMPFR { b in
          c.withMPFR { c in d.withMPFR { mpfr_fmma(r, a, b, c, $0, rounding.mpfr) } }
        }
      }
    }
  }

  /// The number with the opposite sign, exactly.
  public static prefix func - (value: BigFloat) -> BigFloat {
    computing(value.precision) { r in value.withMPFR { mpfr_neg(r, $0, MPFR_RNDN) } }.value
  }

  /// The absolute value, exactly; plus zero for minus zero.
  public var magnitude: BigFloat {
    if !hasNegativeSign { return self }
    return BigFloat.computing(precision) { r in
      withMPFR { shim_mpfr_abs(r, $0, MPFR_RNDN) }
    }.value
  }

  /// The number times 2^exponent: exact but for overflow and underflow of the exponent range.
  public func scaled(byPowerOfTwo exponent: Int) -> BigFloat {
    BigFloat.computing(precision) { r in
      withMPFR { mpfr_mul_2si(r, $0, exponent, MPFR_RNDN) }
    }.value
  }

  /// The power with an integer exponent, rounded once.
  public func power(
    _ exponent: Integer, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    BigFloat.computing(precision) { r in
      withMPFR { x in exponent.withMPZ { mpfr_pow_z(r, x, $0, rounding.mpfr) } }
    }
  }
}
