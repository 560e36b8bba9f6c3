import Algebra
import Foundation
import Multiprecision
import Testing

/// Against SymPy: the files in `Data`, written by `Data/generate.py`.
@Suite struct ReferenceDataTests {
  static func lines(_ name: String) throws -> [[String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Data").appending(path: name)
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: ";").map(String.init) }
  }

  static func polynomial(_ text: some StringProtocol) throws -> MultivariatePolynomial {
    let names: [Variable] = ["x", "y", "z"]
    return MultivariatePolynomial(
      terms: try text.split(separator: " ").map { term in
        let parts = term.split(separator: ":")
        let coefficient = try #require(Rational(String(parts[0])))
        let exponents = parts[1].split(separator: ",").compactMap { Int($0) }
        return (coefficient, Dictionary(uniqueKeysWithValues: zip(names, exponents)))
      })
  }

  @Test func greatestCommonDivisors() throws {
    for line in try ReferenceDataTests.lines("greatest-common-divisors.txt") {
      let p = try line.map { try ReferenceDataTests.polynomial($0) }
      #expect(MultivariatePolynomial.greatestCommonDivisor(p[0], p[1]) == p[2])
      #expect(MultivariatePolynomial.greatestCommonDivisor(p[1], p[0]) == p[2])
      // The fallback that the fast paths leave nothing to in small cases.
      let (a, b) = (p[0].primitivePart, p[1].primitivePart)
      #expect(a.exactQuotient(dividingBy: p[2]) != nil && b.exactQuotient(dividingBy: p[2]) != nil)
    }
  }

  @Test func factorizations() throws {
    for line in try ReferenceDataTests.lines("factorizations.txt") {
      let product = try ReferenceDataTests.polynomial(line[0])
      let expected = try line.dropFirst().map { field in
        let parts = field.split(separator: "|")
        return (
          base: try ReferenceDataTests.polynomial(parts[1]),
          multiplicity: try #require(Int(parts[0]))
        )
      }.sorted { MultivariatePolynomial.precedes($0.base, $1.base) }
      let found = product.factored()
      #expect(found.expanded == product)
      #expect(found.factors.map(\.base) == expected.map(\.base))
      #expect(found.factors.map(\.multiplicity) == expected.map(\.multiplicity))
      #expect(found.factors.allSatisfy { $0.isIrreducible })
    }
  }

  @Test func fractionSums() throws {
    for line in try ReferenceDataTests.lines("fraction-sums.txt") {
      let p = try line.map { try ReferenceDataTests.polynomial($0) }
      let q = p.map { RationalFunction($0) }
      let sum = q[0] / q[1] + q[2] / q[3]
      #expect(sum.denominator == p[5].primitivePart)
      #expect(sum.numerator * p[5] == p[4] * sum.denominator)
    }
  }

  @Test func bernoulliNumbers() throws {
    let numbers = BernoulliNumbers.through(100)
    for line in try ReferenceDataTests.lines("bernoulli-numbers.txt") {
      let index = try #require(Int(line[0]))
      #expect(numbers[index] == Rational(line[1]))
    }
  }
}
