import BallArithmetic
import Multiprecision
import SpecialFunctions
import Testing

@testable import RandomNetworks

/// Distances of laws with a formula for the place of the maximum.
@Suite struct KolmogorovDistanceTests {
  /// N(0, v) and N(0, 1) are furthest apart at x^2 = v ln v/(v - 1), where their densities are equal.
  @Test(arguments: [(1, 2), (3, 1), (100, 99), (1, 1_000_000)])
  func normalLaws(numerator: Int, denominator: Int) throws {
    let precision: Precision = 128
    let v = CertifiedReal(
      Rational(numerator: Integer(numerator), nonzeroDenominator: Integer(denominator)))
    let unit = NormalLaw(variance: CertifiedReal(1))
    let other = NormalLaw(variance: v)
    let distance = try unit.kolmogorovDistance(to: other, precision: precision)
    let ratio = v.ball(precision: 256)
    let place = ratio.multiplied(by: ratio.logarithm(precision: 256), precision: 256)
      .divided(by: ratio.adding(-1, precision: 256), precision: 256).squareRoot(precision: 256)
    let expected = unit.value(of: .survival, atBall: place, precision: 256)
      .subtracting(other.value(of: .survival, atBall: place, precision: 256), precision: 256)
      .magnitude
    #expect(distance.overlaps(expected), "\(distance), \(expected)")
    #expect(distance.relativeAccuracyBits >= 120, "\(distance)")
  }

  @Test func equalLaws() throws {
    let law = NormalLaw(variance: CertifiedReal(2))
    let distance = try law.kolmogorovDistance(to: law, precision: 64)
    #expect(distance.contains(0))
    #expect(distance.magnitudeUpperBound < .powerOfTwo(-8))
  }

  /// Log-normal laws of the same variance are normal laws with a shift d of the mean: the distance
  /// is erf(d/sqrt(8 v)).
  @Test func shiftedLogNormalLaws() throws {
    func law(_ mean: Int) -> LogNormalLaw {
      LogNormalLaw(
        logarithmMean: { _ in RealBall(mean) }, logarithmVariance: CertifiedReal(2))
    }
    let distance = try law(0).kolmogorovDistance(to: law(1), precision: 100)
    let expected = RealBall(exact: BigFloat(0.25)).errorFunction(precision: 200)
    #expect(distance.overlaps(expected), "\(distance), \(expected)")
    #expect(distance.relativeAccuracyBits >= 92, "\(distance)")
  }
}
