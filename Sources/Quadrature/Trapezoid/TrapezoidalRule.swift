public import BallArithmetic
public import Multiprecision

/// Integration over the whole line by the trapezoidal rule, for an integrand that is analytic in
/// a strip.
///
/// With F analytic in |Im u| < d, continuous up to the edges and tending to 0 in it, and the
/// integral of |F| over each edge at most N, the rule of step h errs by at most
/// 2 N/(e^(2 pi d/h) - 1); the nodes that are left out are covered by the tails. Source:
/// `Docs/Theory/Quadrature.md`, "The trapezoidal rule" and "Tails on the line".
///
/// ```swift
/// // exp(-u^2): |F(x + iy)| = exp(y^2 - x^2) <= e^9 exp(-x^2) in |Im u| <= 3.
/// let tail = LineTail.exponential(constant: Magnitude(8104), rate: 1, power: 2, start: 1)
/// let result = try TrapezoidalRule.integrate(
///   halfWidth: 3, left: tail, right: tail, isReal: true, precision: 200
/// ) { u, _, precision in
///   (-u.squared(precision: precision)).exponential(precision: precision)
/// }
/// // result.value: sqrt(pi)
/// ```
public enum TrapezoidalRule {
  /// What is known of the integrals of |F| over the lines Im u = d and Im u = -d.
  public enum EdgeBound: Sendable {
    /// Each is at most the number; F is then asked on the real line only, and that it is analytic
    /// and tends to 0 in the strip is the caller's word.
    case given(Magnitude)
    /// Derived: balls that cover the strip between the tails prove F analytic there and bound it on
    /// the edges; beyond them the tails' bounds, which must then hold in the closed strip, do.
    case covered
  }

  /// The integral over the real line.
  ///
  /// - Parameters:
  ///   - halfWidth: d, positive.
  ///   - edges: Where the bound of |F| on the edges comes from.
  ///   - left: A bound for Re u <= -start.
  ///   - right: A bound for Re u >= start.
  ///   - isReal: Whether F takes conjugate values at conjugate points; the result is then real, and
  ///     half of the strip is covered.
  ///   - precision: The error aims at 2^-precision of the size of F; what was reached is the
  ///     radius of the result.
  ///   - limits: What the integration may spend.
  ///   - integrand: F. See ``BallFunction`` for what it has to report.
  /// - Returns: An enclosure, or undecided: when the strip holds a singularity, a tail is no bound,
  ///   a node has no value or the limits are met.
  public static func integrate(
    halfWidth: Double, edges: EdgeBound = .covered, left: LineTail, right: LineTail,
    isReal: Bool = false, precision: Precision, limits: IntegrationLimits = IntegrationLimits(),
    _ integrand: BallFunction
  ) throws -> IntegrationResult {
    guard halfWidth > 0, halfWidth.isFinite else {
      return .undecided("the strip has no positive width")
    }
    if let defect = left.defect ?? right.defect { return .undecided(defect) }
    return try withoutActuallyEscaping(integrand) { integrand in
      var run = Run(
        halfWidth: halfWidth, left: left, right: right, isReal: isReal, precision: precision,
        integrand: integrand, meter: Meter(limits))
      do {
        return try run.integral(edges)
      } catch let error as Meter.Exhausted {
        return .undecided(error.reason)
      }
    }
  }
}

extension TrapezoidalRule {
  private struct Run {
    let halfWidth: Double
    let left: LineTail
    let right: LineTail
    let isReal: Bool
    let precision: Precision
    let integrand: BallFunction
    var meter: Meter

    mutating func integral(_ edges: EdgeBound) throws -> IntegrationResult {
      switch edges {
      case .given(let bound): return try sum(bound)
      case .covered:
        // The doubles at or beyond the starts.
        let from = -left.start.nearestDouble.nextUp
        let to = right.start.nearestDouble.nextUp
        guard from.isFinite, to.isFinite else { return .undecided("a tail starts too far out") }
        let integrand = integrand
        let search = StripSearch(
          top: halfWidth, bottom: isReal ? 0 : -halfWidth,
          width: max(halfWidth / 2, (to - from) / 512), startsInTheMiddle: false,
          largestCount: 4000
        ) { ball in
          let value = try integrand(ball, true, 64)
          return value.isFinite ? value.magnitudeUpperBound : nil
        }
        switch try search.bound(from: from, to: to, meter: &meter) {
        case .failure(let place):
          return .undecided(
            "the integrand may have a singularity in the strip, at a real part of about \(place)")
        case .bound(let upper, let lower):
          let middle = isReal ? upper : max(upper, lower)
          return try sum(
            middle + left.integral(from: left.start) + right.integral(from: right.start))
        }
      }
    }

    /// The sum of the nodes between two cuts with its two errors.
    private mutating func sum(_ edge: Magnitude) throws -> IntegrationResult {
      guard edge.isFinite else { return .undecided("the edge of the strip has no finite bound") }
      let size = max(try estimatedSize(), edge.scaled(byPowerOfTwo: -2 * precision.bits - 64))
      let tolerance = size.scaled(byPowerOfTwo: -precision.bits - 2)
      // 2 N/(e^(2 pi d/h) - 1) <= tolerance.
      let bits =
        Double(precision.bits) + 5 + edge.estimatedBinaryLogarithm - size.estimatedBinaryLogarithm
      let ideal = 2 * 3.1415926535 * halfWidth / (max(bits, 8) * 0.6931471806)
      // A step of few bits makes the nodes exact.
      let step = BigFloat(rounding(ideal))
      guard step.isFinite, step.isPositive, let low = left.cut(tolerance),
        let high = right.cut(tolerance)
      else { return .undecided("the integrand decays too slowly at an end of the line") }
      let width = step.nearestDouble
      let first = (low.nearestDouble / width).rounded(.up) + 1
      let last = (high.nearestDouble / width).rounded(.up) + 1
      guard first + last < Double(meter.limits.evaluations) else {
        throw Meter.Exhausted(
          reason: "more than \(meter.limits.evaluations) evaluations of the integrand")
      }
      let working = precision + 16 + (Int.bitWidth - Int(first + last).leadingZeroBitCount)
      var total = ComplexBall.zero
      for index in -Int(first)...Int(last) {
        try meter.count()
        let place = BigFloat.multiplying(
          step, BigFloat(mantissa: Integer(index), exponent: 0), precision: 128, rounding: .down)
        let value = try integrand(ComplexBall(RealBall(exact: place)), false, working)
        if value.isUnbounded {
          return .undecided("the integrand has no finite value at some node")
        }
        total = total.adding(value, precision: working)
      }
      // A falling g has h (g(y + h) + g(y + 2h) + ...) <= its integral beyond y.
      let tail = left.integral(from: low) + right.integral(from: high)
      let error = discretizationError(edge, step: step) + tail
      let sum = total.multiplied(by: RealBall(exact: step), precision: working)
      return .certified(
        isReal ? ComplexBall(sum.real.addingError(error)) : sum.addingError(error),
        evaluations: meter.evaluations)
    }

    /// The number with its 20 leading bits, rounded down.
    private func rounding(_ value: Double) -> Double {
      let unit = Double(sign: .plus, exponent: value.exponent - 19, significand: 1)
      return (value / unit).rounded(.down) * unit
    }

    /// 2 N/(e^(2 pi d/h) - 1).
    private func discretizationError(_ edge: Magnitude, step: BigFloat) -> Magnitude {
      TrapezoidalRule.discretizationError(halfWidth: halfWidth, edge: edge, step: step)
    }

    /// About the size of the integral, from a coarse sum.
    private mutating func estimatedSize() throws -> Magnitude {
      let reach = max(left.start.nearestDouble, right.start.nearestDouble, halfWidth)
      var size = Magnitude.zero
      for k in -16...16 {
        try meter.count()
        let place = BigFloat(reach * Double(k) / 16)
        let value = try integrand(ComplexBall(RealBall(exact: place)), false, precision)
        if value.isFinite { size += value.magnitudeUpperBound }
      }
      return size * Magnitude(upperBound: reach / 16)
    }
  }

  /// 2 N/(e^(2 pi d/h) - 1), the error of the rule of step h for a bound N of the integrals of the
  /// modulus over both edges. `Docs/Theory/Quadrature.md`, "The trapezoidal rule".
  static func discretizationError(
    halfWidth: Double, edge: Magnitude, step: BigFloat
  ) -> Magnitude {
    let exponent = RealBall.pi(precision: 64)
      .multiplied(by: RealBall(exact: BigFloat(2 * halfWidth)), precision: 64)
      .divided(by: RealBall(exact: step), precision: 64)
    let divisor = exponent.exponentialMinusOne(precision: 64)
    return edge.scaled(byPowerOfTwo: 1)
      .divided(byLowerBound: divisor.distanceFromZeroLowerBound)
  }
}
