import Algebra
import Multiprecision
import Testing

@Suite struct TruncatedPowerSeriesTests {
  typealias Series = TruncatedPowerSeries<Rational>

  private func series(_ random: inout SeededGenerator, constant: Rational?) -> Series {
    let order = Int.random(in: 1...8, using: &random)
    return Series((0..<order).map { $0 == 0 ? constant ?? random.rational() : random.rational() })
  }

  @Test(arguments: 0..<80 as Range<UInt64>) func laws(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = series(&random, constant: nil)
    let b = series(&random, constant: nil)
    let zero = series(&random, constant: .zero)
    let unit = series(&random, constant: .one)
    #expect(a * b == b * a && (a * b).order == min(a.order, b.order))
    let one = Series(constant: .one, order: unit.order)
    #expect(try unit * unit.reciprocal() == one)
    #expect(try zero.exponential().logarithm() == zero)
    #expect(try unit.logarithm().exponential() == unit)
    #expect(try unit.power(Rational(1, 2)!).power(2) == unit)
    #expect(try unit.power(Rational(-2, 3)!).power(-3) == unit.power(2))
    let exponent = random.rational()
    #expect(try unit.power(exponent) == unit.logarithm().scaled(by: exponent).exponential())
    #expect(try a.power(3) == a * a * a)
    let order = min(a.order, b.order, zero.order)
    #expect(
      try (a * b).composed(with: zero).truncated(to: order)
        == a.composed(with: zero).truncated(to: order)
        * b.composed(with: zero).truncated(to: order))
  }

  @Test func refusals() throws {
    let t = Series.variable(order: 4)
    #expect(throws: ArithmeticError.divisionByZero) { try t.reciprocal() }
    #expect(throws: ArithmeticError.self) { try (t + Series([2, 0, 0, 0])).logarithm() }
    #expect(throws: ArithmeticError.self) { try (t + Series([2, 0, 0, 0])).exponential() }
    #expect(throws: ArithmeticError.self) { try t.power(Rational(1, 2)!) }
    #expect(throws: ArithmeticError.self) { try t.composed(with: Series([1, 1])) }
    #expect(Series([]).order == 0)
    #expect(try Series([]).exponential() == Series([]))
  }

  @Test func symbolicCoefficients() throws {
    let n = RationalFunction.variable("N")
    let t = TruncatedPowerSeries<RationalFunction>.variable(order: 4)
    let series = t.scaled(by: 1 / n) + TruncatedPowerSeries(constant: 1, order: 4)
    let inverse = try series.reciprocal()
    #expect(inverse[3] == -1 / (n * n * n))
  }
}
