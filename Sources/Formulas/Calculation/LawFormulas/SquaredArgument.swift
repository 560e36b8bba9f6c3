internal import Multiprecision

/// A real argument x of a formula in x^2/S, S > 0 being the symbols of a scale: the formula is made
/// for a symbol u in place of x^2/S, whose roots are roots of a positive number, and u is written as
/// |x|^2/S and sqrt(u) as |x|/sqrt(S) afterwards, even powers of |x| as powers of x. So it holds for x
/// of either sign.
struct SquaredArgument {
  /// The square of the argument over S: a number, or a number times u.
  let form: CanonicalForm
  /// The argument up to a number, which is negative if it is reversed.
  let base: Expression
  let isReversed: Bool
  /// The absolute value of the same.
  let magnitude: Expression
  /// u; nil for a number.
  let symbol: String?
  /// What may stand below the fraction bar.
  let roots: [CanonicalForm]
  /// |x|/sqrt(S) and its square, without the number.
  private let root: CanonicalForm
  private let square: CanonicalForm
  private let canonicalizer: Canonicalizer

  /// - Parameters:
  ///   - isPositive: whether the argument stands for positive values, and is its magnitude.
  ///   - scale: S and its square root.
  init(
    _ x: CanonicalForm, isPositive: Bool, scale: PositiveScale, avoiding names: Set<String>,
    _ canonicalizer: Canonicalizer
  ) throws {
    self.canonicalizer = canonicalizer
    var number = x.exactValue == nil ? x.leadingNumber : .one
    if isPositive { number = number.magnitude }
    let rest = x * CanonicalForm(number.reciprocal ?? .one)
    let size = isPositive ? rest : try canonicalizer.function("abs", [rest])
    base = rest.expression
    isReversed = number.isNegative
    magnitude = size.expression
    root = try size.divided(by: scale.root)
    square = root * root
    roots = try [
      scale.remainder.raised(to: .half), CanonicalForm(variable: "pi").raised(to: .half),
      CanonicalForm(2).raised(to: .half),
    ].filter { $0.exactValue == nil }
    if square.exactValue != nil {
      form = square
      symbol = nil
      return
    }
    var name = "u"
    while names.contains(name) { name += "_" }
    form = CanonicalForm(number * number) * CanonicalForm(variable: name)
    symbol = name
  }

  /// The formula with the argument in place of u.
  func written(_ formula: CanonicalForm) throws -> CanonicalForm {
    guard let symbol else { return formula }
    let expression = try written(formula.expression, symbol)
    return try canonicalizer.canonicalForm(expression)
  }

  private func written(_ formula: Expression, _ symbol: String) throws -> Expression {
    switch formula.kind {
    case .symbol(symbol): return square.expression
    case .call("sqrt", let arguments) where arguments == [.symbol(symbol)]:
      return root.expression
    case .call("gamma", _) where !formula.freeSymbols.contains(symbol):
      // A variable of the normal form under its text: gamma(k/2) is not turned to others again.
      return .symbol(CanonicalForm.kernelText(formula))
    case .power(let base, let exponent) where base == .symbol(symbol):
      guard let value = exponent.literalNumber else { return root.expression.power(2 * exponent) }
      // An even power of the root is one of the square.
      let whole = value.floor
      let rest = (value - Rational(whole)) * 2
      let even = square.expression.power(.number(whole))
      if rest.isZero { return even }
      let odd = rest.isOne ? root.expression : root.expression.power(.number(rest))
      return whole.isZero ? odd : even * odd
    default:
      return formula.replacing(children: try formula.children.map { try written($0, symbol) })
    }
  }

  /// The formula with even powers of |x| as powers of x.
  func withEvenPowers(_ formula: Expression) -> Expression {
    if case .power(let root, let exponent) = formula.kind,
      case .call("abs", let argument) = root.kind,
      let value = exponent.integerLiteral, !value.isOdd
    {
      return argument[0].power(exponent)
    }
    return formula.replacing(children: formula.children.map(withEvenPowers))
  }
}
