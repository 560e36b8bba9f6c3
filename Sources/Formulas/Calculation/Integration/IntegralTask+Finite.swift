internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import Quadrature

/// Integrals between finite bounds.
extension IntegralTask {
  /// Where one rule is not enough the interval is split or the variable changed.
  func finite(
    _ lower: Expression, _ upper: Expression, length: CertifiedReal
  ) throws -> CertifiedReal {
    do {
      return try wholeFinite(lower, upper, length: length)
    } catch let error as UncertifiedIntegral where !error.isFinal {
      guard let value = try otherwise(lower, upper, length: length) else { throw error }
      return value
    }
  }

  /// By one rule over the interval.
  func wholeFinite(
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
      // The larger end with as many bits behind the point as the smaller one.
      let bounds = try [lower, upper].map { try evaluator.value(of: $0) }
      let sizes = bounds.map { $0.ball(precision: 64).magnitudeUpperBound }
        .filter { !$0.isZero }.map(\.exponent)
      let gap = min((sizes.max() ?? 0) - (sizes.min() ?? 0), 1 << 14)
      let ends = bounds.map { ComplexBall($0.ball(precision: precision + 16 + gap)) }
      let result = try GaussLegendre.integrate(
        from: ends[0], to: ends[1], precision: precision,
        limits: IntegrationLimits(depth: Self.largestDepth)
      ) { point, analytic, precision in
        try whole.value(at: point, analytic: analytic, precision: precision)
      }
      // The rule bisects as far as there is a use.
      return try certified(result, isFinal: true)
    }
    // In units of a power of two near the length, so that the bounds at the ends reach far.
    let unit = size.midpoint.exponent
    let isOrdinary = abs(unit) < 5
    let step = isOrdinary ? Rational.one : Rational.power(ofTwo: unit)
    let (near, far) = isOrdinary ? (left, right) : (try local(lower, step), try local(upper, -step))
    let scaled = isOrdinary ? size : size.scaled(byPowerOfTwo: -unit)
    let least = isOrdinary ? reach : -4
    let zero = try endpoint(near, least, place: lower)
    let end = try endpoint(far, least, place: upper)
    let result = try DoubleExponential.integrate(
      over: .finite(length: scaled, zero: zero, end: end), precision: precision,
      left: { try near.value(at: $0, analytic: $1, precision: $2) },
      right: { try far.value(at: $0, analytic: $1, precision: $2) })
    return try certified(result, step: step)
  }

  /// Bisections reach from the largest to the smallest scale that integrands have in practice.
  private static let largestDepth = 1200

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
    for shift in [0, 3, 6, 12, 24, 48, 96, 192, 400] {
      let radius = Magnitude.powerOfTwo(reach - shift)
      let disc = ComplexBall(
        real: RealBall(midpoint: .zero, radius: radius),
        imaginary: RealBall(midpoint: .zero, radius: radius))
      if try evaluator.value(at: disc, analytic: true, precision: 64).isFinite { return true }
    }
    return false
  }

  /// The behaviour at a finite end.
  func endpoint(
    _ evaluator: IntegrandEvaluator, _ reach: Int, place: Expression
  ) throws -> EndpointBound {
    var divergent: LocalForm.Leading?
    for shift in Array(0..<12) + [14, 18, 24, 32, 48, 64, 96] {
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
      throw DivergentIntegral(
        place: "\(variable) = \(text)",
        behaviour: ": the integrand grows there like the distance to the power \(power)")
    }
    if try isWithoutValue(evaluator, reach) {
      throw CalculationError(
        .noAnswer,
        "the integrand has no real value, or none that is computed, next to \(variable) = \(text)",
        range: range)
    }
    throw UncertifiedIntegral(
      reason: "the behaviour of the integrand at \(variable) = \(text) is not known")
  }

  /// Whether the integrand has no finite value at any of a few points next to the end.
  private func isWithoutValue(_ evaluator: IntegrandEvaluator, _ reach: Int) throws -> Bool {
    for shift in [0, 1, 3, 6, 10] {
      let point = ComplexBall(
        RealBall(exact: BigFloat(mantissa: 1, exponent: reach - shift)))
      if try evaluator.value(at: point, analytic: false, precision: 64).isFinite { return false }
    }
    return true
  }
}
