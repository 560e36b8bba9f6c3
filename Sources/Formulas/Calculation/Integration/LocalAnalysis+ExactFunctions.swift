internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Meijer G functions and hypergeometric functions near an end.
extension LocalAnalysis {
  private static let precision = LocalForm.precision

  func exact(_ index: Int, _ argument: Integrand) throws -> LocalForm {
    let g = try form(argument)
    switch evaluator.integrand.functions[index] {
    case .meijerG(let function):
      if let leading = g.leading, leading.exponent.isNegative, function.p == function.q,
        function.m + function.n > function.p, let mirrored = function.mirrored
      {
        return meijerG(mirrored, g.reciprocal)
      }
      return meijerG(function, g)
    case .hypergeometric(let function): return hypergeometric(function, g)
    case .confluentU, .polygamma: return .unknown
    }
  }

  /// Where g = c t^m (1 + eta) tends to 0, c > 0, from the bounds of G on every sheet and
  /// |log g| <= |log c| + m |log t| + log 2.
  private func meijerG(_ function: MeijerG, _ g: LocalForm) -> LocalForm {
    guard let leading = g.leading, leading.exponent.isPositive,
      leading.coefficient.isCertainlyPositive, leading.deviation <= .powerOfTwo(-1),
      let supremum = g.supremum(radius: radius), supremum <= Magnitude(16),
      let bounds = function.bounds(within: supremum)
    else { return .unknown }
    let level = leading.coefficient.logarithm(precision: Self.precision).magnitudeUpperBound
    let logarithm = max(level + Magnitude(2), Magnitude(upperBound: leading.exponent))
    let forms = bounds.map { bound in
      var power = g.power(bound.exponent)
      power.leading = nil
      return LocalForm.product(
        power,
        LocalForm(
          bound: .init(
            constant: bound.constant * logarithm.power(UInt(bound.logarithms)), exponent: .zero,
            logarithms: bound.logarithms), leading: nil))
    }
    return .sum(forms, radius: radius)
  }

  /// Where g tends to 0: the function is analytic around 0, with the value 1, and the modulus is at
  /// most that of its ball over the disc of the |g|.
  private func hypergeometric(_ function: Hypergeometric, _ g: LocalForm) -> LocalForm {
    guard let supremum = g.supremum(radius: radius), supremum < .powerOfTwo(-1) else {
      return .unknown
    }
    let disc = ComplexBall(
      real: RealBall(midpoint: .zero, radius: supremum),
      imaginary: RealBall(midpoint: .zero, radius: supremum))
    let value = ExactFunction.hypergeometric(function)
      .value(at: disc, analytic: true, precision: Self.precision)
    guard value.isFinite else { return .unknown }
    return LocalForm(
      leading: .init(
        coefficient: .one, exponent: .zero,
        deviation: value.subtracting(.one, precision: Self.precision).magnitudeUpperBound))
  }
}

extension MeijerG {
  /// The function H with G(z) = H(1/z) (DLMF 16.19.1).
  fileprivate var mirrored: MeijerG? {
    try? MeijerG(
      upper: leadingLower.map { 1 - $0 }, trailingLower.map { 1 - $0 },
      lower: leadingUpper.map { 1 - $0 }, trailingUpper.map { 1 - $0 })
  }
}
