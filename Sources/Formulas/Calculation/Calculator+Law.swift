internal import Multiprecision
internal import RandomNetworks

extension Calculator {
  /// The law of z_L as a mixture of point masses, scaled chi-squares and, beyond depth one, scaled
  /// products of independent chi-squares.
  ///
  /// In the result `point_mass(0)` is the law of zero, and `chi_square(k, s)` the law of s times a
  /// chi-square with k degrees of freedom; `chi_square([k, s], [j, t])` is that of the sum of two
  /// such that are independent; `chi_square_product([k, j], s)` that of s times the product of two.
  /// Widths and variances may be symbols.
  ///
  /// Source: theory, section 1: K ~ Binomial(N, a) units are active.
  func deriveLaw(range: SourceRange?) throws -> Expression {
    try Assumptions.$integerSymbols.withValue(integerSymbols.union(["k"])) {
      let canonicalizer = Canonicalizer(network: network)
      do {
        let network = try canonicalizer.symbolicNetwork(range: range, of: "law")
        if network.isOfDepthOne { return try Self.expression(of: try network.mixture()) }
        return try LawFormulas("law", of: self.network, argument: nil, range: range).law()
      } catch let error as NetworkError {
        throw CalculationError(error, range: range)
      } catch let error as ArithmeticError {
        throw CalculationError(.noAnswer, error.description, range: range)
      }
    }
  }

  private static func expression(of mixture: LayerMixture<CanonicalForm>) throws -> Expression {
    let width = mixture.width
    let scale = mixture.activeScale.expression
    if mixture.activeScale.isZero { return .call("point_mass", [0]) }
    if mixture.activity == .one { return .call("chi_square", [width.expression, scale]) }
    let index = CanonicalForm(variable: "k")
    let choose = try Canonicalizer(network: nil).function("binomial", [width, index])
    let inactive = CanonicalForm.one - mixture.activity
    let weight =
      try choose * mixture.activity.raised(to: index) * inactive.raised(to: width - index)
    let leaks = !mixture.inactiveScale.isZero
    let law: Expression =
      leaks
      ? .call(
        "chi_square",
        [
          .list([.symbol("k"), scale]),
          .list([(width - index).expression, mixture.inactiveScale.expression]),
        ])
      : .call("chi_square", [.symbol("k"), scale])
    let alive = Expression.iterated(
      .sum, .product([weight.expression, law]), over: "k", from: leaks ? 0 : 1,
      through: width.expression)
    if leaks { return alive }
    return .sum([.product([try mixture.atom().expression, .call("point_mass", [0])]), alive])
  }
}

extension Network {
  /// Whether there is one layer for certain.
  fileprivate var isOfDepthOne: Bool {
    switch architecture {
    case .layers(let layers): layers.count == 1
    case .repeated(_, let depth): depth.exactValue == .one
    case .stationary: false
    }
  }
}
