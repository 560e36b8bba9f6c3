internal import BallArithmetic
internal import Multiprecision

/// Hankel's expansion of K_a(z) and I_a(z): with u_k = a_k(a)/z^k,
///
///     plus = Σ u_k + R,  minus = Σ (-1)^k u_k + R'
///
/// such that K_a(z) = sqrt(pi/(2z)) e^(-z) plus. Proof of the remainders:
/// Docs/Theory/Bessel.md, "Hankel's expansion".
struct BesselAsymptoticSeries {
  /// With its remainder for K_a(z), |ph z| <= pi.
  let plus: ComplexBall
  /// With its remainder for K_a(z e^(-+ i pi)), Re z >= 0.
  let minus: ComplexBall

  private static let term = 0
  private static let inverse = 2
  private static let even = 4
  private static let odd = 6
  private static let square = 8
  private static let copy = 10

  /// - Parameters:
  ///   - order: a >= 0.
  ///   - z: exact, not zero, at least 1/8 in magnitude.
  ///   - target: the sum stops at a term below 2^-target, or where the terms begin to grow.
  init?(order: DyadicNumber, z: ComplexBall, target: Int, bits: Int) {
    typealias Series = BesselAsymptoticSeries
    let isReal = z.isReal
    let working = Precision(clamping: bits + 16)
    let inverse = z.scaled(byPowerOfTwo: 3).reciprocal(precision: working)
    guard inverse.isFinite else { return nil }
    var row = FixedPointRow(count: 12, bits: bits)
    row.setInteger(Series.term, to: 1)
    row.set(Series.inverse, to: inverse.real.midpoint)
    if !isReal { row.set(Series.inverse + 1, to: inverse.imaginary.midpoint) }
    let parts = isReal ? 1 : 2
    if order.small == nil {
      // 4 a^2, cut only once: where a^2 is large against |z| a relative error would not do.
      guard order.value.exponent <= 1 << 20 else { return nil }
      let long = Precision(clamping: 2 * order.value.precision.bits)
      let exact = RealBall(exact: order.value).squared(precision: long).scaled(byPowerOfTwo: 2)
      row.set(Series.square, to: exact.midpoint)
    }
    let size = 1 / max(inverse.magnitudeUpperBound.doubleUpperBound, 0x1p-1000)
    var largestBits = bits + 1
    var count = 0
    while count < 1 << 24 {
      for part in 0..<parts {
        row.add(Series.term + part, to: (count & 1 == 0 ? Series.even : Series.odd) + part)
      }
      let odd = 2 * count + 1
      if let (numerator, shift) = order.small {
        let low = 2 * numerator - (odd << shift)
        let high = 2 * numerator + (odd << shift)
        for part in 0..<parts {
          row.multiply(Series.term + part, byInteger: low)
          row.multiply(Series.term + part, byInteger: high)
          if shift > 0 { row.shift(Series.term + part, by: -2 * shift) }
        }
      } else {
        row.copy(Series.square, to: Series.copy)
        row.addInteger(-odd * odd, to: Series.copy)
        for part in 0..<parts { row.multiply(Series.term + part, by: Series.copy) }
      }
      Series.multiply(&row, isReal)
      for part in 0..<parts { row.divide(Series.term + part, byInteger: count + 1) }
      count += 1
      let width = max(row.bitWidth(at: Series.term), isReal ? 0 : row.bitWidth(at: Series.term + 1))
      largestBits = max(largestBits, width + 1)
      if width == 0 { break }
      if Double(count) >= order.approximate - 0.5 {
        if width < bits - target { break }
        let next = Double(2 * count + 1)
        let ratio =
          (next - 2 * order.approximate) * (next + 2 * order.approximate)
          / (Double(count + 1) * size)
        if ratio >= 1 { break }
      }
    }
    let length = Magnitude(UInt(count + 1))
    let growth = Magnitude.powerOfTwo(largestBits + 1 - bits)
    // The relative error of 1/(8z) in fixed point is 8|z| units.
    let stretch = Magnitude.one + z.magnitudeUpperBound.scaled(byPowerOfTwo: 3)
    let rounding = Magnitude(16) * growth * length * length * stretch
    guard Magnitude(16) * length * length * stretch < .powerOfTwo(bits - 2) else { return nil }
    let lastWidth = max(
      row.bitWidth(at: Series.term), isReal ? 0 : row.bitWidth(at: Series.term + 1))
    let terminates =
      order.isHalfInteger && order.small != nil && lastWidth == 0
      && Double(count) > order.approximate
    let last =
      terminates ? Magnitude.zero : Magnitude.powerOfTwo(lastWidth + 1) + rounding
    let factors =
      terminates ? (Magnitude.zero, Magnitude.zero) : Series.remainderFactors(order, count, z)
    let precision = Precision(clamping: max(bits, largestBits) + 8)
    func part(_ index: Int, _ error: Magnitude, _ imaginaryError: Magnitude) -> ComplexBall {
      row.complexBall(
        at: index, isReal: isReal, errorInUnits: error, imaginaryError: imaginaryError,
        precision: precision)
    }
    for part in 0..<parts {
      row.copy(Series.even + part, to: Series.copy + part)
      row.add(Series.odd + part, to: Series.copy + part)
      row.subtract(Series.odd + part, from: Series.even + part)
    }
    // Left of zero the value is complex and so is the remainder.
    plus = part(
      Series.copy, rounding + last * factors.0,
      z.real.midpoint.isNegative ? last * factors.0 : .zero)
    // The remainder on the other ray is complex even for real z; its real part is what I takes.
    minus = part(Series.even, rounding + last * factors.1, .zero)
  }

  private static func multiply(_ row: inout FixedPointRow, _ isReal: Bool) {
    if isReal {
      row.multiply(term, by: inverse)
    } else {
      row.multiplyComplex(term, by: inverse)
    }
  }

  /// The remainders over the last term: DLMF 10.40.10 to 10.40.12, and for real z > 0 the first
  /// omitted term itself when there are at least a - 1/2 terms (DLMF 10.40(ii)).
  private static func remainderFactors(
    _ order: DyadicNumber, _ count: Int, _ z: ComplexBall
  ) -> (plus: Magnitude, minus: Magnitude) {
    let square = RealBall(exact: order.value).squared(precision: 64)
      .subtracting(RealBall(midpoint: BigFloat(0.25), radius: .zero), precision: 64)
    let least = z.leastModulus
    let ratio = square.magnitudeUpperBound.divided(byLowerBound: least)
    // 8/5 > pi/2 > chi(1).
    let far = (ratio * Magnitude(8)).divided(byLowerBound: Magnitude(5)).exponential
    // chi(l)^2 <= pi (l + 1)/2 <= 8 (l + 1)/5.
    let chi = (Magnitude(UInt(8 * (count + 1))).divided(byLowerBound: Magnitude(5))).squareRoot
    let around = (chi * far).scaled(byPowerOfTwo: 1)
    let isRightHalf = z.real.isCertainlyNonnegative
    let plus: Magnitude
    if z.isReal, z.real.isCertainlyPositive, Double(count) >= order.approximate - 0.25 {
      plus = .one
    } else if isRightHalf {
      plus = ratio.exponential.scaled(byPowerOfTwo: 1)
    } else {
      plus = around
    }
    return (plus, isRightHalf ? around : .infinity)
  }
}
