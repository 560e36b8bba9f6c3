public import BallArithmetic
public import Multiprecision

/// The law of a random variable X that is symmetric about 0, from the law of X^2.
///
/// For x > 0 and f the density of X^2: P(X > x) = P(X^2 > x^2)/2, and X has the density x f(x^2).
///
/// An output of a network, or a pre-activation, is Gaussian of variance sigma^2 given sigma^2, so
/// that its square is sigma^2 times a chi-square with one degree of freedom: the law of the squared
/// norm after one more layer, linear and of width 1 (Docs/Theory/Outputs.md, "Outputs").
public struct SymmetricLaw: CertifiedLaw {
  /// The law of X^2.
  let square: any CertifiedLaw
  /// The density at 0, for a law without point mass there.
  let densityAtZero: @Sendable (Precision) throws(NetworkError) -> RealBall

  /// False: the law is symmetric about 0.
  public var isNonnegative: Bool { false }

  /// Those of X^2, which can lie at 0 only.
  public var pointMasses: [CertifiedReal] { square.pointMasses }

  /// P(X = 0), which is P(X^2 = 0).
  ///
  /// - Throws: what the law of X^2 throws for an index without a point mass.
  public func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal {
    try square.mass(ofPointMass: index, precision: precision)
  }

  /// |x| f(x^2) for the density, half of P(X^2 > x^2) or its complement for the distribution
  /// functions. Unbounded where the sign of x is not certain.
  ///
  /// - Throws: ``NetworkError/noValue(_:)`` for the density at a point mass; what the law of X^2
  ///   throws.
  public func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    guard let sign = x.certainSign else { return LawValue(.unbounded, by: .closedForm) }
    switch function {
    case .density:
      if sign == 0 {
        if pointMasses.isEmpty {
          return LawValue(try densityAtZero(precision), by: .closedForm)
        }
        throw .noValue("the density has no value at 0: a point mass lies there")
      }
      let inner = precision + 8
      let density = try square.value(of: .density, at: x * x, precision: inner)
      return LawValue(
        density.value.multiplied(by: x.ball(precision: inner).magnitude, precision: precision),
        by: density.method)
    case .survival: return try tail(at: x, isUpper: true, sign: sign, precision: precision)
    case .cumulativeDistribution:
      return try tail(at: x, isUpper: false, sign: sign, precision: precision)
    }
  }

  /// P(X > x), or P(X <= x).
  private func tail(
    at x: CertifiedReal, isUpper: Bool, sign: Int, precision: Precision
  ) throws(NetworkError) -> LawValue {
    let squared = x * x
    let inner = precision + 8
    var beyond = try square.value(of: .survival, at: squared, precision: inner)
    // P(|X| > |x|), and P(|X| >= |x|) on the negative side, where a point mass cannot be.
    beyond = LawValue(beyond.value.scaled(byPowerOfTwo: -1), by: beyond.method)
    // The tail that x points away from is the half, the other one its complement.
    if isUpper == (sign >= 0) {
      return LawValue(beyond.value.rounded(to: precision), by: beyond.method)
    }
    return LawValue(
      RealBall.one.subtracting(beyond.value, precision: precision), by: beyond.method)
  }
}
