internal import Multiprecision
public import RandomNetworks

extension SignalLaw where Scalar == CanonicalForm {
  /// The law as a mixture: `point_mass(c)` is the law of the number c, `chi_square(k, c)` that of c
  /// times a chi-square with k degrees of freedom, and `chi_square_product([j, k], c)` that of c
  /// times the product of independent ones. The weights before them are probabilities.
  public var expression: Expression {
    var terms: [Expression] = []
    func add(_ weight: CanonicalForm, _ law: Expression) {
      terms.append(weight == .one ? law : .product([weight.expression, law]))
    }
    let atom = atom
    if !atom.isZero { add(atom, .call("point_mass", [0])) }
    for product in chiSquareProducts() {
      add(
        product.weight,
        .chiSquareProduct(
          of: product.degreesOfFreedom.map { .number($0) }, scale: product.scale.expression))
    }
    return .sum(terms)
  }

  /// The density at x > 0, one term for each product of chi-squares: Bessel functions and
  /// exponentials for products of two, Meijer G functions for more.
  ///
  /// - Throws: ``CalculationError`` for a law with a point mass away from zero.
  public func density(at x: Expression) throws -> Expression {
    let canonicalizer = Canonicalizer(network: nil)
    do {
      return .sum(try densityTerms(at: canonicalizer.canonicalForm(x), canonicalizer))
    } catch let error as NetworkError {
      throw CalculationError(error, range: x.range)
    } catch let error as ArithmeticError {
      throw CalculationError(.noAnswer, error.description, range: x.range)
    }
  }

  func densityTerms(
    at x: CanonicalForm, _ canonicalizer: Canonicalizer
  ) throws -> [Expression] {
    try densityTerms().map { try Self.expression(of: $0, at: x, power: -1, canonicalizer) }
  }

  /// P(X > x).
  func survivalTerms(
    at x: CanonicalForm, _ canonicalizer: Canonicalizer
  ) throws -> [Expression] {
    try survivalTerms().map { try Self.expression(of: $0, at: x, power: 0, canonicalizer) }
  }

  /// A term times a power of x.
  private static func expression(
    of term: GammaTerm, at x: CanonicalForm, power: Int, _ canonicalizer: Canonicalizer
  ) throws -> Expression {
    let y = try x.divided(by: term.scale)
    let lists = [[], term.denominator, term.numerator, []].map { $0.map { CanonicalForm($0) } }
    let exponent = Rational(numerator: Integer(-term.halfIntegerCount), nonzeroDenominator: 2)
    let form =
      try term.coefficient * canonicalizer.meijerG(CanonicalMeijerG(lists), at: y)
      * CanonicalForm(variable: "pi").raised(to: CanonicalForm(exponent)) * x.power(power)
    return try form.withRootsBelow(CanonicalForm.roots(of: y))
  }
}

extension Expression {
  /// The law of a scaled product of independent chi-squares; of none, a point mass.
  static func chiSquareProduct(of degrees: [Expression], scale: Expression) -> Expression {
    switch degrees.count {
    case 0: .call("point_mass", [scale])
    case 1: .call("chi_square", [degrees[0], scale])
    default: .call("chi_square_product", [.list(degrees), scale])
    }
  }
}

extension CanonicalForm {
  /// What a term of a density may have under a root: y without its numbers, pi and 2.
  static func roots(of y: CanonicalForm) throws -> [CanonicalForm] {
    let root = try y.raised(to: .half)
    let bare = root.numerator.singleTerm.map { CanonicalForm(ExponentialSum(.one, $0.power)) }
    return try [
      bare ?? root, CanonicalForm(variable: "pi").raised(to: .half),
      CanonicalForm(2).raised(to: .half),
    ].filter { $0.exactValue == nil }
  }

  /// The formula with square roots below the fraction bar where that is shorter: 1/sqrt(x), not
  /// sqrt(x)/x.
  func withRootsBelow(_ roots: [CanonicalForm]) throws -> Expression {
    var best = self
    var divisors: [Expression] = []
    func size(_ form: CanonicalForm) -> Int { Self.kernelText(form.expression).utf8.count }
    for root in roots {
      let other = best * root
      let divisor = root.expression
      if size(other) + Self.kernelText(divisor).utf8.count < size(best) {
        best = other
        divisors.append(divisor)
      }
    }
    let form = best.expression
    if divisors.isEmpty { return form }
    if case .quotient(let top, let bottom) = form.kind {
      return top / divisors.reduce(bottom) { $0 * $1 }
    }
    return form / Expression.product(divisors)
  }
}
