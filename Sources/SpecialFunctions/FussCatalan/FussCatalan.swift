public import BallArithmetic
public import Multiprecision

/// The Fuss-Catalan numbers FC_s(m) = C((s+1)m, m)/(sm + 1) and the law on [0, K],
/// K = (s+1)^(s+1)/s^s, whose moments they are: ``Raney`` with p = s + 1 and r = 1.
///
/// For an integer s it is the limit law of the squared singular values of the product of s square
/// random matrices with independent entries of variance 1/N. The numbers exist for all rational s,
/// the law for s > 0.
///
/// ```swift
/// let law = FussCatalan(s: 2)
/// try law.number(3)                                     // 12
/// try law.density(at: RealBall(1), precision: 100)      // 0.178979127488028...
/// try law.quantile(RealBall("1/2", precision: 100)!, precision: 100)
/// ```
///
/// Errors, edges and accuracy are those of ``Raney``.
public struct FussCatalan: Sendable, Hashable {
  /// The parameter: any number for the numbers, positive for the law.
  public let s: Rational

  /// The numbers and the law of a parameter; functions of the law throw for s <= 0.
  public init(s: Rational) { self.s = s }

  /// The same numbers and law among the two-parameter family.
  public var raney: Raney { Raney(p: s + 1, r: 1) }

  /// FC_s(m), exactly.
  public func number(_ m: Int) throws(SpecialFunctionError) -> Rational { try raney.number(m) }

  /// K = (s+1)^(s+1)/s^s, the upper edge of the support.
  public func upperEdge(precision: Precision) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.upperEdge(precision: precision)
  }

  /// The density P_s(x), by the parametrization; ``Raney/density(at:precision:)``.
  public func density(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.density(at: x, precision: precision)
  }

  /// The density by certified inversion of x(φ) = sin^(s+1)((s+1)φ)/(sin φ sin^s(sφ)), then
  /// P_s = sin²φ sin^(s-1)(sφ)/(π sin^s((s+1)φ)); ``Raney/densityByParametrization(at:precision:)``.
  public func densityByParametrization(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.densityByParametrization(at: x, precision: precision)
  }

  /// The density for s = 1 and s = 2 in radicals; ``Raney/densityInClosedForm(at:precision:)``.
  public func densityInClosedForm(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.densityInClosedForm(at: x, precision: precision)
  }

  /// The density as C/x G^{s+1,0}_{s+1,s+1}(x/K), for rational s;
  /// ``Raney/densityByMeijerG(at:precision:)``.
  public func densityByMeijerG(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.densityByMeijerG(at: x, precision: precision)
  }

  /// The mass on [0, x] as a Meijer G function;
  /// ``Raney/cumulativeDistributionByMeijerG(at:precision:)``.
  public func cumulativeDistributionByMeijerG(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.cumulativeDistributionByMeijerG(at: x, precision: precision)
  }

  /// The mass on [0, x], 1 + [s Im w - (s+1)φ]/π with Im w = sin((s+1)φ) sin φ/sin(sφ);
  /// ``Raney/cumulativeDistribution(at:precision:)``.
  public func cumulativeDistribution(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.cumulativeDistribution(at: x, precision: precision)
  }

  /// The mass on [x, K]; ``Raney/complementaryCumulativeDistribution(at:precision:)``.
  public func complementaryCumulativeDistribution(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.complementaryCumulativeDistribution(at: x, precision: precision)
  }

  /// The mass on [0, x] for s = 1 and s = 2 in radicals;
  /// ``Raney/cumulativeDistributionInClosedForm(at:precision:)``.
  public func cumulativeDistributionInClosedForm(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.cumulativeDistributionInClosedForm(at: x, precision: precision)
  }

  /// The x with mass q on [0, x]; ``Raney/quantile(_:precision:)``.
  public func quantile(
    _ q: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    try requireLaw()
    return try raney.quantile(q, precision: precision)
  }

  /// The message in terms of s.
  func requireLaw() throws(SpecialFunctionError) {
    if !s.isPositive {
      throw .invalidParameters("the Fuss-Catalan law needs s > 0, and s is \(s)")
    }
  }
}
