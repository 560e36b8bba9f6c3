internal import Multiprecision

extension Magnitude {
  /// The power, rounded up at each of its at most 2 log2(n) multiplications; 0^0 is 1.
  public func power(_ exponent: UInt) -> Magnitude {
    var result = Magnitude.one
    var base = self
    var rest = exponent
    while rest != 0 {
      if rest & 1 == 1 { result *= base }
      rest >>= 1
      if rest != 0 { base *= base }
    }
    return result
  }

  /// The square root, rounded up.
  public var squareRoot: Magnitude { squareRoot(roundingUp: true) }

  /// The square root, rounded down: a lower bound when the value is one.
  public var squareRootLowerBound: Magnitude { squareRoot(roundingUp: false) }

  private func squareRoot(roundingUp: Bool) -> Magnitude {
    if isZero || isInfinite { return self }
    // significand * 2^(exponent - 32) = square * 2^(2 half) with 62 to 64 bits in the square.
    let shift = exponent & 1 == 0 ? 32 : 31
    let square = UInt64(significand) << shift
    let half = (exponent - 32 - shift) >> 1
    var root = UInt64(Double(square).squareRoot())
    while root.multipliedFullWidth(by: root).high != 0 || root * root > square { root -= 1 }
    while root < 1 << 32 - 1, (root + 1) * (root + 1) <= square { root += 1 }
    if roundingUp, root * root != square { root += 1 }
    return Magnitude(root, exponent: half, roundingUp: roundingUp)
  }

  /// e^x, rounded up.
  public var exponential: Magnitude {
    if isZero { return .one }
    return .one + exponentialMinusOne
  }

  /// e^x - 1, rounded up.
  ///
  /// For x <= 1/16 by e^x - 1 - x = x^2/2 (1 + x/3 + x^2/12 + ...) <= (x^2/2) / (1 - x/3)
  /// <= x^2 (1/2 + 1/64), an excess over the true value of a relative 2^-9; else by MPFR.
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public var exponentialMinusOne: Magnitude {
    if isZero || isInfinite { return self }
    if exponent <= -4 {
      let square = self * self
      return self + (square.scaled(byPowerOfTwo: -1) + square.scaled(byPowerOfTwo: -6))
    }
    return Magnitude(
      upperBound: BigFloat(self).exponentialMinusOne(precision: 40, rounding: .up).value)
  }
}
