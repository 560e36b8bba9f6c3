internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import Quadrature

extension NumericEvaluator {
  /// The integral of the body over the variable from one bound to the other, certified or an error.
  func integral(
    _ body: Expression, _ variable: String, _ lower: Expression, _ upper: Expression,
    range: SourceRange?
  ) throws -> CertifiedReal {
    state.hasIntegral = true
    let left = try end(lower)
    let right = try end(upper)
    switch (left, right) {
    case (.infinite(let a), .infinite(let b)) where a == b: return .exact(.zero)
    case (.infinite(1), _), (_, .infinite(-1)):
      return -(try integral(body, variable, upper, lower, range: range))
    case (.finite(let a), .finite(let b)):
      switch (b - a).certainSign {
      case 0: return .exact(.zero)
      case -1: return -(try integral(body, variable, upper, lower, range: range))
      case nil: throw Undecided(range: range)
      default: break
      }
    default: break
    }
    let range = range ?? body.range
    do {
      var failure: UncertifiedIntegral?
      for body in Self.bodies(body, variable) {
        let task = IntegralTask(evaluator: self, body: body, variable: variable, range: range)
        do {
          return try integral(task, from: (lower, left), to: (upper, right))
        } catch let error as UncertifiedIntegral {
          failure = failure ?? error
        }
      }
      throw CalculationError(
        .noAnswer, "the integral could not be certified: \(failure?.reason ?? "")",
        remedy: failure?.remedy, range: range)
    } catch let error as DivergentIntegral {
      throw CalculationError(
        .noAnswer, "the integral diverges at \(error.place)\(error.behaviour)", range: range)
    }
  }

  /// The integral, in pieces between the points where the integrand may be singular.
  private func integral(
    _ task: IntegralTask, from lower: (bound: Expression, end: End),
    to upper: (bound: Expression, end: End)
  ) throws -> CertifiedReal {
    let (left, right) = (lower.end, upper.end)
    var stops = try task.singularPoints(from: left.value, to: right.value).map {
      Expression.number($0)
    }
    if left.value != nil { stops.insert(lower.bound, at: 0) }
    if right.value != nil { stops.append(upper.bound) }
    let first = stops.first ?? 0
    let last = stops.last ?? 0
    if left.value == nil, right.value == nil, stops.isEmpty, let value = try task.line() {
      return value
    }
    var total = CertifiedReal(0)
    if left.value == nil { total = try total + task.half(from: first, direction: -1) }
    for (from, to) in zip(stops, stops.dropFirst()) {
      let length = try value(of: to) - value(of: from)
      total = try total + task.finite(from, to, length: length)
    }
    if right.value == nil { total = try total + task.half(from: last, direction: 1) }
    return total
  }

  private enum End {
    case finite(CertifiedReal)
    case infinite(Int)

    var value: CertifiedReal? {
      if case .finite(let value) = self { value } else { nil }
    }
  }

  private func end(_ bound: Expression) throws -> End {
    switch bound.kind {
    case .constant(.infinity): return .infinite(1)
    case .negation(let operand):
      if case .infinite(let sign) = try end(operand) { return .infinite(-sign) }
      return .finite(try value(of: bound))
    default: return .finite(try value(of: bound))
    }
  }
}

/// One integral, at the evaluator's precision.
struct IntegralTask {
  let evaluator: NumericEvaluator
  let body: Expression
  let variable: String
  let range: SourceRange?
  /// Whether the variable is positive in the interval, as after a change of variable.
  var isPositiveVariable = false
  /// How often an interval was halved to come to this one, a change of variable counting for three.
  var attempts = 0

  var precision: Precision { evaluator.precision }

  /// Constants of the integrand, with the variable hidden.
  func constant(_ expression: Expression, _ precision: Precision) throws -> CertifiedReal {
    try evaluator.with(precision: precision).value(of: expression)
  }

  /// The integrand of t, with x = origin + step t.
  func local(_ origin: Expression, _ step: Rational) throws -> IntegrandEvaluator {
    let integrand = try LocalIntegrand(
      body, variable: variable, isPositiveVariable: isPositiveVariable, origin: origin, step: step
    ) { expression in
      guard !expression.freeSymbols.contains(variable) else { return nil }
      return try constant(expression, 64).exactValue
    }
    return IntegrandEvaluator(integrand) { try constant($0, $1) }
  }

  /// - Parameter isFinal: whether a result that is undecided is to be left so.
  func certified(
    _ result: IntegrationResult, step: Rational = 1, isFinal: Bool = false
  ) throws -> CertifiedReal {
    switch result {
    case .certified(let value, let evaluations):
      evaluator.state.methods.insert("certified integration, \(evaluations) evaluations")
      let size = value.real.multiplied(
        by: RealBall(step.magnitude, precision: precision), precision: precision + 16)
      return evaluator.certified(step == 1 ? value.real : size)
    case .undecided(let reason):
      // Places in the reason are in units of the step.
      let unit = step == 1 ? "" : " (in units of \(step))"
      throw UncertifiedIntegral(reason: reason + unit, isFinal: isFinal || result.isExhausted)
    }
  }
}
