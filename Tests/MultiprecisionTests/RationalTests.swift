import Multiprecision
import TestSupport
import Testing

@Suite struct RationalTests {
  private func expectCanonical(_ x: Rational, _ comment: Comment) {
    #expect(x.denominator.isPositive, comment)
    #expect(Integer.greatestCommonDivisor(x.numerator, x.denominator) == 1, comment)
  }

  @Test func fieldAndOrder() {
    var random = TestRandom(seed: 201)
    for _ in 0..<TestEffort.samples(1000) {
      let (a, b, c) = (random.biasedRational(), random.biasedRational(), random.biasedRational())
      expectRingLaws(a, b, c, random.comment)
      expectFieldLaws(a, b, reciprocal: \.reciprocal, divide: /, random.comment)
      expectInPlaceLaws(a, b, random.comment)
      expectOrderingLaws(a, b, c, random.comment)
      expectOrderedRingLaws(a, b, c, random.comment)
      for x in [a, a + b, a - b, a * b, -a, a.magnitude] { expectCanonical(x, random.comment) }
      // Denominators with a common factor take the other path of a sum.
      let d = Rational(numerator: c.numerator, nonzeroDenominator: a.denominator)
      expectRingLaws(a, d, b, random.comment)
      expectCanonical(a + d, random.comment)
    }
  }

  @Test func hashingAndRoundTrips() throws {
    var random = TestRandom(seed: 202)
    for _ in 0..<TestEffort.samples(500) {
      let (a, b) = (random.biasedRational(), random.biasedRational())
      expectHashingLaws(a, (a + b) - b, random.comment)
      expectDescriptionRoundTrip(a, random.comment)
      try expectCodableRoundTrip(a, random.comment)
    }
  }

  /// Against Python's fractions: `Data/generate.py`.
  @Test func reference() throws {
    for line in try referenceLines("rational-arithmetic.txt") {
      let (a, b) = (try #require(Rational(line[0])), try #require(Rational(line[1])))
      #expect((a + b).description == line[2] && (a - b).description == line[3], "\(line)")
      #expect((a * b).description == line[4], "\(line)")
      #expect((try? a.divided(by: b))?.description ?? "none" == line[5], "\(line)")
      #expect((a > b ? 1 : 0) - (a < b ? 1 : 0) == Int(line[6]), "\(line)")
      #expect(a.floor.description == line[7] && a.ceiling.description == line[8], "\(line)")
    }
  }

  /// Rounding to 53 bits and then to a subnormal double rounded twice.
  @Test func nearestDoubles() throws {
    for line in try referenceLines("rational-doubles.txt") {
      let (value, expected) = (try #require(Rational(line[0])), try #require(Double(line[1])))
      #expect(value.nearestDouble == expected, "\(line)")
    }
    let limit = Rational((Integer.one << 1024) - (Integer.one << 970))
    #expect(limit.nearestDouble == .infinity && (-limit).nearestDouble == -.infinity)
    #expect((limit - 1 / 2).nearestDouble == .greatestFiniteMagnitude)
    #expect(Rational.zero.nearestDouble == 0)
  }

  @Test func exactDoubles() throws {
    #expect(Rational(exactly: 0.5) == 1 / 2 && Rational(exactly: 0.1) != 1 / 10)
    #expect(Rational(exactly: Double.nan) == nil && Rational(exactly: Double.infinity) == nil)
    #expect(Rational(exactly: -0.0) == 0)
    #expect(Rational(exactly: Double.leastNonzeroMagnitude)?.denominator == Integer.one << 1074)
    var random = TestRandom(seed: 203)
    for _ in 0..<TestEffort.samples(1000) {
      let double = Double(bitPattern: random.next())
      guard double.isFinite else { continue }
      let exact = try #require(Rational(exactly: double))
      #expect(exact.nearestDouble == double && Double(exactly: exact) == double, random.comment)
    }
    #expect(Double(exactly: 1 / 3 as Rational) == nil)
    #expect(Double(exactly: (Integer.one << 53) + 1) == nil)
    #expect(Double(exactly: Integer.one << 1024) == nil)
  }

  @Test func text() {
    let read: [(String, Rational?)] = [
      ("", nil), (".", nil), ("-.", nil), ("-.5", -1 / 2), ("1.", 1), ("+-1", nil), ("1e", nil),
      ("e5", nil), ("0x10", nil), (".-5", nil), (".+5", nil), ("1.5.2", nil), ("1e5e5", nil),
      ("1_0", nil), ("1.5e+2", 150), ("-1.25e-3", -1 / 800), ("007.50", 15 / 2), ("0e99", 0),
      ("1/0", nil), ("1/", nil), ("/2", nil), ("1/2/3", nil), ("1/-2", nil), ("1/+2", nil),
      ("-6/4", -3 / 2), ("1 /2", nil), ("1.5/2", nil), ("nan", nil), ("1e1.5", nil),
      ("1e99999999", nil), ("1e-99999999", nil), ("1e99999999999999999999", nil),
    ]
    for (text, value) in read { #expect(Rational(text) == value, "'\(text)'") }
  }

  /// The exponent minus the digits after the point overflowed a word.
  @Test func exponentsAtTheEndOfAWord() {
    #expect(Rational("1.5e-9223372036854775808") == nil)
    #expect(Rational("1.5e9223372036854775807") == nil)
  }

  @Test func roundingToIntegers() {
    #expect(Rational("-7/2")?.floor == -4 && Rational("-7/2")?.ceiling == -3)
    #expect(Rational("-7/2")?.rounded == -4 && Rational("7/2")?.rounded == 4)
    #expect(Rational("10/3")?.rounded == 3 && Rational("-1/3")?.rounded == 0)
    #expect(Rational(-3).floor == -3 && Rational(-3).ceiling == -3)
  }

  @Test func signsOfDenominators() throws {
    #expect(Rational(1, -1) == -1 && Rational(-6, -4) == 3 / 2)
    let least = Integer(Int.min)
    #expect(Rational(1, least)?.denominator == -least && Rational(least, least) == 1)
    #expect(Rational(0, -5)?.denominator == 1 && Rational(1, 0) == nil)
    #expect(throws: ArithmeticError.divisionByZero) { try Rational.one.divided(by: 0) }
  }

  @Test func powers() throws {
    var random = TestRandom(seed: 204)
    for _ in 0..<TestEffort.samples(200) {
      let a = random.biasedRational(bits: 100)
      let exponent = random.int(in: -8...8)
      if a.isZero && exponent < 0 { continue }
      let base = try exponent < 0 ? #require(a.reciprocal) : a
      let expected = (0..<abs(exponent)).reduce(Rational.one) { product, _ in product * base }
      let power = try a.power(exponent)
      #expect(power == expected, random.comment)
      let bound = try #require(a.bitWidthOfPower(exponent))
      #expect(power.numerator.bitWidth + power.denominator.bitWidth <= bound, random.comment)
    }
  }
}
