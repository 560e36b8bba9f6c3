internal import Multiprecision
internal import RandomNetworks

extension Calculator {
  /// The closed form of an expression, in the symbols of the expression and of the network.
  ///
  /// Sums, products and quantities are carried out; coefficients come out factored, and powers
  /// with a common exponent gathered: `moment(2)` of a He network of width N and depth L is
  /// `((N + 5)/N)^L`. Parameters are generic: where two of the network's eigenvalues coincide at
  /// special values of the symbols, the form has a removable singularity.
  ///
  /// `law`, and `density(x)`, `cdf(x)`, `survival(x)`, `mellin(s)` and the laws of outputs and units
  /// alone, come out as the sum of the terms of their mixture. A symbol as x stands for a number
  /// above 0; in the laws of outputs and pre-activations, for any number but 0.
  ///
  /// - Throws: ``CalculationError``.
  public func derive(_ expression: Expression) throws -> Expression {
    if case .call("law", _) = expression.kind { return try deriveLaw(range: expression.range) }
    if let form = try deriveLawFunction(expression) { return form }
    return try deriveNumber(writingOutLawFunctions(expression))
  }

  /// The closed form of an expression without functions of the law.
  private func deriveNumber(_ expression: Expression) throws -> Expression {
    // A power with a number as depth is kept a power by deriving it for a symbol first.
    if let (symbolic, symbol, depth) = networkOfSymbolicDepth(expression) {
      return try symbolic.normalExpression(of: expression).substituting([symbol: depth])
    }
    return try normalExpression(of: expression)
  }

  /// The formula of the normal form, written under the assumptions it was made under.
  private func normalExpression(of expression: Expression) throws -> Expression {
    try Assumptions.$integerSymbols.withValue(integerSymbols) {
      try Canonicalizer(network: network).canonicalForm(expression).expression
    }
  }

  /// The symbols known to be integers: the usual ones and those of widths and depths.
  var integerSymbols: Set<String> {
    Assumptions.integerSymbols.union(network?.integerSymbols ?? [])
  }

  /// The normal form, with some symbols known to be integers.
  func canonicalForm(
    of expression: Expression, integers: Set<String>
  ) throws -> CanonicalForm {
    try Assumptions.$integerSymbols.withValue(integers) {
      try Canonicalizer(network: network).canonicalForm(expression)
    }
  }

  /// For a network with symbols and without bias whose depth is a number above 3: the same with a
  /// symbol as depth.
  private func networkOfSymbolicDepth(
    _ expression: Expression
  ) -> (calculator: Calculator, symbol: String, depth: Expression)? {
    guard var network, case .repeated(let layer, let depth) = network.architecture,
      case .number(let value) = depth.kind, value > 3, layer.biasVariance == 0,
      !network.freeSymbols.isEmpty
    else { return nil }
    var symbol = "L"
    let used = network.freeSymbols.union(expression.freeSymbols)
    while used.contains(symbol) { symbol += "_" }
    network.architecture = .repeated(layer, depth: .symbol(symbol))
    return (Calculator(network: network, digits: digits), symbol, depth)
  }
}
