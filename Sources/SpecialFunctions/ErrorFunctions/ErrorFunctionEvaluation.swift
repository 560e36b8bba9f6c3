internal import BallArithmetic
internal import Multiprecision

/// erf and erfc at an exact complex number that is not zero, by the incomplete gamma functions of
/// order 1/2 at w = z^2: Docs/Theory/IncompleteGamma.md, "Error functions".
struct ErrorFunctionEvaluation {
  /// The number times -1 where that brings it to Re z >= 0.
  private let z: ComplexBall
  private let isReflected: Bool
  private let evaluation: IncompleteGammaEvaluation
  /// Re z = 0.
  private let isImaginary: Bool

  init(_ real: BigFloat, _ imaginary: BigFloat) {
    isImaginary = real.isZero
    isReflected = real.isNegative || real.isZero && imaginary.isNegative
    let (x, y) = isReflected ? (-real, -imaginary) : (real, imaginary)
    z = ComplexBall(real: RealBall(exact: x), imaginary: RealBall(exact: y))
    // z^2 exactly: x^2 - y^2 may need all bits between the two.
    let span = x.isZero || y.isZero ? 0 : min((x.exponent - y.exponent).magnitude, 1 << 20)
    let bits = 2 * max(x.precision.bits, y.precision.bits) + 2 * Int(span) + 64
    let square = z.squared(precision: Precision(clamping: bits))
    evaluation = IncompleteGammaEvaluation(
      s: ExactComplex(BigFloat(0.5)), z: ExactComplex(midpointOf: square))
    residue = max(square.real.radius, square.imaginary.radius)
  }

  /// Not zero only when z^2 was too long for its exact value.
  private let residue: Magnitude

  func errorFunction(precision: Precision) -> ComplexBall {
    guard residue.isZero else { return .unbounded }
    if z.isZero { return .zero }
    let inner = precision + 16
    let value = farOut(precision: inner) ?? series(precision: inner)
    return isReflected ? -value : value
  }

  func complementaryErrorFunction(precision: Precision) -> ComplexBall {
    guard residue.isZero else { return .unbounded }
    if !isReflected, !isImaginary {
      if let upper = upperPart(precision: precision + 8) { return upper }
    }
    var working = precision + 16
    for _ in 0..<4 {
      let value = ComplexBall.one.subtracting(
        errorFunction(precision: working), precision: working)
      let accuracy = value.relativeAccuracyBits
      if accuracy >= precision.bits || value.isUnbounded { return value.rounded(to: precision + 8) }
      let missing = accuracy == .min ? working.bits : precision.bits - accuracy
      working = working + (missing + 16)
    }
    return ComplexBall.one.subtracting(errorFunction(precision: working), precision: working)
  }

  private func series(precision: Precision) -> ComplexBall {
    let root = RealBall.pi(precision: precision).squareRoot(precision: precision)
    let value = evaluation.lowerOverPower(precision: precision)
      .multiplied(by: z, precision: precision).divided(by: root, precision: precision)
    return isImaginary ? ComplexBall(real: .zero, imaginary: value.imaginary) : value
  }

  /// 1 - erfc(z), where that does not cancel; on the imaginary axis erf has no real part.
  private func farOut(precision: Precision) -> ComplexBall? {
    guard let upper = upperPart(precision: precision) else { return nil }
    if isImaginary { return ComplexBall(real: .zero, imaginary: -upper.imaginary) }
    let value = ComplexBall.one.subtracting(upper, precision: precision)
    return value.relativeAccuracyBits >= precision.bits - 8 ? value : nil
  }

  /// erfc(z) = e^(-w)/(z sqrt(pi)) times the decaying factor, where there is one: Re z >= 0.
  private func upperPart(precision: Precision) -> ComplexBall? {
    guard let factor = evaluation.decayingFactor(precision: precision + 8) else { return nil }
    let root = RealBall.pi(precision: precision).squareRoot(precision: precision)
    return (-evaluation.z.ball).exponential(precision: precision)
      .multiplied(by: factor, precision: precision)
      .divided(by: z.multiplied(by: root, precision: precision), precision: precision)
  }
}
