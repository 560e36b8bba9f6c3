import BallArithmetic
import Multiprecision
import Testing

@testable import SpecialFunctions

@Suite struct BesselHalfIntegerTests {
  /// The closed form of a large half-integer order cancels as many bits as the value is small;
  /// references: mpmath 1.3.0.
  @Test func largeHalfIntegerOrdersAtSmallArguments() {
    let cases = [
      (16_001, "4.046631474799460580e-21832"), (4001, "8.528587826154618637e-4257"),
      (-16_001, "9.831933491964377515e21826"),
    ]
    for (numerator, expected) in cases {
      let order = RealBall(exact: BigFloat(mantissa: Integer(numerator), exponent: -1))
      for precision in [100, 300] as [Precision] {
        let value = RealBall.besselI(order, RealBall(11), precision: precision)
        #expect(value.relativeAccuracyBits >= precision.bits - 8, "I_(\(numerator)/2)(11)")
        #expect(value.decimal(digits: 19)?.text == expected, "I_(\(numerator)/2)(11)")
      }
    }
  }
}
