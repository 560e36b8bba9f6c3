internal import Multiprecision
internal import RandomNetworks

/// The laws of a scalar output, of a pre-activation and of an activation as formulas, from the law of
/// the square: for h symmetric about 0 with h^2 of density f, h has the density |x| f(x^2), and
/// P(h > x) = P(h^2 > x^2)/2 for x >= 0 (Docs/Theory/SymbolicLaws.md, "Outputs").
struct ComponentFormulas {
  enum Component {
    case output, preactivation, activation
  }

  /// The names of the quantities, with what they are of and whether they are densities.
  static let quantities: [String: (component: Component, isDensity: Bool)] = [
    "output_density": (.output, true), "output_cdf": (.output, false),
    "preactivation_density": (.preactivation, true), "preactivation_cdf": (.preactivation, false),
    "activation_density": (.activation, true), "activation_cdf": (.activation, false),
  ]

  let component: Component
  /// The law of the square of the output or pre-activation h.
  let square: LawFormulas
  /// P(h = 0).
  let atom: CanonicalForm

  init(
    _ name: String, _ component: Component, of description: NetworkDescription?,
    argument: Expression, range: SourceRange?
  ) throws {
    self.component = component
    let isOutput = component == .output
    do {
      square = try LawFormulas(
        name, of: description, isOutput ? .squaredOutput : .squaredPreactivation,
        argument: argument, range: range)
      if component == .activation { _ = try Self.keep(square.network) }
    } catch NetworkError.unsupported(let reason) {
      throw CalculationError(
        .noAnswer, "\(name) has no closed form for this network: \(reason)",
        remedy: "evaluate it instead: eval proves its digits", range: range)
    }
    atom =
      isOutput ? try square.network.outputAtom() : try square.network.preactivationAtom()
  }

  /// The probability q that a positive unit is kept, also the reciprocal of its factor; nil where
  /// the unit is linear and its activation is the pre-activation.
  private static func keep(_ network: Network<CanonicalForm>) throws -> CanonicalForm? {
    if network.isShared { return nil }
    switch network.lastLayer?.activation {
    case .linear, nil: return nil
    case .relu: return .one
    case .leakyReLU(let slope) where slope.isZero: return .one
    case .leakyReLU:
      throw NetworkError.unsupported(
        "the law of a leaky unit is that of its pre-activation on either side of 0, scaled")
    case .dropout(let keep): return keep
    }
  }

  func density(at x: Expression) throws -> Expression {
    if component == .activation, let keep = try Self.keep(square.network) {
      return try activationDensity(at: square.canonicalizer.canonicalForm(x), keep)
    }
    return try density(at: square.canonicalizer.canonicalForm(x))
  }

  func cdf(at x: Expression) throws -> Expression {
    if component == .activation, let keep = try Self.keep(square.network) {
      return try activationCDF(at: square.canonicalizer.canonicalForm(x), keep)
    }
    return try cdf(at: square.canonicalizer.canonicalForm(x))
  }

  // MARK: - Outputs and pre-activations

  private func density(at x: CanonicalForm) throws -> Expression {
    if x.exactValue?.isZero == true { return try densityAtZero() }
    return try density(SquaredArgument(x, isPositive: false, avoiding: square.usedSymbols))
  }

  /// |x| f(x^2).
  private func density(_ argument: SquaredArgument) throws -> Expression {
    let layers = try layers()
    let power = Rational(numerator: -1, nonzeroDenominator: 2)
    return argument.written(
      .sum(try square.densityTerms(layers, at: argument.form, power: power)))
  }

  private func cdf(at x: CanonicalForm) throws -> Expression {
    if let value = x.exactValue {
      if square.isDead { return value.isNegative ? 0 : 1 }
      if value.isZero { return ((CanonicalForm.one + atom) * .half).expression }
    }
    let layers = try layers()
    if layers.count == 1 {
      // h is normal.
      let twice = CanonicalForm(2) * (try square.scale())
      let place = try -x * CanonicalForm.one.divided(by: twice).raised(to: .half)
      return (try square.canonicalizer.function("erfc", [place]) * .half).expression
    }
    let argument = SquaredArgument(x, isPositive: false, avoiding: square.usedSymbols)
    let survival = try square.survivalTerms(layers, at: argument.form).map(argument.written)
    if let value = x.exactValue {
      let tail = Expression.sum(survival) / 2
      return value.isNegative ? tail : 1 - tail
    }
    // The sign of x is x/|x|.
    return .number(Rational(numerator: 1, nonzeroDenominator: 2))
      + argument.base * .sum([1] + survival.map { -$0 }) / (2 * argument.magnitude)
  }

  /// E[(2 pi sigma^2)^(-1/2)], where there is no point mass.
  private func densityAtZero() throws -> Expression {
    _ = try layers()
    guard atom.isZero else {
      throw square.noDensity("\(square.name) has no value at 0: a point mass lies there")
    }
    guard let unit = square.factors.last else { return 0 }
    let circle = CanonicalForm(2) * CanonicalForm(variable: "pi")
    if !unit.biasVariance.isZero {
      return try (circle * square.scale()).raised(to: -CanonicalForm.half).expression
    }
    let before = try square.withoutUnit()
    for factor in before.factors where factor.units?.width == .one {
      throw square.noDensity("the density is infinite at 0")
    }
    let moment = try before.mellin(at: .number(Rational(numerator: -1, nonzeroDenominator: 2)))
    return try
      (square.canonicalizer.canonicalForm(moment)
      * (circle * unit.variance).raised(to: -CanonicalForm.half)).expression
  }

  private func layers() throws -> [LawFormulas.Layer] {
    if square.isDead {
      throw square.noDensity(
        "\(component == .output ? "the output" : "the unit") is 0 for certain: a point mass")
    }
    return try square.layers()
  }

  // MARK: - Activations of ReLU units, with dropout or without

  /// q^2 p(q x) for x > 0.
  private func activationDensity(
    at x: CanonicalForm, _ keep: CanonicalForm
  ) throws -> Expression {
    if let value = x.exactValue {
      if value.isNegative { return 0 }
      if value.isZero {
        throw square.noDensity("\(square.name) has no value at 0: a point mass lies there")
      }
    }
    let argument = SquaredArgument(keep * x, isPositive: true, avoiding: square.usedSymbols)
    let density = try density(argument)
    return keep == .one ? density : (keep * keep).expression * density
  }

  /// 1 - q P(h > q x) for x >= 0, and 0 below.
  private func activationCDF(at x: CanonicalForm, _ keep: CanonicalForm) throws -> Expression {
    let half = keep * .half
    if let value = x.exactValue {
      if value.isNegative { return 0 }
      if square.isDead { return 1 }
      if value.isZero { return (CanonicalForm.one - half * (.one - atom)).expression }
    }
    let layers = try layers()
    let argument = SquaredArgument(keep * x, isPositive: true, avoiding: square.usedSymbols)
    let survival = try square.survivalTerms(layers, at: argument.form).map(argument.written)
    return 1 - half.expression * .sum(survival)
  }
}
