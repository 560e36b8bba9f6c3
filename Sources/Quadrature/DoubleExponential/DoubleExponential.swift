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
    /// The line with exponential decay at both ends: bounds of f(-x) and of f(x) for large |x|.
    case decayingLine(
      left: @Sendable (_ angle: Double) -> DecayBound?,
      right: @Sendable (_ angle: Double) -> DecayBound?)
    /// The line with a power at both ends: bounds of f(-x) and of f(x) in 1/x.
    case algebraicLine(left: EndpointBound, right: EndpointBound)
  }

  let interval: Interval
  let precision: Precision
  /// The integrand of the distance t from the left end, or on the line of the point itself, and,
  /// for a finite interval, of the distance from the right end.
  let left: BallFunction
  let right: BallFunction
  var meter: Meter

  /// The integral over an interval. The error aimed at is 2^-precision of the largest value of the
  /// transformed integrand; what was reached is the result's radius.
  ///
  /// - Parameters:
  ///   - left: the integrand of the distance from the left end, or on the line of the point itself.
  ///   - right: the integrand of the distance from the right end of a finite interval; nil
  ///     when it is the same function.
  /// - Throws: what the integrand throws. Where the integral cannot be enclosed the result is
  ///   ``IntegrationResult/undecided(_:)``.
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

  /// The evaluations of a search after which the next narrower strip is passed over.
  private static let longSearch = 200

  /// The half-widths of the strip that are tried.
  public static let strips: [Double] = [
    1.25, 1.125, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125, 0.0625, 0.03125, 0.015625,
  ]

  struct Strip {
    let theta: Double
    let bound: Magnitude
    let substitution: Substitution
    let left: StripTail
    let right: StripTail

    /// A lower bound of the step is what counts: theta/(bits + log2 of the bound).
    func step(_ precision: Precision) -> Double {
      theta / (Double(precision.bits) + max(0, bound.estimatedBinaryLogarithm))
    }
  }

  private mutating func integral() throws -> IntegrationResult {
    switch interval {
    case .decayingLine, .algebraicLine: return try lineIntegral()
    case .decaying, .algebraic, .finite: break
    }
    // What the first round saves in searches that fail, an integrand that needs finer ones gets in
    // the second.
    switch try widestStrip(largestCount: min(1500, 600 + 2 * precision.bits)) {
    case .strip(let strip): return try sum(strip)
    case .failure: break
    }
    switch try widestStrip(largestCount: 1500) {
    case .strip(let strip): return try sum(strip)
    case .failure(let reason): return .undecided(reason)
    }
  }

  private enum Choice {
    case strip(Strip)
    /// Why there is none.
    case failure(String)
  }

  /// The strip that allows the largest step.
  private mutating func widestStrip(largestCount: Int) throws -> Choice {
    var best: Strip?
    var bestStep = 0.0
    var reason = "no strip around the line was found in which the integrand is analytic"
    var failures = 0
    var isSkipping = false
    for theta in Self.strips {
      if isSkipping {
        isSkipping = false
        continue
      }
      let before = meter.evaluations
      // A narrower strip gains only while the bound falls a lot.
      if failures > 1, best != nil { break }
      // The sum has about 1/bestStep nodes: a search that took as many has cost what it can save.
      if best != nil, Double(meter.evaluations) * bestStep > 1 { break }
      if theta <= bestStep * Double(precision.bits) { break }
      guard let (substitution, left, right) = tails(theta: theta) else {
        reason = "the integrand is not known to decay fast enough at an end of the interval"
        continue
      }
      switch try examine(
        substitution, left, right, theta: theta, largestCount: largestCount)
      {
      case nil: continue
      case .failure(let place):
        let distance = substitution.described(place)
        reason =
          "the integrand may have a singularity at about the distance \(distance) from the end"
        // After a long search the next strip would most likely take another one; the narrowest ones
        // are half as wide each, and none is left out.
        isSkipping = theta > 0.5 && meter.evaluations - before > Self.longSearch
      case .strip(let strip):
        let step = strip.step(precision)
        if step > bestStep {
          bestStep = step
          failures = 0
          best = strip
        } else {
          failures += 1
        }
      }
    }
    if let best { return .strip(best) }
    return .failure(reason)
  }

  enum Outcome {
    case strip(Strip)
    /// Near which u the integrand may not be analytic.
    case failure(near: Double)
  }

  /// The bound of the edge of a strip; nil when a tail has none.
  mutating func examine(
    _ substitution: Substitution, _ left: StripTail, _ right: StripTail, theta: Double,
    largestCount: Int
  ) throws -> Outcome? {
    guard let from = start(left, theta: theta), let to = start(right, theta: theta) else {
      return nil
    }
    let (near, far) = (self.left, self.right)
    let search = StripSearch(
      top: theta, bottom: 0, width: 0.25, startsInTheMiddle: substitution.isOnTheLine,
      largestCount: largestCount
    ) { u in
      let point = substitution.point(u, precision: 64)
      guard point.distance.isFinite, point.derivative.isFinite else { return nil }
      let f: ComplexBall
      if let remaining = point.remaining, u.real.midpoint.isPositive {
        f = try far(remaining, true, 64)
      } else {
        f = try near(point.distance, true, 64)
      }
      guard f.isFinite else { return nil }
      return f.magnitudeUpperBound * point.derivative.magnitudeUpperBound
    }
    switch try search.bound(from: -from, to: to, meter: &meter) {
    case .failure(let place): return .failure(near: place)
    case .bound(let middle, _):
      let bound =
        middle + left.integral(from: from, theta: theta) + right.integral(from: to, theta: theta)
      guard bound.isFinite else { return nil }
      return .strip(
        Strip(
          theta: theta, bound: bound, substitution: substitution, left: left, right: right))
    }
  }

  /// The substitution and the tails for a strip; nil when the decay is not proven in it.
  private func tails(theta: Double) -> (Substitution, StripTail, StripTail)? {
    switch interval {
    case .decaying(let zero, let decay):
      // The power is the same for all angles; the tail needs an angle a little beyond the strip's.
      guard let probe = decay(0) else { return nil }
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
    case .decayingLine, .algebraicLine: return nil
    }
  }

  /// The least distance, in eighths, from which the tail's bound holds and is small enough to
  /// stand for the edge.
  private func start(_ tail: StripTail, theta: Double) -> Double? {
    // A far start costs edge only: the exponential substitution takes u = p log t to get to t.
    var farthest = 12.0
    if case .decay(let bound) = tail.side { farthest += 4 * bound.power.nearestDouble }
    var place = -0.5
    while !tail.isValid(from: place, theta: theta) {
      place += 0.125
      if place > farthest { return nil }
    }
    return place
  }

  /// The integrand at a node; where it cancels so that too few bits are left, with more bits.
  private mutating func value(
    _ u: ComplexBall, _ substitution: Substitution, tolerance: Magnitude
  ) throws -> ComplexBall {
    var working = precision
    var value = try self.value(u, substitution, working)
    try meter.count()
    for _ in 0..<Self.largestRepetition {
      if value.isFinite, value.real.radius <= tolerance { break }
      working = Precision(clamping: 2 * working.bits)
      let next = try self.value(u, substitution, working)
      try meter.count()
      let isBetter =
        next.isFinite && (!value.isFinite || next.real.radius < value.real.radius)
      if !isBetter { break }
      value = next
    }
    return value
  }

  private static let largestRepetition = 6

  private func value(
    _ u: ComplexBall, _ substitution: Substitution, _ precision: Precision
  ) throws -> ComplexBall {
    let point = substitution.point(u, precision: precision + 16)
    let isRight = point.remaining != nil && u.real.midpoint.isPositive
    let f =
      isRight
      ? try right(point.remaining ?? point.distance, false, precision)
      : try left(point.distance, false, precision)
    return f.multiplied(by: point.derivative, precision: precision)
  }

  /// The trapezoidal sum with its three errors.
  mutating func sum(_ strip: Strip) throws -> IntegrationResult {
    // The size of the integral, for the tolerance, from a coarse sum.
    var size = Magnitude.zero
    for k in -12...12 {
      let u = ComplexBall(RealBall(exact: BigFloat(mantissa: Integer(k), exponent: -2)))
      let value = try value(u, strip.substitution, precision)
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
      let value = try value(
        ComplexBall(RealBall(exact: place)), strip.substitution,
        tolerance: tolerance.scaled(byPowerOfTwo: 14))
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
    let error =
      TrapezoidalRule.discretizationError(
        halfWidth: strip.theta, edge: strip.bound, step: step) + tail
    return .certified(ComplexBall(sum.addingError(error)), evaluations: meter.evaluations)
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
