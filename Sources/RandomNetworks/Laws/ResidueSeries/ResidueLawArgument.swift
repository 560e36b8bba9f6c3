internal import BallArithmetic
internal import Multiprecision

/// The argument u as a factor of integers: mantissa 2^exponent, off by a relative error.
struct ResidueLawArgument {
  /// Of exactly `bits` bits.
  let mantissa: Integer
  let bits: Int
  let exponent: Int
  /// In units of 2^-bits, relative to 2^(bits + exponent) > u.
  let error: Double
  /// A bound of u/2^(bits + exponent), of a cut mantissa and of what it stands for.
  let fraction: Double

  /// Nil unless the ball is of positive numbers and knows u to about 2^-bits.
  init?(_ u: RealBall, bits: Int) {
    guard u.isCertainlyPositive, let parts = u.midpoint.exactParts else { return nil }
    let width = parts.mantissa.bitWidth
    mantissa = parts.mantissa.shifted(leftBy: bits - width)
    self.bits = bits
    exponent = parts.exponent + width - bits
    let radius = u.radius.scaled(byPowerOfTwo: -exponent).doubleUpperBound
    guard radius < 0x1p32, bits >= 80 else { return nil }
    error = radius + (width > bits ? 1 : 0)
    // The error is at most 2^-47 of the whole.
    fraction = BigFloat(mantissa: mantissa, exponent: -bits).double(rounding: .up) * (1 + 0x1p-40)
  }
}
