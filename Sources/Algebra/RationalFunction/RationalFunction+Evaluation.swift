public import Multiprecision

extension RationalFunction {
  /// The exact value.
  ///
  /// - Throws: ``AlgebraError/missingValue(_:)`` when a variable that occurs has no value,
  ///   ``ArithmeticError/divisionByZero`` at a pole.
  public func evaluated(at values: [Variable: Rational]) throws -> Rational {
    var bottom = Rational.one
    for factor in factors {
      bottom *= try factor.base.evaluated(at: values).power(factor.multiplicity)
    }
    return try numerator.evaluated(at: values).divided(by: bottom)
  }

  /// The value in any field, with the operations supplied; the factors of the denominator are
  /// evaluated one by one.
  public func evaluated<Value>(
    at value: (Variable) throws -> Value,
    number: (Rational) throws -> Value,
    add: (Value, Value) throws -> Value,
    multiply: (Value, Value) throws -> Value,
    divide: (Value, Value) throws -> Value
  ) rethrows -> Value {
    let top = try numerator.evaluated(at: value, number: number, add: add, multiply: multiply)
    var bottom: Value?
    for factor in factors {
      let base = try factor.base.evaluated(
        at: value, number: number, add: add, multiply: multiply)
      var powers = PowerCache(base: base)
      let power = try powers.power(factor.multiplicity, multiply: multiply)
      bottom = try bottom.map { try multiply($0, power) } ?? power
    }
    return try bottom.map { try divide(top, $0) } ?? top
  }

  /// The function with variables replaced, all at once; variables without an entry stay.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` when the denominator becomes zero.
  public func substituting(
    _ replacements: [Variable: RationalFunction]
  ) throws(ArithmeticError) -> RationalFunction {
    let used = variables.filter { replacements[$0] != nil }
    if used.isEmpty { return self }
    var result = RationalFunction.substitute(replacements, in: numerator)
    for factor in factors {
      let base = RationalFunction.substitute(replacements, in: factor.base)
      result = try result.divided(by: try base.power(factor.multiplicity))
    }
    return result
  }

  /// The substitution into a polynomial, over one common denominator for each variable.
  private static func substitute(
    _ replacements: [Variable: RationalFunction], in polynomial: MultivariatePolynomial
  ) -> RationalFunction {
    if polynomial.variables.allSatisfy({ replacements[$0]?.factors.isEmpty ?? true }) {
      return RationalFunction(
        polynomial.substituting(replacements.compactMapValues(\.asPolynomial)))
    }
    guard
      let variable = polynomial.variables.first(where: {
        replacements[$0]?.factors.isEmpty == false
      }), let replacement = replacements[variable]
    else { return RationalFunction(polynomial) }
    var rest = replacements
    rest[variable] = nil
    // Horner's rule on p/q, homogenised: sum c_i p^i q^(d-i) over q^d.
    let denominator = replacement.denominator
    let coefficients = polynomial.sparseCoefficients(in: variable)
    let degree = coefficients.first?.power ?? 0
    var sum = RationalFunction.zero
    for (power, coefficient) in coefficients {
      let monomial = replacement.numerator.power(power) * denominator.power(degree - power)
      sum += substitute(rest, in: coefficient) * RationalFunction(monomial)
    }
    let bottom = RationalFunction(
      canonicalNumerator: .one,
      factors: replacement.factors.map { $0.with(multiplicity: $0.multiplicity * degree) })
    return sum * (degree == 0 ? .one : bottom)
  }
}
