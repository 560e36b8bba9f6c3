internal import CGMP
internal import CMPFR
internal import CNumericShims

/// A row of fixed-point numbers with one number of fractional bits, changed in place by index: what
/// the summation of a power series needs.
///
/// Entry i stands for an integer n_i times 2^-bits. Sums and products with machine integers are
/// exact; every other operation cuts the result toward zero, an error below one unit 2^-bits. A
/// complex number takes two neighbouring entries, the real part first. An index outside
/// `0 ..< count` is a programming error and stops.
package struct FixedPointRow: ~Copyable {
  private let numbers: UnsafeMutablePointer<__mpz_struct>
  package let count: Int
  /// The fractional bits.
  package let bits: Int

  /// A row of zeros.
  package init(count: Int, bits: Int) {
    precondition(count >= 1 && bits >= 1, "an empty row")
    self.count = count
    self.bits = bits
    // Two more numbers for products before they are cut.
    numbers = .allocate(capacity: count + 2)
    for index in 0..<count { __gmpz_init2(numbers + index, UInt(bits + 128)) }
    for index in count..<count + 2 { __gmpz_init2(numbers + index, UInt(2 * bits + 256)) }
  }

  deinit {
    for index in 0..<count + 2 { __gmpz_clear(numbers + index) }
    numbers.deallocate()
  }

  private func pointer(_ index: Int) -> UnsafeMutablePointer<__mpz_struct> {
    precondition(index >= 0 && index < count, "an index outside the row")
    return numbers + index
  }

  /// The integer n_i.
  package func mantissa(at index: Int) -> Integer {
    let source = pointer(index)
    return Integer.computing { __gmpz_set($0, source) }
  }

  /// The bits of |n_i|; 0 for zero.
  package func bitWidth(at index: Int) -> Int {
    let x = pointer(index)
    return shim_mpz_sgn(x) == 0 ? 0 : Int(__gmpz_sizeinbase(x, 2))
  }

  package func isZero(at index: Int) -> Bool { shim_mpz_sgn(pointer(index)) == 0 }

  package mutating func setInteger(_ index: Int, to value: Int) {
    __gmpz_set_si(pointer(index), value)
    __gmpz_mul_2exp(pointer(index), pointer(index), UInt(bits))
  }

  /// The finite number, cut toward zero.
  package mutating func set(_ index: Int, to value: BigFloat) {
    let target = pointer(index)
    if !value.isFinite || value.isZero || value.exponent < -bits {
      __gmpz_set_si(target, 0)
      return
    }
    precondition(value.exponent <= Integer.maximumBitWidth - bits, "a number too large to fix")
    let exponent = value.withMPFR { mpfr_get_z_2exp(target, $0) } + bits
    if exponent >= 0 {
      __gmpz_mul_2exp(target, target, UInt(exponent))
    } else {
      __gmpz_tdiv_q_2exp(target, target, UInt(-exponent))
    }
  }
}

extension FixedPointRow {
  package mutating func copy(_ source: Int, to target: Int) {
    __gmpz_set(pointer(target), pointer(source))
  }

  package mutating func add(_ source: Int, to target: Int) {
    __gmpz_add(pointer(target), pointer(target), pointer(source))
  }

  package mutating func subtract(_ source: Int, from target: Int) {
    __gmpz_sub(pointer(target), pointer(target), pointer(source))
  }

  package mutating func negate(_ target: Int) {
    __gmpz_neg(pointer(target), pointer(target))
  }

  /// n_i times 2^shift; cut for a negative shift.
  package mutating func shift(_ target: Int, by shift: Int) {
    let x = pointer(target)
    if shift >= 0 {
      __gmpz_mul_2exp(x, x, UInt(shift))
    } else {
      __gmpz_tdiv_q_2exp(x, x, shift.magnitude)
    }
  }

  package mutating func multiply(_ target: Int, byInteger factor: Int) {
    let x = pointer(target)
    __gmpz_mul_si(x, x, factor)
  }

  /// The quotient by a machine integer that is not zero, cut toward zero.
  package mutating func divide(_ target: Int, byInteger divisor: Int) {
    precondition(divisor != 0, "a division by zero")
    let x = pointer(target)
    _ = __gmpz_tdiv_q_ui(x, x, divisor.magnitude)
    if divisor < 0 { __gmpz_neg(x, x) }
  }

  /// Adds the quotient of an entry by a machine integer that is not zero, cut toward zero.
  package mutating func addQuotient(of source: Int, byInteger divisor: Int, to target: Int) {
    precondition(divisor != 0, "a division by zero")
    let quotient = numbers + count
    _ = __gmpz_tdiv_q_ui(quotient, pointer(source), divisor.magnitude)
    let x = pointer(target)
    if divisor < 0 { __gmpz_sub(x, x, quotient) } else { __gmpz_add(x, x, quotient) }
  }

  /// n_target times n_factor, cut; the two may be one.
  package mutating func multiply(_ target: Int, by factor: Int) {
    let product = numbers + count
    __gmpz_mul(product, pointer(target), pointer(factor))
    __gmpz_tdiv_q_2exp(pointer(target), product, UInt(bits))
  }

  /// The complex product of (target, target + 1) by (factor, factor + 1), each part cut once.
  package mutating func multiplyComplex(_ target: Int, by factor: Int) {
    let (product, other) = (numbers + count, numbers + count + 1)
    let (a, b) = (pointer(target), pointer(target + 1))
    let (c, d) = (pointer(factor), pointer(factor + 1))
    __gmpz_mul(product, a, c)
    __gmpz_submul(product, b, d)
    __gmpz_mul(other, a, d)
    __gmpz_addmul(other, b, c)
    __gmpz_tdiv_q_2exp(a, product, UInt(bits))
    __gmpz_tdiv_q_2exp(b, other, UInt(bits))
  }

  /// n_target divided by n_divisor, which is not zero, cut toward zero.
  package mutating func divide(_ target: Int, by divisor: Int) {
    precondition(!isZero(at: divisor), "a division by zero")
    let dividend = numbers + count
    __gmpz_mul_2exp(dividend, pointer(target), UInt(bits))
    __gmpz_tdiv_q(pointer(target), dividend, pointer(divisor))
  }

  /// Adds an integer times 2^-bits times 2^bits: the whole number itself.
  package mutating func addInteger(_ value: Int, to target: Int) {
    let whole = numbers + count
    __gmpz_set_si(whole, value)
    __gmpz_mul_2exp(whole, whole, UInt(bits))
    __gmpz_add(pointer(target), pointer(target), whole)
  }
}

extension FixedPointRow {
  /// Adds the fraction of two machine integers, cut toward zero.
  package mutating func addFraction(_ numerator: Int, over divisor: Int, to target: Int) {
    precondition(divisor != 0, "a division by zero")
    let quotient = numbers + count
    __gmpz_set_si(quotient, numerator)
    __gmpz_mul_2exp(quotient, quotient, UInt(bits))
    _ = __gmpz_tdiv_q_ui(quotient, quotient, divisor.magnitude)
    let x = numbers + target
    precondition(target >= 0 && target < count, "an index outside the row")
    if divisor < 0 { __gmpz_sub(x, x, quotient) } else { __gmpz_add(x, x, quotient) }
  }
}

extension FixedPointRow {
  /// The complex quotient of (target, target + 1) by (divisor, divisor + 1), which is not zero:
  /// each part cut once.
  package mutating func divideComplex(_ target: Int, by divisor: Int) {
    let (top, norm) = (numbers + count, numbers + count + 1)
    let (a, b) = (pointer(target), pointer(target + 1))
    let (c, d) = (pointer(divisor), pointer(divisor + 1))
    precondition(shim_mpz_sgn(c) != 0 || shim_mpz_sgn(d) != 0, "a division by zero")
    __gmpz_mul(norm, c, c)
    __gmpz_addmul(norm, d, d)
    // (a + bi)(c - di) = (ac + bd) + (bc - ad)i.
    __gmpz_mul(top, b, c)
    __gmpz_submul(top, a, d)
    __gmpz_mul_2exp(top, top, UInt(bits))
    __gmpz_mul(a, a, c)
    __gmpz_addmul(a, b, d)
    __gmpz_mul_2exp(a, a, UInt(bits))
    __gmpz_tdiv_q(a, a, norm)
    __gmpz_tdiv_q(b, top, norm)
  }
}
