public import Multiprecision

// Numbers that find mistakes: most of them are where a representation or an algorithm changes.

extension TestRandom {
  /// An integer biased to zero, units, the boundaries of machine words, powers of two and their
  /// neighbours, and long runs of equal bits.
  ///
  /// - Parameter bits: the most bits of its magnitude, from 64 on.
  public mutating func biasedInteger(bits: Int = 400) -> Integer {
    let magnitude: Integer
    switch int(in: 0...9) {
    case 0: magnitude = Integer(int(in: 0...2))
    case 1: magnitude = Integer(int(in: 0...1000))
    case 2: magnitude = Integer(Int.max) + Integer(int(in: -2...2))
    case 3: magnitude = (Integer.one << choice([31, 32, 62, 63])) + Integer(int(in: -2...2))
    case 4, 5: magnitude = (Integer.one << int(in: 2...bits - 1)) + Integer(int(in: -1...1))
    case 6: magnitude = runsOfBits(int(in: 1...bits))
    case 7: magnitude = Integer(next() >> UInt64(int(in: 0...63)))
    default: magnitude = uniformBits(int(in: 1...bits))
    }
    return int(in: 0...1) == 0 ? magnitude : -magnitude
  }

  /// A nonzero integer with the same bias.
  public mutating func biasedNonzeroInteger(bits: Int = 400) -> Integer {
    let value = biasedInteger(bits: bits)
    return value.isZero ? 1 : value
  }

  /// A fraction of two such integers, biased to integers and half-integers as well.
  public mutating func biasedRational(bits: Int = 200) -> Rational {
    let numerator = biasedInteger(bits: bits)
    let denominator: Integer =
      switch int(in: 0...5) {
      case 0: 1
      case 1: 2
      case 2: Integer.one << int(in: 0...bits)
      default: biasedNonzeroInteger(bits: bits)
      }
    return Rational(numerator: numerator, nonzeroDenominator: denominator)
  }

  /// A finite float with the same bias in its mantissa, and exponents both small and huge.
  public mutating func biasedFloat(bits: Int = 200) -> BigFloat {
    let exponent = choice([0, 0, 1, -1, int(in: -1100...1100), int(in: -1_000_000...1_000_000)])
    return BigFloat(mantissa: biasedInteger(bits: bits), exponent: exponent)
  }

  /// An integer below 2^bits, all equally likely.
  public mutating func uniformBits(_ bits: Int) -> Integer {
    var value = Integer.zero
    for _ in 0..<(bits + 63) / 64 { value = (value << 64) + Integer(next()) }
    return value >> ((64 - bits % 64) % 64)
  }

  /// Runs of ones and zeros of random lengths: carries that go far.
  private mutating func runsOfBits(_ bits: Int) -> Integer {
    var value = Integer.one
    while value.bitWidth < bits {
      let length = int(in: 1...min(bits, 130))
      value = value << length
      if int(in: 0...1) == 0 { value += (Integer.one << length) - 1 }
    }
    return value >> (value.bitWidth - bits)
  }
}
