internal import BallArithmetic
internal import Multiprecision

extension NumericEvaluator {
  /// A function or quantity by its name in ``FunctionCatalogue``.
  func call(
    _ name: String, _ arguments: [Expression], of expression: Expression
  ) throws -> CertifiedReal {
    let range = expression.range
    guard let entry = FunctionCatalogue.entry(named: name) else {
      throw CalculationError(.usage, "unknown function '\(name)'", range: range)
    }
    guard entry.availability == .available, entry.category != .iteration else {
      throw CalculationError(
        .noAnswer, "'\(name)' is not available in this version", range: range)
    }
    guard entry.arity.contains(arguments.count) else {
      throw CalculationError(.usage, "\(entry.usage) takes other arguments", range: range)
    }
    if entry.category == .quantity { return try quantity(name, arguments, range: range) }
    if name == "meijerg" || name == "hyper" {
      return try functionOfLists(name, arguments, range: range)
    }
    let values = try arguments.map(value)
    if let result = try specialFunction(name, values, range: range) { return result }
    if values.count == 1 { return try apply(name, values[0], range: range) }
    return try apply(name, values[0], values[1], range: range)
  }

  private func apply(
    _ name: String, _ x: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    switch name {
    case "exp": return try exponential(x, range: range)
    case "log": return try logarithm(x, range: range)
    case "sqrt": return try squareRoot(x, range: range)
    case "abs": return magnitude(x)
    case "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh", "asinh", "erf", "erfc":
      return try entire(name, x, range: range)
    case "asin", "acos", "acosh", "atanh": return try inverse(name, x, range: range)
    case "gamma": return try gamma(x, range: range)
    case "loggamma": return try logGamma(x, range: range)
    case "digamma": return try digamma(x, range: range)
    case "zeta": return try zeta(x, range: range)
    case "erfi": return try entire(name, x, range: range)
    case "factorial": return try factorial(x, range: range)
    default:
      throw CalculationError(.noAnswer, "'\(name)' is not available in this version", range: range)
    }
  }

  private func apply(
    _ name: String, _ x: CertifiedReal, _ y: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    switch name {
    case "binomial": return try binomial(x, y, range: range)
    case "rf": return try risingFactorial(x, y, range: range)
    case "ff":
      // x (x-1) ... (x-n+1) from its least factor on, for counts of either sign.
      return try risingFactorial(x - y + CertifiedReal(1), y, range: range)
    default:
      throw CalculationError(.noAnswer, "'\(name)' is not available in this version", range: range)
    }
  }

  /// The image under a function whose domain holds the argument for certain.
  func image(
    _ name: String, _ x: CertifiedReal, mayOverflow: Bool = true, range: SourceRange?,
    _ function: (RealBall, Precision) -> RealBall
  ) throws -> CertifiedReal {
    let result = function(ball(x), precision)
    if result.isUnbounded {
      if mayOverflow, x.isNarrow { throw beyondRange("\(name)(\(x.brief))", range: range) }
      throw Undecided(range: range)
    }
    return certified(result)
  }

  /// Refuses an argument by the certain sign of its distance to the edge of the domain.
  func require(
    _ distance: CertifiedReal, allowsEdge: Bool = true, range: SourceRange?,
    _ message: @autoclosure () -> String
  ) throws {
    switch distance.certainSign {
    case 1: return
    case 0 where allowsEdge: return
    case nil:
      // A ball that reaches the edge from inside is no matter where the edge belongs to the
      // domain.
      if allowsEdge, case .enclosed(let ball, _) = distance, ball.isCertainlyNonnegative { return }
      throw Undecided(range: range)
    default: throw CalculationError(.noAnswer, message(), range: range)
    }
  }
}
