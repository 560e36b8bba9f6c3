internal import Algebra
internal import Multiprecision

/// What is known about symbols while formulas are brought to normal form.
///
/// Depths, widths and the variables of sums are integers; other symbols are any real numbers. In
/// the bounds of sums and products, symbols stand for integers >= 0, and the width N for one >= 1.
enum Assumptions {
  @TaskLocal static var integerSymbols: Set<String> = ["N", "L"]

  /// The variable of a sum or product that is being carried out.
  struct Index: Sendable {
    let variable: Variable
    /// The lower bound; nil if it is not a polynomial.
    let least: MultivariatePolynomial?
  }

  /// The variables of the sums and products around, the outermost first.
  @TaskLocal static var indices: [Index] = []

  /// Works inside a sum, product or integral over a variable.
  static func withIndex<Result>(
    _ name: String, from first: CanonicalForm, isInteger: Bool, _ work: () throws -> Result
  ) rethrows -> Result {
    let index = Index(variable: Variable(name), least: first.rationalFunction?.asPolynomial)
    return try $indices.withValue(indices + [index]) {
      try $integerSymbols.withValue(isInteger ? integerSymbols.union([name]) : integerSymbols) {
        try work()
      }
    }
  }

  /// Whether the form is >= 0 at all values of its symbols that occur in bounds: shifted by the
  /// least values of its symbols, it is a polynomial without negative coefficients.
  static func isNonnegative(_ form: CanonicalForm) -> Bool {
    guard var shifted = form.rationalFunction?.asPolynomial else { return false }
    for index in indices.reversed() where shifted.variables.contains(index.variable) {
      guard let least = index.least else { return false }
      shifted = shifted.substituting([index.variable: .variable(index.variable) + least])
    }
    let width = Variable("N")
    shifted = shifted.substituting([width: .variable(width) + .one])
    return shifted.variables.allSatisfy(isSymbol)
      && shifted.terms.allSatisfy { !$0.coefficient.isNegative }
  }

  /// Whether the form is an integer >= 0 at all values of its symbols.
  static func isNonnegativeInteger(_ form: CanonicalForm) -> Bool {
    guard let polynomial = form.rationalFunction?.asPolynomial, isNonnegative(form) else {
      return false
    }
    return polynomial.variables.allSatisfy { integerSymbols.contains($0.name) }
      && polynomial.terms.allSatisfy { $0.coefficient.isInteger }
  }

  /// Whether the variable is a symbol, not the value of a function.
  private static func isSymbol(_ variable: Variable) -> Bool {
    guard let parsed = try? Expression(parsing: variable.name) else { return false }
    if case .symbol = parsed.kind { return true }
    return false
  }
}
