internal import CGMP
internal import CMPFR
internal import CNumericShims

extension BigFloat {
  /// The number rounded to a precision.
  public init(_ value: BigFloat, precision: Precision, rounding: Rounding) {
    self =
      BigFloat.computing(precision) { r in
        value.withMPFR { shim_mpfr_set(r, $0, rounding.mpfr) }
      }.value
  }

  /// The integer rounded to a precision.
  public init(_ value: Integer, precision: Precision, rounding: Rounding) {
    self =
      BigFloat.computing(precision) { r in
        value.withMPZ { mpfr_set_z(r, $0, rounding.mpfr) }
      }.value
  }

  /// The fraction rounded to a precision.
  public init(_ value: Rational, precision: Precision, rounding: Rounding) {
    self = BigFloat.rounding(value, precision: precision, rounding: rounding).value
  }

  /// The fraction rounded to a precision, and whether that was exact.
  public static func rounding(
    _ value: Rational, precision: Precision, rounding: Rounding
  ) -> (value: BigFloat, isExact: Bool) {
    let (result, ternary) = BigFloat.computing(precision) { r in
      value.numerator.withMPZ { n in
        if value.isInteger { return mpfr_set_z(r, n, rounding.mpfr) }
        return value.denominator.withMPZ { d in
          // Lends the two integers as one GMP rational.
          var q = __mpq_struct(_mp_num: n.pointee, _mp_den: d.pointee)
          return mpfr_set_q(r, &q, rounding.mpfr)
        }
      }
    }
    return (result, ternary == 0)
  }

  /// The fraction, when the precision holds it exactly; else nil.
  public init?(exactly value: Rational, precision: Precision) {
    let (rounded, isExact) = BigFloat.rounding(value, precision: precision, rounding: .toNearest)
    guard isExact else { return nil }
    self = rounded
  }

  /// The integer, exactly, at the least precision that holds it.
  ///
  /// - Precondition: that is at most ``Precision/maximum``.
  public init(_ value: Integer) {
    self.init(value, precision: BigFloat.exactPrecision(value), rounding: .toNearest)
  }

  /// The integer, exactly, at the least precision that holds it.
  public init(_ value: Int) { self.init(Integer(value)) }

  /// The double, exactly, at 53 bits; not-a-number and infinities are kept.
  public init(_ value: Double) {
    self = BigFloat.computing(53) { mpfr_set_d($0, value, MPFR_RNDN) }.value
  }

  /// `mantissa * 2^exponent`, exactly, at the least precision that holds it. Beyond the range of
  /// exponents it is an infinity or zero.
  ///
  /// - Precondition: the precision is at most ``Precision/maximum``.
  public init(mantissa: Integer, exponent: Int) {
    self =
      BigFloat.computing(BigFloat.exactPrecision(mantissa)) { r in
        mantissa.withMPZ { shim_mpfr_set_integer_exponent(r, $0, exponent, MPFR_RNDN) }
      }.value
  }

  private static func exactPrecision(_ value: Integer) -> Precision {
    let bits = max(value.bitWidth - value.trailingZeroBitCount, 1)
    precondition(bits <= Precision.maximum.bits, "an integer too long for an exact BigFloat")
    return Precision(unchecked: bits)
  }

  /// Plus zero, at a precision of one bit.
  public static var zero: BigFloat { BigFloat(Integer.zero) }
  /// Not-a-number, which equals nothing, not even itself.
  public static var notANumber: BigFloat {
    computing(2) {
      shim_mpfr_set_nan($0); return 0
    }.value
  }
  /// Plus or minus infinity.
  public static func infinity(negative: Bool = false) -> BigFloat {
    computing(2) {
      shim_mpfr_set_infinity($0, negative ? -1 : 1); return 0
    }.value
  }

  /// `mantissa * 2^exponent == self` with an odd mantissa (or 0, 0); nil for infinities and
  /// not-a-number.
  public var exactParts: (mantissa: Integer, exponent: Int)? {
    guard isFinite else { return nil }
    if isZero { return (.zero, 0) }
    var exponent = 0
    let mantissa = Integer.computing { m in
      exponent = withMPFR { mpfr_get_z_2exp(m, $0) }
    }
    let zeros = mantissa.trailingZeroBitCount
    return (mantissa.shifted(leftBy: -zeros), exponent + zeros)
  }

  /// The exact value as a fraction; nil for infinities and not-a-number, and when numerator or
  /// denominator would have more than ``Integer/maximumBitWidth`` bits.
  public var exactRational: Rational? {
    guard let (mantissa, exponent) = exactParts else { return nil }
    let limit = Integer.maximumBitWidth
    if exponent >= 0 {
      return (try? mantissa.shifted(leftBy: exponent, maximumBitWidth: limit)).map(Rational.init)
    }
    return (try? Integer.one.shifted(leftBy: -exponent, maximumBitWidth: limit)).map {
      Rational(canonicalNumerator: mantissa, denominator: $0)
    }
  }

  /// The double nearest to the number.
  public var nearestDouble: Double { double(rounding: .toNearest) }

  /// The number rounded to a double, correctly also where doubles are subnormal; beyond their range
  /// an infinity or the greatest double, as the rounding says.
  public func double(rounding: Rounding) -> Double {
    withMPFR { mpfr_get_d($0, rounding.mpfr) }
  }

  /// The integer nearest in the direction of rounding; nil for infinities, not-a-number and
  /// numbers of more than ``Integer/maximumBitWidth`` bits.
  public func integer(rounding: Rounding) -> Integer? {
    guard isFinite, isZero || exponent <= Integer.maximumBitWidth else { return nil }
    return Integer.computing { z in withMPFR { _ = mpfr_get_z(z, $0, rounding.mpfr) } }
  }

  /// `f * 2^e == |self|` rounded up, with 0.5 <= f <= 1, for bounds; (0, 0) for zero, and
  /// (infinity, 0) for the infinities and not-a-number.
  public var upperBoundParts: (fraction: Double, exponent: Int) {
    if isZero { return (0, 0) }
    if !isFinite { return (.infinity, 0) }
    var exponent = 0
    let fraction = withMPFR { mpfr_get_d_2exp(&exponent, $0, MPFR_RNDA) }
    return (fraction.magnitude, exponent)
  }

  /// `f * 2^e == |self|` rounded down, with 0.5 <= f < 1; (0, 0) for zero and not-a-number,
  /// and (infinity, 0) for the infinities.
  public var lowerBoundParts: (fraction: Double, exponent: Int) {
    if isZero || isNaN { return (0, 0) }
    if !isFinite { return (.infinity, 0) }
    var exponent = 0
    let fraction = withMPFR { mpfr_get_d_2exp(&exponent, $0, MPFR_RNDZ) }
    return (fraction.magnitude, exponent)
  }
}

extension BigFloat: ExpressibleByIntegerLiteral {
  /// The integer, exactly.
  public init(integerLiteral literal: StaticBigInt) {
    self.init(Integer(integerLiteral: literal))
  }
}
