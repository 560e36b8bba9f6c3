public import Multiprecision

extension MultivariatePolynomial {
  /// Whether there are no terms.
  public var isZero: Bool { termCount == 0 }
  /// Whether this is the constant 1.
  public var isOne: Bool { variables.isEmpty && constantValue?.isOne == true }
  /// Whether no variable occurs; true for 0.
  public var isConstant: Bool { variables.isEmpty }

  /// The value of a constant polynomial; nil for any other.
  public var constantValue: Rational? {
    guard variables.isEmpty else { return nil }
    return isZero ? .zero : leadingCoefficient
  }

  /// The number of terms.
  public var termCount: Int {
    switch storage {
    case .packed(let terms): terms.terms.count
    case .wide(let terms): terms.terms.count
    }
  }

  /// The nonzero terms: the highest total degree first, then in descending lexicographic order
  /// of the exponents of the variables by name. The exponents of a term are positive and in the
  /// order of the variables.
  public var terms: [(coefficient: Rational, exponents: [(Variable, Int)])] {
    var result: [(coefficient: Rational, exponents: [(Variable, Int)])] = []
    result.reserveCapacity(termCount)
    forEachTerm { coefficient, exponents in
      result.append(
        (
          Rational(numerator: coefficient, nonzeroDenominator: commonDenominator),
          zip(variables, exponents).filter { $0.1 > 0 }.map { ($0.0, $0.1) }
        ))
    }
    return result
  }

  /// The coefficient of the first term; 0 for the zero polynomial.
  public var leadingCoefficient: Rational {
    Rational(numerator: leadingIntegerCoefficient, nonzeroDenominator: commonDenominator)
  }

  var leadingIntegerCoefficient: Integer {
    switch storage {
    case .packed(let terms): terms.terms.first?.coefficient ?? .zero
    case .wide(let terms): terms.terms.first?.coefficient ?? .zero
    }
  }

  /// The bits of the largest integer coefficient.
  var coefficientBitWidth: Int {
    switch storage {
    case .packed(let terms): terms.coefficientBitWidth
    case .wide(let terms): terms.coefficientBitWidth
    }
  }

  /// The highest sum of exponents of a term; 0 for constants, zero included.
  public var totalDegree: Int {
    switch storage {
    case .packed(let terms): terms.totalDegree
    case .wide(let terms): terms.totalDegree
    }
  }

  /// The highest exponent of a variable; 0 for one that does not occur.
  public func degree(in variable: Variable) -> Int {
    guard let index = variables.firstIndex(of: variable) else { return 0 }
    return degrees[index]
  }

  /// The highest exponents of ``variables``.
  var degrees: [Int] {
    switch storage {
    case .packed(let terms): terms.degrees
    case .wide(let terms): terms.degrees
    }
  }

  /// The coefficients as a polynomial in one variable, ascending from the power 0; one entry for
  /// each power up to the degree, and `[self]` when the variable does not occur. The list is
  /// dense: a degree that comes from input needs a limit of the caller's.
  public func coefficients(in variable: Variable) -> [MultivariatePolynomial] {
    guard let index = variables.firstIndex(of: variable) else { return [self] }
    var result = Array(repeating: MultivariatePolynomial.zero, count: degrees[index] + 1)
    for (power, coefficient) in sparseCoefficients(in: variable) { result[power] = coefficient }
    return result
  }

  /// The nonzero coefficients as a polynomial in one variable, by descending power.
  func sparseCoefficients(
    in variable: Variable
  ) -> [(power: Int, coefficient: MultivariatePolynomial)] {
    guard let index = variables.firstIndex(of: variable) else {
      return isZero ? [] : [(0, self)]
    }
    switch storage {
    case .packed(let terms): return collect(terms, variable: index)
    case .wide(let terms): return collect(terms, variable: index)
    }
  }

  private func collect<Key>(
    _ terms: SparseTerms<Key>, variable index: Int
  ) -> [(power: Int, coefficient: MultivariatePolynomial)] {
    var groups: [Int: [SparseTerms<Key>.Term]] = [:]
    for term in terms.terms {
      var exponents = term.key.exponents(variableCount: terms.variableCount)
      let power = exponents[index]
      exponents[index] = 0
      // Within one power of the variable the order of the rest is the old order.
      groups[power, default: []].append(
        .init(key: Key(exponents: exponents), coefficient: term.coefficient))
    }
    return groups.sorted { $0.key > $1.key }.map { power, group in
      (
        power,
        MultivariatePolynomial(
          variables: variables,
          terms: SparseTerms(variableCount: terms.variableCount, sorted: group),
          commonDenominator: commonDenominator)
      )
    }
  }

  /// The partial derivative.
  public func derivative(in variable: Variable) -> MultivariatePolynomial {
    guard let index = variables.firstIndex(of: variable) else { return .zero }
    switch storage {
    case .packed(let terms): return differentiated(terms, variable: index)
    case .wide(let terms): return differentiated(terms, variable: index)
    }
  }

  private func differentiated<Key>(
    _ terms: SparseTerms<Key>, variable index: Int
  ) -> MultivariatePolynomial {
    // Lowering one exponent by one keeps the order of the terms that stay.
    var result: [SparseTerms<Key>.Term] = []
    for term in terms.terms {
      var exponents = term.key.exponents(variableCount: terms.variableCount)
      let power = exponents[index]
      if power == 0 { continue }
      exponents[index] = power - 1
      result.append(
        .init(key: Key(exponents: exponents), coefficient: term.coefficient * Integer(power)))
    }
    return MultivariatePolynomial(
      variables: variables,
      terms: SparseTerms(variableCount: terms.variableCount, sorted: result),
      commonDenominator: commonDenominator)
  }
}
