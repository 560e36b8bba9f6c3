import Algebra
import Multiprecision
import Testing

extension SeededGenerator {
  mutating func dense(degree: Int = 6) -> Polynomial {
    Polynomial(
      coefficients: (0..<Int.random(in: 0...(degree + 1), using: &self)).map { _ in rational() })
  }
}

@Suite struct PolynomialTests {
  @Test(arguments: 0..<100 as Range<UInt64>) func ringLaws(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (a, b, c) = (random.dense(), random.dense(), random.dense(degree: 60))
    #expect(a * b == b * a && (a + b) + c == a + (b + c))
    #expect((a * b) * c == a * (b * c))
    #expect(a * (b - c) == a * b - a * c)
    #expect(a - a == .zero)
    let point = random.rational()
    #expect((a * c).evaluated(at: point) == a.evaluated(at: point) * c.evaluated(at: point))
    #expect(a.composed(with: b).evaluated(at: point) == a.evaluated(at: b.evaluated(at: point)))
    #expect((a * b).derivative == a.derivative * b + a * b.derivative)
    let horner = a.evaluated(number: { $0 }, multiplyAdd: { $0 * point + $1 })
    #expect(horner == a.evaluated(at: point))
    #expect(a.primitivePart.scaled(by: a.content) == a)
  }

  /// Long factors go through packed integers: against the sum over shifts.
  @Test(arguments: 0..<20 as Range<UInt64>) func packedProducts(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = Polynomial(
      coefficients: (0..<Int.random(in: 24...90, using: &random)).map { _ in
        random.rational()
      })
    let b = Polynomial(
      coefficients: (0..<Int.random(in: 24...90, using: &random)).map { _ in
        random.rational()
      })
    let shifted = b.coefficients.enumerated().map { power, coefficient in
      Polynomial(
        coefficients: Array(repeating: .zero, count: power)
          + a.coefficients.map { $0 * coefficient })
    }
    #expect(a * b == shifted.reduce(.zero, +))
  }

  @Test(arguments: 0..<150 as Range<UInt64>) func division(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (a, b, c) = (random.dense(degree: 9), random.dense(degree: 4), random.dense())
    if b.isZero {
      #expect(throws: ArithmeticError.divisionByZero) { try a.quotientAndRemainder(dividingBy: b) }
      return
    }
    let (q, r) = try a.quotientAndRemainder(dividingBy: b)
    #expect(q * b + r == a && r.degree < b.degree)
    #expect((b * c).exactQuotient(dividingBy: b) == c)
    if b.degree > 0 { #expect((b * c + 1).exactQuotient(dividingBy: b) == nil) }
    if !c.isZero {
      let g = Polynomial.greatestCommonDivisor(a * c, b * c)
      #expect(g.exactQuotient(dividingBy: c) != nil)
      let x = try #require((a * c).exactQuotient(dividingBy: g))
      let y = try #require((b * c).exactQuotient(dividingBy: g))
      #expect(Polynomial.greatestCommonDivisor(x, y).isOne)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func bases(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.dense(degree: 12)
    let falling = a.fallingFactorialCoefficients
    let rising = a.risingFactorialCoefficients
    #expect(Polynomial(fallingFactorialCoefficients: falling) == a)
    #expect(Polynomial(risingFactorialCoefficients: rising) == a)
    var sums = (Polynomial.zero, Polynomial.zero)
    var products = (Polynomial.one, Polynomial.one)
    for (k, (c, d)) in zip(falling, rising).enumerated() {
      sums.0 += products.0.scaled(by: c)
      sums.1 += products.1.scaled(by: d)
      products.0 *= Polynomial(coefficients: [Rational(-k), 1])
      products.1 *= Polynomial(coefficients: [Rational(k), 1])
    }
    #expect(sums.0 == a && sums.1 == a)
    let points = (0...max(a.degree, 0)).map { k -> (x: Rational, y: Rational) in
      let x = Rational(Integer(2 * k - 5), 3)!
      return (x, a.evaluated(at: x))
    }
    #expect(try Polynomial.interpolating(points) == a)
    #expect(throws: ArithmeticError.self) { try Polynomial.interpolating([(1, 1), (1, 2)]) }
  }

  @Test(arguments: 0..<80 as Range<UInt64>) func factorizationReproduces(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let parts = (0..<4).map { _ in random.dense(degree: 4) }
    var product = parts[0] * parts[1] * parts[1] * parts[2] * parts[3]
    if seed % 3 == 0 { product *= .x.power(3) }
    let (unit, factors) = product.factored()
    #expect(
      factors.reduce(Polynomial(unit)) { $0 * $1.base.power($1.multiplicity) } == product)
    for factor in factors where !product.isZero {
      #expect(factor.isIrreducible && factor.base == factor.base.primitivePart)
      #expect(factor.base.factored().factors.count == 1)
    }
    for (root, multiplicity) in product.rationalRoots() {
      var value = product
      for _ in 0..<multiplicity {
        #expect(value.evaluated(at: root).isZero)
        value = value.exactQuotient(dividingBy: .x - Polynomial(root)) ?? .zero
      }
      #expect(!value.evaluated(at: root).isZero)
    }
  }

  @Test func knownFactorizations() throws {
    let x = Polynomial.x
    let cyclotomic = (x.power(12) - 1).factored().factors
    #expect(cyclotomic.map(\.base.degree) == [1, 1, 2, 2, 2, 4])
    #expect(cyclotomic.last?.base == x.power(4) - x.power(2) + 1)
    // The minimal polynomial of the sum of the square roots of 2, 3 and 5: irreducible, but a
    // product of factors of degree 2 or less modulo every prime.
    let swinnertonDyer = Polynomial(coefficients: [576, 0, -960, 0, 352, 0, -40, 0, 1])
    #expect(swinnertonDyer.factored().factors.map(\.base) == [swinnertonDyer])
    #expect(swinnertonDyer.factored().factors.map(\.isIrreducible) == [true])
    let pair = swinnertonDyer * swinnertonDyer.composed(with: x + 1)
    #expect(pair.factored().factors.count == 2)
    let moment = (x + 9) * (x * x + 21 * x + 62)
    #expect(moment.factored().factors.map(\.base) == [x + 9, x * x + 21 * x + 62])
    let roots = ((2 * x - 1).power(3) * (x + 4) * (x * x + 1)).rationalRoots()
    #expect(roots.map(\.root) == [-4, Rational(1, 2)!] && roots.map(\.multiplicity) == [1, 3])
  }
}
