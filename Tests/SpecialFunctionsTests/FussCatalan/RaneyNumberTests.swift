import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite struct RaneyNumberTests {
  @Test func knownSequences() throws {
    let catalan = try (0...6).map { try FussCatalan(s: 1).number($0) }
    #expect(catalan == [1, 1, 2, 5, 14, 42, 132])
    #expect(try (0...4).map { try FussCatalan(s: 2).number($0) } == [1, 1, 3, 12, 55])
    #expect(try (0...4).map { try FussCatalan(s: 5).number($0) } == [1, 1, 6, 51, 506])
    // p = 0: binomial coefficients; p = 1: those with repetition.
    #expect(try (0...4).map { try Raney(p: 0, r: 4).number($0) } == [1, 4, 6, 4, 1])
    #expect(try (0...3).map { try Raney(p: 1, r: 3).number($0) } == [1, 3, 6, 10])
    // (1 + z B^(1/2))^2 = B^2 for B = (z + sqrt(z^2 + 4))^2/4.
    #expect(try Raney(p: Rational(1, 2)!, r: 1).number(2) == Rational(1, 2))
  }

  /// mp + r = 0, where the formula by the binomial coefficient divides by zero.
  @Test func theRemovableQuotient() throws {
    #expect(try Raney(p: -1, r: 1).number(1) == 1)
    #expect(try Raney(p: -1, r: 2).number(2) == -1)
    #expect(try Raney(p: 3, r: 0).number(5) == 0)
    #expect(try Raney(p: 3, r: 0).number(0) == 1)
    #expect(try Raney(p: Rational(-7, 3)!, r: 7).number(3) == Rational(7, 3))
  }

  @Test func refusals() {
    #expect(throws: SpecialFunctionError.self) { try FussCatalan(s: 2).number(-1) }
    #expect(throws: SpecialFunctionError.self) { try FussCatalan(s: 2).number(.max) }
    #expect(throws: SpecialFunctionError.self) {
      try Raney(p: Rational(1, 3)!, r: 1).number(1 << 40)
    }
  }

  /// B^(a+b) = B^a B^b and B^r = B^(r-1) + z B^(p+r-1), coefficient by coefficient.
  @Test func productsAndTheFunctionalEquation() throws {
    var random = TestRandom(seed: 0x5a_4e)
    for _ in 0..<TestEffort.samples(20) {
      let p = random.biasedRational(bits: 64)
      let (a, b) = (random.biasedRational(bits: 64), random.biasedRational(bits: 64))
      for m in 0...6 {
        var sum = Rational.zero
        for k in 0...m {
          sum += try Raney(p: p, r: a).number(k) * Raney(p: p, r: b).number(m - k)
        }
        #expect(try Raney(p: p, r: a + b).number(m) == sum, random.comment)
        if m > 0 {
          let next =
            try Raney(p: p, r: a - 1).number(m) + Raney(p: p, r: p + a - 1).number(m - 1)
          #expect(try Raney(p: p, r: a).number(m) == next, random.comment)
        }
      }
    }
  }
}
