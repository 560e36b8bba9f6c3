public import Multiprecision

extension LaurentPolynomial: AdditiveArithmetic {
  /// The sum, exact.
  public static func + (left: LaurentPolynomial, right: LaurentPolynomial) -> LaurentPolynomial {
    if left.isZero { return right }
    if right.isZero { return left }
    // Over the common monomial of the least exponents.
    let common = Dictionary(
      uniqueKeysWithValues: Set(left.shift.keys).union(right.shift.keys).map {
        ($0, min(left.shift[$0] ?? 0, right.shift[$0] ?? 0))
      })
    return LaurentPolynomial(
      left.polynomial(over: common) + right.polynomial(over: common), shift: common)
  }

  /// The difference, exact.
  public static func - (left: LaurentPolynomial, right: LaurentPolynomial) -> LaurentPolynomial {
    left + -right
  }

  /// The opposite, exact.
  public static prefix func - (value: LaurentPolynomial) -> LaurentPolynomial {
    LaurentPolynomial(-value.polynomial, shift: value.shift)
  }

  /// The polynomial that is left when a monomial, whose exponents are not above the shift, is
  /// taken out.
  private func polynomial(over monomial: [Variable: Int]) -> MultivariatePolynomial {
    let lift = monomial.merging(shift) { $1 - $0 }
    var exponents: [Variable: Int] = [:]
    for (variable, value) in lift {
      // A variable without a shift has the exponent 0 here.
      exponents[variable] = shift[variable] == nil ? -value : value
    }
    return polynomial * MultivariatePolynomial(terms: [(.one, exponents)])
  }
}

extension LaurentPolynomial {
  /// The product, exact.
  public static func * (left: LaurentPolynomial, right: LaurentPolynomial) -> LaurentPolynomial {
    LaurentPolynomial(
      left.polynomial * right.polynomial,
      shift: left.shift.merging(right.shift, uniquingKeysWith: +))
  }

  /// Multiplies in place, exactly.
  public static func *= (left: inout LaurentPolynomial, right: LaurentPolynomial) {
    left = left * right
  }

  /// The power; negative ones exist for a single term.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` for a negative power of zero,
  ///   ``ArithmeticError/outsideDomain(_:)`` for a negative power of several terms,
  ///   ``ArithmeticError/tooLarge(_:)`` for exponents beyond 2^62.
  public func power(_ exponent: Int) throws(ArithmeticError) -> LaurentPolynomial {
    var scaled: [Variable: Int] = [:]
    for (variable, value) in shift {
      let (product, overflow) = value.multipliedReportingOverflow(by: exponent)
      if overflow || product.magnitude > 1 << 62 {
        throw .tooLarge("the power \(exponent) has an exponent of \(variable) beyond 2^62")
      }
      scaled[variable] = product
    }
    if exponent >= 0 {
      guard polynomial.powerIsRepresentable(exponent) else {
        throw .tooLarge("the power \(exponent) of a Laurent polynomial has a degree above 2^62")
      }
      return LaurentPolynomial(polynomial.power(exponent), shift: scaled)
    }
    if isZero { throw .divisionByZero }
    guard let coefficient = polynomial.constantValue else {
      throw .outsideDomain(
        "a negative power of a sum is no Laurent polynomial; a rational function holds it")
    }
    return LaurentPolynomial(
      MultivariatePolynomial(try coefficient.power(exponent)), shift: scaled)
  }
}

extension RationalFunction {
  /// A Laurent polynomial as a quotient.
  public init(_ laurent: LaurentPolynomial) {
    let positive = laurent.shift.filter { $0.value > 0 }
    let negative = laurent.shift.filter { $0.value < 0 }.sorted { $0.key < $1.key }
    self.init(
      canonicalNumerator: laurent.polynomial * MultivariatePolynomial(terms: [(.one, positive)]),
      factors: negative.map {
        Factor(base: .variable($0.key), multiplicity: -$0.value, isIrreducible: true)
      })
  }

  /// The function as a Laurent polynomial; nil when its denominator is not a monomial.
  public var asLaurentPolynomial: LaurentPolynomial? {
    var shift: [Variable: Int] = [:]
    for factor in factors {
      guard factor.base.isSingleVariable, let variable = factor.base.variables.first else {
        return nil
      }
      shift[variable] = -factor.multiplicity
    }
    return LaurentPolynomial(numerator, shift: shift)
  }
}
