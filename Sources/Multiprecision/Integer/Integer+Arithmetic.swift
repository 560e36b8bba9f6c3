internal import CGMP
internal import CNumericShims

extension Integer: SignedNumeric {
  /// The sum, exact.
  public static func + (left: consuming Integer, right: Integer) -> Integer {
    left += right
    return left
  }

  /// The difference, exact.
  public static func - (left: consuming Integer, right: Integer) -> Integer {
    left -= right
    return left
  }

  /// The product, exact.
  public static func * (left: consuming Integer, right: Integer) -> Integer {
    left *= right
    return left
  }

  /// Adds in place, exactly.
  public static func += (left: inout Integer, right: Integer) {
    if left.box == nil, right.box == nil {
      let (sum, overflow) = left.word.addingReportingOverflow(right.word)
      if !overflow {
        left.word = sum
        return
      }
    }
    left.mutate { x in right.withMPZ { __gmpz_add(x, x, $0) } }
  }

  /// Subtracts in place, exactly.
  public static func -= (left: inout Integer, right: Integer) {
    if left.box == nil, right.box == nil {
      let (difference, overflow) = left.word.subtractingReportingOverflow(right.word)
      if !overflow {
        left.word = difference
        return
      }
    }
    left.mutate { x in right.withMPZ { __gmpz_sub(x, x, $0) } }
  }

  /// Multiplies in place, exactly.
  public static func *= (left: inout Integer, right: Integer) {
    if left.box == nil, right.box == nil {
      let (product, overflow) = left.word.multipliedReportingOverflow(by: right.word)
      if !overflow {
        left.word = product
        return
      }
    }
    // By a word in place; GMP multiplies longer factors faster into a separate result.
    if left.box != nil, right.box == nil {
      left.mutate { __gmpz_mul_si($0, $0, right.word) }
      return
    }
    left = Integer.computing { result in
      left.withMPZ { x in right.withMPZ { __gmpz_mul(result, x, $0) } }
    }
  }

  /// The opposite, exact.
  public static prefix func - (value: consuming Integer) -> Integer {
    value.negate()
    return value
  }

  /// Changes the sign in place.
  public mutating func negate() {
    if box == nil, word != .min {
      word = -word
    } else {
      mutate { __gmpz_neg($0, $0) }
    }
  }

  /// Adds the product of two numbers in place, without a temporary for the product.
  public mutating func addProduct(_ a: Integer, _ b: Integer) {
    if box == nil, a.box == nil, b.box == nil {
      let (product, overflow) = a.word.multipliedReportingOverflow(by: b.word)
      if !overflow {
        let (sum, carry) = word.addingReportingOverflow(product)
        if !carry {
          word = sum
          return
        }
      }
    }
    mutate { x in a.withMPZ { a in b.withMPZ { __gmpz_addmul(x, a, $0) } } }
  }

  /// Subtracts the product of two numbers in place, without a temporary for the product.
  public mutating func subtractProduct(_ a: Integer, _ b: Integer) {
    if box == nil, a.box == nil, b.box == nil {
      let (product, overflow) = a.word.multipliedReportingOverflow(by: b.word)
      if !overflow {
        let (difference, borrow) = word.subtractingReportingOverflow(product)
        if !borrow {
          word = difference
          return
        }
      }
    }
    mutate { x in a.withMPZ { a in b.withMPZ { __gmpz_submul(x, a, $0) } } }
  }

  /// The absolute value.
  public var magnitude: Integer { isNegative ? -self : self }

  /// -1, 0 or 1.
  public func signum() -> Int {
    box == nil ? word.signum() : withMPZ { Int(shim_mpz_sgn($0)) }
  }

  /// Whether the number is 0.
  public var isZero: Bool { box == nil && word == 0 }
  /// Whether the number is 1.
  public var isOne: Bool { box == nil && word == 1 }
  /// Whether the number is below 0.
  public var isNegative: Bool { signum() < 0 }
  /// Whether the number is above 0.
  public var isPositive: Bool { signum() > 0 }
  /// Whether 2 does not divide the number.
  public var isOdd: Bool { box == nil ? word & 1 == 1 : withMPZ { shim_mpz_odd($0) != 0 } }
  /// Whether 2 divides the number; true for 0.
  public var isEven: Bool { !isOdd }
}
