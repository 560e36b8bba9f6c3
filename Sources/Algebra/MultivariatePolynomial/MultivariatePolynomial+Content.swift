public import Multiprecision

extension MultivariatePolynomial {
  /// The rational number that leaves a ``primitivePart`` with coprime integer coefficients and a
  /// positive leading coefficient: it has the sign of the leading coefficient. Zero for zero.
  public var content: Rational {
    if isZero { return .zero }
    let integerContent =
      switch storage {
      case .packed(let terms): terms.content
      case .wide(let terms): terms.content
      }
    return Rational(
      numerator: leadingIntegerCoefficient.isNegative ? -integerContent : integerContent,
      nonzeroDenominator: commonDenominator)
  }

  /// The polynomial divided by its ``content``: coprime integer coefficients, the leading one
  /// positive. Zero for zero.
  public var primitivePart: MultivariatePolynomial { contentAndPrimitivePart.primitivePart }

  /// The content and the primitive part, whose product is the polynomial.
  public var contentAndPrimitivePart: (content: Rational, primitivePart: MultivariatePolynomial) {
    let content = self.content
    if content.isZero || content.isOne { return (content, self) }
    let divisor = content.numerator
    return (
      content,
      mapCoefficients(canonicalDenominator: .one) { $0.exactQuotient(dividingBy: divisor) }
    )
  }

  /// The greatest monomial (coefficient 1) that divides every term; 1 for zero.
  public var monomialContent: MultivariatePolynomial {
    MultivariatePolynomial(
      terms: [(.one, Dictionary(uniqueKeysWithValues: zip(variables, lowestExponents)))])
  }

  /// The least exponents of ``variables``.
  var lowestExponents: [Int] {
    switch storage {
    case .packed(let terms): terms.lowestExponents
    case .wide(let terms): terms.lowestExponents
    }
  }
}
