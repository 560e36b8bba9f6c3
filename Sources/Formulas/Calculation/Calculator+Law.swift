internal import Multiprecision
internal import RandomNetworks

extension Calculator {
  /// The law of z_1, written with `chi_square(k, s)` for s times a chi-square with k degrees of
  /// freedom, which for k = 0 is the point mass at zero.
  func deriveLaw(range: SourceRange?) throws -> Expression {
    throw CalculationError(
      .noAnswer, "law is not available in this version", range: range)
  }
}
