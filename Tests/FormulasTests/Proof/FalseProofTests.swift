import Formulas
import Multiprecision
import Testing

/// Claims that hold for most values of their symbols but not for all: none may be proved.
@Suite struct FalseProofTests {
  private func verdict(
    _ left: String, _ right: String, grid: [String] = []
  ) throws -> Verdict {
    try Calculator(network: nil, digits: 30).check(
      Expression(parsing: left), Expression(parsing: right), on: Grid(parsing: grid)
    ).verdict
  }

  @Test func minusOneToAnEvenMultipleOfARealIsNotOne() throws {
    // (-1)^(2 x) is -1 at x = 1/2.
    #expect(try verdict("(-1)^(2*x)", "1") == .refuted)
    #expect(try verdict("(-1)^(2*N)", "1") == .proved)
    #expect(try verdict("(-1)^(2*N)", "1", grid: ["N=1/2"]) == .refuted)
  }

  @Test func towersInTheIndexAreNotConstant() throws {
    #expect(try verdict("sum(2^2^k,k,1,N)", "N*2^2^k_", grid: ["N=2", "k_=1"]) == .refuted)
    #expect(try verdict("sum(2^2^k,k,1,N)", "N*2^2^k_") != .proved)
    #expect(try verdict("sum(x^x^k,k,1,N)", "N*x^x", grid: ["N=2", "x=2"]) == .refuted)
  }

  @Test func emptySumsAndProductsAreZeroAndOne() throws {
    #expect(try verdict("sum(1,k,1,N-5)", "N-5") == .refuted)
    #expect(try verdict("sum(k,k,N,2)", "3-N*(N-1)/2") == .refuted)
    #expect(try verdict("product(x,k,1,L-3)", "x^(L-3)") == .refuted)
    #expect(try verdict("sum(1,k,1,n)", "n", grid: ["n=-3"]) == .refuted)
    #expect(try verdict("sum(sum(1,j,1,k),k,-3,N)", "sum(k,k,-3,N)", grid: ["N=1"]) == .refuted)
  }

  @Test func sumsWithBoundsInOrderAreProved() throws {
    #expect(try verdict("sum(k,k,1,n)", "n*(n+1)/2") == .proved)
    #expect(try verdict("sum(r^k,k,0,N-1)", "(r^N-1)/(r-1)") == .proved)
    #expect(try verdict("sum(sum(k+j,j,1,k-1),k,1,N)", "N*(N^2-1)/2") == .proved)
    #expect(try verdict("sum(binomial(N,k)*x^k*y^(N-k),k,0,N)", "(x+y)^N") == .proved)
  }

  @Test func binomialOfEqualArgumentsIsZeroAtNegativeIntegers() throws {
    #expect(try verdict("binomial(x,x)", "1") == .refuted)
    #expect(try verdict("binomial(N,N)", "1") == .proved)
  }

  @Test func identitiesWithoutValuesAreErrors() throws {
    #expect(throws: CalculationError.self) {
      try verdict("x*log(0)", "log(0)*x")
    }
    #expect(throws: CalculationError.self) { try verdict("1/x", "1/x", grid: ["x=0"]) }
  }

  @Test func rootsOfSquaresAreNotTheBase() throws {
    #expect(try verdict("sqrt(x^2)", "x") == .refuted)
    #expect(try verdict("sqrt(x^2)", "abs(x)") != .refuted)
  }

  @Test func zeroByNormalFormNeedsNoDigits() throws {
    #expect(try verdict("sin(pi)", "0") == .proved)
  }
}
