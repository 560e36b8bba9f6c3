public import Multiprecision

extension ComplexBall {
  /// e^z = e^x (cos y + i sin y).
  public func exponential(precision: Precision) -> ComplexBall {
    if isReal { return ComplexBall(real.exponential(precision: precision)) }
    let inner = precision + 4
    let (sine, cosine) = imaginary.sineAndCosine(precision: inner)
    return ComplexBall(real: cosine, imaginary: sine)
      .multiplied(by: real.exponential(precision: inner), precision: precision)
  }

  /// The principal logarithm log |z| + i arg z with the argument in (-pi, pi]: cut along the
  /// negative real axis, continuous from above; ``unbounded`` when the ball contains zero.
  public func logarithm(precision: Precision) -> ComplexBall {
    if isUnbounded || containsZero { return .unbounded }
    return ComplexBall(
      real: logarithmOfMagnitude(precision: precision), imaginary: argument(precision: precision))
  }

  /// log |z|, accurate also near |z| = 1, where it is log1p(x^2 + y^2 - 1)/2.
  private func logarithmOfMagnitude(precision: Precision) -> RealBall {
    if isReal || real.isZero {
      return (isReal ? real : imaginary).magnitude.logarithm(precision: precision)
    }
    let square = squaredMagnitude(precision: precision + 8)
    guard square.midpoint.exponent == 0 || square.midpoint.exponent == 1 else {
      return square.logarithm(precision: precision).scaled(byPowerOfTwo: -1)
    }
    let wide = max(precision, max(real.midpoint.precision, imaginary.midpoint.precision))
    let exactEnough = Precision(clamping: 2 * wide.bits + 64)
    return squaredMagnitude(precision: exactEnough).adding(-1, precision: exactEnough)
      .logarithmOnePlus(precision: precision).scaled(byPowerOfTwo: -1)
  }

  /// sin z = sin x cosh y + i cos x sinh y.
  public func sine(precision: Precision) -> ComplexBall {
    if isReal { return ComplexBall(real.sine(precision: precision)) }
    let inner = precision + 4
    let (sine, cosine) = real.sineAndCosine(precision: inner)
    return ComplexBall(
      real: sine.multiplied(
        by: imaginary.hyperbolicCosine(precision: inner), precision: precision),
      imaginary: cosine.multiplied(
        by: imaginary.hyperbolicSine(precision: inner), precision: precision))
  }

  /// cos z = cos x cosh y - i sin x sinh y.
  public func cosine(precision: Precision) -> ComplexBall {
    if isReal { return ComplexBall(real.cosine(precision: precision)) }
    let inner = precision + 4
    let (sine, cosine) = real.sineAndCosine(precision: inner)
    return ComplexBall(
      real: cosine.multiplied(
        by: imaginary.hyperbolicCosine(precision: inner), precision: precision),
      imaginary: -sine.multiplied(
        by: imaginary.hyperbolicSine(precision: inner), precision: precision))
  }

  /// tan z: sin z / cos z near the real axis, else
  /// (sin 2x + i sinh 2y) / (cos 2x + cosh 2y), which does not cancel there; ``unbounded`` when the
  /// ball may contain a pole.
  public func tangent(precision: Precision) -> ComplexBall {
    if isReal { return ComplexBall(real.tangent(precision: precision)) }
    let inner = precision + 8
    if imaginary.distanceFromZeroLowerBound < .one {
      return sine(precision: inner).divided(by: cosine(precision: inner), precision: precision)
    }
    let (sine, cosine) = real.scaled(byPowerOfTwo: 1).sineAndCosine(precision: inner)
    let height = imaginary.scaled(byPowerOfTwo: 1)
    let divisor = height.hyperbolicCosine(precision: inner).adding(cosine, precision: inner)
    return ComplexBall(
      real: sine, imaginary: height.hyperbolicSine(precision: inner)
    ).divided(by: divisor, precision: precision)
  }

  /// sinh z = -i sin(iz).
  public func hyperbolicSine(precision: Precision) -> ComplexBall {
    timesImaginaryUnit.sine(precision: precision).overImaginaryUnit
  }

  /// cosh z = cos(iz).
  public func hyperbolicCosine(precision: Precision) -> ComplexBall {
    timesImaginaryUnit.cosine(precision: precision)
  }

  /// tanh z = -i tan(iz).
  public func hyperbolicTangent(precision: Precision) -> ComplexBall {
    timesImaginaryUnit.tangent(precision: precision).overImaginaryUnit
  }
}
