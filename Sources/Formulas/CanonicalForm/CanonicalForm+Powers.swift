internal import Algebra
public import Multiprecision

extension CanonicalForm {
  /// The power with any exponent: a number, a symbol, or a formula in symbols.
  ///
  /// Source: the laws b^(e+f) = b^e b^f, and (b c)^e = b^e c^e, (b^e)^f = b^(e f) where e is an
  /// integer or the base taken out is a positive number.
  public func raised(to exponent: CanonicalForm) throws(ArithmeticError) -> CanonicalForm {
    if exponent.isZero { return .one }
    if let value = exponent.exactValue {
      if let integer = value.asInteger {
        guard let machine = integer.asInt else {
          throw .tooLarge("an exponent is too large for a closed form to be written out")
        }
        return try power(machine)
      }
      let whole = value.floor
      guard let machine = whole.asInt else { throw .tooLarge("an exponent is too large") }
      return try power(machine)
        * (try rootPower(value - Rational(whole)))
    }
    if isZero { throw .outsideDomain("zero to the power of a symbol has no definite value") }
    if self == .one { return .one }
    guard let polynomial = exponent.rationalFunction?.asPolynomial else {
      return CanonicalForm(variable: Self.kernelText(expression.power(exponent.expression)))
    }
    var result = CanonicalForm.one
    for term in polynomial.terms {
      if term.exponents.isEmpty {
        result = result * (try raised(to: CanonicalForm(term.coefficient)))
        continue
      }
      let monomial = MultivariatePolynomial(
        terms: [
          (.one, Dictionary(uniqueKeysWithValues: term.exponents.map { ($0.0, $0.1) }))
        ])
      let isInteger =
        term.coefficient.isInteger
        && monomial.variables.allSatisfy { Assumptions.integerSymbols.contains($0.name) }
      result =
        result
        * (try raised(to: monomial, coefficient: term.coefficient, isInteger: isInteger))
    }
    return result
  }

  /// The power with the exponent `coefficient * monomial`, the monomial not being 1.
  private func raised(
    to monomial: MultivariatePolynomial, coefficient: Rational, isInteger: Bool
  ) throws(ArithmeticError) -> CanonicalForm {
    guard denominator == .one, let (own, power) = numerator.singleTerm else {
      return try compoundPower(monomial, coefficient, isInteger)
    }
    if !isInteger, !power.isOne || !isPositiveConstantTimesPolynomial(own) {
      return compound(raisedTo: monomial, coefficient)
    }
    var result = power.raised(to: monomial, coefficient: coefficient)
    let (unit, factors) = Self.factors(of: own)
    for (prime, multiplicity) in Self.primeFactors(unit) {
      result =
        result
        * PowerProduct(
          .polynomial(MultivariatePolynomial(Rational(prime))), exponent: monomial,
          coefficient: coefficient * Rational(multiplicity))
    }
    if isInteger {
      for factor in factors {
        result =
          result
          * PowerProduct(
            .polynomial(factor.base), exponent: monomial,
            coefficient: coefficient * Rational(factor.multiplicity))
      }
    } else if let polynomial = own.asPolynomial, !polynomial.isConstant {
      result =
        result
        * PowerProduct(
          .polynomial(polynomial.scaled(by: unit.reciprocal ?? .one)), exponent: monomial,
          coefficient: coefficient)
    }
    let (rest, extracted) = try result.extractingIntegerPowers()
    return CanonicalForm(ExponentialSum(extracted, rest))
  }

  /// A number above zero times a primitive polynomial of which nothing more is known.
  private func isPositiveConstantTimesPolynomial(_ value: RationalFunction) -> Bool {
    value.asPolynomial?.leadingCoefficient.isPositive ?? false
  }

  /// A sum to a symbolic power: what divides every term is taken out of an integer power.
  private func compoundPower(
    _ monomial: MultivariatePolynomial, _ coefficient: Rational, _ isInteger: Bool
  ) throws(ArithmeticError) -> CanonicalForm {
    var base = self
    var outside = PowerProduct.one
    if isInteger, denominator == .one {
      let common = numerator.commonPower
      base = CanonicalForm(try numerator.multiplied(by: .one, common.inverse))
      outside = common.raised(to: monomial, coefficient: coefficient)
    }
    return CanonicalForm(ExponentialSum(.one, outside))
      * base.compound(raisedTo: monomial, coefficient)
  }

  /// The power with this form as one base. Forms that already stand deep in one another become a
  /// variable named by its text: their structure would double in cost with every level.
  private func compound(
    raisedTo monomial: MultivariatePolynomial, _ coefficient: Rational
  ) -> CanonicalForm {
    if nesting >= Self.deepestNesting {
      let exponent = CanonicalForm(RationalFunction(monomial.scaled(by: coefficient)))
      return CanonicalForm(variable: Self.kernelText(expression.power(exponent.expression)))
    }
    return CanonicalForm(
      ExponentialSum(
        .one, PowerProduct(.compound(self), exponent: monomial, coefficient: coefficient)))
  }

  private static var deepestNesting: Int { 3 }

  /// How deep sums stand as bases of powers in one another.
  private var nesting: Int {
    var deepest = 0
    for power in [numerator, denominator].flatMap(\.terms.keys) {
      for case .compound(let base) in power.coefficients.keys.map(\.base) {
        deepest = max(deepest, 1 + base.nesting)
      }
    }
    return deepest
  }

  /// The power with an exponent in (0, 1).
  private func rootPower(_ exponent: Rational) throws(ArithmeticError) -> CanonicalForm {
    if isZero { return .zero }
    if let value = exactValue {
      if value.isNegative {
        throw .outsideDomain("a negative number to the power \(exponent) is not real")
      }
      var product = PowerProduct.one
      for (prime, multiplicity) in Self.primeFactors(value) {
        product =
          product
          * PowerProduct(
            .polynomial(MultivariatePolynomial(Rational(prime))), exponent: .one,
            coefficient: exponent * Rational(multiplicity))
      }
      let (rest, extracted) = try product.extractingIntegerPowers()
      return CanonicalForm(ExponentialSum(extracted, rest))
    }
    if let split = splittingOffPositiveNumbers() {
      let number = try split.number.rootPower(exponent)
      // (x^f)^e = x^(e f), as f is between 0 and 1.
      if let root = split.root {
        let power = root.raised(to: .one, coefficient: exponent)
        return number * CanonicalForm(ExponentialSum(.one, power))
      }
      return number * split.rest.compound(raisedTo: .one, exponent)
    }
    return compound(raisedTo: .one, exponent)
  }

  /// The form as a positive number times the rest, which is a single root if it is no more; nil
  /// when nothing can be taken out.
  private func splittingOffPositiveNumbers() -> (
    number: CanonicalForm, rest: CanonicalForm, root: PowerProduct?
  )? {
    guard denominator == .one, let (own, power) = numerator.singleTerm else { return nil }
    let size = own.numerator.contentAndPrimitivePart.content.magnitude
    guard let scale = size.reciprocal else { return nil }
    let rest = own * RationalFunction(scale)
    let isRoot =
      rest.isOne && power.coefficients.count == 1
      && power.coefficients.allSatisfy {
        $0.key.exponent.isOne && $0.value.isPositive && $0.value < .one
      }
    if size.isOne, !isRoot { return nil }
    return (
      CanonicalForm(size), CanonicalForm(ExponentialSum(rest, power)), isRoot ? power : nil
    )
  }

  /// -1 and primes with their multiplicities. A cofactor without divisors below 2^16 stays whole.
  static func primeFactors(_ value: Rational) -> [(prime: Integer, multiplicity: Int)] {
    var factors: [(prime: Integer, multiplicity: Int)] = []
    if value.isNegative { factors.append((-1, 1)) }
    for (number, sign) in [(value.numerator.magnitude, 1), (value.denominator, -1)] {
      var rest = number
      var candidate = 2
      while candidate < 1 << 16, !rest.isOne {
        if Integer(candidate) * Integer(candidate) > rest { break }
        let (cofactor, multiplicity) = rest.removing(factor: Integer(candidate))
        if multiplicity > 0 {
          factors.append((Integer(candidate), sign * multiplicity))
          rest = cofactor
        }
        candidate += candidate == 2 ? 1 : 2
      }
      if !rest.isOne { factors.append((rest, sign)) }
    }
    return factors
  }
}
