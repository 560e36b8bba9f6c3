internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// A function with exact parameters in an integrand.
enum ExactFunction {
  case meijerG(MeijerG)
  case hypergeometric(Hypergeometric)
  case confluentU(a: Rational, b: Rational)
  case polygamma(order: Int)

  /// The value over a ball; with `analytic`, unbounded where the function is not analytic on it.
  func value(at z: ComplexBall, analytic: Bool, precision: Precision) -> ComplexBall {
    guard z.isFinite else { return .unbounded }
    switch self {
    case .meijerG(let function):
      guard !IntegrandEvaluator.meetsCut(z) else { return .unbounded }
      // On either side of the unit circle another function, where no contour joins the two.
      if analytic, function.p == function.q, function.m + function.n <= function.p,
        meetsUnitCircle(z)
      {
        return .unbounded
      }
      if let value = function.farValue(at: z, isNode: !analytic && z.isReal) { return value }
      return (try? function.value(at: z, precision: precision).value) ?? .unbounded
    case .hypergeometric(let function):
      if function.isCut, z.imaginary.containsZero,
        !z.real.isCertainlyLess(than: .one)
      {
        return .unbounded
      }
      return (try? function.value(at: z, precision: precision)) ?? .unbounded
    case .confluentU(let a, let b):
      guard !IntegrandEvaluator.meetsCut(z) else { return .unbounded }
      return .confluentU(
        ComplexBall(RealBall(a, precision: precision + 16)),
        ComplexBall(RealBall(b, precision: precision + 16)), at: z, precision: precision)
    case .polygamma(let order): return z.polygamma(order: order, precision: precision)
    }
  }

  private func meetsUnitCircle(_ z: ComplexBall) -> Bool {
    !(z.magnitudeUpperBound < .one)
      && !(Magnitude.one < z.magnitude(precision: 64).distanceFromZeroLowerBound)
  }
}

extension MeijerG {
  /// A ball around 0 from the bound of the decay where |z|^(1/(q-p)) is so large that a value costs
  /// far more than it tells, unbounded where there is no such bound; nil nearer.
  fileprivate func farValue(at z: ComplexBall, isNode: Bool) -> ComplexBall? {
    let low: Precision = 64
    let size = z.magnitude(precision: low)
    // Nodes come as near to 0 only where the integral hardly converges: refused.
    if size.midpoint.exponent < -(1 << 15) { return .unbounded }
    guard p < q else { return nil }
    // A node as far out as the digits of any integral reach.
    let farthest = (isNode ? 20 : 12) * (q - p)
    guard size.midpoint.exponent > farthest else { return nil }
    let angle = z.argument(precision: low)
    guard angle.isFinite, size.isCertainlyPositive,
      let bound = exponentialBound(
        angle: RealBall(exact: BigFloat(angle.magnitudeUpperBound)))
    else { return .unbounded }
    let depth = RealBall(exact: size.lowerBound(precision: low))
      .power(RealBall(bound.power, precision: low), precision: low)
      .multiplied(by: RealBall(exact: bound.rate), precision: low)
    let radius =
      bound.constant
      * size.power(RealBall(bound.exponent, precision: low), precision: low).magnitudeUpperBound
      * (-depth).exponential(precision: low).magnitudeUpperBound
    let ball = RealBall(midpoint: .zero, radius: radius)
    return isNode ? ComplexBall(ball) : ComplexBall(real: ball, imaginary: ball)
  }
}

extension Hypergeometric {
  /// Whether the function has the cut [1, inf).
  fileprivate var isCut: Bool {
    upper.count == lower.count + 1
      && !upper.contains(where: { $0.isInteger && !$0.isPositive })
  }
}

extension LocalIntegrand.Builder {
  /// A function whose parameters are fractions; nil of other functions.
  mutating func exactFunction(
    _ name: String, _ arguments: [Expression], range: SourceRange?
  ) throws -> Integrand? {
    guard let counts = Self.exactFunctions[name] else { return nil }
    let parameters = arguments.dropLast()
    guard let argument = arguments.last, parameters.count == counts else { return nil }
    guard !parameters.contains(where: { $0.freeSymbols.contains(variable) }) else {
      throw CalculationError(
        .noAnswer, "'\(name)' is integrated over its argument only, not over a parameter",
        range: range)
    }
    let lists = try parameters.map { parameter in
      try (parameter.elements ?? [parameter]).map { element in
        guard let value = try exactValue(element) else {
          throw CalculationError(
            .noAnswer,
            "'\(name)' is integrated with parameters that are fractions; "
              + "\(element) is not known to be one", range: element.range ?? range)
        }
        return value
      }
    }
    let function: ExactFunction
    do {
      switch name {
      case "meijerg":
        function = .meijerG(try MeijerG(upper: lists[0], lists[1], lower: lists[2], lists[3]))
      case "hyper": function = .hypergeometric(try Hypergeometric(upper: lists[0], lower: lists[1]))
      case "hyp0f1": function = .hypergeometric(try Hypergeometric(upper: [], lower: lists[0]))
      case "hyp1f1":
        function = .hypergeometric(try Hypergeometric(upper: lists[0], lower: lists[1]))
      case "hyp2f1":
        function = .hypergeometric(
          try Hypergeometric(upper: lists[0] + lists[1], lower: lists[2]))
      case "hyperu": function = .confluentU(a: lists[0][0], b: lists[1][0])
      default:
        guard let order = lists[0][0].asInt, (0...1000).contains(order) else { return nil }
        function = .polygamma(order: order)
      }
    } catch {
      throw CalculationError(.noAnswer, error.description, range: range)
    }
    functions.append(function)
    return .exact(functions.count - 1, try tree(argument))
  }

  /// The names with their numbers of parameters before the argument.
  private static let exactFunctions = [
    "meijerg": 4, "hyper": 2, "hyp0f1": 1, "hyp1f1": 2, "hyp2f1": 3, "hyperu": 2, "polygamma": 1,
  ]
}
