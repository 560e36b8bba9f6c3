internal import Multiprecision

extension MultivariatePolynomial {
  /// The greatest common divisor of two primitive polynomials in the same variables by sparse
  /// interpolation modulo primes, verified; nil when the polynomials are too wide for it or it
  /// had no luck.
  ///
  /// `bounds` are upper bounds for the divisor's degrees in the variables.
  static func sparseModularDivisor(
    _ a: MultivariatePolynomial, _ b: MultivariatePolynomial, bounds: [Int]
  ) -> MultivariatePolynomial? {
    let variables = a.variables
    guard (a.degrees + b.degrees).allSatisfy({ $0 <= denseDegreeLimit }) else { return nil }
    // The main variable is the one with the shortest leading coefficients: their divisor
    // multiplies what is interpolated.
    let leads = variables.map { variable in
      (
        a.sparseCoefficients(in: variable).first?.coefficient ?? .zero,
        b.sparseCoefficients(in: variable).first?.coefficient ?? .zero
      )
    }
    let costs = leads.map { min($0.0.termCount, $0.1.termCount) }
    guard
      let main = variables.indices.min(by: {
        (costs[$0], -bounds[$0], $0) < (costs[$1], -bounds[$1], $1)
      })
    else { return nil }
    let variable = variables[main]
    let contents = (a.content(in: variable), b.content(in: variable))
    if !contents.0.isConstant || !contents.1.isConstant {
      let primitives = (a.exactlyDivided(by: contents.0), b.exactlyDivided(by: contents.1))
      return greatestCommonDivisor(contents.0, contents.1)
        * greatestCommonDivisor(primitives.0, primitives.1)
    }
    let lead = greatestCommonDivisor(leads[main].0, leads[main].1)
      .scaled(
        by: Rational(
          Integer.greatestCommonDivisor(
            leads[main].0.content.numerator, leads[main].1.content.numerator)))
    let leadBounds = variables.map { lead.degree(in: $0) }
    guard case .packed(let x) = a.storage, case .packed(let y) = b.storage else { return nil }
    var search = SparseModularDivisor(
      x, y, lead: lead.terms(over: variables, in: PackedMonomial.self), main: main,
      degreeBounds: zip(bounds, leadBounds).map { $0 + $1 })
    for seed in 11..<14 as Range<UInt> {
      guard let terms = search.candidate(seed: seed) else { continue }
      if terms.isEmpty { return one }
      let multiple = MultivariatePolynomial(
        terms: terms.map { coefficient, exponents in
          (Rational(coefficient), Dictionary(uniqueKeysWithValues: zip(variables, exponents)))
        })
      let candidate = multiple.primitivePart(in: variable)
      if a.exactQuotient(dividingBy: candidate) != nil,
        b.exactQuotient(dividingBy: candidate) != nil
      {
        return candidate.primitivePart
      }
    }
    return nil
  }
}
