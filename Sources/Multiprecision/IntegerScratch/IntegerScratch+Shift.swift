internal import CGMP
internal import CNumericShims

extension IntegerScratch {
  /// row[target] *= 2^count; for a negative count cut toward zero, off by less than 1.
  package mutating func shift(_ target: Int, by count: Int) {
    let x = pointer(target)
    if count > 0 {
      __gmpz_mul_2exp(x, x, UInt(count))
    } else if count < 0 {
      __gmpz_tdiv_q_2exp(x, x, count.magnitude)
    }
  }

  /// row[target] = row[source] * 2^count, cut as above; the two may be one.
  package mutating func setShifted(_ target: Int, from source: Int, by count: Int) {
    let (x, y) = (pointer(target), pointer(source))
    if count >= 0 {
      __gmpz_mul_2exp(x, y, UInt(count))
    } else {
      __gmpz_tdiv_q_2exp(x, y, count.magnitude)
    }
  }

  /// row[target] = 0.
  package mutating func clear(_ target: Int) { __gmpz_set_si(pointer(target), 0) }
}
