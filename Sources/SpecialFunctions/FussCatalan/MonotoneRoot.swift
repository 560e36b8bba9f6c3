internal import BallArithmetic
internal import Multiprecision

/// The certified solution of f(v) = target for an increasing f on (0, 2].
///
/// Newton's iteration on the logarithm of v finds a number close to the root, at a precision that
/// grows with its accuracy; an interval Newton step then proves an enclosure. Proof:
/// Docs/Theory/FussCatalan.md, "The certified inversion".
struct MonotoneRoot {
  /// f at an exact number, with about the asked relative accuracy.
  let value: (RealBall, Precision) -> RealBall
  /// An enclosure of f' over a ball.
  let slope: (RealBall, Precision) -> RealBall
  /// Whether the steps compare f itself with the target, because f is a logarithm already, or the
  /// logarithms of f and of the target.
  let isLogarithm: Bool
  /// The target at a precision.
  let target: (Precision) -> RealBall

  private static let largestIterations = 200

  /// An enclosure with about `precision` relative bits; nil when none was found.
  func enclosure(precision: Precision) -> RealBall? {
    guard var v = approximation(bits: precision.bits / 2 + 8) else { return nil }
    let aim = target(precision + 8)
    var best: RealBall?
    for _ in 0..<4 {
      v = BigFloat(v, precision: precision + 8, rounding: .toNearest)
      let center = RealBall(exact: v)
      let residual = value(center, precision + 8).subtracting(aim, precision: precision + 8)
      guard let steepness = positive(slope(center, 64)) else { return best }
      let reach = residual.magnitudeUpperBound.divided(byLowerBound: steepness)
      // Wider than the rounding of the result below: a residual may be zero.
      let piece = center.addingError(
        reach.scaled(byPowerOfTwo: 1) + Magnitude.powerOfTwo(v.exponent - precision.bits + 2))
      guard piece.isCertainlyPositive,
        piece.upperBound(precision: 64) <= RaneyCurve.largestVariable
      else { return best }
      let derivative = slope(piece, Precision(clamping: precision.bits / 2 + 40))
      let result = center.subtracting(
        residual.divided(by: derivative, precision: precision), precision: precision)
      // The root is in the result when the result is in the piece that the derivative is of.
      if result.isFinite, piece.contains(result) {
        if let known = best, known.radius <= result.radius { return known }
        best = result
        if result.relativeAccuracyBits >= precision.bits - 4 { return result }
      }
      v = result.isFinite && result.midpoint.isPositive ? result.midpoint : v
    }
    return best
  }

  private func positive(_ ball: RealBall) -> Magnitude? {
    ball.isFinite && ball.isCertainlyPositive ? ball.distanceFromZeroLowerBound : nil
  }

  /// A number that is expected, not proven, to have so many correct bits.
  private func approximation(bits: Int) -> BigFloat? {
    var v: BigFloat = 1
    var (low, high): (BigFloat?, BigFloat?) = (nil, nil)
    var working: Precision = 64
    var accurate = 0
    for _ in 0..<MonotoneRoot.largestIterations {
      v = BigFloat(v, precision: working, rounding: .toNearest)
      let center = RealBall(exact: v)
      guard let (residual, rate) = logarithmicResidual(center, precision: working) else {
        return nil
      }
      // Bounds of the root are proven ones, not the sign of a rounding error.
      if residual.isCertainlyNegative { low = v }
      if residual.isCertainlyPositive { high = v }
      let step = residual.divided(by: rate, precision: working).midpoint
      // Quadratic convergence, as far as the rounding errors of the residual allow.
      let rounding = working.bits - 12
      accurate = step.isZero ? rounding : max(0, min(-2 * step.exponent - 12, rounding))
      v = next(v, step: step, low: low, high: high, precision: working)
      if accurate >= bits { return v }
      if accurate > 40 { working = Precision(clamping: min(2 * accurate, bits) + 32) }
    }
    return nil
  }

  /// y = log f(v) - log target and dy/dlog v; without the outer logarithms when f is one.
  private func logarithmicResidual(
    _ v: RealBall, precision: Precision
  ) -> (RealBall, RealBall)? {
    let height = value(v, precision)
    let aim = target(precision)
    let rate = slope(v, precision).multiplied(by: v, precision: precision)
    let result =
      isLogarithm
      ? (height.subtracting(aim, precision: precision), rate)
      : (
        height.divided(by: aim, precision: precision).logarithm(precision: precision),
        rate.divided(by: height, precision: precision)
      )
    return result.0.isFinite && result.1.isFinite && result.1.midpoint.isPositive ? result : nil
  }

  /// v e^(-step), kept between the bounds that are known and below the end of the domain.
  private func next(
    _ v: BigFloat, step: BigFloat, low: BigFloat?, high: BigFloat?, precision: Precision
  ) -> BigFloat {
    let factor = (-step).exponential(precision: precision, rounding: .toNearest).value
    let moved = BigFloat.multiplying(v, factor, precision: precision)
    let ceiling = high ?? MonotoneRoot.ceiling
    if moved.isFinite, moved.isPositive, moved <= ceiling, low.map({ $0 <= moved }) ?? true {
      return moved
    }
    guard let low else {
      return moved > ceiling ? ceiling : v.scaled(byPowerOfTwo: -1)
    }
    // Half-way on the logarithmic scale.
    return BigFloat.multiplying(low, ceiling, precision: precision)
      .squareRoot(precision: precision, rounding: .toNearest).value
  }

  /// 15/8, short of the end of the domain.
  private static let ceiling = BigFloat(mantissa: 15, exponent: -3)
}
