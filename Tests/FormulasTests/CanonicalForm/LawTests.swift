import Formulas
import Testing

@Suite struct LawTests {
  private func law(
    _ width: Expression, activation: NetworkDescription.Activation = .relu,
    bias: Expression = 0, depth: Expression = 1
  ) throws -> Expression {
    let network = NetworkDescription(
      inputWidth: width,
      architecture: .repeated(
        .init(width: width, activation: activation, biasVariance: bias), depth: depth))
    return try Calculator(network: network).derive(.call("law"))
  }

  @Test func reluOfAnyWidth() throws {
    let law = try law(.symbol("N"))
    #expect(
      law.description
        == "2^-N*point_mass(0) + sum(binomial(N, k)*2^-N*chi_square(k, 2/N), k, 1, N)")
    #expect(law.printed(as: .latex).contains("\\chi^{2}_{k}"))
    #expect(law.printed(as: .latex).contains("\\delta_{0}"))
  }

  @Test func linearIsOneChiSquare() throws {
    let law = try law(.symbol("N"), activation: .linear, bias: .symbol("sb2"))
    #expect(law.description == "chi_square(N, (N*sb2 + 1)/N)")
  }

  @Test func leakyIsASumOfTwo() throws {
    let law = try law(3, activation: .leakyReLU(slope: 1))
    #expect(law.description.contains("chi_square([k, 1/3], [3 - k, 1/3])"))
  }

  @Test func deeperLawsAreProducts() throws {
    #expect(
      try law(2, depth: 2).description.hasPrefix("7/16*point_mass(0) + 1/4*chi_square_product"))
    #expect(throws: CalculationError.self) { try law(3, bias: 1, depth: 2) }
    #expect(throws: CalculationError.self) { try law(3, depth: .symbol("L")) }
  }
}
