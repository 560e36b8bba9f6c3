import BallArithmetic
import Multiprecision
import SpecialFunctions
import Testing

/// Orders at the ends of the range: where the proofs of Docs/Theory/Bessel.md need care.
@Suite struct BesselExtremeOrderTests {
  private func power(_ exponent: Int) -> RealBall {
    RealBall(exact: BigFloat(1).scaled(byPowerOfTwo: exponent))
  }

  /// Left of the imaginary axis Hankel's expansion needs cos(pi a), which is not 1 for a tiny a;
  /// the ascending series, taken at the higher precision, does not need it.
  @Test func cosineOfATinyOrderIsNotOne() {
    let z = ComplexBall(real: RealBall(-300), imaginary: .one)
    let short = ComplexBall.besselI(power(-200), z, precision: 500)
    let long = ComplexBall.besselI(power(-200), z, precision: 1500)
    #expect(short.overlaps(long))
    #expect(short.relativeAccuracyBits >= 490)
    #expect(long.relativeAccuracyBits >= 1490)
  }

  /// An order that no double holds exactly, next to a half-integer: a factor of Hankel's terms
  /// nearly vanishes.
  @Test func longOrderNextToAHalfInteger() {
    let order = RealBall(exact: BigFloat(2.5)).adding(power(-90), precision: 200)
    let short = RealBall.besselK(order, RealBall(100), precision: 150)
    let long = RealBall.besselK(order, RealBall(100), precision: 1000)
    #expect(short.overlaps(long))
    #expect(short.relativeAccuracyBits >= 140)
    #expect(long.relativeAccuracyBits >= 990)
  }

  /// Nothing of the order's size is stored or counted.
  @Test(arguments: [600, 5000, 1 << 30, 1 << 40, 1 << 55])
  func giantOrdersEnd(exponent: Int) {
    let small = RealBall.besselI(power(exponent), .one, precision: 64)
    #expect(small.isUnbounded || small.containsZero)
    #expect(RealBall.besselK(power(exponent), .one, precision: 64).isUnbounded)
    let far = RealBall.besselK(power(exponent), power(1001), precision: 64)
    #expect(far.isUnbounded || far.containsZero)
  }
}
