internal import CGMP
internal import CMPFR

extension BigFloat {
  /// pi; rounded once. MPFR caches it per thread.
  public static func pi(precision: Precision, rounding: Rounding = .toNearest) -> BigFloat {
    computing(precision) { mpfr_const_pi($0, rounding.mpfr) }.value
  }

  /// The natural logarithm of 2; rounded once. MPFR caches it per thread.
  public static func logTwo(precision: Precision, rounding: Rounding = .toNearest) -> BigFloat {
    computing(precision) { mpfr_const_log2($0, rounding.mpfr) }.value
  }

  /// Euler's constant, 0.577...; rounded once. MPFR caches it per thread.
  public static func eulerGamma(precision: Precision, rounding: Rounding = .toNearest) -> BigFloat {
    computing(precision) { mpfr_const_euler($0, rounding.mpfr) }.value
  }

  /// Catalan's constant, 0.915...; rounded once. MPFR caches it per thread.
  public static func catalan(precision: Precision, rounding: Rounding = .toNearest) -> BigFloat {
    computing(precision) { mpfr_const_catalan($0, rounding.mpfr) }.value
  }

  /// Frees what MPFR cached on the current thread; for a thread of one's own, before it ends.
  public static func freeThreadCaches() { mpfr_free_cache() }
}
