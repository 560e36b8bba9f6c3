import Multiprecision
import Testing

@testable import Algebra

@Suite struct RationalFunctionTests {
  @Test(arguments: 0..<120 as Range<UInt64>) func fieldLaws(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.function()
    let b = random.function()
    let c = seed % 4 == 0 ? b : random.function()
    #expect(a + b == b + a)
    #expect((a + b) + c == a + (b + c))
    #expect(a * b == b * a)
    #expect((a * b) * c == a * (b * c))
    #expect(a * (b + c) == a * b + a * c)
    #expect(a - a == .zero)
    if !b.isZero {
      #expect(a / b * b == a)
      #expect(b / b == .one)
      #expect(try b.power(-2) * b * b == .one)
    }
    #expect((a * b + c).hashValue == (c + b * a).hashValue)
    for value in [a + b, a * b, a - c, b * c] {
      let (top, bottom) = (value.numerator, value.denominator)
      #expect(MultivariatePolynomial.greatestCommonDivisor(top, bottom).isOne || top.isZero)
      #expect(bottom == bottom.primitivePart)
      if top.isZero { #expect(bottom.isOne) }
    }
  }

  @Test(arguments: 0..<120 as Range<UInt64>) func evaluationAgrees(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.function()
    let b = random.function()
    let point = random.values()
    guard let x = try? a.evaluated(at: point), let y = try? b.evaluated(at: point) else { return }
    #expect(try (a + b).evaluated(at: point) == x + y)
    #expect(try (a * b).evaluated(at: point) == x * y)
    if !y.isZero { #expect(try (a / b).evaluated(at: point) == x / y) }
    let generic = a.evaluated(
      at: { point[$0] ?? .zero }, number: { $0 }, add: { $0 + $1 }, multiply: { $0 * $1 },
      divide: { $0 / $1 })
    #expect(generic == x)
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func substitution(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.function()
    let p = random.function()
    let q = random.function()
    let point = random.values()
    guard let x = try? p.evaluated(at: point), let y = try? q.evaluated(at: point),
      let expected = try? a.evaluated(at: ["x": x, "y": y])
    else { return }
    let replaced = try a.substituting(["x": p, "y": q])
    #expect(try replaced.evaluated(at: point) == expected)
  }

  @Test func factoredForm() throws {
    let n = RationalFunction.variable("N")
    let f = (n * n + 15 * n + 44) / (n * n)
    let (unit, factors) = f.factored()
    let x = MultivariatePolynomial.variable("N")
    #expect(unit == 1)
    #expect(factors.map(\.base) == [x, x + 4, x + 11])
    #expect(factors.map(\.multiplicity) == [-2, 1, 1])
  }

  /// Equal values whose denominators were found with different factors.
  @Test func equalityIgnoresHowTheDenominatorIsFactored() throws {
    let x = MultivariatePolynomial.variable("x")
    let y = MultivariatePolynomial.variable("y")
    let (p, q) = (x.power(3) + y + 1, x.power(3) - y.power(2) + 2)
    let whole = try #require(RationalFunction(x, p * q))
    let parts = RationalFunction(x) / RationalFunction(p) / RationalFunction(q)
    let unsplit = RationalFunction(
      canonicalNumerator: x,
      factors: [.init(base: p * q, multiplicity: 1, isIrreducible: false)])
    for value in [whole, parts] {
      #expect(value == unsplit && value.hashValue == unsplit.hashValue)
      #expect((value - unsplit).isZero && (value / unsplit).isOne)
      #expect(value + unsplit == value * 2)
      #expect(unsplit.factored().factors.map(\.base) == value.factored().factors.map(\.base))
      let cancelled = unsplit * RationalFunction(p)
      #expect(cancelled == RationalFunction(x) / RationalFunction(q))
    }
  }

  @Test func polesAndMissingValues() throws {
    let n = RationalFunction.variable("N")
    let f = 1 / (n - 3)
    #expect(throws: ArithmeticError.divisionByZero) { try f.evaluated(at: ["N": 3]) }
    #expect(throws: AlgebraError.missingValue("N")) { try f.evaluated(at: [:]) }
    #expect(throws: ArithmeticError.divisionByZero) { try f.substituting(["N": 3]) }
    #expect(throws: ArithmeticError.divisionByZero) { try n.divided(by: .zero) }
    #expect(RationalFunction.zero.reciprocal == nil)
    #expect(throws: ArithmeticError.divisionByZero) { try RationalFunction.zero.power(-1) }
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func derivatives(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let a = random.function()
    let b = random.function()
    let product = (a * b).derivative(in: "x")
    #expect(product == a.derivative(in: "x") * b + a * b.derivative(in: "x"))
    if !b.isZero {
      let quotient = (a / b).derivative(in: "x")
      #expect(
        quotient == (a.derivative(in: "x") * b - a * b.derivative(in: "x")) / (b * b))
    }
  }

  /// The coefficients of the moments' closed form in the depth: A[m][j] and the eigenvalues.
  static func closedForm(order: Int) -> (eigenvalues: [RationalFunction], a: [[RationalFunction]]) {
    let (w, n, b, z) = (
      RationalFunction.variable("w"), RationalFunction.variable("N"),
      RationalFunction.variable("b"), RationalFunction.variable("z")
    )
    let mu: [RationalFunction] = [
      1, n / 2, n * (n + 5) / 4, n * (n + 4) * (n + 11) / 8,
      n * (n + 9) * (n * n + 21 * n + 62) / 16,
    ]
    func power(_ x: RationalFunction, _ k: Int) -> RationalFunction {
      (0..<k).reduce(.one) { product, _ in product * x }
    }
    let eigenvalues = (0...order).map { power(w, $0) * mu[$0] }
    var a: [[RationalFunction]] = [[1]]
    for m in 1...max(order, 1) {
      var row: [RationalFunction] = []
      for i in 0..<m {
        var sum = RationalFunction.zero
        for j in i..<m {
          let binomial = RationalFunction(Integer.binomial(Integer(m), j))
          sum += binomial * power(w, j) * power(b, m - j) * a[j][i]
        }
        row.append(mu[m] * sum / (eigenvalues[i] - eigenvalues[m]))
      }
      row.append(power(z, m) - row.reduce(.zero, +))
      a.append(row)
    }
    return (eigenvalues, a)
  }

  @Test func closedFormReproducesItsStart() throws {
    let (_, a) = RationalFunctionTests.closedForm(order: 4)
    let z = RationalFunction.variable("z")
    #expect(a[4].reduce(.zero, +) == z * z * z * z)
    // Against the recursion in numbers: M_m(l+1) = mu_m sum_j C(m,j) w^j b^(m-j) M_j(l).
    let point: [Variable: Rational] = ["w": Rational(1, 7)!, "N": 3, "b": Rational(2, 5)!, "z": 2]
    let (w, b) = (Rational(1, 7)!, Rational(2, 5)!)
    let mu: [Rational] = [1, Rational(3, 2)!, 6, Rational(147, 4)!, Rational(603, 2)!]
    var moments: [Rational] = try (0...4).map { try Rational(2).power($0) }
    for depth in 0..<4 {
      for m in 0...4 {
        var value = Rational.zero
        for (i, entry) in a[m].enumerated() {
          value += try entry.evaluated(at: point) * (w.power(i) * mu[i]).power(depth)
        }
        #expect(value == moments[m])
      }
      moments = try (0...4).map { m in
        try (0...m).reduce(Rational.zero) { sum, j in
          let binomial = Rational(Integer.binomial(Integer(m), j))
          return try sum + mu[m] * binomial * w.power(j) * b.power(m - j) * moments[j]
        }
      }
    }
  }
}
