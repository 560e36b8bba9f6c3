internal import CGMP

extension Integer {
  /// The greatest common divisor, nonnegative; `gcd(0, 0)` is 0.
  public static func greatestCommonDivisor(_ a: Integer, _ b: Integer) -> Integer {
    if a.isOne || b.isOne { return one }
    return computing { r in a.withMPZ { a in b.withMPZ { __gmpz_gcd(r, a, $0) } } }
  }

  /// The least common multiple, nonnegative; zero when either number is.
  public static func leastCommonMultiple(_ a: Integer, _ b: Integer) -> Integer {
    computing { r in a.withMPZ { a in b.withMPZ { __gmpz_lcm(r, a, $0) } } }
  }

  /// The greatest common divisor g with coefficients such that `a x + b y = g`.
  public static func extendedGreatestCommonDivisor(
    _ a: Integer, _ b: Integer
  ) -> (divisor: Integer, x: Integer, y: Integer) {
    var x = zero
    var y = zero
    let divisor = computing { g in
      x = computing { s in
        y = computing { t in
          a.withMPZ { a in b.withMPZ { __gmpz_gcdext(g, s, t, a, $0) } }
        }
      }
    }
    return (divisor, x, y)
  }

  /// The inverse modulo m, in `0 ..< |m|`; nil when the two are not coprime or m is zero.
  public func inverse(modulo modulus: Integer) -> Integer? {
    if modulus.isZero { return nil }
    var exists = false
    let inverse = Integer.computing { r in
      exists = withMPZ { a in modulus.withMPZ { __gmpz_invert(r, a, $0) != 0 } }
    }
    return exists ? inverse : nil
  }

  /// `self^exponent` modulo m, in `0 ..< |m|`, for a nonnegative exponent and a nonzero modulus.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` for a zero modulus,
  ///   ``ArithmeticError/outsideDomain(_:)`` for a negative exponent.
  public func power(
    _ exponent: Integer, modulo modulus: Integer
  ) throws(ArithmeticError) -> Integer {
    if modulus.isZero { throw .divisionByZero }
    if exponent.isNegative { throw .outsideDomain("a modular power needs an exponent >= 0") }
    return Integer.computing { r in
      withMPZ { a in exponent.withMPZ { e in modulus.withMPZ { __gmpz_powm(r, a, e, $0) } } }
    }
  }

  /// The integer part of the k-th root, rounded toward zero, and whether it is exact.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` for k < 1, or an even root of a negative
  ///   number.
  public func root(_ degree: Int) throws(ArithmeticError) -> (root: Integer, isExact: Bool) {
    if degree < 1 { throw .outsideDomain("the degree of a root is at least 1, not \(degree)") }
    if isNegative, degree % 2 == 0 {
      throw .outsideDomain("an even root of a negative integer is not real")
    }
    var exact = false
    let root = Integer.computing { r in
      exact = withMPZ { __gmpz_root(r, $0, UInt(degree)) != 0 }
    }
    return (root, exact)
  }

  /// Whether the number is the square of an integer.
  public var isPerfectSquare: Bool { withMPZ { __gmpz_perfect_square_p($0) != 0 } }

  /// Whether the number is prime: certain below 2^64; above, a composite number passes with a
  /// chance below 4^-40. Negative numbers are not prime.
  public var isProbablePrime: Bool {
    // GMP tests the magnitude, and counts its Baillie-PSW test as 24 of the rounds.
    isPositive && withMPZ { __gmpz_probab_prime_p($0, 64) != 0 }
  }

  /// Divides out a factor of magnitude above 1 as often as it goes:
  /// `self == cofactor * factor^multiplicity`. Nothing is divided out of zero, nor by a factor
  /// of magnitude 0 or 1.
  public func removing(factor: Integer) -> (cofactor: Integer, multiplicity: Int) {
    if isZero || factor.magnitude <= 1 { return (self, 0) }
    var multiplicity = 0
    let cofactor = Integer.computing { r in
      multiplicity = withMPZ { x in factor.withMPZ { Int(bitPattern: __gmpz_remove(r, x, $0)) } }
    }
    return (cofactor, multiplicity)
  }
}
