internal import Algebra
internal import Multiprecision

extension CanonicalForm {
  /// The text by which a function value stands as a variable.
  static func kernelText(_ expression: Expression) -> String {
    FormulaFormat.text.printer.print(expression)
  }

  /// The formula of the normal form: factored coefficients, powers with a common exponent
  /// gathered, ((N + 5)/N)^L.
  public var expression: Expression {
    let top = Self.expression(of: numerator)
    return denominator == .one ? top : top / Self.expression(of: denominator)
  }

  private static func expression(of sum: ExponentialSum) -> Expression {
    var terms = sum.orderedTerms.map { expression(of: $0.coefficient, $0.power) }
    // A sum begins with a term that is not negated, if it has one.
    if let first = terms.firstIndex(where: { !$0.isNegation }), first > 0 {
      terms.insert(terms.remove(at: first), at: 0)
    }
    switch terms.count {
    case 0: return 0
    case 1: return terms[0]
    default: return .sum(terms)
    }
  }

  /// Factors above and below a fraction bar.
  private struct Fraction {
    var top: [Expression] = []
    var bottom: [Expression] = []

    mutating func multiply(_ base: Expression, _ multiplicity: Int) {
      guard multiplicity != 0 else { return }
      let size = abs(multiplicity)
      let power = size == 1 ? base : base.power(.number(size))
      if multiplicity > 0 { top.append(power) } else { bottom.append(power) }
    }

    mutating func multiply(_ number: Rational) {
      if !number.numerator.isOne { top.insert(.number(number.numerator), at: 0) }
      if !number.denominator.isOne { bottom.insert(.number(number.denominator), at: 0) }
    }

    var expression: Expression {
      func product(_ factors: [Expression]) -> Expression {
        switch factors.count {
        case 0: 1
        case 1: factors[0]
        default: .product(factors)
        }
      }
      return bottom.isEmpty ? product(top) : product(top) / product(bottom)
    }
  }

  private static func expression(
    of coefficient: RationalFunction, _ power: PowerProduct
  ) -> Expression {
    var fraction = Fraction()
    var (unit, factors) = factors(of: coefficient)
    // -(k - 3) reads better as 3 - k.
    if unit.isNegative,
      let index = factors.firstIndex(where: { factor in
        factor.multiplicity == 1 && factor.base.terms.contains { $0.coefficient.isNegative }
      })
    {
      factors[index].base = -factors[index].base
      unit = -unit
    }
    for factor in factors { fraction.multiply(expression(of: factor.base), factor.multiplicity) }
    fraction.top += powers(power)
    fraction.multiply(unit.magnitude)
    return unit.isNegative ? -fraction.expression : fraction.expression
  }

  /// The text that orders power products.
  static func text(of power: PowerProduct) -> String {
    power.isOne ? "" : kernelText(.list(powers(power)))
  }

  /// One power for each exponent, its bases gathered to a fraction.
  private static func powers(_ power: PowerProduct) -> [Expression] {
    var groups: [MultivariatePolynomial: [(base: PowerProduct.Base, coefficient: Rational)]] = [:]
    for (factor, coefficient) in power.coefficients {
      groups[factor.exponent, default: []].append((factor.base, coefficient))
    }
    let ordered = groups.sorted { MultivariatePolynomial.precedes($0.key, $1.key) }
    return ordered.flatMap { exponent, factors -> [Expression] in
      let isInteger =
        !exponent.isOne
        && exponent.variables.allSatisfy { Assumptions.integerSymbols.contains($0.name) }
        && factors.allSatisfy { $0.coefficient.isInteger }
      if isInteger { return gathered(factors, exponent: exponent) }
      // b^e c^e is (b c)^e for positive numbers b, c, but not for any bases.
      let numbers = factors.filter { isNumber($0.base) }
      let others = factors.filter { !isNumber($0.base) }
        .map { gathered([$0], exponent: exponent) }
        .sorted { kernelText(.list($0)) < kernelText(.list($1)) }
      return (numbers.isEmpty ? [] : gathered(numbers, exponent: exponent)) + others.joined()
    }
  }

  private static func isNumber(_ base: PowerProduct.Base) -> Bool {
    if case .polynomial(let polynomial) = base { polynomial.isConstant } else { false }
  }

  private static func gathered(
    _ factors: [(base: PowerProduct.Base, coefficient: Rational)],
    exponent: MultivariatePolynomial
  ) -> [Expression] {
    // The common part of the coefficients goes to the exponent: 2^(2 L) and N^(-4 L) have 2.
    var top = Integer.zero
    var bottom = Integer.one
    for factor in factors {
      top = Integer.greatestCommonDivisor(top, factor.coefficient.numerator)
      bottom = Integer.leastCommonMultiple(bottom, factor.coefficient.denominator)
    }
    var scale = Rational(numerator: top, nonzeroDenominator: bottom)
    if factors.allSatisfy({ $0.coefficient.isNegative }), factors.count == 1 { scale = -scale }
    var number = Rational.one
    var alternates = false
    var fraction = Fraction()
    let minusOne = MultivariatePolynomial(Rational(-1))
    var parts: [(text: String, base: Expression, multiplicity: Int)] = []
    for factor in factors {
      guard let multiplicity = (factor.coefficient / scale).asInt else { continue }
      switch factor.base {
      case .polynomial(minusOne):
        alternates = true
      case .polynomial(let base):
        if let value = base.constantValue, let power = try? value.power(multiplicity) {
          number *= power
        } else {
          let form = expression(of: base)
          parts.append((kernelText(form), form, multiplicity))
        }
      case .compound(let form):
        let form = form.expression
        parts.append((kernelText(form), form, multiplicity))
      }
    }
    for part in parts.sorted(by: { ($0.text.count, $0.text) < ($1.text.count, $1.text) }) {
      fraction.multiply(part.base, part.multiplicity)
    }
    fraction.multiply(number)
    let monomial = expression(of: exponent)
    var result: [Expression] = []
    if alternates { result.append((-1 as Expression).power(monomial)) }
    if !fraction.top.isEmpty || !fraction.bottom.isEmpty {
      let written: Expression =
        if scale.isOne {
          monomial
        } else if exponent.isOne {
          signed(scale)
        } else {
          expression(of: exponent.scaled(by: scale))
        }
      let isRoot = exponent.isOne && scale == Rational(1) / 2
      result.append(
        isRoot ? .call("sqrt", [fraction.expression]) : fraction.expression.power(written))
    }
    return result
  }

  private static func signed(_ value: Rational) -> Expression {
    let size = value.magnitude
    let fraction: Expression =
      size.isInteger
      ? .number(size) : .number(size.numerator) / .number(size.denominator)
    return value.isNegative ? -fraction : fraction
  }

  /// A polynomial as a sum of monomials, function values put back for their variables.
  static func expression(of polynomial: MultivariatePolynomial) -> Expression {
    var terms = polynomial.terms.map { term -> Expression in
      var fraction = Fraction()
      for (variable, exponent) in term.exponents {
        fraction.multiply(expression(of: variable), exponent)
      }
      fraction.multiply(term.coefficient.magnitude)
      return term.coefficient.isNegative ? -fraction.expression : fraction.expression
    }
    if let first = terms.firstIndex(where: { !$0.isNegation }), first > 0 {
      terms.insert(terms.remove(at: first), at: 0)
    }
    switch terms.count {
    case 0: return 0
    case 1: return terms[0]
    default: return .sum(terms)
    }
  }

  private static func expression(of variable: Variable) -> Expression {
    (try? Expression(parsing: variable.name)) ?? .symbol(variable.name)
  }
}

extension Expression {
  fileprivate var isNegation: Bool {
    if case .negation = kind { true } else { false }
  }
}
