extension Magnitude {
  /// The sum, rounded up.
  public static func + (left: Magnitude, right: Magnitude) -> Magnitude {
    let (large, small) = left < right ? (right, left) : (left, right)
    if small.isZero || large.isInfinite { return large }
    let gap = large.exponent - small.exponent
    let aligned = UInt64(small.significand) << 31
    let shifted = gap > 62 ? 0 : aligned >> gap
    let lost: UInt64 = gap > 62 || shifted << gap != aligned ? 1 : 0
    return Magnitude(
      UInt64(large.significand) << 31 + shifted + lost, exponent: large.exponent - 63,
      roundingUp: true)
  }

  /// `left - right` rounded down, and 0 when that is negative: a lower bound when `left` is a
  /// lower bound and `right` an upper bound.
  public func subtractingRoundedDown(_ right: Magnitude) -> Magnitude {
    if right >= self { return .zero }
    if right.isZero || isInfinite { return self }
    let gap = exponent - right.exponent
    let aligned = UInt64(right.significand) << 31
    let shifted = gap > 62 ? 0 : aligned >> gap
    let lost: UInt64 = gap > 62 || shifted << gap != aligned ? 1 : 0
    return Magnitude(
      UInt64(significand) << 31 - shifted - lost, exponent: exponent - 63, roundingUp: false)
  }

  /// The product, rounded up. Zero times infinity is zero.
  public static func * (left: Magnitude, right: Magnitude) -> Magnitude {
    if left.isZero || right.isZero { return .zero }
    if left.isInfinite || right.isInfinite { return .infinity }
    return Magnitude(
      UInt64(left.significand) * UInt64(right.significand),
      exponent: left.exponent + right.exponent - 64, roundingUp: true)
  }

  /// The product, rounded down: a lower bound of the product of two lower bounds.
  public func multipliedRoundedDown(by other: Magnitude) -> Magnitude {
    if isZero || other.isZero { return .zero }
    if isInfinite || other.isInfinite { return .infinity }
    return Magnitude(
      UInt64(significand) * UInt64(other.significand),
      exponent: exponent + other.exponent - 64, roundingUp: false)
  }

  /// The sum, rounded down: a lower bound of the sum of two lower bounds.
  public func addingRoundedDown(_ other: Magnitude) -> Magnitude {
    let (large, small) = self < other ? (other, self) : (self, other)
    if small.isZero || large.isInfinite { return large }
    let gap = large.exponent - small.exponent
    let shifted = gap > 62 ? 0 : (UInt64(small.significand) << 31) >> gap
    return Magnitude(
      UInt64(large.significand) << 31 + shifted, exponent: large.exponent - 63,
      roundingUp: false)
  }

  /// The quotient by a lower bound of the divisor, rounded up; infinity when that bound is zero.
  public func divided(byLowerBound divisor: Magnitude) -> Magnitude {
    if divisor.isZero || isInfinite { return .infinity }
    if isZero || divisor.isInfinite { return .zero }
    let (quotient, remainder) = (UInt64(significand) << 32)
      .quotientAndRemainder(dividingBy: UInt64(divisor.significand))
    return Magnitude(
      quotient + (remainder == 0 ? 0 : 1), exponent: exponent - divisor.exponent - 32,
      roundingUp: true)
  }

  /// The value times 2^exponent, exactly up to saturation.
  public func scaled(byPowerOfTwo shift: Int) -> Magnitude {
    if isZero || isInfinite { return self }
    let (moved, overflow) = exponent.addingReportingOverflow(shift)
    if overflow { return shift > 0 ? .infinity : .leastPositive }
    return Magnitude(clamping: significand, exponent: moved, roundingUp: true)
  }

  /// Adds in place, rounded up.
  public static func += (left: inout Magnitude, right: Magnitude) { left = left + right }
  /// Multiplies in place, rounded up; zero times infinity is zero.
  public static func *= (left: inout Magnitude, right: Magnitude) { left = left * right }
}

extension Magnitude {
  /// The quotient rounded down: a lower bound when `self` is a lower bound and the divisor an
  /// upper bound; zero by an infinite divisor, infinity by zero.
  public func dividedRoundedDown(byUpperBound divisor: Magnitude) -> Magnitude {
    if isZero || divisor.isInfinite { return .zero }
    if divisor.isZero || isInfinite { return .infinity }
    return Magnitude(
      (UInt64(significand) << 32) / UInt64(divisor.significand),
      exponent: exponent - divisor.exponent - 32, roundingUp: false)
  }
}
