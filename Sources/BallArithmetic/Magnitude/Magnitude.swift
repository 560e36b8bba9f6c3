/// A bound for a nonnegative real number: a 32-bit significand and an exponent, no allocation.
///
/// Every operation rounds **up**, so that a magnitude computed from upper bounds is an upper bound;
/// the few operations whose names say `lowerBound` or `RoundedDown` round down. Each rounding costs
/// a relative 2^-31 at most. Zero and infinity are values; an exponent beyond 2^60 saturates: to
/// infinity above, to the least positive magnitude below (to zero when rounding down).
///
/// ```swift
/// let error = Magnitude(3) * Magnitude.powerOfTwo(-100) + Magnitude.powerOfTwo(-128)
/// ```
public struct Magnitude: Sendable, Hashable {
  // The value is significand * 2^(exponent - 32) with the top bit of the significand set, so
  // 2^(exponent - 1) <= value < 2^exponent. Zero is (0, Int.min) and infinity (2^31, Int.max):
  // the pair (exponent, significand) is ordered as the values are.
  let significand: UInt32
  /// The e with 2^(e-1) <= value < 2^e; `Int.min` for zero and `Int.max` for infinity.
  public let exponent: Int

  init(rawSignificand: UInt32, exponent: Int) {
    self.significand = rawSignificand
    self.exponent = exponent
  }

  static let exponentLimit = 1 << 60

  /// The bound 0.
  public static let zero = Magnitude(rawSignificand: 0, exponent: .min)
  /// The bound 1.
  public static let one = Magnitude(rawSignificand: 1 << 31, exponent: 1)
  /// No bound at all.
  public static let infinity = Magnitude(rawSignificand: 1 << 31, exponent: .max)
  static let largestFinite = Magnitude(rawSignificand: .max, exponent: exponentLimit)
  static let leastPositive = Magnitude(rawSignificand: 1 << 31, exponent: -exponentLimit)

  /// Whether the bound is 0.
  public var isZero: Bool { significand == 0 }
  /// Whether there is no bound.
  public var isInfinite: Bool { exponent == .max }
  /// Whether there is a bound, 0 included.
  public var isFinite: Bool { exponent != .max }

  /// `value * 2^exponent` rounded to 32 bits, up or down.
  init(_ value: UInt64, exponent: Int, roundingUp: Bool) {
    if value == 0 {
      self = .zero
      return
    }
    var bits = 64 - value.leadingZeroBitCount
    var kept: UInt64
    if bits <= 32 {
      kept = value << (32 - bits)
    } else {
      kept = value >> (bits - 32)
      if roundingUp, kept << (bits - 32) != value {
        kept += 1
        if kept == 1 << 32 {
          kept = 1 << 31
          bits += 1
        }
      }
    }
    self.init(clamping: UInt32(kept), exponent: exponent + bits, roundingUp: roundingUp)
  }

  /// Saturates an exponent that left the range.
  init(clamping significand: UInt32, exponent: Int, roundingUp: Bool) {
    if exponent > Magnitude.exponentLimit {
      self = roundingUp ? .infinity : .largestFinite
    } else if exponent < -Magnitude.exponentLimit {
      self = roundingUp ? .leastPositive : .zero
    } else {
      self.init(rawSignificand: significand, exponent: exponent)
    }
  }
}

extension Magnitude: Comparable {
  /// The order of the values; infinity is the greatest.
  public static func < (left: Magnitude, right: Magnitude) -> Bool {
    left.exponent == right.exponent
      ? left.significand < right.significand : left.exponent < right.exponent
  }
}
