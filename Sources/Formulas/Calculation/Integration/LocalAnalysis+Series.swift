internal import Algebra
internal import BallArithmetic
internal import Multiprecision

/// The leading form of what vanishes at t = 0 by cancellation, as 1 - cos t, from its exact Taylor
/// coefficients. `Docs/Theory/Quadrature.md`, "Majorants from Taylor coefficients".
extension LocalAnalysis {
  private static let order = 16

  func seriesForm(_ tree: Integrand) throws -> LocalForm? {
    switch tree {
    case .sum, .call: break
    default: return nil
    }
    guard !isAtInfinity, let series = try series(tree),
      let first = series.coefficients.firstIndex(where: { !$0.isZero }), first > 0
    else { return nil }
    // The disc of 16 times the radius lies in the square.
    let outer = radius.scaled(byPowerOfTwo: 4)
    let square = ComplexBall(
      real: RealBall(midpoint: .zero, radius: outer),
      imaginary: RealBall(midpoint: .zero, radius: outer))
    let value = try evaluator.value(tree, square, true, LocalForm.precision)
    guard value.isFinite else { return nil }
    let lead = RealBall(series[first], precision: LocalForm.precision)
    // sum |c_j| r^j over the known ones, and 2 M 16^(-order) for the others.
    var rest = value.magnitudeUpperBound.scaled(byPowerOfTwo: 1 - 4 * Self.order)
    for power in (first + 1)..<Self.order {
      rest += Magnitude(upperBound: series[power].magnitude) * radius.power(UInt(power))
    }
    let deviation = rest.divided(
      byLowerBound: Magnitude(
        lowerBound: BigFloat(radius).power(Integer(first), precision: 64, rounding: .down).value)
    ).divided(byLowerBound: lead.distanceFromZeroLowerBound)
    guard deviation < .one else { return nil }
    return LocalForm(
      leading: .init(coefficient: lead, exponent: Rational(first), deviation: deviation))
  }

  private typealias Series = TruncatedPowerSeries<Rational>

  private func constant(_ value: Rational) -> Series {
    Series(constant: value, order: Self.order)
  }

  /// The exact Taylor polynomial; nil when some coefficient is not seen to be a fraction.
  private func series(_ tree: Integrand) throws -> TruncatedPowerSeries<Rational>? {
    switch tree {
    case .constant(let index): return try evaluator.exactConstant(index).map { constant($0) }
    case .polynomial(let polynomial):
      let count = min(polynomial.degree + 1, Self.order)
      return Series((0..<count).map { polynomial[$0] }, order: Self.order)
    case .sum(let terms):
      var sum = constant(.zero)
      for term in terms {
        guard let next = try series(term) else { return nil }
        sum = sum + next
      }
      return sum
    case .product(let factors):
      var product = constant(.one)
      for factor in factors {
        guard let next = try series(factor) else { return nil }
        product = product * next
      }
      return product
    case .quotient(let top, let bottom):
      guard let numerator = try series(top), let divisor = try series(bottom),
        let inverse = try? divisor.reciprocal()
      else { return nil }
      return numerator * inverse
    case .power(let base, let exponent):
      return try series(base).flatMap { try? $0.power(exponent) }
    case .generalPower, .exact: return nil
    case .call(let name, let arguments):
      guard arguments.count == 1, let inner = try series(arguments[0]) else { return nil }
      return try? call(name, inner)
    }
  }

  private func call(_ name: String, _ g: Series) throws -> Series? {
    if name == "log" { return try g.logarithm() }
    guard g[0].isZero else { return nil }
    let one = constant(.one)
    let half = Rational(numerator: 1, nonzeroDenominator: 2)
    /// The integral of g' (1 + sign g^2)^power.
    func inverse(_ sign: Rational, _ power: Rational) throws -> Series {
      let factor = try (one + (g * g).scaled(by: sign)).power(power)
      return (g.derivative * factor).integral.truncated(to: Self.order)
    }
    switch name {
    case "exp": return try g.exponential()
    case "expm1": return try g.exponential() - one
    case "sinh":
      return (try g.exponential() - g.scaled(by: -1).exponential()).scaled(by: half)
    case "cosh":
      return (try g.exponential() + g.scaled(by: -1).exponential()).scaled(by: half)
    case "tanh":
      let square = try g.scaled(by: 2).exponential()
      return (square - one) * (try (square + one).reciprocal())
    case "sin": return try Self.sine.composed(with: g)
    case "cos": return try Self.cosine.composed(with: g)
    case "tan": return try Self.sine.composed(with: g) * Self.cosine.composed(with: g).reciprocal()
    case "atan": return try inverse(1, -1)
    case "atanh": return try inverse(-1, -1)
    case "asin": return try inverse(-1, -half)
    case "asinh": return try inverse(1, -half)
    default: return nil
    }
  }

  private static let sine = trigonometric(isSine: true)
  private static let cosine = trigonometric(isSine: false)

  private static func trigonometric(isSine: Bool) -> Series {
    var coefficients: [Rational] = []
    var inverseFactorial = Rational.one
    for n in 0..<order {
      if n > 0 {
        inverseFactorial =
          inverseFactorial * Rational(numerator: 1, nonzeroDenominator: Integer(n))
      }
      let isPresent = (n % 2 == 1) == isSine
      coefficients.append(isPresent ? (n % 4 < 2 ? inverseFactorial : -inverseFactorial) : .zero)
    }
    return Series(coefficients)
  }
}
