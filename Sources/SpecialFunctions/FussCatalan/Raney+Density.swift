public import BallArithmetic
public import Multiprecision

extension Raney {
  /// The density W_{p,r}(x): ``densityByParametrization(at:precision:)``, which has no slow or
  /// inaccurate region.
  ///
  /// Exactly 0 for x < 0 and for x >= K. At x = 0 it is infinite for r < p and the result
  /// ``BallArithmetic/RealBall/unbounded``; for r = p it is 0. Relative accuracy is kept next to
  /// both edges. A ball that reaches across an edge gets an enclosure of all values in it.
  ///
  /// - Throws: ``SpecialFunctionError/invalidParameters(_:)`` where there is no law (``Raney``),
  ///   ``SpecialFunctionError/outOfReach(_:)`` for p, 1/(p-1) or 1/r beyond 2^30.
  public func density(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try densityByParametrization(at: x, precision: precision)
  }

  /// The density by the parametrization of the curve: the angle φ of x by certified inversion, then
  /// W = ρ^r sin(rφ)/(πx), ρ = sin(pφ)/sin((p-1)φ).
  ///
  /// Domain, edges and errors as for ``density(at:precision:)``. Proofs:
  /// Docs/Theory/FussCatalan.md, "The parametrization" and "The density over a ball".
  public func densityByParametrization(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try densityAtEdges(at: x, precision: precision) { lower, upper in
      let thin = thinDensity(x, lower, upper, precision: precision)
      if x.isExact || thin.relativeAccuracyBits >= 16 { return thin }
      let wide = wideDensity(x, lower, upper, precision: precision)
      return thin.radius < wide.radius ? thin : wide
    }
  }

  /// The density where the ball is not inside the support, and by a given function where it is.
  func densityAtEdges(
    at x: RealBall, precision: Precision,
    inside: (BigFloat, BigFloat) throws(SpecialFunctionError) -> RealBall
  ) throws(SpecialFunctionError) -> RealBall {
    if x.isUnbounded { return .unbounded }
    switch position(x, precision: precision) {
    case .outside: return .zero
    case .inside(let lower, let upper): return try inside(lower, upper)
    case .origin(let upper): return densityNearOrigin(to: upper, precision: precision)
    case .edge(let lower): return densityNearEdge(from: lower, precision: precision)
    }
  }

  /// The density at an exact x inside the support.
  private func densityInside(_ x: BigFloat, precision: Precision) -> RealBall {
    let curve = curve
    let end = end(of: x)
    let inner = precision + (curve.guardBits + 8)
    guard let variable = variable(at: x, from: end, precision: inner) else { return .unbounded }
    let point = curve.point(end, variable, precision: inner)
    return curve.density(point, at: RealBall(exact: x), precision: inner).rounded(to: precision)
  }

  /// The value at the midpoint with the change over the ball, by the logarithmic derivative.
  private func thinDensity(
    _ x: RealBall, _ lower: BigFloat, _ upper: BigFloat, precision: Precision
  ) -> RealBall {
    let center = densityInside(x.midpoint, precision: precision)
    if x.isExact || center.isUnbounded { return center }
    let end = end(of: x.midpoint)
    guard let first = variable(at: lower, from: end, precision: 64),
      let last = variable(at: upper, from: end, precision: 64)
    else { return .unbounded }
    let curve = curve
    let point = curve.point(end, first.union(last, precision: 96), precision: 96)
    // |log(x/m)| <= r/(m - r).
    let spread = x.radius.divided(byLowerBound: x.distanceFromZeroLowerBound)
    let exponent =
      curve.logarithmicSlopeOfDensity(point, precision: 96).magnitudeUpperBound * spread
    return center.addingError(center.magnitudeUpperBound * exponent.exponentialMinusOne)
  }

  /// The formula with ρ, which increases with x, and φ, which decreases, between their values at
  /// the ends of the ball.
  private func wideDensity(
    _ x: RealBall, _ lower: BigFloat, _ upper: BigFloat, precision: Precision
  ) -> RealBall {
    let curve = curve
    let points = [lower, upper].compactMap { place -> RaneyCurve.Point? in
      let end = end(of: place)
      return variable(at: place, from: end, precision: 64).map {
        curve.point(end, $0, precision: 64)
      }
    }
    guard points.count == 2 else { return .unbounded }
    let modulus = curve.modulus(points[0], precision: 64)
      .union(curve.modulus(points[1], precision: 64), precision: 64)
    let angle = points[0].angle.union(points[1].angle, precision: 64)
    let sine = angle.multiplied(by: RealBall(r, precision: 64), precision: 64).sine(precision: 64)
    let circle = x.multiplied(by: .pi(precision: 64), precision: 64)
    return modulus.power(r, precision: 64).multiplied(by: sine, precision: 64)
      .divided(by: circle, precision: 64)
  }

  /// A ball around 0, at most to a number inside the support.
  private func densityNearOrigin(to upper: BigFloat?, precision: Precision) -> RealBall {
    if r < p { return .unbounded }
    if let upper, upper.isZero { return .zero }
    // W_{p,p} = Im w/π = ρ sin(φ)/π <= ρ/π, and ρ increases to p/(p-1).
    let curve = curve
    var modulus = RealBall(p / (p - 1), precision: 64)
    if let upper {
      let end = end(of: upper)
      if let variable = variable(at: upper, from: end, precision: 64) {
        modulus = curve.modulus(curve.point(end, variable, precision: 64), precision: 64)
      }
    }
    let bound = modulus.divided(by: .pi(precision: 64), precision: 64)
    return .enclosing(
      lower: .zero, upper: bound.upperBound(precision: 64), precision: precision)
  }

  /// A ball from inside the support across K: from 0 to (p/(p-1))^r min(1, rφ)/(πx) at its
  /// lower end.
  private func densityNearEdge(from lower: BigFloat, precision: Precision) -> RealBall {
    let curve = curve
    let end = end(of: lower)
    var sine = RealBall.one
    if let variable = variable(at: lower, from: end, precision: 64) {
      let multiple = curve.point(end, variable, precision: 64).angle
        .multiplied(by: RealBall(r, precision: 64), precision: 64)
      if multiple.isCertainlyLess(than: .one) { sine = multiple }
    }
    let bound = RealBall(p / (p - 1), precision: 64).power(r, precision: 64)
      .multiplied(by: sine, precision: 64)
      .divided(
        by: RealBall(exact: lower).multiplied(by: .pi(precision: 64), precision: 64),
        precision: 64)
    if bound.isUnbounded { return .unbounded }
    return .enclosing(
      lower: .zero, upper: bound.upperBound(precision: 64), precision: precision)
  }
}

extension RaneyCurve {
  /// W = ρ^r sin(rφ)/(πx).
  func density(_ point: Point, at x: RealBall, precision: Precision) -> RealBall {
    modulus(point, precision: precision).power(r, precision: precision)
      .multiplied(
        by: sineAndCosineOfMultiple(point, precision: precision).sine, precision: precision
      )
      .divided(
        by: x.multiplied(by: .pi(precision: precision), precision: precision),
        precision: precision)
  }

  /// d log W/d log x = r [cot(rφ) + d log ρ/dφ]/(d log x/dφ) - 1.
  func logarithmicSlopeOfDensity(_ point: Point, precision: Precision) -> RealBall {
    let (sine, cosine) = sineAndCosineOfMultiple(point, precision: precision)
    let change = cosine.divided(by: sine, precision: precision)
      .subtracting(modulusSlope(point, precision: precision), precision: precision)
      .multiplied(by: RealBall(r, precision: precision), precision: precision)
    let steepness = slope(point, precision: precision)
      .multiplied(by: RealBall(p, precision: precision), precision: precision)
    return (-change.divided(by: steepness, precision: precision))
      .adding(-1, precision: precision)
  }
}
