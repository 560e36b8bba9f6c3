internal import CGMP
internal import CMPFR

extension BigFloat {
  /// The product with a machine integer, rounded once, and the sign of (result - exact value).
  public static func multiplyingExactness(
    _ left: BigFloat, _ right: Int, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in left.withMPFR { mpfr_mul_si(r, $0, right, rounding.mpfr) } }
  }

  /// The quotient by a machine integer, rounded once, and the sign of (result - exact value).
  public static func dividingExactness(
    _ left: BigFloat, _ right: Int, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in left.withMPFR { mpfr_div_si(r, $0, right, rounding.mpfr) } }
  }

  /// The sum with a machine integer, rounded once, and the sign of (result - exact value).
  public static func addingExactness(
    _ left: BigFloat, _ right: Int, precision: Precision, rounding: Rounding = .toNearest
  ) -> (value: BigFloat, ternary: Int) {
    computing(precision) { r in left.withMPFR { mpfr_add_si(r, $0, right, rounding.mpfr) } }
  }
}
