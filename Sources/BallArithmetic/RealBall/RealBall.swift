public import Multiprecision

/// A real number known to lie within a radius of a midpoint.
///
/// Whatever value each operand's ball contains, the ball of the result contains the result. The
/// precision is a parameter of each operation: the midpoint is rounded to it, and the rounding
/// error goes to the radius. Two balls are independent quantities even when they are the same
/// variable: `x.multiplied(by: x, precision: p)` contains all products of two numbers of the ball.
///
/// Outside the domain of an operation (the logarithm of a ball that reaches 0, a division by a
/// ball that contains 0, an exponent beyond the range of ``BigFloat``) the result is
/// ``unbounded``, the whole line, which every operation passes on; callers turn it into an error.
///
/// ```swift
/// let x = RealBall(Rational(1, 3)!, precision: 128)
/// x.exponential(precision: 128).decimal(digits: 30)?.text   // 1.39561242508608952862812531960
/// ```
public struct RealBall: Sendable {
  /// The center: always finite.
  public let midpoint: BigFloat
  /// The greatest distance of the value from the midpoint; infinite only in ``unbounded``.
  public let radius: Magnitude

  init(finiteMidpoint: BigFloat, radius: Magnitude) {
    self.midpoint = finiteMidpoint
    self.radius = radius
  }

  /// The ball; ``unbounded`` when the midpoint or the radius is not finite.
  public init(midpoint: BigFloat, radius: Magnitude) {
    if midpoint.isFinite, radius.isFinite {
      self.init(finiteMidpoint: midpoint, radius: radius)
    } else {
      self = .unbounded
    }
  }

  /// The number itself; ``unbounded`` for infinities and not-a-number.
  public init(exact value: BigFloat) { self.init(midpoint: value, radius: .zero) }

  /// The integer itself.
  public init(_ exact: Integer) { self.init(exact: BigFloat(exact)) }

  /// The integer itself.
  public init(_ exact: Int) { self.init(exact: BigFloat(exact)) }

  /// The fraction, rounded; exact when its denominator is a power of 2 and it fits.
  public init(_ value: Rational, precision: Precision) {
    let (rounded, isExact) = BigFloat.rounding(value, precision: precision, rounding: .toNearest)
    self.init(rounded: (rounded, isExact ? 0 : 1))
  }

  /// A decimal literal or `p/q`, read exactly and rounded; nil for other text.
  public init?(_ text: String, precision: Precision) {
    guard let value = Rational(text) else { return nil }
    self.init(value, precision: precision)
  }

  /// A value rounded to nearest by MPFR with its ternary value, and a further error.
  ///
  /// The rounding error is at most half a unit in the last place, 2^(exponent - precision - 1).
  /// At the bottom of the exponent range, where the result may be 0 or the least positive number,
  /// it is at most the least positive number. Docs/Theory/BallArithmetic.md, "Rounding".
  public init(rounded result: (value: BigFloat, ternary: Int), error: Magnitude = .zero) {
    let value = result.value
    guard value.isFinite else {
      self = .unbounded
      return
    }
    if result.ternary == 0 {
      self.init(midpoint: value, radius: error)
    } else {
      self.init(midpoint: value, radius: error + RealBall.roundingError(value))
    }
  }

  static func roundingError(_ value: BigFloat) -> Magnitude {
    let bottom = BigFloat.smallestExponent - 1
    if value.isZero { return .powerOfTwo(bottom) }
    return .powerOfTwo(max(value.exponent - value.precision.bits - 1, bottom))
  }

  /// The whole line: nothing is known.
  public static let unbounded = RealBall(finiteMidpoint: .zero, radius: .infinity)
  /// The number 0, exactly.
  public static let zero = RealBall(0)
  /// The number 1, exactly.
  public static let one = RealBall(1)
}
