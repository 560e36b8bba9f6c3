public import BallArithmetic
public import Multiprecision

extension ComplexBall {
  /// The error function, entire: 2/sqrt(pi) times the integral of e^(-t^2) from 0 to z.
  ///
  /// Inexact arguments: |erf'(z)| = 2/sqrt(pi) e^(-Re z^2), with Re z^2 >= x^2 - y^2 over the box.
  /// Docs/Theory/IncompleteGamma.md, "Error functions".
  public func errorFunction(precision: Precision) -> ComplexBall {
    if isUnbounded { return .unbounded }
    if isReal { return ComplexBall(real.errorFunction(precision: precision)) }
    let middle = ErrorFunctionEvaluation(real.midpoint, imaginary.midpoint)
    let value = middle.errorFunction(precision: precision)
    return isExact ? value : value.addingError(errorFunctionError)
  }

  /// 1 - erf(z), accurate relative to its size where it is small.
  public func complementaryErrorFunction(precision: Precision) -> ComplexBall {
    if isUnbounded { return .unbounded }
    if isReal { return ComplexBall(real.complementaryErrorFunction(precision: precision)) }
    let middle = ErrorFunctionEvaluation(real.midpoint, imaginary.midpoint)
    let value = middle.complementaryErrorFunction(precision: precision)
    return isExact ? value : value.addingError(errorFunctionError)
  }

  /// erfi(z) = -i erf(iz), entire.
  public func imaginaryErrorFunction(precision: Precision) -> ComplexBall {
    if isReal { return ComplexBall(real.imaginaryErrorFunction(precision: precision)) }
    let turned = ComplexBall(real: -imaginary, imaginary: real)
      .errorFunction(precision: precision)
    return ComplexBall(real: turned.imaginary, imaginary: -turned.real)
  }

  /// The largest change of erf over the box from its midpoint; 37/32 > 2/sqrt(pi).
  private var errorFunctionError: Magnitude {
    let (x, y) = (real.distanceFromZeroLowerBound, imaginary.magnitudeUpperBound)
    let exponent = BigFloat.subtracting(
      BigFloat(y * y), BigFloat(x.multipliedRoundedDown(by: x)), precision: 64, rounding: .up)
    let growth = Magnitude(upperBound: exponent.exponential(precision: 32, rounding: .up).value)
    return (growth * (real.radius + imaginary.radius) * Magnitude(37)).scaled(byPowerOfTwo: -5)
  }
}

extension RealBall {
  /// The imaginary error function, 2/sqrt(pi) times the integral of e^(t^2) from 0 to x: odd and
  /// increasing, without loss near 0 and far out.
  public func imaginaryErrorFunction(precision: Precision) -> RealBall {
    if isUnbounded { return .unbounded }
    let center = RealBall.valueOfErfi(midpoint, precision)
    if isExact { return center }
    let (low, high) = endpoints(precision: precision)
    let reach = magnitudeUpperBound
    let slope = ((reach * reach).exponential * Magnitude(37)).scaled(byPowerOfTwo: -5)
    let thin = center.addingError(radius * slope)
    if thin.relativeAccuracyBits >= 8 { return thin }
    return .enclosing(
      lower: RealBall.valueOfErfi(low, precision).lowerBound(precision: precision),
      upper: RealBall.valueOfErfi(high, precision).upperBound(precision: precision),
      precision: precision)
  }

  private static func valueOfErfi(_ x: BigFloat, _ precision: Precision) -> RealBall {
    if x.isZero { return .zero }
    return ErrorFunctionEvaluation(.zero, x).errorFunction(precision: precision).imaginary
  }
}
