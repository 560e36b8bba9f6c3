internal import BallArithmetic
internal import Multiprecision
internal import RealModule

extension ResidueRecurrence {
  /// What the steps add up to.
  struct Sums {
    /// The orders >= 1 of poles that occur.
    let orders: [Int]
    /// [index of the order][moment][coefficient].
    var values: [[[ComplexBall]]]
    /// A bound of sum_k (k + c)^J |P_k|_1 e^(k r), with J the number of moments, c = |base| + 1 and
    /// r the logarithmic radius; zero for an exact argument.
    var remainder: Magnitude
  }

  /// Runs until the tail is below some units, or to the last pole.
  ///
  /// - Throws: ``SpecialFunctionError/outOfReach(_:)`` after `largestCount` steps.
  mutating func run(largestCount: Int) throws(SpecialFunctionError) -> Sums {
    let tail = ResidueTail(cluster, log2Magnitude: argument.log2Magnitude)
    let tooLong = SpecialFunctionError.outOfReach(
      "the residue series of this Meijer G function needs more than \(largestCount) terms")
    if cluster.lastPoleIndex == nil, tail.safeIndex > largestCount { throw tooLong }
    let spread = argument.logarithmicRadius.isZero ? nil : argument.logarithmicRadius.exponential
    let center = Magnitude(upperBound: cluster.base) + .one
    var growth = Magnitude.one
    var remainder = Magnitude.zero
    var piece = 0
    var k = 0
    while true {
      let current = cluster.pieces[piece].order
      if current >= 1 {
        accumulate(k, order: current)
        if spread != nil {
          remainder += rowNorm * (Magnitude(UInt(k)) + center).power(UInt(momentCount)) * growth
        }
      }
      if let last = cluster.lastPoleIndex, k >= last {
        return sums(tails: nil, remainder: remainder)
      }
      if k >= tail.safeIndex, largestBitWidth <= 6,
        let ratio = tail.ratio(k + 1, momentCount: momentCount, spread: spread)
      {
        let norm = rowNorm * ResidueTail.series(ratio)
        let tails = (0..<momentCount).map { norm * Magnitude(UInt(k)).power(UInt($0)) }
        if spread != nil {
          remainder +=
            norm * (Magnitude(UInt(k)) + center).power(UInt(momentCount)) * growth
        }
        return sums(tails: tails, remainder: remainder)
      }
      k += 1
      // e^(kr), whether there is a pole at k or not.
      if let spread { growth *= spread }
      if k > largestCount { throw tooLong }
      step(k)
      if piece + 1 < cluster.pieces.count, cluster.pieces[piece + 1].start == k {
        piece += 1
        active = max(1, min(active, cluster.pieces[piece].largestOrderAhead))
      }
    }
  }

  /// A bound of the sum of the moduli of P's coefficients, in units of 2^-fractionBits.
  private var rowNorm: Magnitude {
    var sum = Magnitude.zero
    for i in 0..<active {
      for lane in 0..<lanes {
        let bits = numbers.bitWidth(at: lane * order + i)
        if bits > 0 { sum += .powerOfTwo(bits) }
      }
      sum += error(errors[i]).scaled(byPowerOfTwo: lanes - 1)
    }
    return sum
  }

  private func error(_ value: Double) -> Magnitude {
    Magnitude(upperBound: value).scaled(byPowerOfTwo: errorExponent)
  }

  private func row(_ orderIndex: Int, _ moment: Int, _ lane: Int, _ i: Int) -> Int {
    lanes * order + ((orderIndex * momentCount + moment) * lanes + lane) * order + i
  }

  private mutating func accumulate(_ k: Int, order current: Int) {
    guard let index = orders.firstIndex(of: current) else { return }
    for lane in 0..<lanes {
      for i in 0..<min(current, active) {
        let source = lane * order + i
        numbers.add(source, to: row(index, 0, lane, i))
        if momentCount == 1 { continue }
        numbers.copy(source, to: spareRow)
        for moment in 1..<momentCount {
          numbers.multiply(spareRow, by: k)
          numbers.add(spareRow, to: row(index, moment, lane, i))
        }
      }
    }
    for i in 0..<min(current, active) {
      var error = errors[i] * ResidueRecurrence.inflation
      for moment in 0..<momentCount {
        let position = (index * momentCount + moment) * order + i
        sumErrors[position] = (sumErrors[position] + error) * (1 + 0x1p-50)
        error *= Double(k) * ResidueRecurrence.inflation
      }
    }
  }

  private func sums(tails: [Magnitude]?, remainder: Magnitude) -> Sums {
    let scale = -fractionBits
    let finalOrder = cluster.pieces.last?.order ?? 0
    let values = orders.indices.map { index in
      (0..<momentCount).map { moment in
        (0..<orders[index]).map { i in
          var radius = error(sumErrors[(index * momentCount + moment) * order + i])
          if let tails, orders[index] == finalOrder { radius += tails[moment] }
          radius = radius.scaled(byPowerOfTwo: scale)
          let parts = (0..<lanes).map { lane in
            RealBall(
              midpoint: BigFloat(
                mantissa: numbers.value(at: row(index, moment, lane, i)), exponent: scale),
              radius: radius)
          }
          return lanes == 1
            ? ComplexBall(parts[0]) : ComplexBall(real: parts[0], imaginary: parts[1])
        }
      }
    }
    return Sums(
      orders: orders, values: values, remainder: remainder.scaled(byPowerOfTwo: scale))
  }
}
