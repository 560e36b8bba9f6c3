internal import BallArithmetic
internal import Multiprecision

extension RationalSeries {
  /// The sum at a long or complex argument, in fixed-point integers with `bits` fractional bits.
  ///
  /// Columns (P. Smith): t_k = c_k z^k with k = i m + j, the terms c_k (z^m)^i go to the m column
  /// sums, and the columns are joined at the end by the powers of z: a long multiplication for
  /// every m-th term alone, the rest by words.
  /// Docs/Theory/Hypergeometric.md, "Fixed-point summation".
  ///
  /// - Parameter estimate: a guess of the number of terms, for the number of columns.
  func sum(at z: GaussianFraction, bits: Int, estimate: Int) -> ComplexBall? {
    guard fitsInWords else { return nil }
    let size = z.magnitudeUpperBound
    let columns = max(1, min(64, Int(Double(max(estimate, 1)).squareRoot() / 2)))
    // Columns with large powers of a large argument lose its bits.
    let growth = size > .one ? columns * max(0, size.exponent) : 0
    if growth > 1 << 24 { return nil }
    let fraction = bits + growth
    let precision = Precision(clamping: fraction + 32)
    let argument = z.ball(precision: precision)
    let power = argument.power(columns, precision: precision)
    guard let (powerReal, powerImaginary) = Self.fixedPoint(power, bits: fraction) else {
      return nil
    }
    let powerSize = power.magnitudeUpperBound + .powerOfTwo(2 - fraction)
    let isReal = z.isReal
    var real = Integer.one << fraction
    var imaginary = Integer.zero
    var error = Magnitude.zero
    var sums = [(real: Integer, imaginary: Integer, error: Magnitude)](
      repeating: (.zero, .zero, .zero), count: columns)
    var powers: [Magnitude] = [.one]
    for _ in 1..<max(columns, 2) { powers.append((powers.last ?? .one) * size) }
    var factors = Factors()
    var k = 0
    var column = 0
    var nextCheck = 0
    let floor = 24
    while true {
      sums[column].real += real
      if !isReal { sums[column].imaginary += imaginary }
      sums[column].error += error
      self.factors(at: k, into: &factors)
      if factors.multipliers.contains(0) { break }
      let width = isReal ? real.bitWidth : max(real.bitWidth, imaginary.bitWidth)
      if k >= nextCheck, width - growth <= floor || (k & 63) == 63 {
        let length = Magnitude.powerOfTwo(width + (isReal ? 0 : 1)) + error
        let first = length * powers[column]
        if first.exponent <= floor + growth, let bound = ratioBound(size: size, from: k),
          let tail = HypergeometricTail.sum(first: first * bound, ratio: bound),
          tail.exponent <= floor + growth + 24
        {
          sums[0].error += tail
          break
        }
        nextCheck = k + 8 + k / 16
      }
      if k > RationalSeries.termLimit { return nil }
      Self.apply(factors, to: &real, error: &error)
      if !isReal {
        var copy = Magnitude.zero
        Self.apply(factors, to: &imaginary, error: &copy)
        error += .one * Magnitude(UInt(factors.divisors.count))
      }
      k += 1
      column += 1
      if column == columns {
        column = 0
        let length = Magnitude.powerOfTwo(max(real.bitWidth, imaginary.bitWidth) + 1)
        if isReal {
          real *= powerReal
          real.shiftRight(by: fraction)
        } else {
          let product = real * powerReal - imaginary * powerImaginary
          imaginary = real * powerImaginary + imaginary * powerReal
          real = product
          real.shiftRight(by: fraction)
          imaginary.shiftRight(by: fraction)
        }
        // The power is within 4 units of its fixed-point form.
        error =
          error * powerSize + (length.scaled(byPowerOfTwo: 2)).scaled(byPowerOfTwo: -fraction)
          + Magnitude(2)
      }
    }
    var result = ComplexBall.zero
    for sum in sums.reversed() {
      let part = ComplexBall(
        real: RealBall(exact: BigFloat(mantissa: sum.real, exponent: -fraction)),
        imaginary: RealBall(exact: BigFloat(mantissa: sum.imaginary, exponent: -fraction)))
      let radius = sum.error.scaled(byPowerOfTwo: -fraction)
      let ball =
        isReal ? ComplexBall(part.real.addingError(radius)) : part.addingError(radius)
      result = result.multiplied(by: argument, precision: precision)
        .adding(ball, precision: precision)
    }
    return result
  }

  /// Multiplies by the multipliers and divides by the divisors, packed into words; the error is
  /// carried along, at most a unit more for each division.
  private static func apply(_ factors: Factors, to value: inout Integer, error: inout Magnitude) {
    var packed = 1
    for factor in factors.multipliers {
      let (product, overflow) = packed.multipliedReportingOverflow(by: factor)
      if overflow {
        value *= Integer(packed)
        error *= Magnitude(packed.magnitude)
        packed = factor
      } else {
        packed = product
      }
    }
    if packed != 1 {
      value *= Integer(packed)
      error *= Magnitude(packed.magnitude)
    }
    packed = 1
    for factor in factors.divisors {
      let (product, overflow) = packed.multipliedReportingOverflow(by: factor)
      if overflow {
        value.divideRoundingDown(byWord: packed)
        error = error.divided(byLowerBound: Magnitude(lowerBoundOfWord: packed)) + .one
        packed = factor
      } else {
        packed = product
      }
    }
    if packed != 1 {
      value.divideRoundingDown(byWord: packed)
      error = error.divided(byLowerBound: Magnitude(lowerBoundOfWord: packed)) + .one
    }
  }

  /// Both parts times 2^bits, rounded; with the ball's own radius within 2 units each. Nil when
  /// the ball is too wide for that.
  private static func fixedPoint(_ value: ComplexBall, bits: Int) -> (Integer, Integer)? {
    func integer(_ part: RealBall) -> Integer? {
      let scaled = part.scaled(byPowerOfTwo: bits)
      guard scaled.radius < .one else { return nil }
      return scaled.midpoint.integer(rounding: .toNearest)
    }
    guard let real = integer(value.real), let imaginary = integer(value.imaginary) else {
      return nil
    }
    return (real, imaginary)
  }
}
