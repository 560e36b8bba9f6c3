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
    let task = IntegralTask(
      evaluator: self, body: body, variable: variable, range: range ?? body.range)
    var stops = try task.singularPoints(from: left.value, to: right.value).map {
      Expression.number($0)
    }
    if left.value != nil { stops.insert(lower, at: 0) }
    if right.value != nil { stops.append(upper) }
    let first = stops.first ?? 0
    let last = stops.last ?? 0
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

  private var precision: Precision { evaluator.precision }

  /// Constants of the integrand, with the variable hidden.
  private func constant(_ expression: Expression, _ precision: Precision) throws -> CertifiedReal {
    try evaluator.with(precision: precision).value(of: expression)
  }

  func local(_ origin: Expression, _ direction: Int) throws -> IntegrandEvaluator {
    let integrand = try LocalIntegrand(
      body, variable: variable, origin: origin, direction: direction
    ) { expression in
      guard !expression.freeSymbols.contains(variable) else { return nil }
      return try constant(expression, 64).exactValue
    }
    return IntegrandEvaluator(integrand) { try constant($0, $1) }
  }

  // MARK: Finite intervals

  func finite(
    _ lower: Expression, _ upper: Expression, length: CertifiedReal
  ) throws -> CertifiedReal {
    let left = try local(lower, 1)
    if let exact = try exactIntegral(left.integrand, length: length) { return exact }
    let size = length.ball(precision: precision + 16)
    // A quarter of the length at most: the two ends' neighbourhoods are apart.
    let reach = min(Magnitude(lowerBound: size.midpoint).exponent - 3, -1)
    let right = try local(upper, -1)
    if try isRegular(left, reach), try isRegular(right, reach) {
      let whole = try local(0, 1)
      let ends = try [lower, upper].map {
        ComplexBall(try evaluator.value(of: $0).ball(precision: precision + 16))
      }
      let result = try GaussLegendre.integrate(
        from: ends[0], to: ends[1], precision: precision
      ) { point, analytic, precision in
        try whole.value(at: point, analytic: analytic, precision: precision)
      }
      return try certified(result)
    }
    let zero = try endpoint(left, reach, place: lower)
    let end = try endpoint(right, reach, place: upper)
    let result = try DoubleExponential.integrate(
      over: .finite(length: size, zero: zero, end: end), precision: precision,
      left: { try left.value(at: $0, analytic: $1, precision: $2) },
      right: { try right.value(at: $0, analytic: $1, precision: $2) })
    return try certified(result)
  }

  /// Exactly, for a polynomial between fractions.
  private func exactIntegral(
    _ integrand: LocalIntegrand, length: CertifiedReal
  ) throws -> CertifiedReal? {
    guard let end = length.exactValue else { return nil }
    let polynomial: Polynomial
    switch integrand.tree {
    case .polynomial(let whole): polynomial = whole
    case .constant(let index):
      return try constant(integrand.constants[index], precision) * CertifiedReal(end)
    default: return nil
    }
    var sum = Rational.zero
    for power in stride(from: polynomial.degree, through: 0, by: -1) {
      let share = Rational(numerator: 1, nonzeroDenominator: Integer(power + 1))
      sum = sum * end + polynomial[power] * share
    }
    return .exact(sum * end)
  }

  /// Whether the integrand is analytic in a small disc around the end.
  private func isRegular(_ evaluator: IntegrandEvaluator, _ reach: Int) throws -> Bool {
    for shift in [0, 3, 6] {
      let radius = Magnitude.powerOfTwo(reach - shift)
      let disc = ComplexBall(
        real: RealBall(midpoint: .zero, radius: radius),
        imaginary: RealBall(midpoint: .zero, radius: radius))
      if try evaluator.value(at: disc, analytic: true, precision: 64).isFinite { return true }
    }
    return false
  }

  /// The behaviour at a finite end.
  private func endpoint(
    _ evaluator: IntegrandEvaluator, _ reach: Int, place: Expression
  ) throws -> EndpointBound {
    var divergent: LocalForm.Leading?
    for shift in 0..<12 {
      let radius = Magnitude.powerOfTwo(reach - shift)
      let form = try LocalAnalysis(evaluator: evaluator, radius: radius, isAtInfinity: false)
        .form(evaluator.integrand.tree)
      if let bound = form.bound, bound.exponent > -1 {
        return EndpointBound(
          constant: bound.constant, exponent: bound.exponent, logarithms: bound.logarithms,
          radius: radius)
      }
      if let leading = form.leading, leading.exponent <= -1 { divergent = leading }
    }
    let text = place.description
    if let divergent {
      let power = divergent.exponent
      throw CalculationError(
        .noAnswer,
        "the integral diverges at \(variable) = \(text): the integrand grows there like the"
          + " distance to the power \(power)", range: range)
    }
    throw CalculationError(
      .noAnswer,
      "the integral could not be certified: the behaviour of the integrand at \(variable) ="
        + " \(text) is not known", range: range)
  }

  // MARK: Half-lines

  /// The integral from an end to infinity in a direction.
  func half(from origin: Expression, direction: Int) throws -> CertifiedReal {
    let integrand = try local(origin, direction)
    let zero = try endpoint(integrand, -1, place: origin)
    let interval: DoubleExponential.Interval
    if let decay = try decay(integrand) {
      interval = .decaying(zero: zero, decay: decay)
    } else if let value = try oscillatingIntegral(integrand, zero: zero) {
      return value
    } else {
      interval = .algebraic(
        zero: zero, infinity: try infinity(integrand, direction: direction))
    }
    let result = try DoubleExponential.integrate(over: interval, precision: precision) {
      try integrand.value(at: $0, analytic: $1, precision: $2)
    }
    return try certified(result)
  }

  /// The exponential decay in sectors, if there is one.
  private func decay(
    _ integrand: IntegrandEvaluator
  ) throws -> (@Sendable (Double) -> DecayBound?)? {
    // The angles that are asked for, tabulated: the table crosses to the integrator as a value.
    for shift in [4, 2, 7, 10] {
      let local = LocalAnalysis(
        evaluator: integrand, radius: .powerOfTwo(-shift), isAtInfinity: true)
      func bound(_ angle: Double) throws -> DecayBound? {
        guard
          let form = try SectorAnalysis(evaluator: integrand, local: local, angle: angle)
            .form(integrand.integrand.tree),
          let decay = form.decay, decay.rate.isPositive, form.constant.isFinite
        else { return nil }
        return DecayBound(
          constant: form.constant, exponent: form.exponent, logarithms: form.logarithms,
          rate: decay.rate, power: decay.power, start: local.start)
      }
      guard let probe = try bound(0.0625) else { continue }
      var table: [(angle: Double, bound: DecayBound)] = [(0.0625, probe)]
      for step in 1...96 {
        guard let next = try bound(Double(step) / 32) else { continue }
        table.append((Double(step) / 32, next))
      }
      let known = table
      return { angle in known.first { $0.angle >= angle }?.bound }
    }
    return nil
  }

  /// The algebraic behaviour at infinity, in 1/t.
  private func infinity(
    _ integrand: IntegrandEvaluator, direction: Int
  ) throws -> EndpointBound {
    var divergent: Rational?
    for shift in [1, 2, 4, 7, 10] {
      let radius = Magnitude.powerOfTwo(-shift)
      let form = try LocalAnalysis(evaluator: integrand, radius: radius, isAtInfinity: true)
        .form(integrand.integrand.tree)
      if let bound = form.bound, bound.exponent > 1 {
        return EndpointBound(
          constant: bound.constant, exponent: bound.exponent, logarithms: bound.logarithms,
          radius: radius)
      }
      if let leading = form.leading, leading.exponent <= 1 { divergent = -leading.exponent }
    }
    let place = direction > 0 ? "infinity" : "-infinity"
    if let divergent {
      throw CalculationError(
        .noAnswer,
        "the integral diverges at \(place): the integrand behaves there like \(variable) to the"
          + " power \(divergent)", range: range)
    }
    throw CalculationError(
      .noAnswer,
      "the integral could not be certified: the decay of the integrand towards \(place) is not"
        + " known",
      remedy: "exponential and algebraic decay of elementary functions, Bessel and"
        + " error functions is recognised", range: range)
  }

  private func certified(_ result: IntegrationResult) throws -> CertifiedReal {
    switch result {
    case .certified(let value, let evaluations):
      evaluator.state.methods.insert("certified integration, \(evaluations) evaluations")
      return evaluator.certified(value.real)
    case .undecided(let reason):
      throw CalculationError(
        .noAnswer, "the integral could not be certified: \(reason)", range: range)
    }
  }
}
