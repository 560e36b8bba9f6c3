internal import BallArithmetic
internal import Multiprecision

extension RealBall {
  /// The exponential of a series with constant term 0: n f_n = sum_j j g_j f_(n-j).
  ///
  /// In fixed point with `precision` + 16 fractional bits, which is what sums with coefficients up
  /// to 1 need; with h_j = j g_j, |f_n| and the errors in units,
  /// err f_n <= (sum_j |h_j| err f_(n-j) + |f_(n-j)| err h_j + err h_j err f_(n-j) 2^-w + 1)/n + 1.
  /// Docs/Theory/MeijerG.md, "Initial series".
  static func exponential(
    ofSeriesWithoutConstant series: [RealBall], precision: Precision
  ) -> [RealBall] {
    if series.count < 2 { return series.map { _ in .one } }
    let bits = precision.bits + 16
    let unit = Double(sign: .plus, exponent: max(-bits, -1000), significand: 1)
    let count = series.count
    // Rows: h_0, ..., f_0, ..., the sum.
    var rows = [Integer](repeating: .zero, count: 2 * count + 1)
    rows[count] = Integer.one.shifted(leftBy: bits)
    var h = [(size: Double, error: Double)](repeating: (0, 0), count: count)
    for j in 1..<count {
      let g = series[j]
      guard g.isFinite, let parts = g.midpoint.exactParts,
        parts.mantissa.bitWidth + parts.exponent < 1000
      else { return series.map { _ in .unbounded } }
      let weight = Double(j) * 1.000_001
      rows[j] = parts.mantissa.shifted(leftBy: parts.exponent + bits) * Integer(j)
      h[j] = (
        g.magnitudeUpperBound.doubleUpperBound * weight,
        (g.radius.scaled(byPowerOfTwo: bits).doubleUpperBound + 1) * weight
      )
    }
    var numbers = IntegerScratch(rows)
    let sum = 2 * count
    var f = [(size: Double, error: Double)](repeating: (1, 0), count: count)
    var result = [RealBall.one]
    for n in 1..<count {
      numbers.set(sum, to: .zero)
      var error = 1.0
      for j in 1...n {
        numbers.addProduct(ofRows: j, count + n - j, to: sum)
        error += h[j].size * f[n - j].error + h[j].error * f[n - j].size
        error += h[j].error * f[n - j].error * unit
      }
      numbers.shiftRight(sum, by: bits)
      numbers.divide(sum, by: UInt(n))
      numbers.copy(sum, to: count + n)
      let bound = (error / Double(n) + 1) * 1.000_001
      let exponent = numbers.bitWidth(at: sum) - bits
      guard exponent < 1000, bound.isFinite else { return series.map { _ in .unbounded } }
      f[n] = (Double(sign: .plus, exponent: max(exponent, -1000), significand: 1), bound)
      result.append(
        RealBall(
          midpoint: BigFloat(mantissa: numbers.value(at: sum), exponent: -bits),
          radius: Magnitude(upperBound: bound).scaled(byPowerOfTwo: -bits)))
    }
    return result
  }
}
