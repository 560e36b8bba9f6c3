internal import BallArithmetic
internal import Multiprecision

/// Inexact arguments: the value at the midpoint, and a bound of the change over the ball that is
/// taken on the line through the saddle point, where no digits are lost.
///
/// Docs/Theory/MellinBarnes.md, "Inexact arguments".
extension MeijerGContour {
  func inexactValue(
    at z: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    let result = try inexactValue(at: ComplexBall(z), precision: precision)
    return result.real
  }

  func inexactValue(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    let fine = Precision(clamping: 128 + 2 * z.real.midpoint.exponent.asSize.bitWidthOfMagnitude)
    let center = ComplexBall(
      real: RealBall(exact: z.real.midpoint), imaginary: RealBall(exact: z.imaginary.midpoint))
    if center.isZero { return .unbounded }
    // On both sides of the cut the principal values do not belong together.
    if !z.real.isCertainlyPositive, z.imaginary.containsZero, !z.isReal { return .unbounded }
    // log z over the ball, less that at the midpoint, along a segment that stays in the ball's
    // image: the logarithm is taken relative to the midpoint, where no branch is crossed.
    let ratio = z.divided(by: center, precision: fine)
    let change = ratio.logarithm(precision: fine)
    guard ratio.real.isCertainlyPositive, change.isFinite else { return .unbounded }
    let reach = change.magnitudeUpperBound
    var whole = z.logarithm(precision: fine)
    if whole.isUnbounded || !whole.imaginary.radius.isFinite { return .unbounded }
    if isMirrored { whole = -whole }

    let angle = whole.imaginary.magnitudeUpperBound
    let place = whole.real.approximateDouble
    guard place.isFinite, angle.isFinite else { return .unbounded }
    let planner = LinePlanner(
      transform: product, angle: angle.doubleUpperBound, logarithms: place...place, bits: 64)
    guard let saddle = planner.saddle(place) else {
      let all = RealBall(midpoint: .zero, radius: farBound(whole.real, angle: angle))
      return ComplexBall(real: all, imaginary: z.isReal ? .zero : all)
    }

    // No more bits than the argument has to give.
    let useful = reach.isZero ? precision.bits : max(32, 48 - reach.exponent)
    let inner = Precision(clamping: min(precision.bits, useful))
    let middle =
      z.isReal
      ? ComplexBall(try value(at: center.real, precision: inner))
      : try value(at: center, precision: inner)
    guard let bounds = bounds(over: whole, sigma: BigFloat(planner.point(saddle.parameter)))
    else { return .unbounded }
    let spread = bounds.derivative * reach
    let correction = crossed.isEmpty ? nil : correctionSpread(whole, reach: reach)
    let total = spread + (correction ?? .zero)
    if crossed.isEmpty, bounds.value + middle.magnitudeUpperBound < total {
      // A wide ball: all values are below this bound.
      let all = RealBall(midpoint: .zero, radius: bounds.value)
      return ComplexBall(real: all, imaginary: z.isReal ? .zero : all)
    }
    return z.isReal
      ? ComplexBall(middle.real.addingError(total).rounded(to: precision))
      : middle.addingError(total).rounded(to: precision)
  }

  /// Bounds of the line's integral and of its derivative in log z, for all z whose logarithms are
  /// in the rectangle: ∫ |M(s) z^-s| ds/2 pi and ∫ |s M(s) z^-s| ds/2 pi.
  private func bounds(
    over logarithm: ComplexBall, sigma: BigFloat
  ) -> (value: Magnitude, derivative: Magnitude)? {
    let angle = logarithm.imaginary.magnitudeUpperBound
    let wide = Precision(clamping: 160 + 2 * sigma.exponent.asSize)
    guard product.contains(sigma), var line = product.majorant(at: sigma, precision: wide)
    else { return nil }
    line.growth = line.growth.adding(
      RealBall(exact: BigFloat(angle)), precision: LineMajorant.precision)
    let first = line.integralUpperBound()
    guard first.isFinite, !first.isZero else { return nil }
    // t <= (1/ε) e^(ε t - 1) < (1/ε) e^(ε t) with ε = 1/(2 I): a width or so.
    let rate = Magnitude.one.divided(byLowerBound: first.scaled(byPowerOfTwo: 1))
    line.growth = line.growth.adding(
      RealBall(exact: BigFloat(rate)), precision: LineMajorant.precision)
    let second = line.integralUpperBound()
    guard second.isFinite else { return nil }
    let exponent = line.scale.subtracting(
      logarithm.real.multiplied(by: RealBall(exact: sigma), precision: wide), precision: wide)
    let size = Magnitude.exponential(of: exponent)
    // 1/pi < 1/2: both halves of the line.
    let half = size.scaled(byPowerOfTwo: -1)
    let moment =
      first * Magnitude(upperBound: sigma)
      + second.divided(byLowerBound: rate)
    return (half * first, half * moment)
  }

  /// A bound of the change of the residues' sum over the rectangle: |f'| times the reach.
  private func correctionSpread(_ logarithm: ComplexBall, reach: Magnitude) -> Magnitude {
    let middle = ComplexBall(
      real: RealBall(exact: logarithm.real.midpoint),
      imaginary: RealBall(exact: logarithm.imaginary.midpoint))
    let whole = correction(logarithm, precision: 96)
    let center = correction(middle, precision: 160)
    let difference = whole.subtracting(center, precision: 96)
    return difference.magnitudeUpperBound
  }
}
