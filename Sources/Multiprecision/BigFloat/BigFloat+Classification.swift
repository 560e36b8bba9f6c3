internal import CGMP
internal import CMPFR
internal import CNumericShims

extension BigFloat {
  /// Whether the number is 0, of either sign.
  public var isZero: Bool { withMPFR { shim_mpfr_is_zero($0) != 0 } }
  /// Whether this is not-a-number.
  public var isNaN: Bool { withMPFR { shim_mpfr_is_nan($0) != 0 } }
  /// Whether this is plus or minus infinity.
  public var isInfinite: Bool { withMPFR { shim_mpfr_is_infinite($0) != 0 } }
  /// Whether this is a number, neither infinite nor not-a-number.
  public var isFinite: Bool { !isNaN && !isInfinite }
  /// Whether the number is below 0; false for minus zero and not-a-number.
  public var isNegative: Bool { signum() < 0 }
  /// Whether the number is above 0; false for not-a-number.
  public var isPositive: Bool { signum() > 0 }
  /// Whether the sign is minus, also of a zero; false for not-a-number.
  public var hasNegativeSign: Bool { !isNaN && withMPFR { shim_mpfr_signbit($0) != 0 } }
  /// Whether the number is finite and an integer.
  public var isInteger: Bool { withMPFR { mpfr_integer_p($0) != 0 } }

  /// -1, 0 or 1; 0 for not-a-number.
  public func signum() -> Int { withMPFR { Int(shim_mpfr_sgn($0)) }.signum() }

  /// The e with 2^(e-1) <= |x| < 2^e, for a finite nonzero number; `Int.min` for zero and
  /// `Int.max` for infinities and not-a-number.
  public var exponent: Int {
    if isZero { return .min }
    return isFinite ? withMPFR { shim_mpfr_exponent($0) } : .max
  }

  /// The least precision that holds the number exactly; 1 for special values.
  public var minimumPrecision: Precision {
    Precision(clamping: withMPFR { shim_mpfr_min_precision($0) })
  }
}

extension BigFloat: Comparable, Hashable {
  /// Equality of values: precisions may differ; zeros are equal; not-a-number equals nothing,
  /// not even itself.
  public static func == (left: BigFloat, right: BigFloat) -> Bool {
    left.withMPFR { a in right.withMPFR { mpfr_equal_p(a, $0) != 0 } }
  }

  /// False when either is not-a-number.
  public static func < (left: BigFloat, right: BigFloat) -> Bool {
    left.withMPFR { a in right.withMPFR { mpfr_less_p(a, $0) != 0 } }
  }

  /// The order of the values; false when either is not-a-number.
  public static func <= (left: BigFloat, right: BigFloat) -> Bool {
    left.withMPFR { a in right.withMPFR { mpfr_lessequal_p(a, $0) != 0 } }
  }

  /// The order of the values; false when either is not-a-number.
  public static func > (left: BigFloat, right: BigFloat) -> Bool { right < left }
  /// The order of the values; false when either is not-a-number.
  public static func >= (left: BigFloat, right: BigFloat) -> Bool { right <= left }

  /// Hashes the value: equal numbers hash alike, whatever their precisions.
  public func hash(into hasher: inout Hasher) {
    if let (mantissa, exponent) = exactParts {
      hasher.combine(mantissa)
      hasher.combine(exponent)
    } else {
      hasher.combine(isNaN ? 0 : isNegative ? -1 : 1)
    }
  }
}
