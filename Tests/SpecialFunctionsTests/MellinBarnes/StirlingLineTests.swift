import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import SpecialFunctions

@Suite("Gamma on a vertical line")
struct StirlingLineTests {
  @Test("The line's gamma function overlaps the complex gamma function, at its accuracy")
  func agreesWithGamma() throws {
    var random = TestRandom(seed: 0x57A1)
    for round in 0..<TestEffort.samples(60) {
      let bits = random.choice([40, 100, 170, 333, 800])
      let abscissa = random.choice([
        Rational(1) / 2, 1, Rational(1) / 3, 5, 40, 1000, 1_234_567,
        Rational(random.int(in: 1...4000)) / 37, Rational(1) / 1000,
      ])
      let height = random.choice([
        BigFloat(0), BigFloat(0.5), BigFloat(12.75), BigFloat(300.5), BigFloat(Double(round)),
        BigFloat(-3.5), BigFloat(65_536.25),
      ])
      var line = StirlingLine(RealBall(abscissa, precision: 1200))
      let (logarithm, divisor) = line.value(at: height, bits: bits)
      let precision = Precision(clamping: bits + 80)
      let value = logarithm.exponential(precision: precision)
        .divided(by: divisor, precision: precision)
      let z = ComplexBall(
        real: RealBall(abscissa, precision: 1200), imaginary: RealBall(exact: height))
      let reference = z.gamma(precision: Precision(clamping: bits + 60))
      #expect(value.overlaps(reference), "x = \(abscissa), t = \(height), \(bits) bits")
      #expect(
        value.relativeAccuracyBits >= bits - 4,
        "x = \(abscissa), t = \(height), \(bits) bits: \(value.relativeAccuracyBits)")
    }
  }
}
