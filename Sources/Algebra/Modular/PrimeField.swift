/// Arithmetic modulo a prime below 2^62, on representatives in `0 ..< modulus`.
struct PrimeField: Hashable, Sendable {
  let modulus: UInt

  /// 2^61 - 1, a Mersenne prime.
  static let mersenne61 = PrimeField(modulus: (1 << 61) - 1)

  func add(_ a: UInt, _ b: UInt) -> UInt {
    let sum = a &+ b
    return sum >= modulus ? sum &- modulus : sum
  }

  func subtract(_ a: UInt, _ b: UInt) -> UInt {
    a >= b ? a &- b : a &+ modulus &- b
  }

  func negate(_ a: UInt) -> UInt { a == 0 ? 0 : modulus &- a }

  func multiply(_ a: UInt, _ b: UInt) -> UInt {
    let (high, low) = a.multipliedFullWidth(by: b)
    if modulus == PrimeField.mersenne61.modulus {
      return add((low & modulus), (high << 3) | (low >> 61))
    }
    if high == 0 { return low % modulus }
    return modulus.dividingFullWidth((high, low)).remainder
  }

  func power(_ base: UInt, _ exponent: Int) -> UInt {
    var result: UInt = 1 % modulus
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = multiply(result, square) }
      square = multiply(square, square)
      rest >>= 1
    }
    return result
  }

  /// The inverse of a nonzero element, by the extended Euclidean algorithm.
  func inverse(_ a: UInt) -> UInt {
    var (r0, r1) = (Int(modulus), Int(a))
    var (t0, t1) = (0, 1)
    while r1 != 0 {
      let quotient = r0 / r1
      (r0, r1) = (r1, r0 - quotient * r1)
      (t0, t1) = (t1, t0 - quotient * t1)
    }
    return t0 < 0 ? UInt(t0 + Int(modulus)) : UInt(t0)
  }
}
