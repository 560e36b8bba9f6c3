import Multiprecision
import TestSupport
import Testing

@Suite struct IntegerLawTests {
  @Test func ringAndOrder() {
    var random = TestRandom(seed: 101)
    for _ in 0..<TestEffort.samples(2000) {
      let (a, b, c) = (random.biasedInteger(), random.biasedInteger(), random.biasedInteger())
      expectRingLaws(a, b, c, random.comment)
      expectInPlaceLaws(a, b, random.comment)
      expectOrderingLaws(a, b, c, random.comment)
      expectOrderingLaws(a, a + 1, a - 1, random.comment)
      expectOrderedRingLaws(a, b, c, random.comment)
    }
  }

  @Test func hashingAndRoundTrips() throws {
    var random = TestRandom(seed: 102)
    for _ in 0..<TestEffort.samples(500) {
      let a = random.biasedInteger()
      let big = random.biasedInteger() << 300
      // Through a large number and back: a value that fits in a word must be inline again.
      expectHashingLaws(a, (a + big) - big, random.comment)
      expectDescriptionRoundTrip(a, random.comment)
      try expectCodableRoundTrip(a, random.comment)
      for radix in [2, 3, 10, 16, 35, 36] {
        #expect(Integer(a.text(radix: radix), radix: radix) == a, random.comment)
        #expect(Integer(a.text(radix: radix).uppercased(), radix: radix) == a, random.comment)
      }
    }
  }

  @Test func divisionForms() throws {
    var random = TestRandom(seed: 103)
    for _ in 0..<TestEffort.samples(2000) {
      let (a, b) = (random.biasedInteger(), random.biasedNonzeroInteger())
      for rounding in [DivisionRounding.towardZero, .down, .up] {
        let (q, r) = try a.quotientAndRemainder(dividingBy: b, rounding: rounding)
        #expect(q * b + r == a, random.comment)
        #expect(r.magnitude < b.magnitude, random.comment)
        #expect(try a.quotient(dividingBy: b, rounding: rounding) == q, random.comment)
        switch rounding {
        case .towardZero: #expect(r.isZero || r.signum() == a.signum(), random.comment)
        case .down: #expect(r.isZero || r.signum() == b.signum(), random.comment)
        case .up: #expect(r.isZero || r.signum() == -b.signum(), random.comment)
        }
        #expect(a.isMultiple(of: b) == r.isZero, random.comment)
      }
      #expect((a * b).exactQuotient(dividingBy: b) == a, random.comment)
      #expect((a * b).isMultiple(of: b), random.comment)
      let modulus = try a.modulo(b)
      #expect(modulus >= 0 && modulus < b.magnitude, random.comment)
    }
  }

  @Test func greatestCommonDivisors() {
    var random = TestRandom(seed: 104)
    for _ in 0..<TestEffort.samples(500) {
      let (a, b) = (random.biasedInteger(), random.biasedInteger())
      let (g, x, y) = Integer.extendedGreatestCommonDivisor(a, b)
      #expect(g == Integer.greatestCommonDivisor(a, b), random.comment)
      #expect(a * x + b * y == g, random.comment)
      #expect(g >= 0, random.comment)
      #expect(
        g * Integer.leastCommonMultiple(a, b) == (a * b).magnitude, random.comment)
      if !g.isZero { #expect(a.isMultiple(of: g) && b.isMultiple(of: g), random.comment) }
    }
  }

  @Test func fusedProducts() {
    var random = TestRandom(seed: 105)
    for _ in 0..<TestEffort.samples(1000) {
      let (x, a, b) = (random.biasedInteger(), random.biasedInteger(), random.biasedInteger())
      var sum = x
      sum.addProduct(a, b)
      #expect(sum == x + a * b, random.comment)
      sum.subtractProduct(a, b)
      #expect(sum == x, random.comment)
      var own = x
      own.addProduct(own, own)
      #expect(own == x + x * x, random.comment)
      own = x
      own.subtractProduct(own, a)
      #expect(own == x - x * a, random.comment)
    }
  }

  @Test func powersAndRoots() throws {
    var random = TestRandom(seed: 106)
    for _ in 0..<TestEffort.samples(300) {
      let a = random.biasedInteger()
      let exponent = random.int(in: 0...12)
      var product = Integer.one
      for _ in 0..<exponent { product *= a }
      let power = a.power(exponent)
      #expect(power == product, random.comment)
      let bound = try #require(a.bitWidthOfPower(exponent))
      #expect(power.bitWidth <= bound, random.comment)
      let bits = power.bitWidth
      #expect(try a.power(exponent, maximumBitWidth: bits + 1) == power, random.comment)
      if bits > 2 {
        #expect(throws: ArithmeticError.self, random.comment) {
          try a.power(exponent, maximumBitWidth: bits - 1)
        }
      }
      let factor = random.choice([2, 3, -2, 10, -7]) as Integer
      let (cofactor, multiplicity) = (a * factor.power(exponent)).removing(factor: factor)
      #expect(cofactor * factor.power(multiplicity) == a * factor.power(exponent), random.comment)
      #expect(a.isZero || !cofactor.isMultiple(of: factor), random.comment)
    }
  }
}
