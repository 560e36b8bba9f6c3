internal import Multiprecision
public import RandomNetworks

/// Densities and distribution functions of a law as formulas. Products of chi-squares whose Meijer G
/// functions differ by a power of x only stand together, as a polynomial times one function
/// (Docs/Theory/SymbolicLaws.md, "As few functions as possible").
extension SignalLaw where Scalar == CanonicalForm {
  /// The density at x > 0: Bessel functions and exponentials for products of two chi-squares, Meijer
  /// G functions for more.
  ///
  /// - Throws: ``CalculationError`` for a law with a point mass away from zero.
  public func density(at x: Expression) throws -> Expression {
    try formula(at: x) { try densityTerms(LawArgument($0, power: -1), $1) }
  }

  /// P(X > x) for x > 0.
  ///
  /// - Throws: as ``density(at:)``.
  public func survival(at x: Expression) throws -> Expression {
    try formula(at: x) { try survivalTerms(LawArgument($0), $1) }
  }

  /// P(X <= x) for x > 0.
  ///
  /// - Throws: as ``density(at:)``.
  public func cdf(at x: Expression) throws -> Expression {
    try formula(at: x) { [1] + (try survivalTerms(LawArgument($0), $1)).map { -$0 } }
  }

  private func formula(
    at x: Expression, _ terms: (CanonicalForm, Canonicalizer) throws -> [Expression]
  ) throws -> Expression {
    let canonicalizer = Canonicalizer(network: nil)
    do {
      return .sum(try terms(canonicalizer.canonicalForm(x), canonicalizer))
    } catch let error as NetworkError {
      throw CalculationError(error, range: x.range)
    } catch let error as ArithmeticError {
      throw CalculationError(.noAnswer, error.description, range: x.range)
    }
  }

  /// x times the density, times what the argument says.
  func densityTerms(
    _ argument: LawArgument, _ canonicalizer: Canonicalizer
  ) throws -> [Expression] {
    try Self.gathered(try densityTerms(), argument, canonicalizer)
  }

  /// P(X > x), times what the argument says.
  func survivalTerms(
    _ argument: LawArgument, _ canonicalizer: Canonicalizer
  ) throws -> [Expression] {
    try Self.gathered(try survivalTerms(), argument, canonicalizer)
  }

  /// The terms, those of one Meijer G function together.
  private static func gathered(
    _ terms: [GammaTerm], _ argument: LawArgument, _ canonicalizer: Canonicalizer
  ) throws -> [Expression] {
    try MeijerGGroup.groups(of: terms).flatMap { group in
      let y = try argument.form.divided(by: group.lead.scale)
      let form = try form(of: group.lead, at: y, argument, canonicalizer)
      if let polynomial = group.polynomial {
        return [try polynomial.multiplied(by: form, at: y, argument)]
      }
      return try [argument.expression(form, at: y)]
        + group.rest.map {
          try argument.expression(
            self.form(of: $0.term, at: y, argument, canonicalizer), at: y)
        }
    }
  }

  private static func form(
    of term: GammaTerm, at y: CanonicalForm, _ argument: LawArgument,
    _ canonicalizer: Canonicalizer
  ) throws -> CanonicalForm {
    let lists = [[], term.denominator, term.numerator, []].map { $0.map { CanonicalForm($0) } }
    let exponent = Rational(numerator: Integer(-term.halfIntegerCount), nonzeroDenominator: 2)
    return try term.coefficient * canonicalizer.meijerG(CanonicalMeijerG(lists), at: y)
      * CanonicalForm(variable: "pi").raised(to: CanonicalForm(exponent))
      * argument.factor()
  }

  /// Terms whose functions differ by a power of the argument: G(y | a + m) = y^m G(y | a).
  private struct MeijerGGroup {
    let lead: GammaTerm
    /// The others, with the power m by which each exceeds the lead's function.
    var rest: [(term: GammaTerm, power: Int)] = []

    /// The coefficients relative to the lead's, from the constant on; nil if they are no fractions.
    var polynomial: PolynomialFactor? {
      var coefficients: [Rational] = [.one]
      for (term, power) in rest {
        guard let ratio = try? term.coefficient.divided(by: lead.coefficient).exactValue else {
          return nil
        }
        while coefficients.count <= power { coefficients.append(.zero) }
        coefficients[power] += ratio
      }
      return PolynomialFactor(coefficients: coefficients)
    }

    /// The groups in the order of their first terms, which have the lowest powers.
    static func groups(of terms: [GammaTerm]) -> [MeijerGGroup] {
      var groups: [MeijerGGroup] = []
      for term in terms {
        let known = groups.indices.lazy.compactMap { index in
          groups[index].power(of: term).map { (index, $0) }
        }
        if let (index, power) = known.first {
          groups[index].rest.append((term, power))
        } else {
          groups.append(MeijerGGroup(lead: term))
        }
      }
      return groups
    }

    private func power(of term: GammaTerm) -> Int? {
      guard term.denominator.isEmpty, lead.denominator.isEmpty, term.scale == lead.scale,
        term.numerator.count == lead.numerator.count, let first = term.numerator.first,
        let own = lead.numerator.first, let shift = (first - own).asInteger?.asInt, shift >= 0,
        zip(term.numerator, lead.numerator).allSatisfy({ $0 - $1 == first - own })
      else { return nil }
      return shift
    }
  }
}
