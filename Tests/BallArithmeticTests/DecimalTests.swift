import BallArithmetic
import Multiprecision
import Testing

@Suite struct DecimalTests {
  @Test func exactFractions() {
    func text(_ value: String, _ digits: Int) -> String {
      DecimalEnclosure(rounding: Rational(value)!, digits: digits).text
    }
    #expect(text("105/16", 30) == "6.5625")
    #expect(text("0", 5) == "0")
    #expect(text("1/3", 5) == "0.33333")
    #expect(text("-2/3", 5) == "-0.66667")
    #expect(text("1000", 30) == "1000")
    #expect(text("99999/100000", 3) == "1.00")
    #expect(text("5/2", 1) == "2")
    #expect(text("7/2", 1) == "4")
    #expect(text("1e-5", 4) == "0.00001")
    #expect(text("1e-6", 4) == "0.000001")
    #expect(text("1e-7", 4) == "1e-7")
    #expect(text("1/3e-870".replacing("e-870", with: "000000"), 3) == "3.33e-7")
    #expect(text("1234e-873", 10) == "1.234e-870")
    #expect(text("1e20", 3) == "100000000000000000000")
    #expect(text("1e21", 3) == "1e21")
    #expect(DecimalEnclosure(rounding: 10, digits: 1).radius.isZero)
    #expect(DecimalEnclosure(rounding: Rational("1/3")!, digits: 3).radiusText == "3.4e-4")
  }

  @Test func ballDigitsAreProven() throws {
    let half = BigFloat(Rational("1/2")!, precision: 10, rounding: .toNearest)
    let ball = RealBall(midpoint: BigFloat(3), radius: Magnitude.powerOfTwo(-10))
    #expect(ball.decimal(digits: 1)?.text == "3")
    #expect(ball.decimal(digits: 3)?.text == "3.00")
    #expect(ball.decimal(digits: 4)?.text == "3.000")
    #expect(ball.decimal(digits: 5) == nil)
    #expect(ball.provenDigits == 4)
    #expect(ball.description == "[3.000 +/- 9.8e-4]")
    #expect(RealBall(exact: half).decimal(digits: 4)?.text == "0.5000")
    #expect(RealBall(exact: half).decimal(digits: 4)?.radiusText == "0")
    #expect(RealBall(exact: half).description == "0.5")
    #expect(RealBall.zero.decimal(digits: 4)?.text == "0")
    #expect(RealBall.unbounded.decimal(digits: 1) == nil)
    #expect(RealBall(midpoint: 0, radius: .one).decimal(digits: 1) == nil)
    #expect(RealBall(midpoint: 1, radius: Magnitude(5)).provenDigits == 0)
    let third = try #require(RealBall("1/3", precision: 128))
    #expect(third.decimal(digits: 30)?.text == "0." + String(repeating: "3", count: 30))
    #expect(third.decimal(digits: 60) == nil)
    #expect(
      third.exponential(precision: 128).decimal(digits: 30)?.text
        == "1.39561242508608952862812531960")
    let huge = RealBall(7).power(Integer(300_000_000), precision: 128)
    #expect(huge.relativeAccuracyBits >= 126)
    #expect(huge.decimal(digits: 30) != nil)
  }

  @Test func carryToAPowerOfTen() throws {
    let ball = try #require(RealBall("9.996", precision: 64))
    #expect(ball.decimal(digits: 3)?.text == "10.0")
    #expect(ball.decimal(digits: 4)?.text == "9.996")
  }
}
