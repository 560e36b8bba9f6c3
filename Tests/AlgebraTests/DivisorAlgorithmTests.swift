import Multiprecision
import Testing

@testable import Algebra

/// Every algorithm behind the greatest common divisor, on inputs that the plain function would
/// give to a faster one.
@Suite struct DivisorAlgorithmTests {
  @Test(arguments: 0..<60 as Range<UInt64>) func algorithmsAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let x = MultivariatePolynomial.variable("x")
    let y = MultivariatePolynomial.variable("y")
    // The added constants and variables keep contents away, which the callers take out.
    let g = (random.polynomial(["x", "y"], terms: 3, degree: 2) + x * y + 3).primitivePart
    let a = (random.polynomial(["x", "y"], terms: 3, degree: 2) * g + x * y * g * 5).primitivePart
    let b = (random.polynomial(["x", "y"], terms: 3, degree: 2) * g - 7 * g * x + g * y)
      .primitivePart
    if a.variables.count < 2 || b.variables.count < 2 { return }
    let expected = MultivariatePolynomial.greatestCommonDivisor(a, b)
    #expect(MultivariatePolynomial.remainderSequenceDivisor(a, b) == expected)
    if let found = MultivariatePolynomial.heuristicDivisor(a, b) { #expect(found == expected) }
    let bounds = zip(a.degrees, b.degrees).map { min($0, $1) }
    let found = MultivariatePolynomial.sparseModularDivisor(a, b, bounds: bounds)
    #expect(found == nil || found == expected)
  }

  /// Large enough for interpolation modulo primes, with coefficients beyond one prime.
  @Test(arguments: 0..<12 as Range<UInt64>) func sparseInterpolation(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let names: [Variable] = ["b", "n", "s", "z"]
    let unit = names.map { MultivariatePolynomial.variable($0) }.reduce(.one, *)
    let parts = (0..<3).map { _ in random.polynomial(names, terms: 20, degree: 5) + unit }
    let (a, b, g) = (parts[0], parts[1], parts[2])
    let shared = MultivariatePolynomial.greatestCommonDivisor(a, b)
    let found = MultivariatePolynomial.greatestCommonDivisor(a * g, b * g)
    #expect(found == (shared * g).primitivePart)
    let bounds = zip((a * g).degrees, (b * g).degrees).map { min($0, $1) }
    let (x, y) = ((a * g).primitivePart, (b * g).primitivePart)
    if x.variables == y.variables, x.variables.count == 4 {
      #expect(MultivariatePolynomial.sparseModularDivisor(x, y, bounds: bounds) == found)
    }
  }

  @Test func imagesNeverDenyADivisor() throws {
    for seed in 0..<60 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let g = random.nonzeroPolynomial().primitivePart
      let product = g * random.nonzeroPolynomial()
      if g.isConstant { continue }
      #expect(!MultivariatePolynomial.imageProvesIndivisible(product, by: g), "seed \(seed)")
    }
  }

  @Test func primeFieldArithmetic() throws {
    var random = SeededGenerator(seed: 3)
    var primes = WordPrimes()
    for field in [PrimeField.mersenne61, primes.next(), PrimeField(modulus: 101)] {
      let modulus = Integer(field.modulus)
      for _ in 0..<200 {
        let a = UInt.random(in: 0..<field.modulus, using: &random)
        let b =
          [a, 0, 1, field.modulus - 1, UInt.random(in: 0..<field.modulus, using: &random)]
          .randomElement(using: &random) ?? 0
        let product = try (Integer(a) * Integer(b)).modulo(modulus)
        #expect(Integer(field.multiply(a, b)) == product)
        #expect(Integer(field.add(a, b)) == (try (Integer(a) + Integer(b)).modulo(modulus)))
        if a != 0 { #expect(field.multiply(a, field.inverse(a)) == 1) }
      }
    }
  }
}
