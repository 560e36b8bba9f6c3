import Algebra
import Multiprecision
import Testing

@Suite struct LaurentPolynomialTests {
  private func laurent(_ random: inout SeededGenerator) -> LaurentPolynomial {
    LaurentPolynomial(
      random.polynomial(["x", "y"], terms: 4, degree: 2),
      shift: [
        "x": Int.random(in: -3...3, using: &random), "z": Int.random(in: -2...2, using: &random),
      ])
  }

  @Test(arguments: 0..<80 as Range<UInt64>) func ringLaws(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (a, b, c) = (laurent(&random), laurent(&random), laurent(&random))
    #expect(a + b == b + a && (a + b) + c == a + (b + c))
    #expect(a * b == b * a && (a * b) * c == a * (b * c))
    #expect(a * (b - c) == a * b - a * c)
    #expect(a - a == .zero)
    #expect(RationalFunction(a) * RationalFunction(b) == RationalFunction(a * b))
    #expect(RationalFunction(a) + RationalFunction(b) == RationalFunction(a + b))
    #expect(RationalFunction(a).asLaurentPolynomial == a)
    #expect(try a.power(3) == a * a * a)
  }

  @Test func powersAndExponents() throws {
    let n = LaurentPolynomial.variable("N")
    let inverse = try n.power(-1)
    #expect(inverse * n == .one)
    #expect((1 + 5 * inverse).description == "1 + 5*N^-1")
    #expect(LaurentPolynomial.zero.description == "0")
    #expect((1 + 5 * inverse).lowestExponent(of: "N") == -1)
    #expect((1 + 5 * inverse).highestExponent(of: "N") == 0)
    #expect(throws: ArithmeticError.self) { try (1 + n).power(-1) }
    #expect(throws: ArithmeticError.divisionByZero) { try LaurentPolynomial.zero.power(-2) }
    let function = RationalFunction.variable("N")
    #expect((1 / (function + 1)).asLaurentPolynomial == nil)
  }
}
