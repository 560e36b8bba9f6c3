internal import CGMP
internal import CMPFR
internal import CNumericShims

extension BigFloat {
  /// The first 64 bits of a finite nonzero number, for bounds without arithmetic:
  /// |x| = 0.BITS... * 2^exponent, the top bit of `bits` set, and whether nothing follows them.
  /// Nil for zero, infinities and not-a-number.
  public var leadingBits: (bits: UInt64, exponent: Int, isExact: Bool)? {
    withMPFR { value in
      guard shim_mpfr_is_regular(value) != 0, let limbs = value.pointee._mpfr_d else { return nil }
      let top = (Int(value.pointee._mpfr_prec) - 1) / UInt64.bitWidth
      var isExact = true
      for index in 0..<top where limbs[index] != 0 {
        isExact = false
        break
      }
      return (UInt64(limbs[top]), Int(value.pointee._mpfr_exp), isExact)
    }
  }
}
