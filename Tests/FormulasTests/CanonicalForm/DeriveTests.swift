import Formulas
import Multiprecision
import TestSupport
import Testing

/// A He network of symbolic width and depth, with what a test changes.
func symbolicNetwork(
  width: String = "N", depth: String = "L", bias: String = "0", weightVariance: String? = nil,
  inputNorm: String = "1"
) throws -> NetworkDescription {
  let weights: NetworkDescription.Weights =
    try weightVariance.map { .variance(try Expression(parsing: $0)) } ?? .he
  return NetworkDescription(
    inputWidth: try Expression(parsing: width), inputNorm: try Expression(parsing: inputNorm),
    architecture: .repeated(
      .init(
        width: try Expression(parsing: width), weights: weights,
        biasVariance: try Expression(parsing: bias)),
      depth: try Expression(parsing: depth)))
}

@Suite struct DeriveTests {
  @Test(arguments: [
    ("moment(0)", "1"),
    ("moment(1)", "1"),
    ("moment(2)", "((N + 5)/N)^L"),
    ("moment(3)", "((N + 4)*(N + 11)/N^2)^L"),
    ("moment(4)", "((N + 9)*(N^2 + 21*N + 62)/N^3)^L"),
    ("variance", "((N + 5)/N)^L - 1"),
    ("atom", "1 - (2^N - 1)^L*(1/2)^(N*L)"),
    ("output_kurtosis", "3*((N + 5)/N)^L"),
    ("cumulant(1)", "1"),
  ])
  func momentsOfHe(formula: String, closed: String) throws {
    let calculator = Calculator(network: try symbolicNetwork())
    let form = try calculator.derive(Expression(parsing: formula))
    // The expected text may be written differently: the forms must be the same formula.
    let expected = try calculator.derive(Expression(parsing: closed))
    #expect(form == expected)
  }

  @Test func numericDepthStaysAPower() throws {
    let calculator = Calculator(network: try symbolicNetwork(depth: "100"))
    let form = try calculator.derive(Expression(parsing: "moment(2)"))
    #expect(form.description == "((N + 5)/N)^100")
  }

  /// The closed form in N, L, sw2, sb2 and z0 against the recursion in numbers, at random points.
  @Test(arguments: 1...4)
  func biasedMomentsAgreeWithTheRecursion(order: Int) throws {
    var random = TestRandom(seed: UInt64(2026 + order))
    let network = try symbolicNetwork(bias: "sb2", weightVariance: "sw2", inputNorm: "z0")
    let moment = try Expression(parsing: "moment(\(order))")
    let form = try Calculator(network: network).derive(moment)
    for _ in 0..<100 {
      func fraction() -> Rational {
        Rational(
          numerator: Integer(Int.random(in: 1...40, using: &random)),
          nonzeroDenominator: Integer(Int.random(in: 1...40, using: &random)))
      }
      let point = Grid.Point(assignments: [
        .init(symbol: "N", value: Rational(Int.random(in: 1...30, using: &random))),
        .init(symbol: "L", value: Rational(Int.random(in: 1...9, using: &random))),
        .init(symbol: "sw2", value: fraction()),
        .init(symbol: "sb2", value: fraction()),
        .init(symbol: "z0", value: fraction()),
      ])
      // A singular value of the closed form, where two eigenvalues coincide, has no value there.
      guard let closed = try? Calculator().evaluate(form, at: point).exact else { continue }
      let direct = try Calculator(network: network).evaluate(moment, at: point).exact
      #expect(closed == direct, "\(point), \(random.comment)")
    }
  }

  @Test func resonanceOfHeWithBias() throws {
    let calculator = Calculator(network: try symbolicNetwork(bias: "sb2"))
    let mean = try calculator.derive(Expression(parsing: "mean"))
    #expect(try calculator.derive(Expression(parsing: "1 + L*N*sb2/2")) == mean)
  }

  @Test(arguments: [
    ("sum(k^2,k,1,N)", "N*(N+1)*(2*N+1)/6"),
    ("sum(2^k*k,k,0,L)", "2 + (L-1)*2^(L+1)"),
    ("sum(binomial(N,k)*x^k*y^(N-k),k,0,N)", "(x+y)^N"),
    ("sum(binomial(N,k)/2^N*product(k+2*j,j,0,2),k,0,N)", "N*(N+4)*(N+11)/8"),
    ("(-1)^L*(-1)^(3*L)", "1"),
    ("sqrt(2)*sqrt(8)", "4"),
    ("sqrt(x)*sqrt(x)", "x"),
    ("exp(x)*exp(2)/exp(x-1)", "e^3"),
    ("factorial(N+2)/N!", "(N+1)*(N+2)"),
    ("(2^L+1)^2-2^(2*L)", "2*2^L+1"),
    ("1/(1+2^L)", "2/(2+2^(L+1))"),
    ("cos(3*pi)", "-1"),
    ("product(x,k,1,L)", "x^L"),
    ("gamma(x+3)/gamma(x)", "x*(x+1)*(x+2)"),
  ])
  func identities(left: String, right: String) throws {
    let calculator = Calculator()
    let comparison = try calculator.check(
      Expression(parsing: left), Expression(parsing: right))
    #expect(comparison.verdict == .proved)
  }

  /// x^(2 y) and (x^2)^y differ for negative x: the law of exponents must not be used.
  @Test(arguments: [
    ("(x^2)^y", "x^(2*y)"),
    ("(x*y)^s", "x^s*y^s"),
    ("sqrt(x^2)", "x"),
    ("(x^s)^t", "x^(s*t)"),
  ])
  func powersAreNotTakenApartWithoutKnowledge(left: String, right: String) throws {
    let comparison = try Calculator().check(Expression(parsing: left), Expression(parsing: right))
    #expect(comparison.verdict != .proved)
  }
}
