internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import Quadrature

/// Integrals to infinity of algebraic functions times sines and cosines, by turning the path
/// beyond a point into the direction in which e^(i w t) decays.
/// `Docs/Theory/Quadrature.md`, "Oscillating tails".
extension IntegralTask {
  /// The integral over t > 0; nil when the integrand is not of this kind, or not seen to decay.
  func oscillatingIntegral(
    _ integrand: IntegrandEvaluator, zero: EndpointBound
  ) throws -> CertifiedReal? {
    let local = integrand.integrand
    guard let terms = OscillatingTerm.terms(of: local.tree, constants: local.constants),
      terms.contains(where: { !$0.phase.isConstant })
    else { return nil }
    for shift in [1, 2, 4, 7, 10] {
      guard
        let tail = try OscillatingTail(
          terms, integrand, radius: .powerOfTwo(-shift), precision: evaluator.precision + 16,
          constant: { try evaluator.with(precision: evaluator.precision + 32).value(of: $0) })
      else { continue }
      let near = try nearIntegral(integrand, zero: zero, through: tail.start)
      var sum = try tail.values().reduce(near) { sum, result in
        sum.adding(try enclosure(result), precision: evaluator.precision + 16)
      }
      sum = sum.rounded(to: evaluator.precision)
      evaluator.state.methods.insert("certified integration on a turned path")
      return evaluator.certified(sum)
    }
    return nil
  }

  /// From 0, maybe a singular point, to the point where the path turns.
  private func nearIntegral(
    _ integrand: IntegrandEvaluator, zero: EndpointBound, through end: Int
  ) throws -> RealBall {
    let precision = evaluator.precision + 16
    let function: BallFunction = { try integrand.value(at: $0, analytic: $1, precision: $2) }
    let disc = ComplexBall(
      real: RealBall(midpoint: .zero, radius: .powerOfTwo(-4)),
      imaginary: RealBall(midpoint: .zero, radius: .powerOfTwo(-4)))
    if try function(disc, true, 64).isFinite {
      return try enclosure(
        GaussLegendre.integrate(
          from: .zero, to: ComplexBall(end), precision: precision, function))
    }
    // Around the point 1 a disc in which the integrand is bounded.
    var result: RealBall?
    for shift in 2..<8 {
      let radius = Magnitude.powerOfTwo(-shift)
      let disc = ComplexBall(
        real: RealBall(midpoint: 1, radius: radius),
        imaginary: RealBall(midpoint: .zero, radius: radius))
      let value = try function(disc, true, 64)
      guard value.isFinite else { continue }
      let regular = EndpointBound(
        constant: value.magnitudeUpperBound, exponent: .zero, logarithms: 0, radius: radius)
      result = try enclosure(
        DoubleExponential.integrate(
          over: .finite(length: .one, zero: zero, end: regular), precision: precision,
          left: function,
          right: {
            try integrand.value(
              at: ComplexBall.one.subtracting($0, precision: $2), analytic: $1, precision: $2)
          }))
      break
    }
    guard let result else {
      throw UncertifiedIntegral(reason: "the integrand may have a singularity near 1")
    }
    let rest = try enclosure(
      GaussLegendre.integrate(
        from: .one, to: ComplexBall(end), precision: precision, function))
    return result.adding(rest, precision: precision)
  }

  private func enclosure(_ result: IntegrationResult) throws -> RealBall {
    switch result {
    case .certified(let value, _): return value.real
    case .undecided(let reason):
      throw UncertifiedIntegral(reason: reason)
    }
  }
}

/// The integral of oscillating terms from a point on.
struct OscillatingTail {
  /// Where the path turns.
  let start: Int
  private let parts: [Part]
  private let level: (amplitude: Integrand, bound: LocalForm.Bound)?
  private let integrand: IntegrandEvaluator
  private let precision: Precision

  private struct Part {
    let amplitude: Integrand
    let isSine: Bool
    /// The phase is shift + frequency t, frequency > 0.
    let shift: RealBall
    let frequency: RealBall
    let bound: LocalForm.Bound
  }

  private static let low: Precision = 64

  /// Nil when some amplitude is not known to decay: like a negative power of t, of an exponent
  /// below -1 where nothing oscillates.
  init?(
    _ terms: [OscillatingTerm], _ integrand: IntegrandEvaluator, radius: Magnitude,
    precision: Precision, constant: (Expression) throws -> CertifiedReal
  ) throws {
    let local = LocalAnalysis(evaluator: integrand, radius: radius, isAtInfinity: true)
    var parts: [Part] = []
    var resting: [Integrand] = []
    for term in terms {
      if term.phase.isZero {
        if !term.isSine { resting.append(term.amplitude) }
        continue
      }
      let (shift, slope) = try term.phase.values(precision: precision + 16) {
        try constant($0).ball(precision: precision + 16)
      }
      guard slope.isCertainlyNonzero,
        let bound = try local.form(term.amplitude).bound, bound.exponent.isPositive
      else { return nil }
      // cos(-p) = cos p and sin(-p) = -sin p.
      let isFlipped = slope.isCertainlyNegative
      let amplitude: Integrand =
        isFlipped && term.isSine
        ? .product([.polynomial(Polynomial(-1)), term.amplitude]) : term.amplitude
      parts.append(
        Part(
          amplitude: amplitude, isSine: term.isSine, shift: isFlipped ? -shift : shift,
          frequency: slope.magnitude, bound: bound))
    }
    if resting.isEmpty {
      level = nil
    } else {
      let amplitude = resting.count > 1 ? Integrand.sum(resting) : resting[0]
      guard let bound = try local.form(amplitude).bound, bound.exponent > 1 else { return nil }
      level = (amplitude, bound)
    }
    // Twice the distance from which the bounds hold.
    guard let reach = local.start.integer(rounding: .up)?.asInt, reach < 1 << 20 else {
      return nil
    }
    start = 2 * reach
    self.parts = parts
    self.integrand = integrand
    self.precision = precision
  }

  func values() throws -> [IntegrationResult] {
    var results = try parts.map(value)
    if let level { results.append(try value(level.amplitude, level.bound)) }
    return results
  }

  /// The term without oscillation: with x = start + t, |x| >= |t|/2 and |x| <= 2 |t| for
  /// |t| >= 2 start.
  private func value(
    _ amplitude: Integrand, _ bound: LocalForm.Bound
  ) throws -> IntegrationResult {
    let zero = EndpointBound(
      constant: Self.supremum(bound), exponent: .zero, logarithms: 0, radius: .powerOfTwo(-1))
    guard let exponent = bound.exponent.ceiling.asInt, exponent < 1 << 20 else {
      return .undecided("the integrand's power is too large")
    }
    let infinity = EndpointBound(
      constant: bound.constant.scaled(byPowerOfTwo: exponent + bound.logarithms),
      exponent: bound.exponent, logarithms: bound.logarithms,
      radius: Magnitude.powerOfTwo(-1 - (Int.bitWidth - start.leadingZeroBitCount)))
    return try DoubleExponential.integrate(
      over: .algebraic(zero: zero, infinity: infinity), precision: precision
    ) { t, analytic, precision in
      try integrand.value(
        amplitude, t.adding(ComplexBall(start), precision: precision), analytic, precision)
    }
  }

  /// An upper bound of |g| for |x| >= 1/radius and |arg x| < pi: of constant y^-e (1 + pi + log y)^k
  /// over all y, which is constant (k/e)^k exp(e (1 + pi) - k), or without logarithms the constant
  /// itself, as |x| > 1.
  private static func supremum(_ bound: LocalForm.Bound) -> Magnitude {
    if bound.logarithms == 0 { return bound.constant }
    let k = RealBall(bound.logarithms)
    let e = RealBall(bound.exponent, precision: low)
    let top = RealBall.pi(precision: low).adding(1, precision: low)
      .multiplied(by: e, precision: low).subtracting(k, precision: low)
      .exponential(precision: low)
    let power = k.divided(by: e, precision: low).power(bound.logarithms, precision: low)
    return bound.constant * top.multiplied(by: power, precision: low).magnitudeUpperBound
  }

  /// With J = integral over s > 0 of g(start + i s/w) e^(-s) = U + i V, the integral of
  /// g(t) e^(i (shift + w t)) from start on is i e^(i p) J/w, p = shift + w start.
  private func value(_ part: Part) throws -> IntegrationResult {
    guard try isPrincipal(part) else {
      return .undecided("the integrand may have a singularity away from the real line")
    }
    var parts: [ComplexBall] = []
    var evaluations = 0
    for isImaginary in [false, true] {
      switch try turned(part, isImaginary: isImaginary) {
      case .certified(let value, let count):
        parts.append(value)
        evaluations += count
      case .undecided(let reason): return .undecided(reason)
      }
    }
    let angle = part.frequency.multiplied(by: start, precision: precision)
      .adding(part.shift, precision: precision)
    let turn = ComplexBall(real: .zero, imaginary: angle).exponential(precision: precision)
    let value = ComplexBall(real: parts[0].real, imaginary: parts[1].real)
      .multiplied(by: turn, precision: precision)
      .multiplied(by: .imaginaryUnit, precision: precision)
      .divided(by: part.frequency, precision: precision)
    return .certified(
      ComplexBall(part.isSine ? value.imaginary : value.real), evaluations: evaluations)
  }

  /// The s beyond which e^(-s) is below anything that counts.
  private var farthest: Int { 2 * precision.bits + 64 }

  /// Whether the amplitude is analytic, its branches principal, along the turned path up to
  /// ``farthest``: so that its values there are those of the continuation from the real line.
  private func isPrincipal(_ part: Part) throws -> Bool {
    let low = Self.low
    let end = RealBall(farthest).divided(by: part.frequency, precision: low)
      .upperBound(precision: low)
    var height = BigFloat.zero
    var step = BigFloat(start).scaled(byPowerOfTwo: -2)
    while height < end {
      let next = BigFloat.adding(height, step, precision: low, rounding: .up)
      let piece = ComplexBall(
        real: RealBall(start), imaginary: .enclosing(lower: height, upper: next, precision: low))
      if try integrand.value(part.amplitude, piece, true, low).isFinite {
        height = next
        step = max(step, height.scaled(byPowerOfTwo: -2))
      } else {
        step = step.scaled(byPowerOfTwo: -1)
        if step < BigFloat(start).scaled(byPowerOfTwo: -10) { return false }
      }
    }
    return true
  }

  /// U or V: e^(-s) times half the sum, or the difference over 2i, of g(start ± i s/w).
  private func turned(_ part: Part, isImaginary: Bool) throws -> IntegrationResult {
    let supremum = Self.supremum(part.bound)
    // For |s| <= w start/2 the point keeps half of its distance.
    let reach = min(
      -1, Magnitude(lowerBound: part.frequency.lowerBound(precision: 64)).exponent - 2)
    let radius = Magnitude.powerOfTwo(reach)
    let zero = EndpointBound(
      constant: supremum * radius.exponential, exponent: .zero, logarithms: 0, radius: radius)
    let decay: @Sendable (Double) -> DecayBound? = { angle in
      // |start + i s/w| >= start cos(angle), which is half of start up to pi/3.
      guard angle <= 1.03125 else { return nil }
      let rate = RealBall(exact: BigFloat(angle)).cosine(precision: 64).lowerBound(precision: 64)
      return DecayBound(
        constant: supremum, exponent: .zero, logarithms: 0, rate: rate, power: 1, start: 1)
    }
    return try DoubleExponential.integrate(
      over: .decaying(zero: zero, decay: decay), precision: precision
    ) { s, analytic, precision in
      if s.isReal, !analytic, RealBall(farthest).isCertainlyLess(than: s.real) {
        let size = (-s.real).exponential(precision: Self.low).magnitudeUpperBound
        return ComplexBall(RealBall(midpoint: .zero, radius: supremum * size))
      }
      let height = s.divided(by: part.frequency, precision: precision)
        .multiplied(by: .imaginaryUnit, precision: precision)
      let center = ComplexBall(start)
      let above = try integrand.value(
        part.amplitude, center.adding(height, precision: precision), analytic, precision)
      let value: ComplexBall
      if s.isReal {
        // The values at conjugate points are conjugate.
        value = ComplexBall(isImaginary ? above.imaginary : above.real)
      } else {
        let below = try integrand.value(
          part.amplitude, center.subtracting(height, precision: precision), analytic, precision)
        value =
          isImaginary
          ? above.subtracting(below, precision: precision).scaled(byPowerOfTwo: -1)
            .multiplied(by: -ComplexBall.imaginaryUnit, precision: precision)
          : above.adding(below, precision: precision).scaled(byPowerOfTwo: -1)
      }
      return value.multiplied(by: (-s).exponential(precision: precision), precision: precision)
    }
  }
}
