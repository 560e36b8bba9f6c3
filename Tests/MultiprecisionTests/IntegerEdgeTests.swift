import Multiprecision
import TestSupport
import Testing

@Suite struct IntegerEdgeTests {
  @Test func literals() {
    #expect((0xFFFF_FFFF_FFFF_FFFF as Integer).description == "18446744073709551615")
    #expect((-0x8000_0000_0000_0000 as Integer) == Integer(Int.min))
    #expect((-0x8000_0000_0000_0001 as Integer) == Integer(Int.min) - 1)
    #expect((0x7FFF_FFFF_FFFF_FFFF as Integer) == Integer(Int.max))
    #expect((0x8000_0000_0000_0000 as Integer) == Integer(Int.max) + 1)
    #expect((-0xFFFF_FFFF_FFFF_FFFF as Integer) == 1 - (Integer.one << 64))
    #expect((-0x1_0000_0000_0000_0000 as Integer) == -(Integer.one << 64))
    let huge: Integer = -0x1234_5678_9ABC_DEF0_0000_0000_0000_0000_FFFF_FFFF_FFFF_FFFF_8000_0000
    #expect(huge.text(radix: 16) == "-123456789abcdef00000000000000000ffffffffffffffff80000000")
    let power: Integer = -1_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000
    #expect(power == -Integer(10).power(48))
  }

  @Test func machineIntegers() {
    #expect(Integer(UInt64.max) == (Integer.one << 64) - 1)
    #expect(Integer(UInt128.max) == (Integer.one << 128) - 1)
    #expect(Integer(Int128.min) == -(Integer.one << 127))
    #expect(Integer(exactly: Int8.min) == -128)
    #expect(Integer(Int.min).asInt == .min)
    #expect((Integer(Int.max) + 1).asInt == nil)
  }

  @Test func smallestWord() throws {
    let least = Integer(Int.min)
    #expect((-least).description == "9223372036854775808")
    #expect(least.magnitude == -least)
    #expect(-(-least) == least && (-(-least)).asInt == .min)
    #expect(least * -1 == -least && least - 1 < least)
    #expect(try least.quotient(dividingBy: -1) == -least)
    #expect(try least.quotientAndRemainder(dividingBy: -1).quotient == -least)
    #expect(least.exactQuotient(dividingBy: -1) == -least)
    #expect(least.exactQuotient(dividingBy: -least) == -1)
    #expect(least.isMultiple(of: -1) && least.isMultiple(of: -least))
    #expect(least.bitWidth == 64 && least.trailingZeroBitCount == 63)
    #expect(Integer.greatestCommonDivisor(least, least) == -least)
    #expect(Integer.greatestCommonDivisor(least, 0) == -least)
  }

  @Test func zero() throws {
    #expect(Integer.greatestCommonDivisor(0, 0) == 0)
    #expect(Integer.zero.power(0) == 1 && Integer.zero.power(5) == 0)
    #expect((-Integer.zero).description == "0")
    #expect(Integer("-0") == 0 && Integer("+0") == 0)
    #expect(Integer.zero.isMultiple(of: 0) && !Integer.one.isMultiple(of: 0))
    #expect(Integer.zero.exactQuotient(dividingBy: Integer.one << 100) == 0)
    #expect(Integer.zero.shifted(leftBy: .max) == 0 && Integer.zero >> .min == 0)
    #expect(throws: ArithmeticError.divisionByZero) { try Integer.one.quotient(dividingBy: 0) }
    #expect(throws: ArithmeticError.divisionByZero) { try Integer.one.modulo(0) }
    #expect(throws: ArithmeticError.divisionByZero) {
      try Integer.zero.quotientAndRemainder(dividingBy: 0, rounding: .up)
    }
    #expect(Integer.zero.approximateLog2 == -.infinity)
  }

  @Test func textThatIsNoInteger() {
    for text in [
      "", "+", "-", "+-1", "--1", "1 ", " 1", "1_000", "0x10", "1.0", "1e3", "\u{0661}", "1\0",
      "-\u{301}1", "12a",
    ] {
      #expect(Integer(text) == nil, "'\(text)'")
    }
    #expect(Integer("00012") == 12 && Integer("+7") == 7)
    #expect(Integer("zz", radix: 36) == 1295 && Integer("2", radix: 2) == nil)
    #expect(Integer("1", radix: 37) == nil && Integer("1", radix: 1) == nil)
  }

  @Test func shiftCountsAtTheEnds() {
    let big = Integer.one << 100
    #expect(big.shifted(leftBy: .min) == 0 && (-big).shifted(leftBy: .min) == -1)
    #expect(big >> .max == 0 && (-big) >> .max == -1)
    #expect(Integer.one.shifted(leftBy: .min) == 0 && Integer(-1).shifted(leftBy: .min) == -1)
    #expect((big << -100) == 1 && (big >> -1) == big * 2)
    #expect((-1 as Integer) << 63 == Integer(Int.min))
    #expect((1 as Integer) << 63 == Integer(Int.max) + 1)
    #expect((-1 as Integer).testBit(.max) && !(1 as Integer).testBit(.max))
    #expect((-1 as Integer).nonzeroBitCount == nil && (big - 1).nonzeroBitCount == 100)
  }

  /// GMP ends the process for each of these.
  @Test func resultsThatFitNoMemory() throws {
    let trillion = 1_000_000_000_000
    #expect(throws: ArithmeticError.self) { try Integer.factorial(trillion) }
    #expect(throws: ArithmeticError.self) { try Integer.factorial(.max) }
    #expect(throws: ArithmeticError.self) { try Integer.doubleFactorial(.max) }
    #expect(throws: ArithmeticError.self) {
      try Integer.one.shifted(leftBy: .max, maximumBitWidth: .max)
    }
    #expect(throws: ArithmeticError.self) { try Integer(2).power(.max, maximumBitWidth: .max) }
    #expect(throws: ArithmeticError.self) {
      try Integer.binomial(Integer(trillion), trillion / 2, maximumBitWidth: .max)
    }
    #expect(throws: ArithmeticError.self) {
      try Integer.binomial(Integer.one << 100, .max, maximumBitWidth: .max)
    }
    #expect(throws: ArithmeticError.self) {
      try Integer.product(from: 1, count: .max, step: .max, maximumBitWidth: .max)
    }
    #expect(throws: ArithmeticError.self) { try Rational(2).power(.min) }
    let message = #expect(throws: ArithmeticError.self) {
      try Integer(9).power(1 << 60, maximumBitWidth: 1000)
    }
    #expect(message?.description.contains("9 to the power 1152921504606846976") == true)
    #expect(message?.description.contains("limit of 1000") == true)
  }

  @Test func hugeExponentsOfUnits() throws {
    #expect(Integer.zero.power(.max) == 0 && Integer.one.power(.max) == 1)
    #expect(Integer(-1).power(.max) == -1 && Integer(-1).power(.max - 1) == 1)
    #expect(try Rational(-1).power(.min) == 1 && Rational(1).power(.min) == 1)
    #expect(throws: ArithmeticError.divisionByZero) { try Rational.zero.power(-1) }
    #expect(throws: ArithmeticError.divisionByZero) { try Rational.zero.power(.min) }
  }

  /// The bound was 0 bits for x^0 = 1.
  @Test func boundOfTheZerothPower() {
    #expect(Integer(5).bitWidthOfPower(0) == 1 && Integer(5).bitWidthOfPower(-1) == nil)
    #expect(Integer(5).bitWidthOfPower(.max) == nil)
  }

  /// The step times the index overflowed a word.
  @Test func productsWithLongSteps() {
    let step = Int.max
    let expected = (0..<20).reduce(Integer.one) { $0 * (7 + Integer($1) * Integer(step)) }
    #expect(Integer.product(from: 7, count: 20, step: step) == expected)
    #expect(
      Integer.product(from: 7, count: 3, step: .min) == 7 * (7 + Integer(Int.min))
        * (7 + Integer(Int.min) * 2))
    #expect(Integer.product(from: 3, count: 5, step: 0) == 243)
    #expect(Integer.product(from: 1, count: .max, step: 0) == 1)
    #expect(Integer.product(from: 3, count: 0, step: 1) == 1)
  }

  /// Factors beyond zero were multiplied one by one.
  @Test func productsThroughZero() {
    #expect(Integer(3).fallingFactorial(3) == 6 && Integer(3).fallingFactorial(4) == 0)
    #expect(Integer(3).fallingFactorial(.max) == 0 && Integer.zero.fallingFactorial(1) == 0)
    #expect(Integer(-3).risingFactorial(.max) == 0 && Integer(-3).risingFactorial(3) == -6)
    #expect(Integer(-3).fallingFactorial(3) == -60)
    #expect(Integer.product(from: 5, count: 4, step: -2) == -15)
  }

  /// A negative top with a long choice was a loop over the choice.
  @Test func binomialsOfNegativeTops() {
    #expect(Integer.binomial(-2, 1_000_000_000_000) == 1_000_000_000_001)
    #expect(Integer.binomial(-1, .max) == -1 && Integer.binomial(-2, .max) == -(Integer.one << 63))
    #expect(Integer.binomial(5, -1) == 0 && Integer.binomial(5, 6) == 0)
    #expect(Integer.binomial(0, 0) == 1 && Integer.binomial(-3, 0) == 1)
    #expect(Integer.binomial(Integer(Int.max), .max) == 1)
  }

  /// GMP takes the magnitude: -7 was prime.
  @Test func primes() {
    for prime in [2, 3, 97, 2_147_483_647] as [Integer] {
      #expect(prime.isProbablePrime && !(-prime).isProbablePrime)
    }
    for composite in [0, 1, -1, 4, 561, 3_215_031_751] as [Integer] {
      #expect(!composite.isProbablePrime)
    }
    #expect(((Integer.one << 521) - 1).isProbablePrime)
  }

  @Test func factorials() throws {
    var product = Integer.one
    for n in 1...200 {
      product *= Integer(n)
      #expect(try Integer.factorial(n) == product)
      let double = try Integer.doubleFactorial(n)
      #expect(try double * Integer.doubleFactorial(n - 1) == product)
      // The bound for the bits is above the truth, and not by much.
      #expect(try Integer.factorial(n, maximumBitWidth: product.bitWidth + 2) == product)
      #expect(throws: ArithmeticError.self) {
        try Integer.factorial(n, maximumBitWidth: product.bitWidth - 1)
      }
    }
    #expect(try Integer.factorial(0) == 1 && Integer.doubleFactorial(-1) == 1)
    #expect(throws: ArithmeticError.self) { try Integer.factorial(-1) }
    #expect(throws: ArithmeticError.self) { try Integer.doubleFactorial(-2) }
  }

  @Test func roots() throws {
    #expect(try Integer(-27).root(3).root == -3 && Integer(-28).root(3).root == -3)
    #expect(throws: ArithmeticError.self) { try Integer(-4).root(2) }
    #expect(throws: ArithmeticError.self) { try Integer(4).root(0) }
    #expect(try Integer(5).root(.max).root == 1)
  }

  @Test func strides() {
    let start = Integer(Int.max) - 1
    #expect(Array(stride(from: start, through: start + 4, by: 2)) == [start, start + 2, start + 4])
    #expect(Array(stride(from: 0 as Rational, through: 1, by: 1 / 10)).count == 11)
  }
}
