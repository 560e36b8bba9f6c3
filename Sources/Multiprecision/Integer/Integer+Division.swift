internal import CGMP

/// Which way the quotient of an integer division is rounded; the remainder follows from it.
public enum DivisionRounding: Hashable, Sendable {
  /// Toward zero: the remainder has the sign of the dividend.
  case towardZero
  /// Down: the remainder has the sign of the divisor.
  case down
  /// Up: the remainder has the opposite sign of the divisor.
  case up
}

extension Integer {
  /// The quotient and the remainder, with `self == quotient * divisor + remainder`.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero``.
  public func quotientAndRemainder(
    dividingBy divisor: Integer, rounding: DivisionRounding = .towardZero
  ) throws(ArithmeticError) -> (quotient: Integer, remainder: Integer) {
    if divisor.isZero { throw .divisionByZero }
    if let (quotient, remainder) = wordDivision(by: divisor, rounding) {
      return (Integer(word: quotient), Integer(word: remainder))
    }
    var remainder = Integer.zero
    let quotient = Integer.computing { q in
      remainder = Integer.computing { r in
        withMPZ { n in
          divisor.withMPZ { d in
            switch rounding {
            case .towardZero: __gmpz_tdiv_qr(q, r, n, d)
            case .down: __gmpz_fdiv_qr(q, r, n, d)
            case .up: __gmpz_cdiv_qr(q, r, n, d)
            }
          }
        }
      }
    }
    return (quotient, remainder)
  }

  /// The quotient, rounded as asked.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero``.
  public func quotient(
    dividingBy divisor: Integer, rounding: DivisionRounding = .towardZero
  ) throws(ArithmeticError) -> Integer {
    if divisor.isZero { throw .divisionByZero }
    if let (quotient, _) = wordDivision(by: divisor, rounding) { return Integer(word: quotient) }
    return Integer.computing { q in
      withMPZ { n in
        divisor.withMPZ { d in
          switch rounding {
          case .towardZero: __gmpz_tdiv_q(q, n, d)
          case .down: __gmpz_fdiv_q(q, n, d)
          case .up: __gmpz_cdiv_q(q, n, d)
          }
        }
      }
    }
  }

  /// The division of inline words; nil when a number is boxed. A divisor of -1 is left to GMP: the
  /// quotient of `Int.min` does not fit.
  private func wordDivision(
    by divisor: Integer, _ rounding: DivisionRounding
  ) -> (quotient: Int, remainder: Int)? {
    guard box == nil, divisor.box == nil, divisor.word != -1 else { return nil }
    let (quotient, remainder) = word.quotientAndRemainder(dividingBy: divisor.word)
    let sameSigns = (remainder < 0) == (divisor.word < 0)
    switch rounding {
    case .down where remainder != 0 && !sameSigns: return (quotient - 1, remainder + divisor.word)
    case .up where remainder != 0 && sameSigns: return (quotient + 1, remainder - divisor.word)
    default: return (quotient, remainder)
    }
  }

  /// The remainder in `0 ..< |modulus|`.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero``.
  public func modulo(_ modulus: Integer) throws(ArithmeticError) -> Integer {
    if modulus.isZero { throw .divisionByZero }
    return Integer.computing { r in
      withMPZ { n in modulus.withMPZ { __gmpz_mod(r, n, $0) } }
    }
  }

  /// The quotient by a divisor that is known to divide exactly and not to be zero: several
  /// times faster than a division with remainder.
  ///
  /// - Precondition: the divisor is not zero and divides the number. When it does not divide it
  ///   the result has no meaning; debug builds stop there.
  public func exactQuotient(dividingBy divisor: Integer) -> Integer {
    precondition(!divisor.isZero, "exactQuotient by zero")
    assert(isMultiple(of: divisor), "exactQuotient by a number that does not divide")
    if divisor.isOne { return self }
    if box == nil, divisor.box == nil, divisor.word != -1 {
      return Integer(word: word / divisor.word)
    }
    return Integer.computing { q in
      withMPZ { n in divisor.withMPZ { __gmpz_divexact(q, n, $0) } }
    }
  }

  /// Whether the divisor divides this number; zero divides only zero.
  public func isMultiple(of divisor: Integer) -> Bool {
    if box == nil, divisor.box == nil, divisor.word != 0, divisor.word != -1 {
      return word % divisor.word == 0
    }
    return withMPZ { n in divisor.withMPZ { __gmpz_divisible_p(n, $0) != 0 } }
  }
}
