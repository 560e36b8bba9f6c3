public import Multiprecision

extension ComplexBall {
  /// The power with an integer exponent, by repeated squaring; z^0 is 1, and a negative power of a
  /// ball that contains zero is ``unbounded``.
  public func power(_ exponent: Integer, precision: Precision) -> ComplexBall {
    if isUnbounded { return .unbounded }
    if exponent.isZero { return .one }
    if isReal { return ComplexBall(real.power(exponent, precision: precision)) }
    // Each squaring doubles the relative error and adds its own: two bits and a half each.
    let count = exponent.magnitude
    let inner = precision + (3 * count.bitWidth + 8)
    var result = self
    for bit in stride(from: count.bitWidth - 2, through: 0, by: -1) {
      result = result.squared(precision: inner)
      if count.testBit(bit) { result = result.multiplied(by: self, precision: inner) }
      if result.isUnbounded { return .unbounded }
    }
    return exponent.isNegative
      ? result.reciprocal(precision: precision) : result.rounded(to: precision)
  }

  /// The power with a machine integer as exponent.
  public func power(_ exponent: Int, precision: Precision) -> ComplexBall {
    power(Integer(exponent), precision: precision)
  }

  /// The principal power exp(w log z): cut along the negative real axis of z, continuous there from
  /// above. An exact integer w takes any z; zero has powers of positive real part only, which are
  /// zero; a ball that contains zero beside other numbers gives ``unbounded``.
  public func power(_ exponent: ComplexBall, precision: Precision) -> ComplexBall {
    if exponent.isReal, exponent.isExact, exponent.real.midpoint.isInteger,
      let integer = exponent.real.midpoint.integer(rounding: .toNearest)
    {
      return power(integer, precision: precision)
    }
    if isZero { return exponent.real.isCertainlyPositive ? .zero : .unbounded }
    if isReal, exponent.isReal, real.isCertainlyPositive {
      return ComplexBall(real.power(exponent.real, precision: precision))
    }
    // The absolute error of w log z is the relative error of the power.
    let size = exponent.magnitudeUpperBound.exponent
    let inner = precision + (24 + max(0, min(size, 1 << 20)))
    return logarithm(precision: inner).multiplied(by: exponent, precision: inner)
      .exponential(precision: precision)
  }

  /// The square root with a real part >= 0, and on the negative real axis an imaginary part >= 0:
  /// the cut is the negative real axis, continuous from above.
  ///
  /// With u = sqrt((|z| + |x|)/2): u + i y/(2u) for x >= 0 and |y|/(2u) ± i u, the sign of y, for
  /// x < 0. Docs/Theory/BallArithmetic.md, "Complex functions".
  public func squareRoot(precision: Precision) -> ComplexBall {
    if isUnbounded { return .unbounded }
    if isZero { return .zero }
    let inner = precision + 8
    if isReal, real.isCertainlyNonnegative {
      return ComplexBall(real.squareRoot(precision: precision))
    }
    if isReal, (-real).isCertainlyNonnegative {
      return ComplexBall(real: .zero, imaginary: (-real).squareRoot(precision: precision))
    }
    if containsZero {
      let reach = BigFloat(magnitudeUpperBound.squareRoot)
      return ComplexBall(
        real: .enclosing(lower: .zero, upper: reach, precision: precision),
        imaginary: RealBall(midpoint: .zero, radius: Magnitude(upperBound: reach)))
    }
    let modulus = magnitude(precision: inner)
    if real.isCertainlyNegative {
      let large = modulus.subtracting(real, precision: inner).scaled(byPowerOfTwo: -1)
        .squareRoot(precision: inner)
      let small = imaginary.magnitude.divided(by: large, precision: precision)
        .scaled(byPowerOfTwo: -1)
      let height = large.rounded(to: precision)
      if imaginary.isCertainlyNonnegative { return ComplexBall(real: small, imaginary: height) }
      if imaginary.isCertainlyNegative { return ComplexBall(real: small, imaginary: -height) }
      return ComplexBall(real: small, imaginary: height.union(-height, precision: precision))
    }
    // Not zero and not left of the imaginary axis alone: |z| + x > 0 for every z of the ball.
    let large = modulus.adding(real, precision: inner).scaled(byPowerOfTwo: -1)
      .squareRoot(precision: inner)
    if large.isUnbounded {
      return logarithm(precision: inner).scaled(byPowerOfTwo: -1).exponential(precision: precision)
    }
    return ComplexBall(
      real: large.rounded(to: precision),
      imaginary: imaginary.divided(by: large, precision: precision).scaled(byPowerOfTwo: -1))
  }
}
