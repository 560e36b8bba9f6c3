internal import Multiprecision

extension SparseTerms {
  /// Which variables have a nonzero exponent somewhere.
  var occurringVariables: [Bool] {
    var occurring = Array(repeating: false, count: variableCount)
    var missing = variableCount
    for term in terms where missing > 0 {
      for index in 0..<variableCount where !occurring[index] {
        if term.key.exponent(index, variableCount: variableCount) > 0 {
          occurring[index] = true
          missing -= 1
        }
      }
    }
    return occurring
  }
}

extension MultivariatePolynomial.Storage {
  /// The terms with the variables moved to new places, in keys that hold the degree.
  init<Key>(_ terms: SparseTerms<Key>, places: [Int?], count: Int, degreeBound: Int) {
    if degreeBound <= PackedMonomial.maximumDegree(variableCount: count) {
      self = .packed(terms.remapped(places: places, count: count, to: PackedMonomial.self))
    } else {
      self = .wide(terms.remapped(places: places, count: count, to: WideMonomial.self))
    }
  }
}

extension MultivariatePolynomial {
  /// Two polynomials over the same variables in the same kind of key.
  enum Pair {
    case packed(SparseTerms<PackedMonomial>, SparseTerms<PackedMonomial>)
    case wide(SparseTerms<WideMonomial>, SparseTerms<WideMonomial>)
  }

  /// Brings two polynomials over the union of their variables, in keys that hold the degree.
  static func aligned(
    _ left: MultivariatePolynomial, _ right: MultivariatePolynomial, degreeBound: Int
  ) -> (variables: [Variable], pair: Pair) {
    if left.variables == right.variables, case .packed(let a) = left.storage,
      case .packed(let b) = right.storage,
      degreeBound <= PackedMonomial.maximumDegree(variableCount: a.variableCount)
    {
      return (left.variables, .packed(a, b))
    }
    let variables = union(left.variables, right.variables)
    if degreeBound <= PackedMonomial.maximumDegree(variableCount: variables.count) {
      return (
        variables,
        .packed(
          left.terms(over: variables, in: PackedMonomial.self),
          right.terms(over: variables, in: PackedMonomial.self))
      )
    }
    return (
      variables,
      .wide(
        left.terms(over: variables, in: WideMonomial.self),
        right.terms(over: variables, in: WideMonomial.self))
    )
  }

  /// The integer terms over a list of variables that contains those that occur.
  func terms<Key>(over variables: [Variable], in key: Key.Type) -> SparseTerms<Key> {
    if variables == self.variables, case .packed(let terms) = storage,
      let same = terms as? SparseTerms<Key>
    {
      return same
    }
    let places = self.variables.map { variables.firstIndex(of: $0) }
    switch storage {
    case .packed(let terms):
      return terms.remapped(places: places, count: variables.count, to: key)
    case .wide(let terms):
      return terms.remapped(places: places, count: variables.count, to: key)
    }
  }

  /// The union of two ascending lists.
  static func union(_ left: [Variable], _ right: [Variable]) -> [Variable] {
    if left == right || right.isEmpty { return left }
    if left.isEmpty { return right }
    return Array(Set(left).union(right)).sorted()
  }

  /// The same integer terms over another denominator, reduced.
  func replacing(commonDenominator: Integer) -> MultivariatePolynomial {
    switch storage {
    case .packed(let terms):
      MultivariatePolynomial(
        variables: variables, terms: terms, commonDenominator: commonDenominator)
    case .wide(let terms):
      MultivariatePolynomial(
        variables: variables, terms: terms, commonDenominator: commonDenominator)
    }
  }

  /// The polynomial with every integer coefficient changed to another nonzero one, over a
  /// denominator that is coprime to the new content.
  func mapCoefficients(
    canonicalDenominator: Integer, _ change: (Integer) -> Integer
  ) -> MultivariatePolynomial {
    let changed: Storage =
      switch storage {
      case .packed(let terms): .packed(terms.mapCoefficients(change))
      case .wide(let terms): .wide(terms.mapCoefficients(change))
      }
    return MultivariatePolynomial(
      canonicalVariables: variables, storage: changed, commonDenominator: canonicalDenominator)
  }

  /// The integer coefficients with their exponents in the order of ``variables``.
  func forEachTerm(_ body: (_ coefficient: Integer, _ exponents: [Int]) throws -> Void) rethrows {
    switch storage {
    case .packed(let terms):
      for term in terms.terms {
        try body(term.coefficient, term.key.exponents(variableCount: terms.variableCount))
      }
    case .wide(let terms):
      for term in terms.terms {
        try body(term.coefficient, term.key.exponents(variableCount: terms.variableCount))
      }
    }
  }
}
