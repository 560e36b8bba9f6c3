internal import BallArithmetic
internal import Multiprecision

/// The sums of the ascending series of the Bessel functions at an order a and an argument t, with
/// u_k = t^k / (k! (a+1)_k) and H_k the harmonic numbers:
///
///     sum = Σ u_k,  next = Σ u_k/(a+k+1),
///     harmonicSum = Σ H_k u_k,  harmonicNext = Σ H_(k+1) u_k/(k+1)   (for a = 0 only)
///
/// in fixed point with machine divisors where the order is a short dyadic number. Proof of the
/// error: Docs/Theory/Bessel.md, "The ascending series".
struct BesselAscendingSeries {
  let sum: ComplexBall
  let next: ComplexBall
  let harmonicSum: ComplexBall
  let harmonicNext: ComplexBall

  /// What to sum beside the plain sum.
  struct Parts: OptionSet {
    let rawValue: Int
    static let next = Parts(rawValue: 1)
    static let harmonic = Parts(rawValue: 2)
  }

  // Places in the row.
  private static let term = 0
  private static let argument = 2
  private static let total = 4
  private static let nextTotal = 6
  private static let harmonicTotal = 8
  private static let harmonicNextTotal = 10
  private static let quotient = 12
  private static let divisor = 14
  private static let harmonicNumber = 15

  /// Nil beyond `limit` terms.
  ///
  /// - Parameters:
  ///   - order: a > -1; or a < 0 with at most -a/2 terms, of ratio at most 1/2 (`limit` says so,
  ///     and the sum is then the partial sum, with the first omitted term in the error).
  ///   - square: t, of magnitude below 2^62.
  init?(
    order: DyadicNumber, square t: ComplexBall, bits: Int, parts: Parts = [], limit: Int
  ) {
    typealias Series = BesselAscendingSeries
    let isReal = t.isReal
    let isPartial = order.approximate <= -1
    var row = FixedPointRow(count: 16, bits: bits)
    row.setInteger(Series.term, to: 1)
    row.set(Series.argument, to: t.real.midpoint)
    if !isReal { row.set(Series.argument + 1, to: t.imaginary.midpoint) }
    if order.small == nil {
      guard order.value.exponent <= 1 << 20 else { return nil }
      row.set(Series.divisor, to: order.value)
    }
    let size = max(t.magnitudeUpperBound.doubleUpperBound, 0x1p-1000)
    var largestBits = bits + 1
    var count = 0
    var group = HarmonicGroup()
    while true {
      if count >= limit {
        if isPartial { break }
        return nil
      }
      // The sums of index k = count.
      row.add(Series.term, to: Series.total)
      if !isReal { row.add(Series.term + 1, to: Series.total + 1) }
      if parts.contains(.harmonic) {
        if parts.contains(.next) {
          for part in 0..<(isReal ? 1 : 2) {
            row.addQuotient(
              of: Series.nextTotal + part, byInteger: count + 1,
              to: Series.harmonicNextTotal + part)
          }
        }
        for part in 0..<(isReal ? 1 : 2) {
          row.addQuotient(
            of: Series.total + part, byInteger: count + 1, to: Series.harmonicTotal + part)
        }
        if let (top, bottom) = group.adding(count + 1) {
          row.addFraction(top, over: bottom, to: Series.harmonicNumber)
        }
      }
      count += 1
      // The divisor of the next ratio: count (a + count).
      let shifted = order.approximate + Double(count)
      if let (numerator, shift) = order.small {
        let factor = numerator + (count << shift)
        if parts.contains(.next) {
          for part in 0..<(isReal ? 1 : 2) {
            if shift == 0 {
              row.addQuotient(
                of: Series.term + part, byInteger: factor, to: Series.nextTotal + part)
            } else {
              row.copy(Series.term + part, to: Series.quotient + part)
              row.shift(Series.quotient + part, by: shift)
              row.addQuotient(
                of: Series.quotient + part, byInteger: factor, to: Series.nextTotal + part)
            }
          }
        }
        Series.multiply(&row, isReal)
        let (both, overflow) = factor.multipliedReportingOverflow(by: count)
        for part in 0..<(isReal ? 1 : 2) {
          if shift > 0 { row.shift(Series.term + part, by: shift) }
          row.divide(Series.term + part, byInteger: overflow ? factor : both)
          if overflow { row.divide(Series.term + part, byInteger: count) }
        }
      } else {
        row.addInteger(1, to: Series.divisor)
        if row.isZero(at: Series.divisor) { return nil }
        if parts.contains(.next) {
          for part in 0..<(isReal ? 1 : 2) {
            row.copy(Series.term + part, to: Series.quotient + part)
            row.divide(Series.quotient + part, by: Series.divisor)
            row.add(Series.quotient + part, to: Series.nextTotal + part)
          }
        }
        Series.multiply(&row, isReal)
        for part in 0..<(isReal ? 1 : 2) {
          row.divide(Series.term + part, by: Series.divisor)
          row.divide(Series.term + part, byInteger: count)
        }
      }
      let width = max(
        row.bitWidth(at: Series.term), isReal ? 0 : row.bitWidth(at: Series.term + 1))
      largestBits = max(largestBits, width + 1)
      if width <= 6 {
        // From here on the ratios are at most 1/2: count + 1 and a + count + 1 only grow.
        let ratio = size / (Double(count + 1) * (shifted + 1))
        if isPartial ? width <= 6 : shifted > 0 && ratio < 0.4999 { break }
      }
    }
    if let (top, bottom) = group.flush() {
      row.addFraction(top, over: bottom, to: Series.harmonicNumber)
    }
    // 48 M (N + 1)^2 units for the roundings, 4 (N + 1) |u_N| for the omitted terms.
    let length = Magnitude(UInt(count + 1))
    let last = max(row.bitWidth(at: Series.term), isReal ? 0 : row.bitWidth(at: Series.term + 1))
    let rounding =
      Magnitude(48) * .powerOfTwo(largestBits + 1 - bits) * length * length
    guard Magnitude(64) * length * length < .powerOfTwo(bits - 2) else { return nil }
    let error = rounding + Magnitude(4) * length * .powerOfTwo(last + 1)
    let drift = Series.drift(order, t, bits, isPartial)
    let total = error + drift
    let precision = Precision(clamping: bits + max(largestBits - bits, 0) + 8)
    func part(_ index: Int) -> ComplexBall {
      row.complexBall(at: index, isReal: isReal, errorInUnits: total, precision: precision)
    }
    sum = part(Series.total)
    next = parts.contains(.next) ? part(Series.nextTotal) : .zero
    guard parts.contains(.harmonic) else {
      harmonicSum = .zero
      harmonicNext = .zero
      return
    }
    // Σ H_k u_k = H_N Σ u_k - Σ_j (1/j) Σ_(k<j) u_k.
    let harmonic = row.ball(
      at: Series.harmonicNumber, errorInUnits: Magnitude(UInt(count + 1)), precision: precision)
    harmonicSum = sum.multiplied(by: harmonic, precision: precision)
      .subtracting(part(Series.harmonicTotal), precision: precision)
    harmonicNext = next.multiplied(by: harmonic, precision: precision)
      .subtracting(part(Series.harmonicNextTotal), precision: precision)
  }

  private static func multiply(_ row: inout FixedPointRow, _ isReal: Bool) {
    if isReal {
      row.multiply(term, by: argument)
    } else {
      row.multiplyComplex(term, by: argument)
    }
  }

  /// In units: the change of every sum when t moves from the cut midpoint to any point of its
  /// ball, at most |dt| 2 e^(2 sqrt|t|)/(1 + min(a, 0)) for a > -1.
  private static func drift(
    _ order: DyadicNumber, _ t: ComplexBall, _ bits: Int, _ isPartial: Bool
  ) -> Magnitude {
    let move = t.real.radius + t.imaginary.radius + .powerOfTwo(1 - bits)
    let reach = t.magnitudeUpperBound + .powerOfTwo(1 - bits)
    let growth = isPartial ? Magnitude(4) : reach.squareRoot.scaled(byPowerOfTwo: 1).exponential
    // 1 + a >= 1/4 where the order is negative at all.
    let harmonic = growth * move * Magnitude(8)
    return harmonic.scaled(byPowerOfTwo: bits)
  }
}

/// 1/j + ... + 1/(j+m) as one fraction of machine integers, so that the harmonic number takes one
/// long division for several terms.
struct HarmonicGroup {
  private var top = 0
  private var bottom = 1

  /// Adds 1/j; returns the fraction that has to be added first, when the group is full.
  mutating func adding(_ j: Int) -> (top: Int, bottom: Int)? {
    let (product, overflow) = bottom.multipliedReportingOverflow(by: j)
    if overflow || product > 1 << 56 {
      let full = (top, bottom)
      (top, bottom) = (1, j)
      return full
    }
    top = top * j + bottom
    bottom = product
    return nil
  }

  mutating func flush() -> (top: Int, bottom: Int)? {
    top == 0 ? nil : (top, bottom)
  }
}
