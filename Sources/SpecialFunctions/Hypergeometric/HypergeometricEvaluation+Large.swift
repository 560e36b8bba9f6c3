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
    guard z.isReal, let (upper, lower) = parameters.rational, upper.count == 2, lower.count == 1
    else { return nil }
    let (a, b, c) = (upper[0], upper[1], lower[0])
    guard [a, b, c].contains(where: { abs($0.nearestDouble) > Self.largeParameter }) else {
      return nil
    }
    if let value = eulerIntegral(a, b, c, z.real, bits: bits) { return ComplexBall(value) }
    guard let point = GaussianFraction(z), point.isReal else { return nil }
    let x = Rational(numerator: point.real, nonzeroDenominator: point.denominator)
    if x.isPositive {
      return PeakSeries.value(upper: upper, lower: lower, argument: x, bits: bits)
    }
    // Pfaff's transformation (1 - z)^-a F(a, c - b; c; z/(z - 1)).
    for (first, second) in [(a, b), (b, a)] where (c - second).isPositive && first.isPositive {
      guard
        let value = PeakSeries.value(
          upper: [first, c - second], lower: lower, argument: x / (x - .one), bits: bits)
      else { continue }
      let precision = Precision(
        clamping: bits + 24 + Int(Double.log2(abs(first.nearestDouble) + 2)))
      let power = RealBall(.one - x, precision: precision)
        .power(RealBall(-first, precision: precision), precision: precision)
      return value.multiplied(by: ComplexBall(power), precision: Precision(clamping: bits + 16))
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
  ) -> ComplexBall? {
    guard let series = PeakSeries(upper: upper, lower: lower, argument: argument),
      series.isFar, series.cost(bits: bits) < HypergeometricCost.limit
    else { return nil }
    return series.sum(bits: bits).map { ComplexBall($0) }
  }

  private var isFar: Bool { peak > PeakSeries.smallPeak }
}
