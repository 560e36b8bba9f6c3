internal import BallArithmetic
internal import Multiprecision
internal import RealModule

// Large parameters, real and positive. Proofs: Docs/Theory/SaddlePoint.md and
// Docs/Theory/Hypergeometric.md, "Around the largest term".

extension HypergeometricEvaluation {
  /// Below it the connection formulas and the series are at their best.
  private static let largeParameter = 128.0

  /// 2F1 by Euler's integral or the terms around the largest one; nil for small parameters, and
  /// where neither applies or another method costs less.
  func largeGauss(at z: ComplexBall, bits: Int) -> ComplexBall? {
    guard z.isReal, let (a, b, c) = largeTriple else { return nil }
    if let value = eulerIntegral(a, b, c, z.real, bits: bits) { return ComplexBall(value) }
    let precision = Precision(clamping: bits)
    let (low, high) = z.real.endpoints(precision: precision)
    guard let below = large(low.exactRational, a, b, c, bits: bits) else { return nil }
    if z.isExact { return ComplexBall(below) }
    // F rises with z: its terms are positive for z > 0, and for z < 0 and a parameter b between 0
    // and c the integrand of Euler's integral rises.
    guard low.signum() == high.signum(), a.isPositive, b.isPositive,
      let above = large(high.exactRational, a, b, c, bits: bits)
    else { return nil }
    return ComplexBall(below.union(above, precision: precision))
  }

  /// The same at a fraction.
  func largeGauss(at x: Rational, bits: Int) -> RealBall? {
    guard let (a, b, c) = largeTriple else { return nil }
    let size = Int(Double.log2(max(a, b, c).nearestDouble.magnitude + 2))
    let ball = RealBall(x, precision: Precision(clamping: bits + 2 * size + 64))
    return eulerIntegral(a, b, c, ball, bits: bits) ?? large(x, a, b, c, bits: bits)
  }

  private var largeTriple: (a: Rational, b: Rational, c: Rational)? {
    guard let (upper, lower) = parameters.rational, upper.count == 2, lower.count == 1,
      (upper + lower).contains(where: { abs($0.nearestDouble) > Self.largeParameter })
    else { return nil }
    return (upper[0], upper[1], lower[0])
  }

  /// The terms around the largest one, after Pfaff's transformation for a negative argument.
  private func large(
    _ x: Rational?, _ a: Rational, _ b: Rational, _ c: Rational, bits: Int
  ) -> RealBall? {
    guard let x else { return nil }
    if x.isPositive { return PeakSeries.value(upper: [a, b], lower: [c], argument: x, bits: bits) }
    // (1 - z)^-a F(a, c - b; c; z/(z - 1)).
    for (first, second) in [(a, b), (b, a)] where (c - second).isPositive && first.isPositive {
      guard
        let value = PeakSeries.value(
          upper: [first, c - second], lower: [c], argument: -x / (.one - x), bits: bits)
      else { continue }
      let precision = Precision(
        clamping: bits + 24 + Int(Double.log2(abs(first.nearestDouble) + 2)))
      let power = RealBall(.one - x, precision: precision)
        .power(RealBall(-first, precision: precision), precision: precision)
      return value.multiplied(by: power, precision: Precision(clamping: bits + 16))
    }
    return nil
  }

  /// Γ(c)/(Γ(b) Γ(c - b)) ∫ y^b (1 + y)^(a - c) (1 + (1 - z) y)^(-a) dy/y over y > 0, for
  /// 0 < a, b < c and z < 1 (DLMF 15.6.1 with t = y/(1 + y)).
  private func eulerIntegral(
    _ a: Rational, _ b: Rational, _ c: Rational, _ z: RealBall, bits: Int
  ) -> RealBall? {
    guard a.isPositive, b.isPositive, a < c, b < c else { return nil }
    let size = Int(Double.log2(c.nearestDouble + 2))
    let precision = Precision(clamping: bits + 2 * size + 64)
    let rest = RealBall.one.subtracting(z, precision: precision)
    guard rest.isCertainlyPositive else { return nil }
    func ball(_ value: Rational) -> RealBall { RealBall(value, precision: precision) }
    guard
      let integral = SaddleIntegral(
        slope: ball(b), growing: .zero, falling: .zero,
        factors: [(ball(c - a), .one), (ball(a), rest)]),
      integral.cost(bits: bits) < HypergeometricCost.limit,
      let value = integral.value(bits: bits + 8)
    else { return nil }
    let factor = ball(c).logGamma(precision: precision)
      .subtracting(ball(b).logGamma(precision: precision), precision: precision)
      .subtracting(ball(c - b).logGamma(precision: precision), precision: precision)
      .exponential(precision: precision)
    return value.multiplied(by: factor, precision: Precision(clamping: bits + 16))
  }
}

extension PeakSeries {
  /// Terms up to this index are as well summed from the first one.
  private static let smallPeak = 1000

  /// The sum where its largest term is far from the first, and it is not out of reach.
  static func value(
    upper: [Rational], lower: [Rational], argument: Rational, bits: Int
  ) -> RealBall? {
    guard let series = PeakSeries(upper: upper, lower: lower, argument: argument),
      series.isFar, series.cost(bits: bits) < HypergeometricCost.limit
    else { return nil }
    return series.sum(bits: bits)
  }

  private var isFar: Bool { peak > PeakSeries.smallPeak }
}
