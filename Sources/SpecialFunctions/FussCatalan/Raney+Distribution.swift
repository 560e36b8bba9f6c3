public import BallArithmetic
public import Multiprecision

extension Raney {
  /// F(x), the mass of the law on [0, x]: ``cumulativeDistributionByParametrization(at:precision:)``.
  ///
  /// Exactly 0 for x <= 0 and exactly 1 for x >= K; relative accuracy is kept as x -> 0. For r = 1
  /// it is 1 + [(p-1) Im w - arg(w - 1)]/π on the curve of the parametrization.
  ///
  /// - Throws: ``SpecialFunctionError/invalidParameters(_:)`` where there is no law (``Raney``),
  ///   ``SpecialFunctionError/outOfReach(_:)`` for p, 1/(p-1) or 1/r beyond 2^30, for r above 10^5
  ///   and for denominators of r above 1000.
  public func cumulativeDistribution(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try cumulativeDistributionByParametrization(at: x, precision: precision)
  }

  /// 1 - F(x), the mass of the law on [x, K], with relative accuracy as x -> K.
  ///
  /// Domain and errors as for ``cumulativeDistribution(at:precision:)``.
  public func complementaryCumulativeDistribution(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try monotone(x, precision: precision) { mass(at: $0, from: .upper, precision: $1) }
  }

  /// F(x) in closed form in the angle of the curve, which is found by certified inversion. Proof:
  /// Docs/Theory/FussCatalan.md, "The distribution function".
  ///
  /// Domain and errors as for ``cumulativeDistribution(at:precision:)``.
  public func cumulativeDistributionByParametrization(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try monotone(x, precision: precision) { mass(at: $0, from: .lower, precision: $1) }
  }

  /// Refuses r for which the closed form of the distribution function is too long.
  func requireDistribution() throws(SpecialFunctionError) {
    try requireLaw()
    if r > 100_000 || r.denominator > 1000 {
      throw .outOfReach(
        "the distribution function of the Raney law is computed for r up to 10^5 with a denominator"
          + " up to 1000: r is \(r)")
    }
  }

  /// The image of a ball under a monotonic function of exact numbers: from end to end.
  private func monotone(
    _ x: RealBall, precision: Precision, _ function: (BigFloat, Precision) -> RealBall
  ) throws(SpecialFunctionError) -> RealBall {
    try requireDistribution()
    if x.isUnbounded { return .unbounded }
    if x.isExact { return function(x.midpoint, precision) }
    let (lower, upper) = x.endpoints(precision: precision)
    let inner = precision + 8
    return function(lower, inner).union(function(upper, inner), precision: precision)
  }

  /// The mass between an end of the support and an exact number.
  private func mass(
    at x: BigFloat, from side: RaneyCurve.End, precision: Precision
  ) -> RealBall {
    if !x.isPositive { return side == .lower ? .zero : .one }
    switch signFromEdge(x) {
    case nil: return .enclosing(lower: 0, upper: 1, precision: precision)
    case .some(0...): return side == .lower ? .one : .zero
    default: break
    }
    let curve = curve
    let end = end(of: x)
    let inner = precision + (curve.guardBits + 8)
    guard let variable = variable(at: x, from: end, precision: inner) else { return .unbounded }
    let steepness = curve.massSlope(
      curve.point(end, variable, precision: 64), precision: 64)
    let mass = curve.mass(end, variable.midpoint, precision: inner)
      .addingError(steepness.magnitudeUpperBound * variable.radius)
      .divided(by: .pi(precision: inner), precision: inner)
    return (end == side ? mass : RealBall.one.subtracting(mass, precision: inner))
      .rounded(to: precision)
  }

  /// The x with F(x) = q, for q in [0, 1]: 0 at 0 and K at 1, exactly.
  ///
  /// The angle of the curve is found by certified inversion of the distribution function in closed
  /// form; relative accuracy is kept as q -> 0. Of a ball across 0 or 1 the part inside counts.
  ///
  /// - Throws: ``SpecialFunctionError/invalidParameters(_:)`` for q outside [0, 1] and where there
  ///   is no law, ``SpecialFunctionError/outOfReach(_:)`` as ``cumulativeDistribution(at:precision:)``.
  public func quantile(
    _ q: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireDistribution()
    if q.isUnbounded { return .unbounded }
    if q.isCertainlyNegative || RealBall.one.isCertainlyLess(than: q) {
      throw .invalidParameters("a quantile needs a probability in [0, 1], and q is \(q)")
    }
    if q.isExact { return quantile(exact: q.midpoint, precision: precision) }
    let (lower, upper) = q.endpoints(precision: precision)
    let inner = precision + 8
    return quantile(exact: max(lower, 0), precision: inner)
      .union(quantile(exact: min(upper, 1), precision: inner), precision: precision)
  }

  private func quantile(exact q: BigFloat, precision: Precision) -> RealBall {
    if q.isZero { return .zero }
    if q == 1 { return edge(precision: precision) }
    let curve = curve
    let middle = curve.mass(.lower, BigFloat(3).scaled(byPowerOfTwo: -1), precision: 64)
    let end: RaneyCurve.End =
      RealBall(exact: q).multiplied(by: .pi(precision: 64), precision: 64).midpoint
        < middle.midpoint ? .lower : .upper
    let share =
      end == .lower
      ? RealBall(exact: q)
      : RealBall.one.subtracting(RealBall(exact: q), precision: q.precision + 1)
    let inner = precision + (curve.guardBits + 16)
    let target = TargetCache { precision in
      share.multiplied(by: .pi(precision: precision + 8), precision: precision + 8)
    }
    if end == .upper {
      // So close to 1 that x/K is 1 to the last bit: the angle is below that of this x.
      let small = BigFloat(1).scaled(byPowerOfTwo: -inner.bits / 2)
      if target.value(64).isCertainlyLess(than: curve.mass(.upper, small, precision: 64)) {
        let reach = curve.logarithm(.upper, RealBall(exact: small), precision: 64)
        return edge(precision: inner).multiplied(
          by: RealBall(midpoint: .zero, radius: reach.magnitudeUpperBound)
            .exponential(precision: inner), precision: precision)
      }
    }
    guard
      let variable = MonotoneRoot(
        value: { curve.mass(end, $0.midpoint, precision: $1) },
        slope: { curve.massSlope(curve.point(end, $0, precision: $1), precision: $1) },
        isLogarithm: false, target: target.value
      ).enclosure(precision: inner)
    else { return .unbounded }
    let steepness = curve.slope(curve.point(end, variable, precision: 64), precision: 64)
    let logarithm = curve.logarithm(end, RealBall(exact: variable.midpoint), precision: inner)
      .addingError(steepness.magnitudeUpperBound * variable.radius)
    if end == .lower { return logarithm.exponential(precision: precision) }
    return (-logarithm).exponential(precision: inner)
      .multiplied(by: edge(precision: inner), precision: precision)
  }
}
