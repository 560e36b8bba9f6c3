public import Multiprecision

extension MultivariatePolynomial {
  /// The polynomial with variables replaced, all at once; variables without an entry stay.
  public func substituting(
    _ replacements: [Variable: MultivariatePolynomial]
  ) -> MultivariatePolynomial {
    guard let variable = variables.first(where: { replacements[$0] != nil }) else { return self }
    // One variable after another by Horner's rule, on coefficients free of that variable.
    guard let replacement = replacements[variable] else { return self }
    var rest = replacements
    rest[variable] = nil
    var result = MultivariatePolynomial.zero
    var previous: Int?
    for (power, coefficient) in sparseCoefficients(in: variable) {
      if let previous { result *= replacement.power(previous - power) }
      result += coefficient.substituting(rest)
      previous = power
    }
    if let previous, previous > 0 { result *= replacement.power(previous) }
    return result
  }

  /// The polynomial with some variables replaced by numbers.
  public func substituting(_ values: [Variable: Rational]) -> MultivariatePolynomial {
    substituting(values.mapValues { MultivariatePolynomial($0) })
  }
}
