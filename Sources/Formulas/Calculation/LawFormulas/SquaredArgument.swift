internal import Multiprecision

/// A real argument x of a formula in x^2: the formula is made for a symbol u that stands for the
/// square, whose roots are roots of a positive number, and u is written as x^2 and sqrt(u) as |x|
/// afterwards. So it holds for x of either sign.
struct SquaredArgument {
  /// The square of the argument: a number, or a number times u.
  let form: CanonicalForm
  /// The argument without its number; of unknown sign unless it stands for positive values.
  let base: Expression
  /// Its absolute value.
  let magnitude: Expression
  /// u; nil for a number.
  private let symbol: String?

  /// - Parameter isPositive: whether the argument stands for positive values, and is its magnitude.
  init(_ x: CanonicalForm, isPositive: Bool, avoiding names: Set<String>) {
    if let value = x.exactValue {
      form = CanonicalForm(value * value)
      base = .number(value)
      magnitude = .number(value.magnitude)
      symbol = nil
      return
    }
    var number = x.leadingNumber
    if isPositive { number = number.magnitude }
    let rest = x * CanonicalForm(number.reciprocal ?? .one)
    var name = "u"
    while names.contains(name) { name += "_" }
    form = CanonicalForm(number * number) * CanonicalForm(variable: name)
    magnitude = isPositive ? rest.expression : .call("abs", [rest.expression])
    // The number's sign is the argument's, relative to the rest.
    base = number.isNegative ? -rest.expression : rest.expression
    symbol = name
  }

  /// The formula with the argument in place of u.
  func written(_ formula: Expression) -> Expression {
    guard let symbol, formula.freeSymbols.contains(symbol) else { return formula }
    switch formula.kind {
    case .symbol: return square(.one)
    case .call("sqrt", let arguments) where arguments == [.symbol(symbol)]: return magnitude
    case .power(let root, let exponent) where root == .symbol(symbol):
      if let value = exponent.literalNumber { return square(value) }
      return magnitude.power(2 * exponent)
    default: return formula.replacing(children: formula.children.map(written))
    }
  }

  /// u^exponent: an even power of the base, or such a power times the magnitude.
  private func square(_ exponent: Rational) -> Expression {
    let power = exponent * 2
    guard let integer = power.asInteger?.asInt, integer > 0 else {
      return magnitude.power(.number(power))
    }
    let even = integer - integer % 2
    let unsigned = isNegation(base) ?? base
    let evenPower = unsigned.power(.number(even))
    if integer == even { return evenPower }
    return even == 0 ? magnitude : evenPower * magnitude
  }

  private func isNegation(_ expression: Expression) -> Expression? {
    if case .negation(let operand) = expression.kind { operand } else { nil }
  }
}
