import Formulas
import Multiprecision
import Testing

@Suite struct CheckTests {
  private func check(
    _ left: String, _ right: String, digits: Int = 30, grid: [String] = [],
    network: NetworkDescription? = nil
  ) throws -> Comparison {
    try Calculator(network: network, digits: digits).check(
      Expression(parsing: left), Expression(parsing: right), on: Grid(parsing: grid))
  }

  @Test func provesTheSecondMoment() throws {
    let network = try symbolicNetwork()
    let comparison = try check("moment(2)", "(1+5/N)^L", network: network)
    #expect(comparison.verdict == .proved)
  }

  @Test func refutesWithAPoint() throws {
    let network = try symbolicNetwork()
    let comparison = try check("moment(2)", "(1+4/N)^L", network: network)
    #expect(comparison.verdict == .refuted)
    let point = try #require(comparison.counterexample)
    #expect(point["N"] != nil && point["L"] != nil)
    #expect(comparison.left?.decimal.text != comparison.right?.decimal.text)
  }

  @Test func ramanujansConstant() throws {
    #expect(try check("exp(pi*sqrt(163))", "262537412640768744", digits: 12).verdict == .certified)
    #expect(try check("exp(pi*sqrt(163))", "262537412640768744", digits: 29).verdict == .certified)
    #expect(try check("exp(pi*sqrt(163))", "262537412640768744", digits: 40).verdict == .refuted)
  }

  @Test func exactFractionsThatDifferFarOutAreRefuted() throws {
    let comparison = try check("1", "1 + 10^-50")
    #expect(comparison.verdict == .refuted)
    #expect(comparison.left?.decimal.text != comparison.right?.decimal.text)
  }

  @Test func equalOnAGridIsNotAnIdentity() throws {
    let comparison = try check("N^2", "N^2 + (N-1)*(N-2)*(N-3)", grid: ["N=1..3"])
    #expect(comparison.verdict == .certified)
    #expect(comparison.points == 3)
    #expect(try check("N^2", "N^2 + (N-1)*(N-2)*(N-3)", grid: ["N=1..4"]).verdict == .refuted)
  }

  @Test func transcendentalIdentitiesAreCertified() throws {
    #expect(try check("sin(x)^2+cos(x)^2", "1", grid: ["x=1/10,1,2,30"]).verdict == .certified)
    #expect(try check("log(6)", "log(2)+log(3)").verdict == .certified)
  }

  @Test func zerosWithoutAProofAreUndecided() throws {
    #expect(try check("sin(1)^2+cos(1)^2-1", "0").verdict == .undecided)
  }

  @Test func bothSidesMustHaveAValue() throws {
    #expect(throws: CalculationError.self) { try check("gamma(-3)", "gamma(-3)") }
    #expect(throws: (any Error).self) { try check("1/0", "1/0") }
  }
}

extension CheckTests {
  /// The closed sum holds for ranges that are not reversed; a grid that reverses one refutes it.
  @Test func aReversedRangeIsNotProved() throws {
    let left = try Expression(parsing: "sum(k,k,5,N)")
    let right = try Expression(parsing: "(N-4)*(N+5)/2")
    let calculator = Calculator()
    #expect(try calculator.check(left, right).verdict != .proved)
    #expect(try calculator.check(left, right, on: Grid(parsing: ["N=4..9"])).verdict == .certified)
    #expect(try calculator.check(left, right, on: Grid(parsing: ["N=2"])).verdict == .refuted)
  }
}

extension CheckTests {
  /// Conventions at the user's own points: each was once called proved.
  @Test(arguments: [
    ("binomial(n,n)", "1", "n=-1"), ("sum(k,k,1,m)", "m*(m+1)/2", "m=-3"),
    ("product(2,k,1,m)", "2^m", "m=-3"),
  ])
  func conventionsAtTheGridAreSeen(left: String, right: String, axis: String) throws {
    let comparison = try Calculator().check(
      Expression(parsing: left), Expression(parsing: right), on: Grid(parsing: [axis]))
    #expect(comparison.verdict == .refuted)
  }

  /// Sample values of both signs: these hold for positive numbers only.
  @Test(arguments: [("sqrt(x^2)", "x"), ("abs(s)", "s"), ("(x^2)^(1/2)", "x")])
  func signsAreSampled(left: String, right: String) throws {
    let comparison = try Calculator().check(Expression(parsing: left), Expression(parsing: right))
    #expect(comparison.verdict == .refuted)
  }

  @Test func boundsOfSumsAreSampledAtIntegers() throws {
    let comparison = try Calculator().check(
      Expression(parsing: "sum(1/k,k,1,b)"), Expression(parsing: "b"))
    #expect(comparison.verdict == .refuted)
  }
}
