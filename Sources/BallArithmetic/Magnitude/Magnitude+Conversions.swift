public import Multiprecision

extension Magnitude {
  /// 2^exponent, exactly up to saturation.
  public static func powerOfTwo(_ exponent: Int) -> Magnitude {
    Magnitude.one.scaled(byPowerOfTwo: exponent)
  }

  /// An upper bound of |value|; infinity for infinities and not-a-number.
  public init(upperBound value: BigFloat) {
    guard let (bits, exponent, isExact) = value.leadingBits else {
      self = value.isZero ? .zero : .infinity
      return
    }
    // A bit that follows the 64 is rounded up as if it were the last of them.
    self.init(isExact ? bits : bits | 1, exponent: exponent - 64, roundingUp: true)
  }

  /// A lower bound of |value|; zero for not-a-number.
  public init(lowerBound value: BigFloat) {
    guard let (bits, exponent, _) = value.leadingBits else {
      self = value.isInfinite ? .infinity : .zero
      return
    }
    self.init(bits, exponent: exponent - 64, roundingUp: false)
  }

  /// An upper bound of |value|.
  public init(upperBound value: Rational) {
    self.init(upperBound: BigFloat(value, precision: 32, rounding: .awayFromZero))
  }

  /// An upper bound of |value|.
  public init(upperBound value: Integer) {
    self.init(upperBound: BigFloat(value, precision: 32, rounding: .awayFromZero))
  }

  /// An upper bound of |value|; infinity for infinities and not-a-number.
  public init(upperBound value: Double) {
    if value == 0 {
      self = .zero
    } else if value.isFinite {
      let size = value.magnitude
      self.init(
        UInt64(size.significand * 0x1p52), exponent: Int(size.exponent) - 52, roundingUp: true)
    } else {
      self = .infinity
    }
  }

  /// The integer, rounded up to 32 bits.
  public init(_ value: UInt) { self.init(UInt64(value), exponent: 0, roundingUp: true) }

  /// The exact value as a fraction; nil for infinity and for exponents beyond 2^32.
  public var exactRational: Rational? {
    if isZero { return .zero }
    guard isFinite, exponent.magnitude < 1 << 32 else { return nil }
    let power = Rational(Integer.one.shifted(leftBy: Int((exponent - 32).magnitude)))
    let scale = exponent >= 32 ? power : power.reciprocal ?? power
    return Rational(Integer(Int(significand))) * scale
  }

  /// An upper bound as a double; infinity beyond its range.
  public var doubleUpperBound: Double { BigFloat(self).double(rounding: .up) }
}

extension BigFloat {
  /// The magnitude: exact within the exponent range of ``BigFloat``, else rounded up, to infinity
  /// or to the least positive number.
  public init(_ value: Magnitude) {
    if value.isZero {
      self = .zero
    } else if value.exponent > BigFloat.largestExponent {
      self = .infinity()
    } else if value.exponent < BigFloat.smallestExponent {
      self = .leastPositive
    } else {
      self.init(mantissa: Integer(Int(value.significand)), exponent: value.exponent - 32)
    }
  }
}

extension Magnitude: CustomStringConvertible {
  /// Two significant digits, rounded up.
  public var description: String {
    if isZero { return "0" }
    guard let parts = BigFloat(self).decimalDigits(2, rounding: .up) else { return "inf" }
    let mantissa = "\(parts.digits.prefix(1)).\(parts.digits.dropFirst())"
    return parts.exponent == 1 ? mantissa : "\(mantissa)e\(parts.exponent - 1)"
  }
}
