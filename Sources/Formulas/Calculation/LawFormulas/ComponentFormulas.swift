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
    let layers = try layers()
    if layers.count == 1 { return try normalLaw().density(at: x) }
    if x.exactValue?.isZero == true { return try densityAtZero() }
    return .sum(try densityTerms(layers, at: x, isPositive: false, times: .one))
  }

  /// The law of h where the norm before the unit is a number.
  private func normalLaw() throws -> NormalFormulas {
    try NormalFormulas(
      variance: square.scale(), positive: square.positiveSymbols, square.canonicalizer)
  }

  /// |x| f(x^2) times a constant. In units of S, h is sqrt(S) h' and has the density
  /// p'(x/sqrt(S))/sqrt(S).
  private func densityTerms(
    _ layers: [LawFormulas.Layer], at x: CanonicalForm, isPositive: Bool,
    times constant: CanonicalForm
  ) throws -> [Expression] {
    let scale = try positiveScale(square.scale())
    let argument = LawArgument(
      try squaredArgument(x, isPositive, scale),
      power: Rational(numerator: -1, nonzeroDenominator: 2),
      constant: try constant.divided(by: scale.root))
    return try square.inUnits(of: scale.form).densityTerms(layers, argument)
  }

  /// P(h^2 > x^2) times a constant.
  private func survivalTerms(
    _ layers: [LawFormulas.Layer], at x: CanonicalForm, isPositive: Bool,
    times constant: CanonicalForm
  ) throws -> [Expression] {
    let scale = try positiveScale(square.scale())
    let argument = LawArgument(try squaredArgument(x, isPositive, scale), constant: constant)
    return try square.inUnits(of: scale.form).survivalTerms(layers, argument)
  }

  private func positiveScale(_ scale: CanonicalForm) throws -> PositiveScale {
    try PositiveScale(scale, positive: square.positiveSymbols)
  }

  private func squaredArgument(
    _ x: CanonicalForm, _ isPositive: Bool, _ scale: PositiveScale
  ) throws -> SquaredArgument {
    try SquaredArgument(
      x, isPositive: isPositive, scale: scale, avoiding: square.usedSymbols,
      square.canonicalizer)
  }

  private func cdf(at x: CanonicalForm) throws -> Expression {
    if let value = x.exactValue {
      if square.isDead { return value.isNegative ? 0 : 1 }
      if value.isZero { return ((CanonicalForm.one + atom) * .half).expression }
    }
    let layers = try layers()
    if layers.count == 1 { return try normalLaw().cdf(at: x) }
    if let value = x.exactValue {
      let tail = try survivalTerms(layers, at: x, isPositive: false, times: .half)
      return .sum(value.isNegative ? tail : [1] + tail.map { -$0 })
    }
    let survival = try survivalTerms(layers, at: x, isPositive: false, times: .one)
    let argument = try squaredArgument(x, false, positiveScale(.one))
    // The sign of x is x/|x|.
    let half = Expression.number(Rational(numerator: 1, nonzeroDenominator: 2))
    let difference = Expression.sum([1] + survival.map { -$0 })
    let share = argument.base * difference / (2 * argument.magnitude)
    return argument.isReversed ? half - share : half + share
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
    return .sum(
      try densityTerms(layers(), at: keep * x, isPositive: true, times: keep * keep))
  }

  /// 1 - q P(h > q x) for x >= 0, and 0 below.
  private func activationCDF(at x: CanonicalForm, _ keep: CanonicalForm) throws -> Expression {
    let half = keep * .half
    if let value = x.exactValue {
      if value.isNegative { return 0 }
      if square.isDead { return 1 }
      if value.isZero { return (CanonicalForm.one - half * (.one - atom)).expression }
    }
    let survival = try survivalTerms(layers(), at: keep * x, isPositive: true, times: half)
    return .sum([1] + survival.map { -$0 })
  }
}
