internal import BallArithmetic
internal import Multiprecision

/// One parameter: an exact fraction or a ball. Integers are recognised where they are exact.
enum HypergeometricParameter {
  case rational(Rational)
  case ball(ComplexBall)

  func ball(precision: Precision) -> ComplexBall {
    switch self {
    case .rational(let value): ComplexBall(RealBall(value, precision: precision))
    case .ball(let value): value
    }
  }

  /// Whether no value of the parameter is an integer.
  var isCertainlyNoInteger: Bool {
    switch self {
    case .rational(let value): return !value.isInteger
    case .ball(let value):
      if !value.imaginary.containsZero { return true }
      guard let nearest = value.real.midpoint.integer(rounding: .toNearest) else { return false }
      return value.isFinite && !value.real.contains(nearest)
    }
  }

  static func + (a: Self, b: Self) -> Self {
    if case .rational(let x) = a, case .rational(let y) = b { return .rational(x + y) }
    return .ball(a.exactBall.adding(b.exactBall, precision: 4096))
  }

  static func - (a: Self, b: Self) -> Self {
    if case .rational(let x) = a, case .rational(let y) = b { return .rational(x - y) }
    return .ball(a.exactBall.subtracting(b.exactBall, precision: 4096))
  }

  static let one = HypergeometricParameter.rational(.one)

  private var exactBall: ComplexBall { ball(precision: 4096) }
}

extension HypergeometricParameters {
  var upperParameters: [HypergeometricParameter] { Self.separate(upper) }
  var lowerParameters: [HypergeometricParameter] { Self.separate(lower) }

  private static func separate(_ values: Values) -> [HypergeometricParameter] {
    switch values {
    case .rational(let values): values.map { .rational($0) }
    case .balls(let values): values.map { .ball($0) }
    }
  }

  init(upper: [HypergeometricParameter], lower: [HypergeometricParameter], precision: Precision) {
    func fractions(_ values: [HypergeometricParameter]) -> [Rational]? {
      var result: [Rational] = []
      for value in values {
        guard case .rational(let fraction) = value else { return nil }
        result.append(fraction)
      }
      return result
    }
    if let a = fractions(upper), let b = fractions(lower) {
      self.init(upper: a, lower: b)
    } else {
      self.init(
        upper: upper.map { $0.ball(precision: precision) },
        lower: lower.map { $0.ball(precision: precision) })
    }
  }
}

/// Π Γ(numerators) / Π Γ(denominators); zero where a denominator has a pole.
func gammaQuotient(
  _ numerators: [HypergeometricParameter], _ denominators: [HypergeometricParameter],
  precision: Precision
) -> ComplexBall {
  var result = ComplexBall.one
  for value in denominators {
    if case .rational(let a) = value, a.denominator < 1000, a.magnitude < Rational(4000) {
      if a.isInteger, !a.isPositive { return .zero }
      result = result.divided(
        by: RealBall.gamma(a, precision: precision), precision: precision)
      continue
    }
    let ball = value.ball(precision: precision)
    let factor =
      ball.isReal
      ? ComplexBall(ball.real.reciprocalGamma(precision: precision))
      : ball.reciprocalGamma(precision: precision)
    if factor.isZero { return .zero }
    result = result.multiplied(by: factor, precision: precision)
  }
  for value in numerators {
    if case .rational(let a) = value, a.denominator < 1000, a.magnitude < Rational(4000) {
      result = result.multiplied(
        by: RealBall.gamma(a, precision: precision), precision: precision)
      continue
    }
    let ball = value.ball(precision: precision)
    result = result.multiplied(
      by: ball.isReal
        ? ComplexBall(ball.real.gamma(precision: precision)) : ball.gamma(precision: precision),
      precision: precision)
  }
  return result
}
