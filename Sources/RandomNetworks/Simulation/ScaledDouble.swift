public import BallArithmetic
public import Multiprecision

/// A double with an exponent of its own: `significand * 2^exponent`.
///
/// The squared norm of a signal in a deep network leaves the range of doubles; its digits do not
/// matter beyond a double's, its size does.
public struct ScaledDouble: Sendable, Hashable {
  /// 0, or at least 1/2 and less than 1 in magnitude.
  public let significand: Double
  /// 0 for zero.
  public let exponent: Int

  /// The number 0.
  public static let zero = ScaledDouble(0.0)

  /// `value * 2^exponent`, for a finite value.
  public init(_ value: Double, exponent: Int = 0) {
    guard value != 0, value.isFinite else {
      (significand, self.exponent) = (0, 0)
      return
    }
    let magnitude = value.significand / 2
    significand = value < 0 ? -magnitude : magnitude
    self.exponent = Int(value.exponent) + 1 + exponent
  }

  /// The number rounded to a double's digits; infinities and not-a-number give 0.
  public init(rounding value: BigFloat) {
    guard value.isFinite, !value.isZero else {
      self = .zero
      return
    }
    let exponent = value.exponent
    self.init(value.scaled(byPowerOfTwo: -exponent).nearestDouble, exponent: exponent)
  }

  /// Whether the number is 0.
  public var isZero: Bool { significand == 0 }

  /// The double nearest to the number, perhaps 0 or infinite.
  public var approximateDouble: Double {
    // Twice and half, for the numbers next to the end of the range.
    2 * significand * Self.powerOfTwo(exponent - 1)
  }

  /// The number itself: as a fraction while its exponent is moderate, else as a ball without
  /// radius.
  public var exactValue: CertifiedReal {
    let number = BigFloat(significand).scaled(byPowerOfTwo: exponent)
    if exponent.magnitude <= 1 << 16, let value = number.exactRational { return .exact(value) }
    return .enclosed(RealBall(exact: number), precision: 64)
  }

  static func * (left: ScaledDouble, right: Double) -> ScaledDouble {
    ScaledDouble(left.significand * right, exponent: left.exponent)
  }

  /// 2^k; 0 and infinity beyond the range of doubles.
  static func powerOfTwo(_ k: Int) -> Double {
    Double(sign: .plus, exponent: max(-1100, min(k, 1100)), significand: 1)
  }
}

extension ScaledDouble: Comparable {
  /// The order of the numbers, without rounding.
  public static func < (left: ScaledDouble, right: ScaledDouble) -> Bool {
    let (a, b) = (left.significand, right.significand)
    if a.sign != b.sign || a == 0 || b == 0 || left.exponent == right.exponent { return a < b }
    return a > 0 ? left.exponent < right.exponent : left.exponent > right.exponent
  }
}
