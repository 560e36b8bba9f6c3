internal import CGMP
internal import CNumericShims

/// Operations of a fixed-point kernel: factors of a machine word, shifts, sizes. Divisions and right
/// shifts round toward zero, so that each is off by less than 1.
extension IntegerScratch {
  /// row[target] = row[source].
  package mutating func copy(_ source: Int, to target: Int) {
    __gmpz_set(pointer(target), pointer(source))
  }

  package mutating func negate(_ target: Int) {
    __gmpz_neg(pointer(target), pointer(target))
  }

  package mutating func multiply(_ target: Int, by factor: Int) {
    __gmpz_mul_si(pointer(target), pointer(target), factor)
  }

  /// row[target] += row[source] * factor; source and target may be one.
  package mutating func addProduct(of source: Int, _ factor: Int, to target: Int) {
    let (x, y) = (pointer(target), pointer(source))
    if factor >= 0 {
      __gmpz_addmul_ui(x, y, factor.magnitude)
    } else {
      __gmpz_submul_ui(x, y, factor.magnitude)
    }
  }

  /// row[target] *= row[factor]; the two may be one.
  package mutating func multiply(_ target: Int, byRow factor: Int) {
    __gmpz_mul(pointer(target), pointer(target), pointer(factor))
  }

  /// row[target] += row[first] * row[second], the three distinct.
  package mutating func addProduct(ofRows first: Int, _ second: Int, to target: Int) {
    __gmpz_addmul(pointer(target), pointer(first), pointer(second))
  }

  /// row[target] /= divisor, toward zero.
  ///
  /// - Precondition: the divisor is not 0.
  package mutating func divide(_ target: Int, by divisor: UInt) {
    precondition(divisor != 0, "a division by zero")
    __gmpz_tdiv_q_ui(pointer(target), pointer(target), divisor)
  }

  /// row[target] /= divisor, toward zero.
  ///
  /// - Precondition: the divisor is not 0.
  package mutating func divide(_ target: Int, by divisor: Integer) {
    precondition(!divisor.isZero, "a division by zero")
    let x = pointer(target)
    divisor.withMPZ { __gmpz_tdiv_q(x, x, $0) }
  }

  /// row[target] /= 2^count, toward zero.
  package mutating func shiftRight(_ target: Int, by count: Int) {
    __gmpz_tdiv_q_2exp(pointer(target), pointer(target), UInt(count))
  }

  /// The e with 2^(e-1) <= |row[index]| < 2^e; 0 for zero.
  package func bitWidth(at index: Int) -> Int {
    let x = pointer(index)
    return shim_mpz_sgn(x) == 0 ? 0 : __gmpz_sizeinbase(x, 2)
  }
}
