public import BallArithmetic
public import Multiprecision

/// The law of one unit's activation x = phi(h) in a layer with ReLU, dropout or linear units, from
/// the law of its pre-activation h.
///
/// A ReLU unit is 0 where h <= 0: a point mass of at least 1/2, and the law of h on x > 0. With
/// dropout a unit with positive h is kept with the probability q and multiplied by 1/q.
public struct ActivationLaw: CertifiedLaw {
  /// The law of h, symmetric about 0.
  let preactivation: SymmetricLaw
  /// The probability q that a positive unit is kept, also the reciprocal of its factor; 1 for ReLU.
  let keep: CertifiedReal

  /// True: phi(h) is not negative.
  public var isNonnegative: Bool { true }

  /// 0 alone: the unit may be inactive.
  public var pointMasses: [CertifiedReal] { [CertifiedReal(0)] }

  /// 1 - q P(h > 0).
  public func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal {
    let half = CertifiedReal(Rational(numerator: 1, nonzeroDenominator: 2))
    var alive = keep * half
    if !preactivation.pointMasses.isEmpty {
      let dead = try preactivation.mass(ofPointMass: 0, precision: precision + 8)
      alive = alive * (CertifiedReal(1) - dead)
    }
    return CertifiedReal(1) - alive
  }

  /// The values of h's law at q x, the density times q^2 and the survival times q; for x < 0 the
  /// density and P(X <= x) are 0. Unbounded where the sign of x is not certain.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for the density at 0; what the law of h throws.
  public func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    guard let sign = x.certainSign else { return LawValue(.unbounded, by: .closedForm) }
    if sign < 0 {
      return LawValue(function == .survival ? .one : .zero, by: .closedForm)
    }
    if sign == 0, function == .density {
      throw .noValue("the density has no value at 0: a point mass lies there")
    }
    let inner = precision + 8
    let scaled = keep * x
    let factor = keep.ball(precision: inner)
    switch function {
    case .density:
      let density = try preactivation.value(of: .density, at: scaled, precision: inner)
      return LawValue(
        density.value.multiplied(by: factor.squared(precision: inner), precision: precision),
        by: density.method)
    case .survival, .cumulativeDistribution:
      // q P(h > q x) is at most 1/2: the complement loses nothing.
      let tail = try preactivation.value(of: .survival, at: scaled, precision: inner)
      let survival = tail.value.multiplied(by: factor, precision: inner)
      return LawValue(
        function == .survival
          ? survival.rounded(to: precision)
          : RealBall.one.subtracting(survival, precision: precision), by: tail.method)
    }
  }
}
