internal import BallArithmetic
internal import Multiprecision
internal import RandomNetworks

extension NumericEvaluator {
  /// The network with its parameters at the point. Bound variables of the formula are no symbols
  /// of the network.
  func network(
    for name: String, order: Int, range: SourceRange?
  ) throws -> Network<CertifiedReal> {
    if let known = state.network { return known }
    guard let network else {
      let entry = FunctionCatalogue.entry(named: name)
      let written = entry?.arity == 1...1 ? "\(name)(\(order))" : name
      throw CalculationError(
        .usage, "\(written) needs a network", remedy: "give --width and --depth", range: range)
    }
    var outside = self
    outside.bound = [:]
    let built = try network.network { (parameter: Expression) throws -> CertifiedReal in
      do {
        let value = try outside.value(of: parameter)
        // Whether a parameter is zero changes the law: its sign must be certain.
        if value.certainSign == nil { throw Undecided(range: nil) }
        return value
      } catch let error as CalculationError {
        throw CalculationError(
          error.kind, "in the network's parameters: \(error.detail.message)",
          remedy: error.detail.remedy)
      }
    }
    try requireCounts(built)
    state.network = built
    return built
  }

  /// Widths and depth must be exact: an enclosure is of no known integer.
  private func requireCounts(_ network: Network<CertifiedReal>) throws {
    var widths = [network.inputWidth]
    switch network.architecture {
    case .layers(let layers): widths += layers.map(\.width)
    case .repeated(let layer, let depth):
      widths.append(layer.width)
      guard let count = depth.exactValue else {
        throw CalculationError(.usage, "the depth must be an integer, not \(depth.brief)")
      }
      // Unequal widths are taken layer by layer.
      let limit = Rational(Self.maximumTerms)
      if count > limit, network.inputWidth != layer.width {
        throw CalculationError(
          .noAnswer, "a depth above \(Self.maximumTerms) needs an input of the layers' width")
      }
    case .stationary(let layer): widths.append(layer.width)
    }
    for width in widths where width.exactValue == nil {
      throw CalculationError(.usage, "a width must be a positive integer, not \(width.brief)")
    }
  }
}
