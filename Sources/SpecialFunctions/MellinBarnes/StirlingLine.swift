package import BallArithmetic
package import Multiprecision

/// The gamma function on a vertical line Re s = x, x > 0, by Stirling's series after a shift to the
/// right, the series in fixed point.
///
/// Docs/Theory/MellinBarnes.md, "Gamma on a line".
package struct StirlingLine {
  /// The abscissa.
  private let x: RealBall
  private let estimate: Double
  /// The coefficients in units of 2^-bits, for each number of bits that was used.
  private var fixedCoefficients: [Int: [Integer]] = [:]
  private var halfLogTwoPi: [Int: RealBall] = [:]

  package init(_ x: RealBall) {
    self.x = x
    estimate = x.approximateDouble
  }

  /// The distance from 0 at which the series is used: the series then has about as many terms as
  /// the shift has factors.
  static func radius(bits: Double) -> Double { 3 + 0.17 * bits }

  /// Γ(x + it) = exp(logarithm)/divisor, the logarithm with an absolute error of about 2^-bits.
  package mutating func value(
    at t: BigFloat, bits: Int
  ) -> (logarithm: ComplexBall, divisor: ComplexBall) {
    let height = t.nearestDouble.magnitude
    let radius = StirlingLine.radius(bits: Double(bits))
    var shift = 0
    if height < radius {
      let needed = (radius * radius - height * height).squareRoot() - estimate
      shift = needed > 0 ? Int(needed.rounded(.up)) : 0
    }
    let distance = ((estimate + Double(shift)) * (estimate + Double(shift)) + height * height)
      .squareRoot()
    // The size of (s - 1/2) log s.
    let size = max(0, (distance * (distance + 2).estimatedLogarithm).exponent)
    let working = Precision(clamping: bits + Int(size) + 16)

    let abscissa = x.adding(shift, precision: working)
    let ordinate = RealBall(exact: t)
    let s = ComplexBall(real: abscissa, imaginary: ordinate)
    let modulus = abscissa.squared(precision: working + 8)
      .adding(ordinate.squared(precision: working + 8), precision: working + 8)
    let logarithm = ComplexBall(
      real: modulus.logarithm(precision: working).scaled(byPowerOfTwo: -1),
      imaginary: .arcTangent(y: ordinate, x: abscissa, precision: working))
    let half = RealBall(exact: BigFloat(0.5))
    var sum = ComplexBall(real: abscissa.subtracting(half, precision: working), imaginary: ordinate)
      .multiplied(by: logarithm, precision: working)
      .subtracting(s, precision: working)
      .adding(ComplexBall(constant(working)), precision: working)
    let inverse = ComplexBall(
      real: abscissa.divided(by: modulus, precision: working),
      imaginary: -ordinate.divided(by: modulus, precision: working))
    sum = sum.adding(
      series(inverse, abscissa: abscissa, modulus: modulus, bits: bits + 12), precision: working)

    if shift == 0 { return (sum, .one) }
    let relative = Precision(clamping: bits + 24)
    var divisor = LinearFactorProduct(bits: bits + shift.bitWidthOfMagnitude)
    for j in 0..<shift {
      divisor.multiply(by: j == 0 ? x : x.adding(j, precision: relative), ordinate)
    }
    return (sum, divisor.value)
  }

  /// log(2 pi)/2.
  private mutating func constant(_ precision: Precision) -> RealBall {
    let rounded = (precision.bits + 63) / 64 * 64
    if let known = halfLogTwoPi[rounded] { return known }
    let fine = Precision(clamping: rounded + 8)
    let value = RealBall.pi(precision: fine).scaled(byPowerOfTwo: 1).logarithm(precision: fine)
      .scaled(byPowerOfTwo: -1)
    halfLogTwoPi[rounded] = value
    return value
  }

  /// Σ_(n>=1) B_(2n)/(2n (2n-1)) s^(1-2n), with its remainder.
  private mutating func series(
    _ inverse: ComplexBall, abscissa: RealBall, modulus: RealBall, bits: Int
  ) -> ComplexBall {
    let unit = (bits + 63) / 64 * 64
    // The remainder after N terms is at most |β_(N+1)| |s| q^-(N+1), q = |s| (|s| + Re s)/2.
    let low: Precision = 64
    let distance = modulus.squareRoot(precision: low)
    let q = distance.multiplied(by: distance.adding(abscissa, precision: low), precision: low)
      .scaled(byPowerOfTwo: -1)
    let logQ =
      q.approximateDouble.isFinite
      ? q.approximateDouble.estimatedLogarithm / 0.693_147_180_559_945
      : Double(q.midpoint.exponent)
    var count = 0
    // log2 of 2 (2n - 2)!/(2 pi)^(2n) for n = N + 1.
    func remainder(_ count: Int) -> Double {
      let n = Double(count + 1)
      return 1 + ((2 * n - 1).estimatedLogGamma - 2 * n * 1.837_877_066_409_345)
        / 0.693_147_180_559_945 + logQ / 2 - n * logQ
    }
    while remainder(count) > Double(-bits), remainder(count + 1) < remainder(count) { count += 1 }

    let coefficients = fixed(count + 1, bits: unit)
    let next = Magnitude(upperBound: coefficients[count]) + .one
    let lowerQ = q.distanceFromZeroLowerBound
    let error =
      next.scaled(byPowerOfTwo: -unit) * distance.magnitudeUpperBound
      * Magnitude.one.divided(byLowerBound: lowerQ).power(UInt(count + 1))
    if count == 0 { return ComplexBall.zero.addingError(error) }

    let v = inverse.squared(precision: Precision(clamping: unit + 8))
    let (value, roundoff) = polynomial(coefficients[..<count], at: v, bits: unit)
    return value.addingError(roundoff)
      .multiplied(by: inverse, precision: Precision(clamping: unit + 8))
      .addingError(error)
  }

  /// Σ β_n v^n for real coefficients in units of 2^-bits, by division by the real quadratic with
  /// the root v: two real products a term, with fewer bits for the higher terms. Returns the sum
  /// and a bound of its error.
  ///
  /// Docs/Theory/MellinBarnes.md, "Gamma on a line".
  private func polynomial(
    _ coefficients: ArraySlice<Integer>, at v: ComplexBall, bits: Int
  ) -> (value: ComplexBall, error: Magnitude) {
    let fine = Precision(clamping: bits + 8)
    // x^2 - trace x + norm has the roots v and its conjugate.
    let trace = v.real.scaled(byPowerOfTwo: 1).fixedPoint(bits: bits)
    let norm = v.real.squared(precision: fine)
      .adding(v.imaginary.squared(precision: fine), precision: fine).fixedPoint(bits: bits)
    let size = v.magnitudeUpperBound
    // An error in the n-th step is multiplied by at most (n + 1) |v|^n: the bits that it does not
    // need are dropped there.
    let loss = max(0, -Double(size.exponent))
    func level(_ n: Int) -> Int {
      let growth = max(0, coefficients[n].bitWidth - bits)
      return max(0, min(Int(loss * Double(n)) - growth - 4, bits - 64)) / 64 * 64
    }
    var dropped = 0
    var (first, second) = (Integer.zero, Integer.zero)
    var (firstError, secondError) = (Magnitude.zero, Magnitude.zero)
    var (localTrace, localNorm) = (trace.value, norm.value)
    let traceError = trace.error + .one
    let normError = norm.error + .one
    for n in stride(from: coefficients.count - 1, through: 0, by: -1) {
      let next = level(n)
      if next != dropped {
        // Rounded down when bits are dropped: the error is in the constant of `fresh`.
        first = first.shifted(leftBy: dropped - next)
        second = second.shifted(leftBy: dropped - next)
        dropped = next
        (localTrace, localNorm) = (trace.value >> next, norm.value >> next)
      }
      let unit = bits - dropped
      // The error of this step alone, in its units of 2^-unit: two roundings, the inexact trace
      // and norm, and one unit each in `first` and `second` if they were shortened.
      let fresh =
        Magnitude(4)
        + (Magnitude(upperBound: first) * traceError + Magnitude(upperBound: second) * normError)
        .scaled(byPowerOfTwo: -unit)
      var sum = localTrace * first
      sum.subtractProduct(localNorm, second)
      sum = sum >> unit
      sum += dropped == 0 ? coefficients[n] : coefficients[n] >> dropped
      (second, first) = (first, sum)
      (secondError, firstError) = (
        firstError, size * firstError + fresh.scaled(byPowerOfTwo: -unit)
      )
    }
    let steps = Magnitude(UInt(coefficients.count))
    (firstError, secondError) = (firstError * steps, secondError * steps)
    // b_0 - b_1 conj v.
    func ball(_ value: Integer, _ error: Magnitude) -> RealBall {
      RealBall(exact: BigFloat(mantissa: value, exponent: -bits)).addingError(error)
    }
    let value = ComplexBall(ball(first, firstError)).subtracting(
      v.conjugate.multiplied(by: ball(second, secondError), precision: fine), precision: fine)
    return (value, .zero)
  }

  /// The first coefficients rounded down to multiples of 2^-bits.
  private mutating func fixed(_ count: Int, bits: Int) -> [Integer] {
    if let known = fixedCoefficients[bits], known.count >= count { return known }
    let wanted = max(count + 4, count * 5 / 4)
    let values = BernoulliNumberCache.even(count: wanted + 1).dropFirst().enumerated().map {
      index, number in
      // B_(2n)/(2n (2n - 1)) with n = index + 1.
      (number.numerator << bits)
        .floorQuotient(number.denominator * Integer((2 * index + 2) * (2 * index + 1)))
    }
    fixedCoefficients[bits] = values
    return values
  }
}

extension Integer {
  /// The quotient rounded down by a positive number.
  func floorQuotient(_ divisor: Integer) -> Integer {
    (try? quotient(dividingBy: divisor, rounding: .down)) ?? .zero
  }
}

extension RealBall {
  /// The midpoint rounded down to a multiple of 2^-bits, and a bound of its distance from every
  /// number of the ball in units of 2^-bits.
  package func fixedPoint(bits: Int) -> (value: Integer, error: Magnitude) {
    let scaled = midpoint.scaled(byPowerOfTwo: bits)
    guard let value = scaled.integer(rounding: .down) else { return (.zero, .infinity) }
    return (value, Magnitude.one + radius.scaled(byPowerOfTwo: bits))
  }
}
