import BallArithmetic
import Multiprecision
import TestSupport
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

  /// The text, read back exactly, is within the printed radius and within one unit of its last
  /// digit of both ends of the ball.
  @Test func printedDigitsAreWithinOneUnit() throws {
    let seed: UInt64 = 20_250_751
    var samples = BallSamples(seed: seed)
    var printed = 0
    for round in 0..<TestEffort.samples(1500) {
      let ball = samples.ball(containing: samples.number(exponents: 90))
      let digits = Int.random(in: 1...40, using: &samples)
      let note: Comment = "seed \(seed) round \(round): \(ball) to \(digits) digits"
      let center = try #require(ball.midpoint.exactRational)
      let radius = try #require(ball.radius.exactRational)
      guard let decimal = ball.decimal(digits: digits) else {
        // Refused rightly: half a unit would not do. The nearest decimal has the unit
        // 10^(e - digits) with 10^(e-1) <= |m|, or ten times that after a carry.
        if !center.isZero {
          let parts = try #require(
            ball.midpoint.decimalDigits(digits, rounding: .toNearest), note)
          let unit = try Rational(10).power(parts.exponent - digits)
          #expect(radius * 2 > unit * Rational("0.9999")!, note)
        }
        continue
      }
      printed += 1
      let value = try #require(Rational(decimal.text), note)
      let reach = try #require(decimal.radius.exactRational)
      let unit = try Rational(10).power(decimal.exponent - decimal.digits.utf8.count)
      let farthest = (value - center).magnitude + radius
      #expect(ball.isZero || decimal.digits.utf8.count == digits, note)
      #expect(farthest <= unit && farthest <= reach, note)
      #expect(farthest <= (try #require(Rational(decimal.radiusText))), note)
      #expect(reach <= farthest * Rational("1.0001")!, note)
    }
    #expect(printed > 500)
  }

  @Test func provenDigitsAreTheMost() throws {
    let seed: UInt64 = 20_250_752
    var samples = BallSamples(seed: seed)
    for round in 0..<TestEffort.samples(500) {
      let ball = samples.ball(containing: samples.number(exponents: 90))
      let count = ball.provenDigits
      if ball.isExact {
        #expect(count == .max)
        continue
      }
      let note: Comment = "seed \(seed) round \(round): \(ball) proves \(count) digits"
      #expect(count == 0 || ball.decimal(digits: count) != nil, note)
      for more in 1...3 { #expect(ball.decimal(digits: count + more) == nil, note) }
    }
  }

  @Test func fractionsAreCorrectlyRounded() throws {
    let seed: UInt64 = 20_250_753
    var samples = BallSamples(seed: seed)
    for round in 0..<TestEffort.samples(500) {
      let top = Integer(Int.random(in: -(1 << 40)...(1 << 40), using: &samples))
      let bottom = Integer(Int.random(in: 1...(1 << 30), using: &samples))
      let shift = try Rational(10).power(Int.random(in: -60...60, using: &samples))
      let value = try #require(Rational(top, bottom)) * shift
      let digits = Int.random(in: 1...40, using: &samples)
      let decimal = DecimalEnclosure(rounding: value, digits: digits)
      let note: Comment = "seed \(seed) round \(round): \(value) to \(digits) digits"
      let read = try #require(Rational(decimal.text), note)
      let unit = try Rational(10).power(decimal.exponent - digits)
      #expect((read - value).magnitude * 2 <= unit, note)
      #expect((read - value).magnitude <= (try #require(decimal.radius.exactRational)), note)
      #expect(decimal.radius.isZero == (read == value), note)
      #expect(decimal.digits.first != "0" || value.isZero, note)
      #expect(decimal.digits.utf8.count <= digits, note)
      if decimal.radius.isZero { #expect(!decimal.digits.hasSuffix("0") || value.isZero, note) }
    }
  }
}
