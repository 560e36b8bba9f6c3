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
    // As fine as the ball is: the change of the residues is a difference.
    let sharpness = min(max(0, z.relativeAccuracyBits), 2 * precision.bits + 64)
    let fine = Precision(
      clamping: 128 + sharpness + 2 * z.real.midpoint.exponent.asSize.bitWidthOfMagnitude)
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
    // Only for positive arguments is the function real.
    let isReal = z.isReal && z.real.isCertainlyPositive
    guard let saddle = planner.saddle(place) else {
      let all = RealBall(midpoint: .zero, radius: farBound(whole.real, angle: angle))
      return ComplexBall(real: all, imaginary: isReal ? .zero : all)
    }

    // No more bits than the argument has to give.
    let useful = reach.isZero ? precision.bits : max(32, 48 - reach.exponent)
    let inner = Precision(clamping: min(precision.bits, useful))
    let middle =
      isReal
      ? ComplexBall(try value(at: center.real, precision: inner))
      : try value(at: center, precision: inner)
    guard
      let integrals = LineIntegrals(
        product, sigma: BigFloat(planner.point(saddle.parameter)), angle: angle)
    else { return .unbounded }
    let bounds = integrals.bounds(at: whole.real)
    let spread = bounds.derivative * reach
    let total =
      spread + (crossed.isEmpty ? .zero : correctionSpread(whole, center: center, precision: fine))
    if crossed.isEmpty, bounds.value + middle.magnitudeUpperBound < total {
      // A wide ball: all values are below this bound.
      let all = RealBall(midpoint: .zero, radius: bounds.value)
      return ComplexBall(real: all, imaginary: isReal ? .zero : all)
    }
    return isReal
      ? ComplexBall(middle.real.addingError(total).rounded(to: precision))
      : middle.addingError(total).rounded(to: precision)
  }

  /// The values at positive arguments that are balls, from those at their midpoints; the bounds are
  /// taken on lines that near arguments share.
  func spread(
    _ middles: [RealBall], over grid: [RealBall], precision: Precision
  ) throws(SpecialFunctionError) -> [RealBall] {
    var lines: [Double: LineIntegrals?] = [:]
    var result = middles
    for (index, z) in grid.enumerated() where !z.isExact {
      let place = logarithm(of: z, bits: 128)
      let estimate = place.approximateDouble
      guard crossed.isEmpty, z.isCertainlyPositive, estimate.isFinite else {
        result[index] = try inexactValue(at: z, precision: precision)
        continue
      }
      let reach = z.divided(by: RealBall(exact: z.midpoint), precision: 128)
        .logarithm(precision: 128).magnitudeUpperBound
      let planner = LinePlanner(
        transform: product, angle: 0, logarithms: estimate...estimate, bits: 64)
      guard let saddle = planner.saddle(estimate) else {
        result[index] = try inexactValue(at: z, precision: precision)
        continue
      }
      // Lines so near to each other are equally good.
      let parameter = (saddle.parameter * 8).rounded() / 8
      if lines[parameter] == nil {
        lines[parameter] = LineIntegrals(
          product, sigma: BigFloat(planner.point(parameter)), angle: .zero)
      }
      let change = lines[parameter]??.bounds(at: place).derivative ?? .infinity
      let total = change * reach
      result[index] =
        total.scaled(byPowerOfTwo: 8) < middles[index].distanceFromZeroLowerBound
        ? middles[index].addingError(total).rounded(to: precision)
        : try inexactValue(at: z, precision: precision)
    }
    return result
  }

  /// A bound of the change of the residues' sum from the argument's midpoint to any point of its
  /// ball. The logarithm of the midpoint is not the midpoint of the logarithms.
  private func correctionSpread(
    _ logarithm: ComplexBall, center: ComplexBall, precision: Precision
  ) -> Magnitude {
    let middle = center.logarithm(precision: precision + 64)
    return correction(logarithm, precision: precision)
      .subtracting(
        correction(isMirrored ? -middle : middle, precision: precision + 32), precision: precision
      )
      .magnitudeUpperBound
  }
}

/// Bounds of ∫_0^∞ |M(sigma + it)| e^(angle t) dt and of the same with a factor t.
///
/// Docs/Theory/MellinBarnes.md, "Inexact arguments".
private struct LineIntegrals {
  private let sigma: BigFloat
  private let scale: RealBall
  private let integral: Magnitude
  private let moment: Magnitude
  private let precision: Precision

  init?(_ product: GammaProduct, sigma: BigFloat, angle: Magnitude) {
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
    self.sigma = sigma
    scale = line.scale
    integral = first
    moment = first * Magnitude(upperBound: sigma) + second.divided(byLowerBound: rate)
    precision = wide
  }

  /// Bounds of the line's integral and of its derivative in log z, for all z with such a log |z|:
  /// ∫ |M(s) z^-s| ds/2 pi and ∫ |s M(s) z^-s| ds/2 pi.
  func bounds(at logarithm: RealBall) -> (value: Magnitude, derivative: Magnitude) {
    let exponent = scale.subtracting(
      logarithm.multiplied(by: RealBall(exact: sigma), precision: precision),
      precision: precision)
    // 1/pi < 1/2: both halves of the line.
    let half = Magnitude.exponential(of: exponent).scaled(byPowerOfTwo: -1)
    return (half * integral, half * moment)
  }
}
