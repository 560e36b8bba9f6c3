internal import CGMP

extension LimbRows {
  /// The rows of the product of a power series and exp(slope e), in units of 2^(-64 limbs).
  ///
  /// The powers λ_j = |slope|^j/j! are computed by λ_j = λ_(j-1) |slope|/j, cut after the product
  /// and after the quotient; the coefficients of the series are read to `limbs` limbs, and each row
  /// is cut once. So with the slope off by at most s units, and bounds Λ_j of the true and the
  /// computed powers, the errors in units are
  ///
  ///     err λ_j <= (|slope| err λ_(j-1) + Λ_(j-1) s + 1)/j + 1
  ///     err row_i <= sum_j (err λ_j + Λ_j (err series_(i-j) + 1)) + 1.
  ///
  /// - Parameter slope: in units of 2^(-64 limbs).
  /// - Parameter powerLimbs: limbs before the point that hold every λ_j.
  /// - Precondition: the series has at least `limbs` limbs and `count` coefficients, the capacity is
  ///   at least limbs + powerLimbs + 2, and the λ_j are less than 2^(64 powerLimbs).
  package init(
    _ series: LimbSeries, timesExponentialOf slope: Integer, limbs: Int, powerLimbs: Int,
    count: Int, capacity: Int
  ) {
    self.init(count: count, capacity: capacity)
    precondition(
      series.limbs >= limbs && series.count >= count && capacity >= limbs + powerLimbs + 2,
      "rows or a series that are too short")
    let width = limbs + powerLimbs
    length = max(3, width + 2)
    let isNegative = slope.isNegative
    // λ_0, ..., |slope|, a product, and the sum of products.
    let total = count * width + width + 2 * width + 2 + limbs + width + 2
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: total) { buffer in
      guard let powers = buffer.baseAddress else { return }
      powers.initialize(repeating: 0, count: total)
      let factor = powers + count * width
      let product = factor + width
      let sum = product + 2 * width + 2
      powers[limbs] = 1
      slope.withMPZ { x in
        let size = __gmpz_size(x)
        precondition(size <= width, "a slope too large for its limbs")
        if let source = __gmpz_limbs_read(x) { factor.update(from: source, count: size) }
      }
      for j in 1..<max(count, 1) {
        let power = powers + j * width
        __gmpn_mul_n(product, powers + (j - 1) * width, factor, width)
        power.update(from: product + limbs, count: width)
        if j > 1 { _ = __gmpn_divrem_1(power, 0, power, width, UInt(j)) }
      }
      series.magnitudes.withUnsafeBufferPointer { values in
        guard let base = values.baseAddress else { return }
        for i in 0..<count {
          sum.update(repeating: 0, count: limbs + width + 2)
          for j in 0...i {
            let value = base + (i - j) * series.limbs + (series.limbs - limbs)
            _ = __gmpn_mul(product, powers + j * width, width, value, limbs)
            let isSubtracted = series.isNegative[i - j] != (isNegative && j % 2 == 1)
            let size = limbs + width
            if isSubtracted {
              let borrow = __gmpn_sub_n(sum, sum, product, size)
              if borrow != 0 { decrement(sum + size) }
            } else {
              let carry = __gmpn_add_n(sum, sum, product, size)
              if carry != 0 { increment(sum + size) }
            }
          }
          // Cut downward: two's complement words below the point are dropped.
          row(i).update(from: sum + limbs, count: width + 2)
        }
      }
    }
  }

  @inline(__always)
  private func increment(_ high: UnsafeMutablePointer<UInt>) {
    high[0] &+= 1
    if high[0] == 0 { high[1] &+= 1 }
  }

  @inline(__always)
  private func decrement(_ high: UnsafeMutablePointer<UInt>) {
    if high[0] == 0 { high[1] &-= 1 }
    high[0] &-= 1
  }
}
