public import BallArithmetic
public import Multiprecision
internal import SpecialFunctions

/// The normal law of mean 0.
public struct NormalLaw: CertifiedLaw {
  /// Positive.
  let variance: CertifiedReal

  /// False: the law is symmetric about 0.
  public var isNonnegative: Bool { false }

  /// A value by the exponential function or erfc; nothing is thrown.
  public func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    LawValue(
      value(of: function, atBall: x.ball(precision: precision + 64), precision: precision),
      by: .closedForm)
  }

  /// e^(-x^2/2v)/sqrt(2 pi v), and P(X > x) = erfc(x/sqrt(2v))/2.
  func value(of function: LawFunction, atBall x: RealBall, precision: Precision) -> RealBall {
    let size = min(max(0, x.magnitudeUpperBound.exponent), 1 << 20)
    let inner = precision + (32 + 2 * size)
    let double = variance.ball(precision: inner).scaled(byPowerOfTwo: 1)
    switch function {
    case .density:
      let scale = double.multiplied(by: .pi(precision: inner), precision: inner)
        .squareRoot(precision: inner)
      return (-x.squared(precision: inner).divided(by: double, precision: inner))
        .exponential(precision: inner).divided(by: scale, precision: precision)
    case .survival, .cumulativeDistribution:
      let place = x.divided(by: double.squareRoot(precision: inner), precision: inner)
      return (function == .survival ? place : -place)
        .complementaryErrorFunction(precision: precision).scaled(byPowerOfTwo: -1)
    }
  }
}
