internal import BallArithmetic
internal import Multiprecision

/// A polynomial with complex coefficients in fixed point, the first one halved, evaluated at
/// points of the unit circle.
struct FixedSeries {
  private let real: [Integer]
  private let imaginary: [Integer]
  private let bits: Int
  /// The errors of the coefficients together, in units of 2^-bits.
  private let error: Magnitude
  /// Bounds of Σ |W_k| and of Σ k |W_k|.
  private let total: Magnitude
  private let moment: Magnitude

  var count: Int { real.count }

  init(_ coefficients: [ComplexBall], bits: Int) {
    self.bits = bits
    var (real, imaginary): ([Integer], [Integer]) = ([], [])
    var (error, total, moment) = (Magnitude.zero, Magnitude.zero, Magnitude.zero)
    for (index, coefficient) in coefficients.enumerated() {
      let value = index == 0 ? coefficient.scaled(byPowerOfTwo: -1) : coefficient
      let (x, y) = (value.real.fixedPoint(bits: bits), value.imaginary.fixedPoint(bits: bits))
      real.append(x.value)
      imaginary.append(y.value)
      error += x.error + y.error
      let size = value.magnitudeUpperBound + .powerOfTwo(2 - bits)
      total += size
      moment += size * Magnitude(UInt(index))
    }
    (self.real, self.imaginary) = (real, imaginary)
    (self.error, self.total, self.moment) = (error, total, moment)
  }

  /// Σ W_k w^k for a w of modulus 1, by Horner's rule. `method` leaves out the error that comes
  /// from w being known inexactly.
  ///
  /// Docs/Theory/MellinBarnes.md, "Rounding".
  func sum(_ w: ComplexBall) -> (
    value: ComplexBall, error: (total: Magnitude, method: Magnitude)
  ) {
    // The point in somewhat finer units than the coefficients.
    let fine = bits + 8 + count.bitWidthOfMagnitude
    let (c, s) = (w.real.fixedPoint(bits: fine), w.imaginary.fixedPoint(bits: fine))
    let deviation = (c.error + s.error).scaled(byPowerOfTwo: -fine)
    let growth = deviation * Magnitude(UInt(count))
    guard growth <= .one else { return (.zero, (total, .zero)) }
    var x = Integer.zero
    var y = Integer.zero
    for index in stride(from: count - 1, through: 0, by: -1) {
      var next = x * c.value
      next.subtractProduct(y, s.value)
      y *= c.value
      y.addProduct(x, s.value)
      x = (next >> fine) + real[index]
      y = (y >> fine) + imaginary[index]
    }
    let value = ComplexBall(
      real: RealBall(exact: BigFloat(mantissa: x, exponent: -bits)),
      imaginary: RealBall(exact: BigFloat(mantissa: y, exponent: -bits)))
    // (1 + deviation)^count <= e.
    let amplification = growth.exponential
    let rounding = (error + Magnitude(UInt(2 * count))).scaled(byPowerOfTwo: -bits) * amplification
    let pure = Magnitude(2).scaled(byPowerOfTwo: -fine) * moment * amplification
    let method = rounding + pure
    return (value, (rounding + deviation * moment * amplification, method))
  }
}
