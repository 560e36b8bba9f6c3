internal import RandomNetworks

extension LawFormulas {
  /// The law as a mixture. `point_mass(c)` is the law of the number c, and
  /// `chi_square_product([j, k], c)` that of c times the product of independent chi-squares with j
  /// and k degrees of freedom; the weights before them are probabilities.
  func law() throws -> Expression {
    if isDead { return .call("point_mass", [0]) }
    let layers = try layers()
    if layers.isEmpty { return .call("point_mass", [try scale().expression]) }
    let isSmall =
      isNumeric && layers.contains { $0.index != nil }
      && termCount(layers) <= Self.largestMixtureCount
    if isSmall { return try signalLaw().expression }
    var terms: [Expression] = []
    let atom = try network.atom()
    if !atom.isZero { terms.append(.product([atom.expression, .call("point_mass", [0])])) }
    try withIndices(layers) {
      let law = Expression.chiSquareProduct(
        of: layers.map { $0.degreesOfFreedom.expression }, scale: try scale().expression)
      let weights = try weights(layers)
      terms.append(
        summed(weights == .one ? law : .product([weights.expression, law]), layers))
    }
    return .sum(terms)
  }
}
