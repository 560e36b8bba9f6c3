internal import CGMP
internal import CMPFR
internal import CNumericShims

/// A binary floating-point number of any precision, on MPFR.
///
/// Every operation takes the precision and the rounding of its result: nothing is global. The
/// result is the exact value rounded once. Not-a-number and the infinities are values, with
/// MPFR's meaning: 1/0 is an infinity, 0/0 and the logarithm of a negative number are
/// not-a-number.
///
/// Nonzero finite numbers have magnitudes from 2^(-2^30) to below 2^(2^30 - 1), MPFR's default
/// range of exponents, the same on every thread. Beyond it results overflow and underflow as the
/// rounding says: rounded up, a positive result is an infinity or the least positive number, and
/// rounded down the greatest finite number or zero, so bounds stay bounds.
///
/// ```swift
/// let x = BigFloat(2).squareRoot(precision: 200, rounding: .down)
/// ```
public struct BigFloat: Sendable {
  // Sendable although ManagedBuffer is not: written only while uniquely referenced.
  nonisolated(unsafe) var box: BigFloatBox

  init(box: BigFloatBox) { self.box = box }

  /// Computes a value into fresh storage; the body returns MPFR's ternary value, of which the
  /// sign is kept.
  @discardableResult
  static func computing(
    _ precision: Precision, _ body: (UnsafeMutablePointer<__mpfr_struct>) -> Int32
  ) -> (value: BigFloat, ternary: Int) {
    let box = BigFloatBox.make(precision: precision)
    let ternary = box.withUnsafeMutablePointerToHeader(body)
    return (BigFloat(box: box), Int(ternary.signum()))
  }

  /// Lends the number to be read.
  func withMPFR<Result>(_ body: (UnsafePointer<__mpfr_struct>) -> Result) -> Result {
    box.withUnsafeMutablePointerToHeader { body(UnsafePointer($0)) }
  }

  /// The precision of the number's own significand.
  public var precision: Precision { Precision(unchecked: withMPFR { Int($0.pointee._mpfr_prec) }) }
}

/// An MPFR number and its limbs in one allocation.
///
/// The number is custom-initialised on the tail limbs: MPFR's own memory functions (clear, swap,
/// set_prec) are never called on it.
final class BigFloatBox: ManagedBuffer<__mpfr_struct, mp_limb_t> {
  /// Plus zero at the precision.
  static func make(precision: Precision) -> BigFloatBox {
    let limbs = (precision.bits + mp_limb_t.bitWidth - 1) / mp_limb_t.bitWidth
    let buffer = BigFloatBox.create(minimumCapacity: limbs) { _ in __mpfr_struct() }
    buffer.withUnsafeMutablePointers { header, elements in
      shim_mpfr_init(header, elements, precision.bits)
    }
    return unsafeDowncast(buffer, to: BigFloatBox.self)
  }
}
