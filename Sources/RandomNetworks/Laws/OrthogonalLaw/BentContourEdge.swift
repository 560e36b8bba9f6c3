internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// A bound, for every tau, of what the trapezoid rule on a parabola errs by because of a shifted
/// parabola, or leaves out behind its last node: box after box, then one bound for all that is far.
///
/// Docs/Theory/OrthogonalLaw.md, "Discretization" and "Truncation".
struct BentContourEdge: Sendable {
  private struct Box: Sendable {
    /// A bound of the integrand without e^(s tau), times the length.
    let size: Magnitude
    /// Re s.
    let real: RealBall
  }

  private let boxes: [Box]
  /// For all that is far: a bound of |M|, and Re s where it begins.
  private let far: (size: Magnitude, real: RealBall)
  /// mu U^2.
  private let farGrowth: RealBall
  /// For a sum, a bound of h (2 mu/pi) 2U: one more node next to U.
  private let farNode: Magnitude
  /// 1/(e^(2 pi |v|/h) - 1), or 1 for what is left out.
  private let factor: Magnitude

  private static let precision: Precision = 64

  /// - Parameters:
  ///   - shift: Im u = v.
  ///   - start: where |u| begins.
  ///   - end: behind which the integrand is negligible for the tau that are meant.
  ///   - spacing: the step, for a sum instead of an integral.
  init(
    _ product: BetaProduct, _ values: BetaProduct.Values, _ kind: BetaProduct.Kind,
    parabola: Parabola, shift: Double, from start: Double, to end: Double, spacing: Double?
  ) {
    let precision = BentContourEdge.precision
    // Exact: a shift has 53 bits.
    let real = RealBall(exact: BigFloat(1)).subtracting(
      RealBall(exact: BigFloat(shift)), precision: 128)
    let mu = RealBall(exact: parabola.mu)
    // 2 mu/pi for both halves.
    let scale = mu.scaled(byPowerOfTwo: 1).divided(
      by: .pi(precision: precision), precision: precision
    )
    .magnitudeUpperBound
    let dimension = Double(product.dimension)
    let last =
      max(
        end, (1 - shift).magnitude,
        ((1 - shift) * (1 - shift)
          + (2 * dimension + 2 + parabola.focus.nearestDouble.magnitude)
            / parabola.mu.nearestDouble)
          .squareRoot()) * 1.001
    var boxes: [Box] = []
    var u = start
    while u < last || boxes.isEmpty {
      let width = max(0.03125, u / 16)
      let next = u + width
      let middle = RealBall.enclosing(
        lower: BigFloat(u), upper: BigFloat(next), precision: precision)
      let w = ComplexBall(real: real, imaginary: middle)
      let s = parabola.point(w, precision: precision)
      let length = Magnitude(upperBound: next - u) + Magnitude(upperBound: spacing ?? 0)
      boxes.append(
        Box(
          size: values.bound(kind, over: s) * w.magnitudeUpperBound * length * scale, real: s.real))
      u = next
    }
    self.boxes = boxes
    let w = ComplexBall(real: real, imaginary: RealBall(exact: BigFloat(u)))
    let s = parabola.point(w, precision: precision)
    farGrowth = mu.multiplied(
      by: RealBall(exact: BigFloat(u)).squared(precision: precision), precision: precision)
    farNode = scale * Magnitude(upperBound: 2 * u) * Magnitude(upperBound: spacing ?? 0)
    let isFar =
      s.real.adding(RealBall(product.dimension).scaled(byPowerOfTwo: -1), precision: precision)
      .isCertainlyNegative
      && s.magnitude(precision: precision)
        .subtracting(RealBall(product.dimension), precision: precision).isCertainlyPositive
      && RealBall(exact: BigFloat(u)).subtracting(real.magnitude, precision: precision)
        .isCertainlyPositive
    // Left of 0 the whole parabola has to be left of the pole of 1/s.
    let vertex = parabola.point(ComplexBall(real), precision: precision).real
    let isApart = kind != .lowerTail || vertex.isCertainlyNegative
    far = (
      isFar && isApart ? values.farBound(height: s.imaginary.magnitude) : .infinity, s.real
    )
    guard shift != 0 else {
      factor = .one
      return
    }
    let exponent = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
      .multiplied(by: RealBall(exact: BigFloat(shift.magnitude)), precision: precision)
      .divided(by: RealBall(exact: parabola.step), precision: precision)
    factor = Magnitude.one.divided(
      byLowerBound: exponent.exponential(precision: precision)
        .subtracting(.one, precision: precision).distanceFromZeroLowerBound)
  }

  func bound(_ tau: RealBall) -> Magnitude {
    let precision = BentContourEdge.precision
    func power(_ real: RealBall) -> Magnitude {
      Magnitude.exponential(of: real.multiplied(by: tau, precision: precision))
    }
    var total = Magnitude.zero
    for box in boxes { total += box.size * power(box.real) }
    // Where the bound falls, 2 tau mu U^2 >= 1, a sum is less than the integral and one term.
    let growth = farGrowth.multiplied(by: tau, precision: precision).scaled(byPowerOfTwo: 1)
    guard growth.subtracting(.one, precision: precision).isCertainlyPositive else {
      return .infinity
    }
    // (2 mu/pi) ∫ 2u e^(tau Re s) du = (2/(pi tau)) e^(tau Re s(U)); 2/pi < 1.
    let size = far.size * power(far.real)
    let tail =
      size.divided(byLowerBound: tau.distanceFromZeroLowerBound) + size * farNode
    return (total + tail) * factor
  }
}
