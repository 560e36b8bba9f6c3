internal import Algebra
internal import Multiprecision

/// A polynomial with fractions as coefficients that stands as a factor in a formula, multiplied out
/// in itself but not factored and not multiplied into the rest.
struct PolynomialFactor {
  /// From the constant on; not empty.
  let coefficients: [Rational]

  /// The formula of the polynomial at y times the form: the numbers of y and the common factor of
  /// the coefficients join the form, so that integers stay.
  func multiplied(
    by form: CanonicalForm, at y: CanonicalForm, _ argument: LawArgument
  ) throws -> Expression {
    if coefficients.count == 1 {
      return try argument.expression(form * CanonicalForm(coefficients[0]), at: y)
    }
    if let value = y.exactValue {
      let sum = coefficients.reversed().reduce(Rational.zero) { $0 * value + $1 }
      return try argument.expression(form * CanonicalForm(sum), at: y)
    }
    let number = y.leadingNumber.magnitude
    let base = try y.divided(by: CanonicalForm(number))
    var scaled: [Rational] = []
    var power = Rational.one
    for coefficient in coefficients {
      scaled.append(coefficient * power)
      power *= number
    }
    let content = Self.content(of: scaled)
    let isMonomial = Self.isMonomial(base)
    let terms = try scaled.enumerated().filter { !$1.isZero }.map { m, coefficient -> Expression in
      let integer = CanonicalForm(coefficient / content)
      if m == 0 { return integer.expression }
      if isMonomial { return try argument.monomial(integer * base.power(m)) }
      let power = m == 1 ? base.expression : base.expression.power(.number(m))
      return integer == .one ? power : integer.expression * power
    }
    let lead = try argument.expression(form * CanonicalForm(content), at: y)
    return Self.product(lead, .sum(terms))
  }

  /// The greatest number whose quotients are integers.
  private static func content(of values: [Rational]) -> Rational {
    var (top, bottom) = (Integer.zero, Integer.one)
    for value in values where !value.isZero {
      top = Integer.greatestCommonDivisor(top, value.numerator)
      bottom = Integer.leastCommonMultiple(bottom, value.denominator)
    }
    return top.isZero ? .one : Rational(numerator: top, nonzeroDenominator: bottom)
  }

  /// Whether powers of the form are no sums.
  private static func isMonomial(_ form: CanonicalForm) -> Bool {
    guard form.denominator == .one, let (own, _) = form.numerator.singleTerm else { return false }
    return own.numerator.termCount == 1
      && own.denominatorFactors.allSatisfy { $0.base.termCount == 1 }
  }

  /// The sum as a further factor above the fraction bar.
  private static func product(_ lead: Expression, _ sum: Expression) -> Expression {
    switch lead.kind {
    case .quotient(let top, let bottom): product(top, sum) / bottom
    case .negation(let operand): -product(operand, sum)
    case .number(let value) where value == .one: sum
    default: lead * sum
    }
  }
}
