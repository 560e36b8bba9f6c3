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

  /// Found by a long run: next to 0 the seventh coefficient of 1/Gamma had no digits at 53 bits.
  @Test func reciprocalGammaTaylorHasItsDigitsNextToZero() {
    for bits in [58, 68, 80, 120, 400] {
      let a = Rational(numerator: 1, nonzeroDenominator: Integer.one << bits)
      for goal in [53, 64, 200] {
        let precision = Precision(clamping: goal)
        let near = RealBall.reciprocalGammaTaylor(at: a, order: 8, precision: precision)
        let at = RealBall.reciprocalGammaTaylor(at: 0, order: 8, precision: precision)
        for k in 0..<8 {
          #expect(near[k].relativeAccuracyBits >= goal - 8, "[\(k)] at 2^-\(bits): \(near[k])")
          let distance = near[k].subtracting(at[k], precision: precision).magnitudeUpperBound
          #expect(distance < .powerOfTwo(4 - min(bits, goal)), "[\(k)] at 2^-\(bits)")
        }
      }
    }
  }
}
