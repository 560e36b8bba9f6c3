internal import Multiprecision

extension MultivariatePolynomial: CustomStringConvertible {
  /// The expanded terms, as in `1/4*N^2 + 5/4*N`.
  public var description: String { MultivariatePolynomial.text(of: terms) }

  /// A sum of terms with exponents of any sign; `0` for none.
  static func text(
    of terms: [(coefficient: Rational, exponents: [(Variable, Int)])]
  ) -> String {
    if terms.isEmpty { return "0" }
    var text = ""
    for (coefficient, exponents) in terms {
      let monomial = exponents.map { $0.1 == 1 ? "\($0.0)" : "\($0.0)^\($0.1)" }
      let magnitude = coefficient.magnitude
      let parts =
        (magnitude.isOne && !monomial.isEmpty ? [] : [magnitude.description]) + monomial
      if text.isEmpty {
        text = coefficient.isNegative ? "-" : ""
      } else {
        text += coefficient.isNegative ? " - " : " + "
      }
      text += parts.joined(separator: "*")
    }
    return text
  }
}
