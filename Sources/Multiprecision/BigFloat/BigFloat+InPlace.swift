internal import CMPFR
internal import CNumericShims

// The in-place forms keep the precision of the number they change, and allocate nothing while its
// storage is not shared. Each named form returns the sign of (result - exact value): 0 says that
// the result is exact.

extension BigFloat {
  /// Adds a number in place, rounded once to the number's own precision.
  @discardableResult
  public mutating func add(_ other: BigFloat, rounding: Rounding = .toNearest) -> Int {
    mutate { x in other.withMPFR { shim_mpfr_add_assign(x, $0, rounding.mpfr) } }
  }

  /// Subtracts a number in place, rounded once to the number's own precision.
  @discardableResult
  public mutating func subtract(_ other: BigFloat, rounding: Rounding = .toNearest) -> Int {
    mutate { x in other.withMPFR { shim_mpfr_sub_assign(x, $0, rounding.mpfr) } }
  }

  /// Multiplies by a number in place, rounded once to the number's own precision.
  @discardableResult
  public mutating func multiply(by other: BigFloat, rounding: Rounding = .toNearest) -> Int {
    mutate { x in other.withMPFR { shim_mpfr_mul_assign(x, $0, rounding.mpfr) } }
  }

  /// Divides by a number in place, rounded once to the number's own precision; x/0 is an infinity
  /// and 0/0 not-a-number.
  @discardableResult
  public mutating func divide(by other: BigFloat, rounding: Rounding = .toNearest) -> Int {
    mutate { x in other.withMPFR { shim_mpfr_div_assign(x, $0, rounding.mpfr) } }
  }

  /// Changes the number through storage that nobody else holds; the body returns MPFR's ternary
  /// value.
  private mutating func mutate(
    _ body: (UnsafeMutablePointer<__mpfr_struct>) -> Int32
  ) -> Int {
    if !isKnownUniquelyReferenced(&box) {
      self = BigFloat(self, precision: precision, rounding: .toNearest)
    }
    return Int(box.withUnsafeMutablePointerToHeader(body).signum())
  }
}

/// The compound operators round to nearest, to the precision of the left operand. There are no
/// `+ - * /`: the precision of a new number is always written out.
extension BigFloat {
  /// Adds in place, rounded to nearest at the precision of the left operand.
  public static func += (left: inout BigFloat, right: BigFloat) { left.add(right) }
  /// Subtracts in place, rounded to nearest at the precision of the left operand.
  public static func -= (left: inout BigFloat, right: BigFloat) { left.subtract(right) }
  /// Multiplies in place, rounded to nearest at the precision of the left operand.
  public static func *= (left: inout BigFloat, right: BigFloat) { left.multiply(by: right) }
  /// Divides in place, rounded to nearest at the precision of the left operand; x/0 is an infinity,
  /// 0/0 not-a-number.
  public static func /= (left: inout BigFloat, right: BigFloat) { left.divide(by: right) }
}
