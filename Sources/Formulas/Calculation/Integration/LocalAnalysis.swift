internal import Algebra
internal import BallArithmetic
internal import Multiprecision

/// Derives the behaviour of an integrand near an end of its interval from its parts.
struct LocalAnalysis {
  let evaluator: IntegrandEvaluator
  /// At most 1/2, a power of two.
  let radius: Magnitude
  /// Whether t = 1/x towards infinity.
  let isAtInfinity: Bool

  private static let precision = LocalForm.precision

  /// Towards infinity, the |x| from which the forms hold.
  var start: BigFloat {
    BigFloat.dividing(1, BigFloat(radius), precision: 64, rounding: .up)
  }

  func form(_ tree: Integrand) throws -> LocalForm {
    let structural = try structuralForm(tree)
    if structural.leading != nil { return structural }
    let regular = try regularForm(tree)
    if regular.bound == nil { return structural }
    if regular.leading != nil { return regular }
    if let series = try seriesForm(tree) { return series }
    // Of two bounds the one that falls faster towards the end.
    if let bound = structural.bound, !bound.exponent.isNegative { return structural }
    return regular
  }

  /// What an enclosure over the disc |t| <= radius says, where the function is analytic there.
  private func regularForm(_ tree: Integrand) throws -> LocalForm {
    if isAtInfinity { return .unknown }
    let disc = ComplexBall(
      real: RealBall(midpoint: .zero, radius: radius),
      imaginary: RealBall(midpoint: .zero, radius: radius))
    let value = try evaluator.value(tree, disc, true, Self.precision)
    guard value.isFinite else { return .unknown }
    let size = value.magnitudeUpperBound
    var result = LocalForm(
      bound: .init(constant: size, exponent: .zero, logarithms: 0), leading: nil)
    let center = try evaluator.value(tree, .zero, true, Self.precision)
    if center.isReal, center.real.isCertainlyNonzero {
      let spread = value.subtracting(center, precision: Self.precision).magnitudeUpperBound
      let deviation = spread.divided(
        byLowerBound: center.real.distanceFromZeroLowerBound)
      if deviation < .one {
        result.leading = .init(
          coefficient: center.real, exponent: .zero, deviation: deviation)
      }
    }
    return result
  }

  private func structuralForm(_ tree: Integrand) throws -> LocalForm {
    switch tree {
    case .constant(let index):
      return LocalForm(
        constant: try evaluator.constant(index, precision: Self.precision))
    case .polynomial(let polynomial): return form(polynomial)
    case .sum(let terms): return .sum(try terms.map(form), radius: radius)
    case .product(let factors):
      return try factors.map(form).reduce(LocalForm(constant: .one), LocalForm.product)
    case .quotient(let top, let bottom):
      return .product(try form(top), try form(bottom).reciprocal)
    case .power(let base, let exponent): return try form(base).power(exponent)
    case .generalPower(let base, let exponent):
      return try generalPower(base, exponent)
    case .call(let name, let arguments): return try call(name, arguments)
    case .exact(let index, let argument): return try exact(index, argument)
    }
  }

  /// c_m t^m (1 + sum_(j > m) c_j/c_m t^(j - m)), and with t = 1/x the same from the other end.
  private func form(_ polynomial: Polynomial) -> LocalForm {
    let powers = (0...polynomial.degree).filter { !polynomial[$0].isZero }
    guard let first = isAtInfinity ? powers.last : powers.first else {
      return LocalForm(constant: .zero)
    }
    let lead = RealBall(polynomial[first], precision: Self.precision)
    var rest = Magnitude.zero
    for power in powers where power != first {
      rest +=
        Magnitude(upperBound: polynomial[power])
        * radius.power(UInt((power - first).magnitude))
    }
    let exponent = Rational(isAtInfinity ? -first : first)
    let deviation = rest.divided(byLowerBound: lead.distanceFromZeroLowerBound)
    var result = LocalForm(
      leading: .init(coefficient: lead, exponent: exponent, deviation: deviation))
    result.bound = .init(
      constant: lead.magnitudeUpperBound + rest, exponent: exponent, logarithms: 0)
    return result
  }

  /// base^p for a p that is no fraction: a constant enclosure.
  private func generalPower(_ base: Integrand, _ exponent: Integrand) throws -> LocalForm {
    guard case .constant(let index) = exponent, let leading = try form(base).leading,
      leading.coefficient.isCertainlyPositive, leading.deviation < .one
    else { return .unknown }
    let p = try evaluator.constant(index, precision: Self.precision)
    // t^(m p): the exponent rounded down, as |t| < 1.
    let exact = RealBall(leading.exponent, precision: Self.precision)
      .multiplied(by: p, precision: Self.precision).lowerBound(precision: 64)
    guard let least = exact.exactRational else { return .unknown }
    let gap = RealBall(exact: BigFloat(Magnitude.one.subtractingRoundedDown(leading.deviation)))
    let spread = (-gap.logarithm(precision: Self.precision))
      .multiplied(by: p.magnitude, precision: Self.precision).exponential(precision: Self.precision)
    let size = leading.coefficient.power(p, precision: Self.precision).magnitudeUpperBound
    return LocalForm(
      bound: .init(
        constant: size * spread.magnitudeUpperBound, exponent: least, logarithms: 0),
      leading: nil)
  }
}
