import BallArithmetic
import Multiprecision
import Testing

@testable import SpecialFunctions

@Suite struct RaneyDensityTests {
  /// The inversion at 64 bits, for the ends of a thin ball, once failed where Newton's iteration
  /// had met the root exactly: at every third fraction.
  @Test(arguments: [2, 3, 4, 6])
  func theDensityHasAValueAtEveryFractionInside(p: Int) throws {
    let law = Raney(p: Rational(p), r: 1)
    for i in 1..<120 {
      // Below K = p^p/(p-1)^(p-1) >= 4.
      let x = Rational(4 * i) / 121
      let low = try law.density(at: RealBall(x, precision: 160), precision: 100)
      let high = try law.density(at: RealBall(x, precision: 320), precision: 240)
      #expect(low.relativeAccuracyBits >= 90, "x = \(x)")
      #expect(high.relativeAccuracyBits >= 230, "x = \(x)")
      #expect(low.overlaps(high), "x = \(x)")
    }
  }

  /// For p = 2 the Marchenko-Pastur density sqrt(x (4 - x))/(2 pi x).
  @Test func theDensityAtFractionsIsMarchenkoPastur() throws {
    let law = Raney(p: 2, r: 1)
    for i in 1..<60 {
      let x = Rational(4 * i) / 61
      let value = try law.density(at: RealBall(x, precision: 160), precision: 100)
      let root = RealBall(x * (4 - x), precision: 160).squareRoot(precision: 160)
      let expected = root.divided(
        by: RealBall.pi(precision: 160)
          .multiplied(by: RealBall(2 * x, precision: 160), precision: 160), precision: 160)
      #expect(value.overlaps(expected), "x = \(x)")
    }
  }
}
