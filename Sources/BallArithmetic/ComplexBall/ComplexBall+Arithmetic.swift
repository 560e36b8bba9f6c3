public import Multiprecision

extension ComplexBall {
  public func adding(_ other: ComplexBall, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.adding(other.real, precision: precision),
      imaginary: imaginary.adding(other.imaginary, precision: precision))
  }

  public func subtracting(_ other: ComplexBall, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.subtracting(other.real, precision: precision),
      imaginary: imaginary.subtracting(other.imaginary, precision: precision))
  }

  public func multiplied(by other: ComplexBall, precision: Precision) -> ComplexBall {
    if other.isReal { return multiplied(by: other.real, precision: precision) }
    if isReal { return other.multiplied(by: real, precision: precision) }
    let inner = precision + 4
    let (a, b, c, d) = (real, imaginary, other.real, other.imaginary)
    return ComplexBall(
      real: a.multiplied(by: c, precision: inner)
        .subtracting(b.multiplied(by: d, precision: inner), precision: precision),
      imaginary: a.multiplied(by: d, precision: inner)
        .adding(b.multiplied(by: c, precision: inner), precision: precision))
  }

  public func multiplied(by other: RealBall, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.multiplied(by: other, precision: precision),
      imaginary: imaginary.multiplied(by: other, precision: precision))
  }

  public func multiplied(by other: Int, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.multiplied(by: other, precision: precision),
      imaginary: imaginary.multiplied(by: other, precision: precision))
  }

  public func squared(precision: Precision) -> ComplexBall {
    let inner = precision + 4
    return ComplexBall(
      real: real.squared(precision: inner)
        .subtracting(imaginary.squared(precision: inner), precision: precision),
      imaginary: real.multiplied(by: imaginary, precision: precision).scaled(byPowerOfTwo: 1))
  }

  /// The quotient; ``unbounded`` when the divisor contains zero.
  public func divided(by other: ComplexBall, precision: Precision) -> ComplexBall {
    if other.isReal { return divided(by: other.real, precision: precision) }
    if other.containsZero { return .unbounded }
    let inner = precision + 8
    return multiplied(by: other.conjugate, precision: inner)
      .divided(by: other.squaredMagnitude(precision: inner), precision: precision)
  }

  public func divided(by other: RealBall, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.divided(by: other, precision: precision),
      imaginary: imaginary.divided(by: other, precision: precision))
  }

  public func reciprocal(precision: Precision) -> ComplexBall {
    ComplexBall.one.divided(by: self, precision: precision)
  }

  public var negated: ComplexBall { ComplexBall(real: -real, imaginary: -imaginary) }

  public static prefix func - (ball: ComplexBall) -> ComplexBall { ball.negated }

  public var conjugate: ComplexBall { ComplexBall(real: real, imaginary: -imaginary) }

  /// i z and -i z.
  var timesImaginaryUnit: ComplexBall { ComplexBall(real: -imaginary, imaginary: real) }
  var overImaginaryUnit: ComplexBall { ComplexBall(real: imaginary, imaginary: -real) }

  public func scaled(byPowerOfTwo shift: Int) -> ComplexBall {
    ComplexBall(
      real: real.scaled(byPowerOfTwo: shift), imaginary: imaginary.scaled(byPowerOfTwo: shift))
  }

  public func rounded(to precision: Precision) -> ComplexBall {
    ComplexBall(real: real.rounded(to: precision), imaginary: imaginary.rounded(to: precision))
  }

  /// Enlarges both radii: the ball then contains every number within `error` of the old one.
  public func addingError(_ error: Magnitude) -> ComplexBall {
    ComplexBall(real: real.addingError(error), imaginary: imaginary.addingError(error))
  }

  public func union(_ other: ComplexBall, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.union(other.real, precision: precision),
      imaginary: imaginary.union(other.imaginary, precision: precision))
  }

  func squaredMagnitude(precision: Precision) -> RealBall {
    real.squared(precision: precision + 4)
      .adding(imaginary.squared(precision: precision + 4), precision: precision)
  }

  /// |z|; a ball that is never negative beyond its radius.
  public func magnitude(precision: Precision) -> RealBall {
    if isReal { return real.magnitude.rounded(to: precision) }
    if real.isZero { return imaginary.magnitude.rounded(to: precision) }
    if isUnbounded { return .unbounded }
    let square = squaredMagnitude(precision: precision + 8)
    if square.isCertainlyPositive { return square.squareRoot(precision: precision) }
    return .enclosing(
      lower: .zero, upper: BigFloat(magnitudeUpperBound), precision: precision)
  }

  /// The principal argument in (-pi, pi]; on the negative real axis it is pi, continuous from
  /// above; 0 for the exact zero. See ``RealBall/arcTangent(y:x:precision:)``.
  public func argument(precision: Precision) -> RealBall {
    .arcTangent(y: imaginary, x: real, precision: precision)
  }
}
