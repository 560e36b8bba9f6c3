internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import Quadrature

/// Integrals to infinity.
extension IntegralTask {
  // MARK: Half-lines

  /// The integral from an end to infinity in a direction.
  ///
  /// Where one rule is not enough the half-line is split or the variable changed.
  func half(from origin: Expression, direction: Int) throws -> CertifiedReal {
    do {
      return try scaledHalf(from: origin, direction: direction)
    } catch let error as UncertifiedIntegral where !error.isFinal {
      guard let value = try otherwise(from: origin, direction: direction) else { throw error }
      return value
    }
  }

  /// Where the integrand's mass lies steers the way: far from the unit distance the variable is
  /// scaled, and at a narrow peak the half-line is split.
  private func scaledHalf(from origin: Expression, direction: Int) throws -> CertifiedReal {
    let sign = Rational(direction)
    let integrand = try local(origin, sign)
    guard !isOscillating(integrand) else {
      return try half(from: origin, step: sign, direction)
    }
    let profile = IntegrandProfile(integrand)
    let scale = profile.scale
    if let peak = profile.narrowPeak(near: scale) {
      let place = origin + .number(sign * peak)
      do {
        let near = try wholeFinite(
          direction > 0 ? origin : place, direction > 0 ? place : origin,
          length: .exact(peak))
        return try near + scaledHalf(from: place, direction: direction)
      } catch is UncertifiedIntegral {
        // Perhaps as a whole.
      }
    }
    if abs(scale) >= 5 {
      do {
        return try half(from: origin, step: sign * Rational.power(ofTwo: scale), direction)
      } catch is UncertifiedIntegral {
        // Perhaps in the units of the formula.
      }
    }
    return try half(from: origin, step: sign, direction)
  }

  func half(
    from origin: Expression, step: Rational, _ direction: Int
  ) throws -> CertifiedReal {
    let integrand = try local(origin, step)
    let zero = try endpoint(integrand, -1, place: origin)
    let interval: DoubleExponential.Interval
    if let decay = try decay(integrand) {
      interval = .decaying(zero: zero, decay: decay)
    } else if let value = try oscillatingIntegral(integrand, zero: zero) {
      return step.magnitude == 1 ? value : value * CertifiedReal(step.magnitude)
    } else {
      interval = .algebraic(
        zero: zero, infinity: try infinity(integrand, direction: direction))
    }
    let result = try DoubleExponential.integrate(over: interval, precision: precision) {
      try integrand.value(at: $0, analytic: $1, precision: $2)
    }
    return try certified(result, step: step.magnitude)
  }

  private func isOscillating(_ integrand: IntegrandEvaluator) -> Bool {
    let local = integrand.integrand
    guard let terms = OscillatingTerm.terms(of: local.tree, constants: local.constants) else {
      return false
    }
    return terms.contains { !$0.phase.isConstant }
  }

  // MARK: The line

  /// The integral over the whole line of an integrand that decays exponentially at both ends and
  /// has no singular point on it; nil when it has to be split, as it is for powers at the ends,
  /// where one rule over the line saves nothing over two.
  func line() throws -> CertifiedReal? {
    let zero = Expression.number(0)
    let plain = try local(zero, 1)
    var center = Rational.zero
    var scale = 0
    if !isOscillating(plain) {
      let profile = IntegrandProfile(plain)
      let peak = profile.largest
      scale = IntegrandProfile(try local(.number(peak), 1)).scale
      // A center of few digits, and none where it would not help.
      let unit = Rational.power(ofTwo: scale - 2)
      let steps = peak * Rational.power(ofTwo: 2 - scale)
      if abs(steps) >= 2 { center = Rational(steps.floor) * unit }
    }
    let step = abs(scale) < 3 ? Rational.one : Rational.power(ofTwo: scale)
    let place = Expression.number(center)
    let (right, left) = (try local(place, step), try local(place, -step))
    guard let near = try decay(left), let far = try decay(right) else { return nil }
    let result = try DoubleExponential.integrate(
      over: .decayingLine(left: near, right: far), precision: precision
    ) {
      try right.value(at: $0, analytic: $1, precision: $2)
    }
    guard case .certified = result else { return nil }
    return try certified(result, step: step)
  }

  // MARK: Decay and growth

  /// The exponential decay in sectors, if there is one.
  func decay(
    _ integrand: IntegrandEvaluator
  ) throws -> (@Sendable (Double) -> DecayBound?)? {
    let locals = [1, 2, 4, 7, 10].map {
      LocalAnalysis(evaluator: integrand, radius: .powerOfTwo(-$0), isAtInfinity: true)
    }
    /// Of the distances from which there is a bound, the least with nearly the best rate.
    func bound(_ angle: Double) throws -> DecayBound? {
      var bounds: [DecayBound] = []
      for local in locals {
        guard
          let form = try SectorAnalysis(evaluator: integrand, local: local, angle: angle)
            .form(integrand.integrand.tree),
          let decay = form.decay, decay.rate.isPositive, form.constant.isFinite
        else { continue }
        bounds.append(
          DecayBound(
            constant: form.constant, exponent: form.exponent, logarithms: form.logarithms,
            rate: decay.rate, power: decay.power, start: local.start))
      }
      guard let best = bounds.map({ $0.rate.nearestDouble }).max() else { return nil }
      return bounds.first { $0.rate.nearestDouble >= 0.75 * best && $0.power == bounds[0].power }
    }
    // The angles that are asked for, tabulated: the table crosses to the integrator as a value.
    guard let probe = try bound(0x1p-10) else { return nil }
    var table: [(angle: Double, bound: DecayBound)] = [(0x1p-10, probe)]
    for strip in DoubleExponential.strips.reversed() {
      let angle = 1.125 * strip / probe.power.nearestDouble * (1 + 0x1p-20)
      guard angle > 0x1p-10, angle < 3, let next = try bound(angle), next.power == probe.power
      else { continue }
      table.append((angle, next))
    }
    let known = table
    return { angle in known.first { $0.angle >= angle }?.bound }
  }

  /// The algebraic behaviour at infinity, in 1/t.
  private func infinity(
    _ integrand: IntegrandEvaluator, direction: Int
  ) throws -> EndpointBound {
    if let bound = try algebraicBound(integrand) { return bound }
    let place = direction > 0 ? "infinity" : "-infinity"
    if let growth = try growth(integrand, direction: direction) {
      throw DivergentIntegral(place: place, behaviour: ": the integrand \(growth)")
    }
    throw UncertifiedIntegral(
      reason: "the decay of the integrand towards \(place) is not known",
      remedy: "exponential and algebraic decay of elementary functions, Bessel and error"
        + " functions, incomplete gamma functions and Meijer G functions is recognised")
  }

  /// A bound that is integrable, in 1/t.
  func algebraicBound(_ integrand: IntegrandEvaluator) throws -> EndpointBound? {
    for shift in [1, 2, 4, 7, 10] {
      let radius = Magnitude.powerOfTwo(-shift)
      let form = try LocalAnalysis(evaluator: integrand, radius: radius, isAtInfinity: true)
        .form(integrand.integrand.tree)
      if let bound = form.bound, bound.exponent > 1 {
        return EndpointBound(
          constant: bound.constant, exponent: bound.exponent, logarithms: bound.logarithms,
          radius: radius)
      }
    }
    return nil
  }

  /// What is proven of the growth on the half-line when it makes the integral diverge: from the
  /// leading power, or from a bound of 1/f there, which also keeps f from changing its sign.
  /// `Docs/Theory/Quadrature.md`, "Divergence at infinity".
  private func growth(_ integrand: IntegrandEvaluator, direction: Int) throws -> String? {
    for shift in [1, 2, 4, 7, 10] {
      let local = LocalAnalysis(
        evaluator: integrand, radius: .powerOfTwo(-shift), isAtInfinity: true)
      if let leading = try local.form(integrand.integrand.tree).leading, leading.exponent <= 1 {
        return "behaves there like \(variable) to the power \(-leading.exponent)"
      }
      guard
        let form = try SectorAnalysis(evaluator: integrand, local: local, angle: 0)
          .reciprocal(integrand.integrand.tree)
      else { continue }
      if let decay = form.decay {
        guard decay.rate.isPositive else { continue }
        let argument = direction > 0 ? variable : "(-\(variable))"
        let exponent = decay.power.isInteger ? "\(decay.power)" : "(\(decay.power))"
        let power = decay.power == 1 ? argument : "\(argument)^\(exponent)"
        return "grows there like an exponential of \(power)"
      }
      if form.exponent < 1 || (form.exponent == 1 && form.logarithms <= 1) {
        return "is there at least a positive multiple of \(Self.text(variable, form)) in modulus"
      }
    }
    return nil
  }

  private static func text(_ variable: String, _ form: SectorForm) -> String {
    let power =
      form.exponent.isZero
      ? "1" : form.exponent == 1 ? "1/\(variable)" : "\(variable)^(\(-form.exponent))"
    if form.logarithms == 0 { return power }
    return form.logarithms == 1
      ? "\(power)/log(\(variable))" : "\(power)/log(\(variable))^\(form.logarithms)"
  }
}
