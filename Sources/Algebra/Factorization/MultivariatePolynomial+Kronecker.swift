internal import Multiprecision

extension MultivariatePolynomial {
  /// The highest degree of the polynomial in one variable that Kronecker's substitution makes.
  static let kroneckerDegreeLimit = 400
  /// The combinations of factors that the search tries.
  static let kroneckerCombinationLimit = 1 << 12

  /// The factors by Kronecker's substitution: each variable becomes a power of t so high that
  /// the exponents of any factor can be read off; every factor is then a product of factors of
  /// the polynomial in t. Beyond the limits the polynomial is returned unsplit and unproven.
  func splitByKroneckerSubstitution() -> [(MultivariatePolynomial, isIrreducible: Bool)] {
    var weights: [Int] = []
    var span = 1
    for degree in degrees {
      weights.append(span)
      let (product, overflow) = span.multipliedReportingOverflow(by: degree + 1)
      if overflow || product > MultivariatePolynomial.kroneckerDegreeLimit {
        return [(self, false)]
      }
      span = product
    }
    let (_, factors) = kroneckerImage(weights: weights, span: span).factored()
    var open: [Polynomial] = []
    for factor in factors {
      // An unsplit factor would only hide factors, so nothing could be said to be irreducible.
      if !factor.isIrreducible { return [(self, false)] }
      open += Array(repeating: factor.base, count: factor.multiplicity)
    }
    var found: [(MultivariatePolynomial, isIrreducible: Bool)] = []
    var rest = self
    var size = 1
    var budget = MultivariatePolynomial.kroneckerCombinationLimit
    while 2 * size <= open.count {
      var subset = Subset(size: size, of: open.count)
      var quotient: MultivariatePolynomial?
      repeat {
        if budget == 0 { return found + [(rest, false)] }
        budget -= 1
        let product = subset.indices.reduce(Polynomial.one) { $0 * open[$1] }
        let candidate = invertKronecker(product, weights: weights).primitivePart
        if candidate.isConstant { continue }
        quotient = rest.quotientIfMultiple(of: candidate)
        if let quotient {
          found.append((candidate, true))
          rest = quotient.primitivePart
          for index in subset.indices.reversed() { open.remove(at: index) }
        }
      } while quotient == nil && subset.advance()
      if quotient == nil { size += 1 }
    }
    if !rest.isConstant { found.append((rest, true)) }
    return found
  }

  private func kroneckerImage(weights: [Int], span: Int) -> Polynomial {
    var integers = Array(repeating: Integer.zero, count: span)
    forEachTerm { coefficient, exponents in
      let place = zip(exponents, weights).reduce(0) { $0 + $1.0 * $1.1 }
      integers[place] = coefficient
    }
    return Polynomial(integers: integers)
  }

  private func invertKronecker(_ image: Polynomial, weights: [Int]) -> MultivariatePolynomial {
    var terms: [(coefficient: Rational, exponents: [Variable: Int])] = []
    for (power, coefficient) in image.coefficients.enumerated() where !coefficient.isZero {
      var exponents: [Variable: Int] = [:]
      var rest = power
      for (variable, weight) in zip(variables, weights).reversed() {
        exponents[variable] = rest / weight
        rest %= weight
      }
      terms.append((coefficient, exponents))
    }
    return MultivariatePolynomial(terms: terms)
  }
}
