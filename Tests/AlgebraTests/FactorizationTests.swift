import Algebra
import Multiprecision
import Testing

@Suite struct FactorizationTests {
  @Test(arguments: 0..<80 as Range<UInt64>) func productReproduces(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.polynomial(["x", "y"], terms: 3, degree: 2)
    let b = random.polynomial(["x", "y", "z"], terms: 3, degree: 2)
    let c = random.polynomial(["x", "z"], terms: 3, degree: 2)
    let product = a * b * b * c
    let factorization = product.factored()
    #expect(factorization.expanded == product)
    let factors = factorization.factors
    for (index, factor) in factors.enumerated() {
      #expect(factor.base == factor.base.primitivePart && factor.multiplicity > 0)
      for other in factors[(index + 1)...] {
        #expect(MultivariatePolynomial.greatestCommonDivisor(factor.base, other.base).isOne)
        #expect(MultivariatePolynomial.precedes(factor.base, other.base))
      }
    }
    // Every factor of a part is a product of factors found in the whole.
    if !product.isZero, factors.allSatisfy(\.isIrreducible) {
      for part in [a, b, c] {
        for factor in part.factored().factors {
          #expect(factors.contains { $0.base == factor.base })
        }
      }
    }
    #expect(product.squareFreeFactored().expanded == product)
  }

  @Test func knownFactorizations() throws {
    let x = MultivariatePolynomial.variable("x")
    let y = MultivariatePolynomial.variable("y")
    let z = MultivariatePolynomial.variable("z")
    func bases(_ p: MultivariatePolynomial) -> [MultivariatePolynomial] {
      let factors = p.factored().factors
      #expect(factors.allSatisfy { $0.isIrreducible })
      return factors.map(\.base)
    }
    #expect(bases(x * x - y * y) == [x - y, x + y])
    #expect(bases(x * x + y * y) == [x * x + y * y])
    #expect(bases(x.power(3) - y.power(3)).count == 2)
    #expect(bases(x.power(4) - y.power(4)).count == 3)
    #expect(bases(x.power(3) + y.power(3) + z.power(3) - 3 * x * y * z).count == 2)
    #expect(bases(x.power(3) + y.power(3) + z.power(3)).count == 1)
    #expect(bases((x.power(3) + y + 1) * (x.power(3) - y.power(3) + z.power(3))).count == 2)
    #expect(bases((x * y).power(2) * (x * y + 1)).count == 3)
    let seven = MultivariatePolynomial(Rational(-7, 3)!)
    #expect(seven.factored().unit == Rational(-7, 3)! && bases(seven).isEmpty)
    #expect(MultivariatePolynomial.zero.factored().unit.isZero)
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func squareRoots(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.polynomial()
    let root = try #require((a * a).squareRoot())
    #expect(root == a || root == -a)
    if !a.isZero { #expect((-(a * a)).squareRoot() == nil) }
    if !a.isConstant { #expect((a * a + 1).squareRoot() == nil || (a * a + 1).isConstant) }
  }
}
