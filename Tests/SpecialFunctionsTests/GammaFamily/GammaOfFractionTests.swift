import BallArithmetic
import Multiprecision
import Testing

@testable import SpecialFunctions

@Suite struct GammaOfFractionTests {
  /// Binary splitting beside MPFR's gamma function of a ball.
  @Test func gammaOfAFractionAgreesWithGammaOfItsBall() {
    let offset = Rational(1) / Rational(Integer(10).power(30))
    let places: [Rational] = [
      Rational(1) / 3, Rational(-7) / 3, Rational(22) / 7, Rational(1) / 1000,
      Rational(-1999) / 1000, Rational(12_345) / 8, 5 + offset, -5 - offset, offset,
      Rational(100_001) / 2,
    ]
    for x in places {
      for bits in [64, 200, 3000] {
        let precision = Precision(clamping: bits)
        let value = RealBall.gamma(x, precision: precision)
        let other = RealBall(x, precision: precision + 256).gamma(precision: precision)
        #expect(value.relativeAccuracyBits >= bits - 8, "Gamma(\(x)), \(bits) bits")
        #expect(value.overlaps(other), "Gamma(\(x)), \(bits) bits")
      }
    }
  }
}
