internal import CGMP

extension Integer {
  /// Divides in place by a word, rounded down.
  ///
  /// - Precondition: `divisor > 0`.
  package mutating func divideRoundingDown(byWord divisor: Int) {
    precondition(divisor > 0, "a divisor that is not positive")
    mutate { _ = __gmpz_fdiv_q_ui($0, $0, UInt(divisor)) }
  }

  /// Divides in place by 2^count, rounded down.
  ///
  /// - Precondition: `count >= 0`.
  package mutating func shiftRight(by count: Int) {
    precondition(count >= 0, "a shift that is negative")
    mutate { __gmpz_fdiv_q_2exp($0, $0, UInt(count)) }
  }
}
