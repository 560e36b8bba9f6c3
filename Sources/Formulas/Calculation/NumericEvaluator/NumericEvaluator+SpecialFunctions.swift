internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension NumericEvaluator {
  /// A special function of numbers; nil for a name that is none of them.
  func specialFunction(
    _ name: String, _ x: [CertifiedReal], range: SourceRange?
  ) throws -> CertifiedReal? {
    switch (name, x.count) {
    case ("polygamma", 2): return try polygamma(x[0], x[1], range: range)
    case ("beta", 2): return try beta(x[0], x[1], range: range)
    case ("zeta", 2): return try hurwitzZeta(x[0], x[1], range: range)
    case ("besselk", 2): return try besselK(x[0], x[1], range: range)
    case ("besseli", 2): return try besselI(x[0], x[1], range: range)
    case ("gammainc", 1): return try gamma(x[0], named: "gammainc", range: range)
    case ("gammainc", 2): return try upperGamma(x[0], x[1], range: range)
    case ("gammainc", 3): return try incompleteGamma(x[0], x[1], x[2], range: range)
    case ("expint", 2): return try exponentialIntegral(x[0], x[1], range: range)
    case ("ei", 1): return try exponentialIntegral(x[0], range: range)
    case ("hyp0f1", 2): return try hypergeometric([], [x[0]], x[1], named: name, range: range)
    case ("hyp1f1", 3):
      return try hypergeometric([x[0]], [x[1]], x[2], named: name, range: range)
    case ("hyp2f1", 4):
      return try hypergeometric([x[0], x[1]], [x[2]], x[3], named: name, range: range)
    case ("hyperu", 3): return try confluentU(x[0], x[1], x[2], range: range)
    case ("arc_cosine", 2): return try arcCosine(x[0], x[1], range: range)
    case ("fuss_catalan", 2):
      return try raney(x[0] + CertifiedReal(1), CertifiedReal(1), x[1], name, range: range)
    case ("raney", 3): return try raney(x[0], x[1], x[2], name, range: range)
    case ("fuss_catalan_density", 2), ("fuss_catalan_cdf", 2):
      return try spectralLaw(
        name, x[0] + CertifiedReal(1), CertifiedReal(1), at: x[1], range: range)
    case ("raney_density", 3): return try spectralLaw(name, x[0], x[1], at: x[2], range: range)
    default: return nil
    }
  }

  /// The value of a function at arguments inside its domain. Where nothing is known of it though
  /// the arguments are, more precision will not help.
  func enclosed(
    _ name: String, _ arguments: [CertifiedReal], range: SourceRange?,
    _ function: () throws -> RealBall
  ) throws -> CertifiedReal {
    let result = try orNoAnswer(range, function)
    if result.isUnbounded {
      guard arguments.allSatisfy(\.isNarrow) else { throw Undecided(range: range) }
      let list = arguments.map(\.brief).joined(separator: ", ")
      throw CalculationError(
        .noAnswer,
        "\(name)(\(list)) is beyond the range of numbers, from 2^(-2^30) to 2^(2^30), or of what can"
          + " be computed",
        range: range)
    }
    return certified(result)
  }

  /// What a special function gives, its error as one of the calculation.
  func orNoAnswer<Result>(
    _ range: SourceRange?, _ function: () throws -> Result
  ) throws -> Result {
    do {
      return try function()
    } catch let error as SpecialFunctionError {
      throw CalculationError(.noAnswer, error.description, range: range)
    }
  }

  func noAnswer(_ message: String, range: SourceRange?) -> CalculationError {
    CalculationError(.noAnswer, message, range: range)
  }

  /// Refuses a number that is not certainly an integer; nil for one that may be.
  func isInteger(_ x: CertifiedReal) -> Bool { x.exactValue?.isInteger == true }

  /// Refuses a negative argument of a function that is not real there.
  func requireNonnegative(
    _ x: CertifiedReal, _ call: @autoclosure () -> String, range: SourceRange?
  ) throws {
    try require(x, range: range, "\(call()) is not real: it needs an argument >= 0")
  }
}
