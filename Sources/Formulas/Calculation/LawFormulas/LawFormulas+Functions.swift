internal import Multiprecision
internal import RandomNetworks

extension LawFormulas {
  /// The density at x > 0.
  func density(at x: Expression) throws -> Expression {
    let argument = try canonicalizer.canonicalForm(x)
    if isDead { throw noDensity("z_L is 0 for certain and has no density") }
    let layers = try layers()
    if layers.isEmpty {
      throw noDensity("z_L is \(try scale().expression) for certain and has no density")
    }
    if let value = argument.exactValue {
      if value.isNegative { return 0 }
      if value.isZero {
        throw noDensity("density(x) has a closed form for x > 0; at 0 it may be infinite")
      }
    }
    return .sum(try densityTerms(layers, LawArgument(argument, power: -1)))
  }

  /// x times the density at x > 0, as a sum of terms, times what the argument says.
  func densityTerms(_ layers: [Layer], _ argument: LawArgument) throws -> [Expression] {
    if try isWrittenByBalancedProducts(layers) {
      return try signalLaw().densityTerms(argument, canonicalizer)
    }
    return try withIndices(layers) {
      [try summed(term(layers, argument, isDensity: true), layers)]
    }
  }

  /// P(X > x) for x > 0, as a sum of terms, times what the argument says.
  func survivalTerms(_ layers: [Layer], _ argument: LawArgument) throws -> [Expression] {
    if try isWrittenByBalancedProducts(layers) {
      return try signalLaw().survivalTerms(argument, canonicalizer)
    }
    return try withIndices(layers) {
      [try summed(term(layers, argument, isDensity: false), layers)]
    }
  }

  /// P(z_L > x) for x > 0, as a sum of terms.
  private func survivalTerms(at argument: CanonicalForm) throws -> [Expression] {
    let layers = try layers()
    if layers.isEmpty {
      throw noDensity(
        "z_L is \(try scale().expression) for certain: \(name) jumps from 0 to 1 there")
    }
    return try survivalTerms(layers, LawArgument(argument))
  }

  /// P(z_L > x).
  func survival(at x: Expression) throws -> Expression {
    let argument = try canonicalizer.canonicalForm(x)
    if let value = argument.exactValue {
      if value.isNegative { return 1 }
      if isDead { return 0 }
      if value.isZero { return (CanonicalForm.one - (try network.atom())).expression }
    }
    if isDead { throw noDensity("z_L is 0 for certain: \(name) is a step at 0") }
    return .sum(try survivalTerms(at: argument))
  }

  /// P(z_L <= x).
  func cdf(at x: Expression) throws -> Expression {
    let argument = try canonicalizer.canonicalForm(x)
    if let value = argument.exactValue {
      if value.isNegative { return 0 }
      if isDead { return 1 }
      if value.isZero { return try network.atom().expression }
    }
    if isDead { throw noDensity("z_L is 0 for certain: \(name) is a step at 0") }
    return .sum([1] + (try survivalTerms(at: argument)).map { -$0 })
  }

  func noDensity(_ message: String) -> CalculationError {
    CalculationError(.noAnswer, message, range: range)
  }

  /// The term of one choice of the numbers of active units: the weights, times x and the density of
  /// the product of chi-squares with so many degrees of freedom, or its survival function.
  ///
  /// Source: theory, section 4: the density of Π chi-square(k_l) is
  /// G(x/2^d | k_1/2, ..., k_d/2) / (x Π Γ(k_l/2)).
  private func term(
    _ layers: [Layer], _ argument: LawArgument, isDensity: Bool
  ) throws -> Expression {
    let halves = layers.map { $0.degreesOfFreedom * .half }
    let y = try argument.form.divided(by: CanonicalForm(2).power(layers.count) * scale())
    var form =
      try weights(layers)
      * canonicalizer.meijerG(
        CanonicalMeijerG(
          isDensity ? [[], [], halves, []] : [[], [.one], [.zero] + halves, []]), at: y)
    for half in halves { form = try form.divided(by: gamma(half)) }
    return try argument.expression(form * argument.factor(), at: y)
  }

  /// Γ(k/2), not turned to Γ((k + 2)/2) for a symbol k.
  private func gamma(_ half: CanonicalForm) throws -> CanonicalForm {
    if half.exactValue != nil { return try canonicalizer.gamma(half) }
    return CanonicalForm(
      variable: CanonicalForm.kernelText(.call("gamma", [half.expression])))
  }

  /// E[z_L^s; z_L > 0] = z_0^s Π ((2 variance)^s sum_k P(K = k) Γ(k/2+s)/Γ(k/2))^count.
  func mellin(at s: Expression) throws -> Expression {
    let argument = try canonicalizer.canonicalForm(s)
    if isDead { return 0 }
    try requireConvergence(argument)
    var scale = try network.inputNorm.raised(to: argument)
    var powers: [Expression] = []
    for factor in factors {
      var base = factor.variance
      if !factor.biasVariance.isZero {
        // The first layer: it adds its bias to the norm of the input.
        scale = .one
        base = factor.variance * network.inputNorm + factor.biasVariance
      }
      if factor.units != nil { base = base * CanonicalForm(2) }
      scale = try scale * base.raised(to: argument * factor.count)
      guard let units = factor.units else { continue }
      let own = try mellin(of: units, at: argument)
      powers.append(factor.count == .one ? own : own.power(factor.count.expression))
    }
    let product = Expression.product((scale == .one ? [] : [scale.expression]) + powers)
    // At a number the gamma functions have values.
    if argument.exactValue != nil { return try canonicalizer.canonicalForm(product).expression }
    return product
  }

  private func mellin(
    of units: LayerFactor<CanonicalForm>.Units, at s: CanonicalForm
  ) throws -> Expression {
    func quotient(_ k: CanonicalForm) throws -> CanonicalForm {
      let half = k * .half
      let top =
        k.exactValue == nil && s.exactValue == nil
        ? try gamma(half + s) : try canonicalizer.gamma(half + s)
      return try top.divided(by: gamma(half))
    }
    if units.areAllActive { return try quotient(units.width).expression }
    guard let width = units.width.exactValue?.asInt, width <= Self.largestMixtureCount else {
      var index = "k"
      while usedSymbols.contains(index) { index += "_" }
      let layer = Layer(units: units, index: index)
      return try withIndices([layer]) {
        let body = try weights([layer]) * quotient(layer.degreesOfFreedom)
        return summed(body.expression, [layer])
      }
    }
    // By the parity of k: what has Γ(s+1/2), and what has Γ(s+1).
    var sums = [CanonicalForm.zero, .zero]
    for k in 1..<(width + 1) {
      let count = CanonicalForm(k)
      let weight =
        try CanonicalForm(Rational(Integer.binomial(Integer(width), k)))
        * units.activity.raised(to: count)
        * (CanonicalForm.one - units.activity).raised(to: CanonicalForm(width - k))
      sums[k % 2] = try sums[k % 2] + weight * quotient(count)
    }
    let root = try CanonicalForm(variable: "pi").raised(to: .half)
    return .sum(try sums.filter { !$0.isZero }.map { try $0.withRootsBelow([root]) })
  }

  /// E[z^s] is infinite for s <= -k/2, k being the least number of active units.
  private func requireConvergence(_ s: CanonicalForm) throws {
    guard let value = s.exactValue else { return }
    for factor in factors {
      guard let units = factor.units else { continue }
      let least: CanonicalForm = units.areAllActive ? units.width : .one
      guard let bound = least.exactValue, value * 2 <= -bound else { continue }
      throw CalculationError(
        .noAnswer,
        "E[z_L^s; z_L > 0] is infinite for s <= -\(bound)/2: the density is too large near 0",
        range: range)
    }
  }
}
