public import BallArithmetic
public import Multiprecision

/// Integration by the trapezoidal rule after a substitution that makes the integrand decay double
/// exponentially: for singular ends and for infinite intervals.
///
/// With F(u) = f(t(u)) t'(u) analytic in the strip |Im u| <= theta and the integral of |F| over
/// each of its edges at most N, the rule of step h errs by at most 2 N/(e^(2 pi theta/h) - 1);
/// the nodes beyond the ends of the sum are covered by the tails. All three bounds are proven:
/// `Docs/Theory/Quadrature.md`, "Double exponential integration".
///
/// The integrand must be real on the real line: its values at conjugate points are conjugate.
public struct DoubleExponential {
  /// An interval with the behaviour at its ends.
  public enum Interval: Sendable {
    /// (0, infinity) with exponential decay.
    case decaying(zero: EndpointBound, decay: @Sendable (_ angle: Double) -> DecayBound?)
    /// (0, infinity) with a power at infinity: a bound in 1/t.
    case algebraic(zero: EndpointBound, infinity: EndpointBound)
    /// (0, length); the integrand is asked by the distance from the nearer end.
    case finite(length: RealBall, zero: EndpointBound, end: EndpointBound)
  }

  let interval: Interval
  let precision: Precision
  /// The integrand of the distance t from the left end, and, for a finite interval, of the
  /// distance from the right end.
  let left: BallFunction
  let right: BallFunction
  var meter: Meter

  public static func integrate(
    over interval: Interval, precision: Precision, limits: IntegrationLimits = IntegrationLimits(),
    left: @escaping BallFunction, right: BallFunction? = nil
  ) throws -> IntegrationResult {
    var run = DoubleExponential(
      interval: interval, precision: precision, left: left, right: right ?? left,
      meter: Meter(limits))
    do {
      return try run.integral()
    } catch let error as Meter.Exhausted {
      return .undecided(error.reason)
    }
  }

  /// The half-widths of the strip that are tried.
  private static let strips: [Double] = [
    1.25, 1.125, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125, 0.0625,
  ]

  private struct Strip {
    let theta: Double
    let bound: Magnitude
    let substitution: Substitution
    let left: StripTail
    let right: StripTail
  }

  private mutating func integral() throws -> IntegrationResult {
    var best: Strip?
    var bestStep = 0.0
    var reason = "no strip around the line was found in which the integrand is analytic"
    var failures = 0
    for theta in Self.strips {
      // A narrower strip gains only while the bound falls a lot.
      if failures > 1, best != nil { break }
      if theta <= bestStep * Double(precision.bits) { break }
      guard let (substitution, left, right) = tails(theta: theta) else {
        reason = "the integrand is not known to decay fast enough at an end of the interval"
        continue
      }
      let from = start(left, theta: theta)
      let to = start(right, theta: theta)
      guard let from, let to else { continue }
      var search = StripSearch(
        substitution: substitution, theta: theta, left: self.left, right: self.right)
      switch try search.bound(from: -from, to: to, meter: &meter) {
      case .failure(let place):
        reason = "the integrand may have a singularity at about the distance \(place) from the end"
      case .bound(let middle):
        let bound =
          middle + left.integral(from: from, theta: theta)
          + right.integral(from: to, theta: theta)
        guard bound.isFinite else { continue }
        // A lower bound of the step is what counts: theta/(bits + log2 of the bound).
        let needed = Double(precision.bits) + max(0, bound.estimatedBinaryLogarithm)
        let step = theta / needed
        if step > bestStep {
          bestStep = step
          failures = 0
          best = Strip(
            theta: theta, bound: bound, substitution: substitution, left: left, right: right)
        } else {
          failures += 1
        }
      }
    }
    guard let best else { return .undecided(reason) }
    return try sum(best)
  }

  /// The substitution and the tails for a strip; nil when the decay is not proven in it.
  private func tails(theta: Double) -> (Substitution, StripTail, StripTail)? {
    switch interval {
    case .decaying(let zero, let decay):
      // The power is the same for all angles; the tail needs an angle a little beyond the strip's.
      guard let probe = decay(0.0625) else { return nil }
      let power = probe.power
      let angle = 1.125 * theta / power.nearestDouble
      guard angle < 3, let bound = decay(angle), bound.power == power else { return nil }
      // The scale makes rate * scale^power about 1.
      let exponent =
        -bound.rate.logarithm(precision: 40).value.nearestDouble
        / power.nearestDouble
      let scale = BigFloat(exponent).exponential(precision: 16).value
      guard scale.isFinite, scale.isPositive else { return nil }
      let substitution = Substitution.exponential(scale: scale, power: power)
      return (
        substitution, StripTail(substitution: substitution, side: .left(zero)),
        StripTail(substitution: substitution, side: .decay(bound))
      )
    case .algebraic(let zero, let infinity):
      let substitution = Substitution.algebraic(scale: 1)
      return (
        substitution, StripTail(substitution: substitution, side: .left(zero)),
        StripTail(substitution: substitution, side: .right(infinity))
      )
    case .finite(let length, let zero, let end):
      let substitution = Substitution.finite(length: length)
      return (
        substitution, StripTail(substitution: substitution, side: .left(zero)),
        StripTail(substitution: substitution, side: .right(end))
      )
    }
  }

  /// The least distance, in eighths, from which the tail's bound holds and is small enough to
  /// stand for the edge.
  private func start(_ tail: StripTail, theta: Double) -> Double? {
    var place = -0.5
    while !tail.isValid(from: place, theta: theta) {
      place += 0.125
      if place > 12 { return nil }
    }
    return place
  }

  private func value(_ u: ComplexBall, _ substitution: Substitution) throws -> ComplexBall {
    let point = substitution.point(u, precision: precision + 16)
    let isRight = point.remaining != nil && u.real.midpoint.isPositive
    let f =
      isRight
      ? try right(point.remaining ?? point.distance, false, precision)
      : try left(point.distance, false, precision)
    return f.multiplied(by: point.derivative, precision: precision)
  }

  /// The trapezoidal sum with its three errors.
  private mutating func sum(_ strip: Strip) throws -> IntegrationResult {
    // The size of the integral, for the tolerance, from a coarse sum.
    var size = Magnitude.zero
    for k in -12...12 {
      let u = ComplexBall(RealBall(exact: BigFloat(mantissa: Integer(k), exponent: -2)))
      let value = try value(u, strip.substitution)
      try meter.count()
      if value.isFinite { size = max(size, value.magnitudeUpperBound) }
    }
    if size.isZero { size = strip.bound }
    let tolerance = size.scaled(byPowerOfTwo: -precision.bits - 2)
    // 2 N/(e^(2 pi theta/h) - 1) <= tolerance.
    let bits =
      Double(precision.bits) + 5 + strip.bound.estimatedBinaryLogarithm
      - size.estimatedBinaryLogarithm
    let ideal = 2 * 3.1415926535 * strip.theta / (max(bits, 8) * 0.6931471806)
    // A step of few bits makes the nodes exact.
    let shift = 40
    let units = max(Int(ideal * Double(1 << 20)), 1) << 20
    let step = BigFloat(mantissa: Integer(units), exponent: -shift)
    let left = cut(strip.left, tolerance)
    let right = cut(strip.right, tolerance)
    guard let left, let right else {
      return .undecided("the integrand decays too slowly at an end of the interval")
    }
    let width = step.nearestDouble
    let first = -Int((left / width).rounded(.up))
    let last = Int((right / width).rounded(.up))
    var total = ComplexBall.zero
    for index in first...last {
      let place = BigFloat(mantissa: Integer(units) * Integer(index), exponent: -shift)
      let value = try value(ComplexBall(RealBall(exact: place)), strip.substitution)
      try meter.count()
      if value.isUnbounded {
        return .undecided("the integrand has no finite value at some node")
      }
      total = total.adding(value, precision: precision + 16)
    }
    let sum = total.real.multiplied(by: RealBall(exact: step), precision: precision)
    // Nodes beyond the cuts: at most (1 + h) times the tails' integrals.
    let tail =
      (strip.left.integral(from: left, theta: 0) + strip.right.integral(from: right, theta: 0))
      * (Magnitude.one + Magnitude(upperBound: step))
    let error = discretization(strip, step: step) + tail
    return .certified(ComplexBall(sum.addingError(error)), evaluations: meter.evaluations)
  }

  /// 2 N/(e^(2 pi theta/h) - 1).
  private func discretization(_ strip: Strip, step: BigFloat) -> Magnitude {
    let exponent = RealBall.pi(precision: 64)
      .multiplied(by: RealBall(exact: BigFloat(2 * strip.theta)), precision: 64)
      .divided(by: RealBall(exact: step), precision: 64)
    let divisor = exponent.exponentialMinusOne(precision: 64)
    return strip.bound.scaled(byPowerOfTwo: 1)
      .divided(byLowerBound: divisor.distanceFromZeroLowerBound)
  }

  /// Where the tail on the real line is below the tolerance.
  private func cut(_ tail: StripTail, _ tolerance: Magnitude) -> Double? {
    var place = 0.25
    while place < 40 {
      if tail.isValid(from: place, theta: 0), tail.integral(from: place, theta: 0) <= tolerance {
        return place
      }
      place += 0.0625
    }
    return nil
  }
}
