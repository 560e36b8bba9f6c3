internal import BallArithmetic
internal import Multiprecision

extension FixedPointRow {
  /// The entry as a ball of its exact value and an error in units.
  func ball(at index: Int, errorInUnits error: Magnitude, precision: Precision) -> RealBall {
    let value = BigFloat(mantissa: mantissa(at: index), exponent: -bits)
    return RealBall(midpoint: value, radius: error.scaled(byPowerOfTwo: -bits))
      .rounded(to: precision)
  }

  /// Two neighbouring entries as a complex ball; the errors bound that of each part. Where the
  /// entries are real the imaginary part is zero within `imaginaryError`.
  func complexBall(
    at index: Int, isReal: Bool, errorInUnits error: Magnitude,
    imaginaryError: Magnitude = .zero, precision: Precision
  ) -> ComplexBall {
    let real = ball(at: index, errorInUnits: error, precision: precision)
    if isReal {
      return ComplexBall(
        real: real,
        imaginary: RealBall(midpoint: .zero, radius: imaginaryError.scaled(byPowerOfTwo: -bits)))
    }
    return ComplexBall(
      real: real, imaginary: ball(at: index + 1, errorInUnits: error, precision: precision))
  }
}
