import TestSupport
import Testing

@testable import Multiprecision

@Suite struct LimbRowsTests {
  /// A polynomial with coefficients of any sign whose moduli sum to less than 2^61.
  static func polynomial(_ random: inout TestRandom, size: Int) -> [Int] {
    let bits = random.int(in: 1...57)
    return (0..<size).map { _ in random.int(in: -(1 << bits)...(1 << bits)) }
  }

  static func truncatedQuotient(_ value: Integer, _ divisor: Int) -> Integer {
    let quotient = (try? value.magnitude.quotient(dividingBy: Integer(divisor))) ?? .zero
    return value.isNegative ? -quotient : quotient
  }

  /// Products, quotients and sums of rows are those of integers, whatever the signs, also where rows
  /// grow and shrink.
  @Test func rowsAgreeWithIntegers() {
    var random = TestRandom(seed: 511)
    for _ in 0..<TestEffort.samples(40) {
      let count = random.int(in: 1...6)
      let limbs = random.int(in: 1...12)
      let capacity = limbs + 12
      let series = (0..<count).map { _ -> Integer in
        let value = random.uniformBits(random.int(in: 0...64 * limbs))
        return random.int(in: 0...1) == 0 ? value : -value
      }
      var rows = LimbRows(
        LimbSeries(series, limbs: limbs), timesExponentialOf: .zero, limbs: limbs, powerLimbs: 1,
        count: count, capacity: capacity)
      // exp(0) = 1: the rows are the series itself.
      var values = series
      var sum = Integer.zero
      for _ in 0..<30 {
        let size = random.int(in: 1...count + 1)
        var factor = Self.polynomial(&random, size: size)
        switch random.int(in: 0...4) {
        case 0:
          if values.contains(where: { $0.bitWidth > 64 * (limbs + 10) }) { continue }
          let fits = rows.multiply(by: factor, size: size)
          #expect(fits, random.comment)
          for i in (0..<rows.active).reversed() {
            values[i] = (0...min(i, size - 1)).reduce(Integer.zero) {
              $0 + values[i - $1] * Integer(factor[$1])
            }
          }
        case 1, 2:
          factor[0] = max(1, Int(factor[0].magnitude))
          if values.contains(where: { $0.bitWidth > 64 * (limbs + 7) }) { continue }
          // With a divisor of 1 the quotients may grow: only while there is room.
          if factor[0] < 1 << 20, size > 1 { factor[0] = 1 << 40 }
          let fits = rows.makeRoom() && rows.divide(by: factor, size: size)
          #expect(fits, random.comment)
          for i in 0..<rows.active {
            for j in 1..<max(1, min(i + 1, size)) {
              values[i] -= values[i - j] * Integer(factor[j])
            }
            values[i] = Self.truncatedQuotient(values[i], factor[0])
          }
        case 3:
          let index = random.int(in: 0...rows.active - 1)
          rows.accumulate(index)
          sum += values[index]
        default:
          rows.negate()
          for i in 0..<rows.active { values[i] = -values[i] }
        }
        if random.int(in: 0...1) == 0 { rows.shorten() }
        for i in 0..<rows.active { #expect(rows.value(at: i) == values[i], random.comment) }
        #expect(rows.sum == sum, random.comment)
        let bits = random.int(in: 0...62)
        let isBelow = values.prefix(rows.active).allSatisfy {
          $0.magnitude < Integer.one << bits
        }
        #expect(rows.isBelow(bits: bits) == isBelow, random.comment)
      }
    }
  }

  /// Rows that need more words than there are say so.
  @Test func capacityIsRespected() {
    var rows = LimbRows(
      LimbSeries([Integer.one << 63], limbs: 1), timesExponentialOf: .zero, limbs: 1, powerLimbs: 1,
      count: 1, capacity: 4)
    let factor = [1 << 60]
    var steps = 0
    while steps < 10, rows.multiply(by: factor, size: 1) { steps += 1 }
    #expect(steps >= 1 && steps < 5)
  }

  /// The powers slope^j/j! to within the bound of the initializer.
  @Test func productWithExponential() {
    var random = TestRandom(seed: 512)
    for _ in 0..<TestEffort.samples(60) {
      let count = random.int(in: 1...8)
      let limbs = random.int(in: 1...6)
      let longer = limbs + random.int(in: 0...3)
      let series = (0..<count).map { _ -> Integer in
        let value = random.uniformBits(64 * longer)
        return random.int(in: 0...1) == 0 ? value : -value
      }
      let magnitude = random.uniformBits(random.int(in: 1...64 * limbs + 4))
      let slope = random.int(in: 0...1) == 0 ? magnitude : -magnitude
      let rows = LimbRows(
        LimbSeries(series, limbs: longer), timesExponentialOf: slope, limbs: limbs, powerLimbs: 1,
        count: count, capacity: limbs + 3)
      let unit = Rational(numerator: 1, nonzeroDenominator: Integer.one << (64 * limbs))
      let s = Rational(slope) * unit
      var power = Rational.one
      var powers: [Rational] = []
      var bound = Rational(1)
      var powerError = Rational.zero
      for j in 0..<count {
        if j > 0 {
          power = power * s * Rational(numerator: 1, nonzeroDenominator: Integer(j))
          powerError =
            (powerError * s.magnitude + 1) * Rational(numerator: 1, nonzeroDenominator: Integer(j))
            + 1
        }
        powers.append(power)
        bound = bound + powerError + power.magnitude + powerError * unit
        var exact = Rational.zero
        for i in 0...j {
          exact +=
            powers[i]
            * Rational(
              numerator: series[j - i], nonzeroDenominator: Integer.one << (64 * longer))
        }
        let error = (Rational(rows.value(at: j)) * unit - exact).magnitude
        #expect(error <= bound * unit, "\(j) of \(count), \(limbs) limbs; \(random.comment)")
      }
    }
  }
}
