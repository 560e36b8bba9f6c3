import Algebra
import Multiprecision
import Testing

@Suite struct MultivariatePolynomialTests {
  @Test(arguments: 0..<150 as Range<UInt64>) func ringLaws(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.polynomial()
    let b = random.polynomial()
    let c = seed % 5 == 0 ? a : random.polynomial()
    #expect(a + b == b + a)
    #expect((a + b) + c == a + (b + c))
    #expect(a * b == b * a)
    #expect((a * b) * c == a * (b * c))
    #expect(a * (b + c) == a * b + a * c)
    #expect(a - a == .zero && (a - a).variables.isEmpty)
    #expect(a + .zero == a && a * .one == a && a * .zero == .zero)
    #expect(-(-a) == a && a - b == -(b - a))
    #expect(a.power(3) == a * a * a)
    #expect((a * b).hashValue == (b * a).hashValue)
    let rebuilt = MultivariatePolynomial(
      terms: a.terms.map { term in
        (term.coefficient, Dictionary(uniqueKeysWithValues: term.exponents.map { ($0.0, $0.1) }))
      }.shuffled(using: &random))
    #expect(rebuilt == a)
  }

  @Test(arguments: 0..<100 as Range<UInt64>) func evaluationIsAHomomorphism(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.polynomial()
    let b = random.polynomial()
    let point = random.values()
    let values = (try a.evaluated(at: point), try b.evaluated(at: point))
    #expect(try (a * b).evaluated(at: point) == values.0 * values.1)
    #expect(try (a - b).evaluated(at: point) == values.0 - values.1)
    let generic = a.evaluated(
      at: { point[$0] ?? .zero }, number: { $0 }, add: { $0 + $1 }, multiply: { $0 * $1 })
    #expect(generic == values.0)
    let partial = a.substituting(["x": MultivariatePolynomial(point["x"] ?? .zero)])
    #expect(partial.degree(in: "x") == 0)
    #expect(try partial.evaluated(at: point) == values.0)
    let swapped = a.substituting(["x": .variable("y"), "y": .variable("x")])
    var exchanged = point
    exchanged["x"] = point["y"]
    exchanged["y"] = point["x"]
    #expect(try swapped.evaluated(at: exchanged) == values.0)
  }

  @Test func missingValueIsNamed() {
    let p = MultivariatePolynomial.variable("alpha") + 1
    #expect(throws: AlgebraError.missingValue("alpha")) { try p.evaluated(at: [:]) }
  }

  @Test func termsAreGradedLexicographic() {
    let x = MultivariatePolynomial.variable("x")
    let y = MultivariatePolynomial.variable("y")
    let p = y * y * y + x * x + x * y + 7 + x
    #expect(p.description == "y^3 + x^2 + x*y + x + 7")
    #expect((x - y).power(2).description == "x^2 - 2*x*y + y^2")
    #expect(p.degree(in: "y") == 3 && p.totalDegree == 3 && p.degree(in: "w") == 0)
    #expect(p.coefficients(in: "x") == [y * y * y + 7, y + 1, .one])
    #expect(p.derivative(in: "x") == 2 * x + y + 1)
  }

  @Test(arguments: 0..<200 as Range<UInt64>) func exactQuotients(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.polynomial()
    let b = random.nonzeroPolynomial()
    #expect((a * b).exactQuotient(dividingBy: b) == a)
    if !b.isConstant { #expect((a * b + 1).exactQuotient(dividingBy: b) == nil) }
    #expect(a.exactQuotient(dividingBy: .zero) == nil)
    #expect(a.primitivePart.scaled(by: a.content) == a)
    #expect(a.isZero || a.primitivePart.leadingCoefficient.isPositive)
  }

  @Test(arguments: 0..<150 as Range<UInt64>) func commonDivisors(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.nonzeroPolynomial()
    let b = random.nonzeroPolynomial()
    let g = random.nonzeroPolynomial()
    let divisor = MultivariatePolynomial.greatestCommonDivisor(a * g, b * g)
    #expect(divisor.exactQuotient(dividingBy: g) != nil)
    let x = try #require((a * g).exactQuotient(dividingBy: divisor))
    let y = try #require((b * g).exactQuotient(dividingBy: divisor))
    #expect(MultivariatePolynomial.greatestCommonDivisor(x, y).isOne)
    #expect(divisor == divisor.primitivePart)
    #expect(MultivariatePolynomial.greatestCommonDivisor(a, .zero) == a.primitivePart)
    #expect(MultivariatePolynomial.greatestCommonDivisor(a, a) == a.primitivePart)
  }

  /// Many variables and high degrees leave the packed keys.
  @Test func wideMonomials() throws {
    let names = (0..<40).map { Variable("v\($0)") }
    let sum = names.map { MultivariatePolynomial.variable($0) }.reduce(.zero, +)
    let square = sum * sum
    #expect(square.termCount == 820)
    #expect(square.exactQuotient(dividingBy: sum) == sum)
    #expect(square - sum * sum == .zero)
    let x = MultivariatePolynomial.variable("x")
    let y = MultivariatePolynomial.variable("y")
    let high = x.power(1 << 60) * y + y.power(3)
    #expect(high.degree(in: "x") == 1 << 60)
    #expect((high - x.power(1 << 60) * y) == y.power(3))
    #expect(high.exactQuotient(dividingBy: y) == x.power(1 << 60) + y * y)
    let product = (x.power(1 << 60) + y) * (x.power(1 << 60) - y)
    #expect(product == x.power(1 << 61) - y * y)
  }
}
