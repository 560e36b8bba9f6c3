public import BallArithmetic
public import Multiprecision
internal import RealModule

extension RealBall {
  /// The Taylor coefficients c_0, ..., c_(order - 1) of Γ(a + e) = sum c_k e^k at an exact a; all
  /// ``BallArithmetic/RealBall/unbounded`` at a pole 0, -1, -2, ... and where Γ(a) is out of range.
  ///
  /// Proofs: Docs/Theory/GammaFamily.md, "Taylor coefficients".
  public static func gammaTaylor(
    at a: Rational, order: Int, precision: Precision
  ) -> [RealBall] {
    if order < 1 { return [] }
    if a.isInteger, !a.isPositive { return Array(repeating: .unbounded, count: order) }
    return refining(precision) { inner in
      if let reduced = ReducedGamma(a, order: order, precision: inner) {
        return reduced.gamma(precision: inner).coefficients
      }
      if a.isPositive {
        return logGammaSeries(at: a, order: order, precision: inner)
          .exponential(precision: inner).coefficients
      }
      // pi / (sin(pi (a + e)) Γ(1 - a - e)).
      let mirrored = -logGammaSeries(at: 1 - a, order: order, precision: inner).reflected
      return RealBallSeries.sineOfPi(at: a, order: order, precision: inner)
        .reciprocal(precision: inner)
        .multiplied(by: mirrored.exponential(precision: inner), precision: inner)
        .multiplied(by: .pi(precision: inner), precision: inner).coefficients
    }
  }

  /// The Taylor coefficients c_0, ..., c_(order - 1) of the entire function 1/Γ(a + e) at an exact
  /// a; at a = 0, -1, -2, ... c_0 is the exact zero.
  public static func reciprocalGammaTaylor(
    at a: Rational, order: Int, precision: Precision
  ) -> [RealBall] {
    if order < 1 { return [] }
    return refining(precision) { inner in
      if let reduced = ReducedGamma(a, order: order, precision: inner) {
        return reduced.reciprocalGamma(precision: inner).coefficients
      }
      if a.isPositive, a.numerator.shifted(leftBy: 1) < a.denominator {
        // (a + e)/Γ(a + 1 + e): next to the pole at 0 the logarithm's coefficients would cancel.
        let later = (-logGammaSeries(at: a + 1, order: order, precision: inner))
          .exponential(precision: inner)
        return later.multiplied(byLinear: RealBall(a, precision: inner), precision: inner)
          .coefficients
      }
      if a.isPositive {
        return (-logGammaSeries(at: a, order: order, precision: inner))
          .exponential(precision: inner).coefficients
      }
      let pi = RealBall.pi(precision: inner)
      return RealBallSeries.sineOfPi(at: a, order: order, precision: inner)
        .multiplied(
          by: logGammaSeries(at: 1 - a, order: order, precision: inner).reflected
            .exponential(precision: inner), precision: inner
        )
        .multiplied(by: pi.reciprocal(precision: inner), precision: inner).coefficients
    }
  }

  /// The Taylor coefficients c_0, ..., c_(order - 1) of log Γ(a + e) at an exact a > 0, else
  /// ``BallArithmetic/RealBall/unbounded``; c_0 is the exact zero at a = 1 and 2.
  public static func logGammaTaylor(
    at a: Rational, order: Int, precision: Precision
  ) -> [RealBall] {
    if order < 1 { return [] }
    guard a.isPositive else { return Array(repeating: .unbounded, count: order) }
    return refining(precision) { inner in
      if let reduced = ReducedGamma(a, order: order, precision: inner) {
        return reduced.logGamma(precision: inner).coefficients
      }
      return logGammaSeries(at: a, order: order, precision: inner).coefficients
    }
  }

  /// Computes a list again with more bits while one of its members lost some to cancellation.
  static func refining(
    _ precision: Precision, _ compute: (Precision) -> [RealBall]
  ) -> [RealBall] {
    var inner = precision + 24
    var attempts = 0
    while true {
      let result = compute(inner)
      let worst = result.map(\.relativeAccuracyBits).min() ?? .max
      attempts += 1
      guard result.allSatisfy(\.isFinite), worst < precision.bits, attempts < 5 else {
        return result.map { $0.rounded(to: precision) }
      }
      let lost = worst == .min ? inner.bits : inner.bits - worst
      inner = precision + max(lost + 8, inner.bits - precision.bits + 32)
    }
  }

  /// log Γ(a + e) for a > 0 by Stirling's series, with an absolute error of about 2^-precision.
  static func logGammaSeries(
    at a: Rational, order: Int, precision: Precision
  ) -> RealBallSeries {
    let size = max(0, a.numerator.bitWidth - a.denominator.bitWidth + 1)
    guard size <= GammaArgument.largestSizeBits else {
      return RealBallSeries(Array(repeating: .unbounded, count: order))
    }
    let inner = precision + (16 + size + size.significantBits + 2 * order)
    let plan = StirlingSeries(atReal: a.nearestDouble, imaginary: 0, bits: inner.bits + 4 * order)
    let w = RealBall(a + Rational(plan.shift), precision: inner)
    var series = RealBallSeries(
      plan.logGamma(ComplexBall(w), order: order, precision: inner).map(\.real))
    if plan.shift > 0 {
      let product = productOfShifts(at: a, count: plan.shift, order: order, precision: inner + 16)
      let logarithm = product.logarithm(precision: inner)
      series = RealBallSeries(
        zip(series.coefficients, logarithm.coefficients).map {
          $0.subtracting($1, precision: inner)
        })
    }
    if a == 1 || a == 2 { series.coefficients[0] = .zero }
    return series
  }

  /// (a + e) (a + 1 + e) ... (a + count - 1 + e).
  private static func productOfShifts(
    at a: Rational, count: Int, order: Int, precision: Precision
  ) -> RealBallSeries {
    var product = RealBallSeries(
      [.one] + Array(repeating: RealBall.zero, count: max(order - 1, 0)))
    for i in 0..<count {
      product = product.multiplied(
        byLinear: RealBall(a + Rational(i), precision: precision), precision: precision)
    }
    return product
  }
}

extension RealBallSeries {
  static prefix func - (series: RealBallSeries) -> RealBallSeries {
    RealBallSeries(series.coefficients.map(\.negated))
  }
}
