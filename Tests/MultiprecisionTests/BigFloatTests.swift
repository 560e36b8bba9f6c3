import Multiprecision
import TestSupport
import Testing

@Suite struct BigFloatTests {
  @Test func orderHashingAndRoundTrips() throws {
    var random = TestRandom(seed: 301)
    for _ in 0..<TestEffort.samples(500) {
      let (a, b, c) = (random.biasedFloat(), random.biasedFloat(), random.biasedFloat())
      expectOrderingLaws(a, b, c, random.comment)
      let wide = BigFloat(a, precision: a.precision + 100, rounding: .down)
      expectHashingLaws(a, wide, random.comment)
      let back = try expectCodableRoundTrip(wide, random.comment)
      #expect(back.precision == wide.precision, random.comment)
      #expect(a.minimumPrecision <= a.precision, random.comment)
      let parts = try #require(a.exactParts)
      #expect(BigFloat(mantissa: parts.mantissa, exponent: parts.exponent) == a, random.comment)
      #expect(parts.mantissa.isOdd || a.isZero, random.comment)
      // The description tells the number from all others of its precision.
      if a.precision.bits > 1, let exact = a.exactRational, exact.numerator.bitWidth < 3000,
        exact.denominator.bitWidth < 3000
      {
        #expect(BigFloat(a.description, precision: a.precision) == a, random.comment)
      }
    }
  }

  @Test func specialValues() throws {
    let (nan, infinity) = (BigFloat.notANumber, BigFloat.infinity())
    #expect(nan != nan && !(nan < 1) && !(nan >= 1) && !(1 > nan) && nan.signum() == 0)
    #expect(infinity > 1 && -infinity < 1 && infinity == infinity)
    #expect(
      nan.exactParts == nil && infinity.exactRational == nil && nan.integer(rounding: .up) == nil)
    #expect(nan.description == "nan" && (-infinity).description == "-inf")
    #expect(BigFloat.dividing(1, 0, precision: 10) == infinity)
    #expect(BigFloat.dividing(0, 0, precision: 10).isNaN)
    #expect(BigFloat.zero.exponent == .min && infinity.exponent == .max)
    try expectCodableRoundTrip(infinity, "infinity")
    try expectCodableRoundTrip(-infinity, "-infinity")
    #expect(infinity.upperBoundParts.fraction == .infinity)
    #expect(BigFloat.zero.upperBoundParts.fraction == 0)
  }

  /// The magnitude of minus zero was minus zero, and JSON lost the sign.
  @Test func minusZero() throws {
    let zero = -BigFloat.zero
    #expect(zero == 0 && zero.hasNegativeSign && !zero.isNegative && zero.signum() == 0)
    #expect(!zero.magnitude.hasNegativeSign && zero.description == "-0")
    expectHashingLaws(zero, BigFloat.zero, "zeros")
    #expect(try expectCodableRoundTrip(zero, "-0").hasNegativeSign)
    #expect(Double(exactly: zero)?.sign == .minus)
    #expect(BigFloat.dividing(1, zero, precision: 10) == .infinity(negative: true))
  }

  @Test func corruptJSON() {
    for text in [
      #"{"precision":0,"mantissa":"1","exponent":0}"#,
      #"{"precision":99999999999,"mantissa":"1","exponent":0}"#,
      #"{"precision":2,"mantissa":"7","exponent":0}"#,
      #"{"precision":2,"mantissa":"3","exponent":9223372036854775807}"#,
      #"{"precision":2,"mantissa":"3","exponent":-9223372036854775808}"#,
      #"{"precision":2,"special":"huge"}"#, #"{"precision":2,"mantissa":"x","exponent":0}"#,
      #"{"mantissa":"3","exponent":0}"#,
    ] {
      #expect(throws: DecodingError.self, "\(text)") { try decodeFloat(text) }
    }
  }

  @Test func exponentsBeyondTheRange() {
    #expect(BigFloat(mantissa: 3, exponent: .max) == .infinity())
    #expect(BigFloat(mantissa: -3, exponent: .max) == .infinity(negative: true))
    #expect(BigFloat(mantissa: 3, exponent: .min).isZero)
    #expect(BigFloat(3).scaled(byPowerOfTwo: .max) == .infinity())
    #expect(BigFloat(3).scaled(byPowerOfTwo: .min).isZero)
    let huge = BigFloat(mantissa: 1, exponent: (1 << 30) - 2)
    let tiny = BigFloat(mantissa: 1, exponent: -(1 << 30))
    #expect(huge.isFinite && tiny.isPositive)
    #expect(huge.nearestDouble == .infinity && tiny.double(rounding: .up) > 0)
    #expect(tiny.integer(rounding: .up) == 1 && tiny.integer(rounding: .down) == 0)
    for (up, down) in [
      (
        BigFloat.multiplying(huge, huge, precision: 20, rounding: .up),
        BigFloat.multiplying(huge, huge, precision: 20, rounding: .down)
      ),
      (
        BigFloat.multiplying(tiny, tiny, precision: 20, rounding: .up),
        BigFloat.multiplying(tiny, tiny, precision: 20, rounding: .down)
      ),
    ] {
      #expect(down < up && down.isFinite && up.isPositive)
      #expect(up.isInfinite || down.isZero)
    }
  }

  /// MPFR would compute 2^30 bits of pi.
  @Test func anglesBeyondReduction() {
    let huge = BigFloat(mantissa: 3, exponent: 1 << 29)
    #expect(huge.sine(precision: 53).value.isNaN && huge.cosine(precision: 53).value.isNaN)
    #expect(huge.tangent(precision: 53).value.isNaN)
    #expect(huge.sineAndCosine(precision: 53).sine.isNaN)
    #expect(BigFloat.infinity().sine(precision: 53).value.isNaN)
    #expect(BigFloat.zero.cosine(precision: 53).value == 1)
  }

  @Test func inPlaceKeepsThePrecision() {
    var random = TestRandom(seed: 302)
    for _ in 0..<TestEffort.samples(300) {
      let a = BigFloat(random.biasedFloat(), precision: 150, rounding: .down)
      let b = random.biasedFloat()
      let rounding = random.choice(Rounding.allCases)
      var value = a
      let copy = value
      value.add(b, rounding: rounding)
      #expect(value == BigFloat.adding(a, b, precision: 150, rounding: rounding), random.comment)
      value.subtract(b, rounding: rounding)
      #expect(value.precision == 150 && copy == a, random.comment)
      value = a
      let ternary = value.multiply(by: b, rounding: rounding)
      let product = BigFloat.multiplyingExactness(a, b, precision: 150, rounding: rounding)
      #expect(value == product.value && ternary == product.ternary, random.comment)
      value = a
      value /= 3
      #expect(value == BigFloat.dividing(a, 3, precision: 150), random.comment)
      value = a
      value *= value
      #expect(value == BigFloat.multiplying(a, a, precision: 150), random.comment)
      value = a
      value -= value
      #expect(value.isZero, random.comment)
      value += a
      #expect(value == a, random.comment)
    }
  }

  /// Against Python's decimal: `Data/generate.py`. One digit needs MPFR 4.1.
  @Test func decimalDigits() throws {
    let roundings: [String: Rounding] = [
      "nearest": .toNearest, "towardZero": .towardZero, "awayFromZero": .awayFromZero, "up": .up,
      "down": .down,
    ]
    for line in try referenceLines("float-digits.txt") {
      let value = BigFloat(try #require(Double(line[0])))
      let count = try #require(Int(line[1]))
      let rounding = try #require(roundings[line[2]])
      let result = try #require(value.decimalDigits(count, rounding: rounding))
      #expect(result.digits == line[3] && result.exponent == Int(line[4]), "\(line)")
      #expect(result.isNegative == line[0].hasPrefix("-"), "\(line)")
    }
    #expect(BigFloat.zero.decimalDigits(3, rounding: .up) == nil)
  }

  @Test func precisions() throws {
    #expect(throws: ArithmeticError.invalidPrecision(bits: 0)) { try Precision(bits: 0) }
    #expect(throws: ArithmeticError.self) { try Precision(bits: Precision.maximum.bits + 1) }
    #expect(throws: ArithmeticError.self) { try Precision(digits: 0) }
    #expect(throws: ArithmeticError.self) { try Precision(digits: .max) }
    for digits in [1, 2, 3, 10, 15, 16, 17, 100, 300, 12345] {
      let precision = try Precision(digits: digits)
      #expect(Integer.one << precision.bits >= Integer(10).power(digits))
      #expect(precision.digits >= digits)
    }
    // The sum wrapped around to one bit.
    #expect(Precision(clamping: 10) + .max == .maximum)
    #expect((Precision(clamping: 10) + .min).bits == 1)
  }
}
