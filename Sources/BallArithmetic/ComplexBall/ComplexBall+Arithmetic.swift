public import Multiprecision

extension ComplexBall {
  /// The sum.
  public func adding(_ other: ComplexBall, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.adding(other.real, precision: precision),
      imaginary: imaginary.adding(other.imaginary, precision: precision))
  }

  /// The difference.
  public func subtracting(_ other: ComplexBall, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.subtracting(other.real, precision: precision),
      imaginary: imaginary.subtracting(other.imaginary, precision: precision))
  }

  /// The product (a + bi)(c + di) = (ac - bd) + (ad + bc)i.
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

  /// The product with a real number.
  public func multiplied(by other: RealBall, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.multiplied(by: other, precision: precision),
      imaginary: imaginary.multiplied(by: other, precision: precision))
  }

  /// The product with an integer.
  public func multiplied(by other: Int, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.multiplied(by: other, precision: precision),
      imaginary: imaginary.multiplied(by: other, precision: precision))
  }

  /// The square of one number of the ball.
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
    if other.relativeAccuracyBits < 16 {
      return multiplied(by: other.wideReciprocal(precision: inner), precision: precision)
    }
    return multiplied(by: other.conjugate, precision: inner)
      .divided(by: other.squaredMagnitude(precision: inner), precision: precision)
  }

  /// The quotient by a real number; ``unbounded`` when that contains zero.
  public func divided(by other: RealBall, precision: Precision) -> ComplexBall {
    ComplexBall(
      real: real.divided(by: other, precision: precision),
      imaginary: imaginary.divided(by: other, precision: precision))
  }

  /// 1/z; ``unbounded`` when the ball contains zero.
  public func reciprocal(precision: Precision) -> ComplexBall {
    ComplexBall.one.divided(by: self, precision: precision)
  }

  /// 1/z of a wide rectangle that does not contain zero, around 1/m for the midpoint m:
  /// |1/z - 1/m| <= |z - m|/(|m| dist), dist the rectangle's distance from zero. Dividing by the
  /// rectangle of |z|^2 would take its parts for independent. Docs/Theory/BallArithmetic.md,
  /// "Complex functions".
  private func wideReciprocal(precision: Precision) -> ComplexBall {
    let center = ComplexBall(
      real: RealBall(exact: real.midpoint), imaginary: RealBall(exact: imaginary.midpoint))
    if center.isZero { return .unbounded }
    let (x, y) = (real.distanceFromZeroLowerBound, imaginary.distanceFromZeroLowerBound)
    let distance = x.multipliedRoundedDown(by: x).addingRoundedDown(y.multipliedRoundedDown(by: y))
      .squareRootLowerBound
    let (width, height) = (real.radius, imaginary.radius)
    let spread = (width * width + height * height).squareRoot
    let size = center.squaredMagnitude(precision: 40).distanceFromZeroLowerBound
      .squareRootLowerBound
    let reciprocal = center.conjugate.divided(
      by: center.squaredMagnitude(precision: precision), precision: precision)
    return reciprocal.addingError(
      spread.divided(byLowerBound: size.multipliedRoundedDown(by: distance)))
  }

  /// The numbers with the opposite sign.
  public var negated: ComplexBall { ComplexBall(real: -real, imaginary: -imaginary) }

  /// The opposite, without rounding.
  public static prefix func - (ball: ComplexBall) -> ComplexBall { ball.negated }

  /// The complex conjugates.
  public var conjugate: ComplexBall { ComplexBall(real: real, imaginary: -imaginary) }

  /// i z and -i z.
  var timesImaginaryUnit: ComplexBall { ComplexBall(real: -imaginary, imaginary: real) }
  var overImaginaryUnit: ComplexBall { ComplexBall(real: imaginary, imaginary: -real) }

  /// The value times a power of 2, as ``RealBall/scaled(byPowerOfTwo:)``.
  public func scaled(byPowerOfTwo shift: Int) -> ComplexBall {
    ComplexBall(
      real: real.scaled(byPowerOfTwo: shift), imaginary: imaginary.scaled(byPowerOfTwo: shift))
  }

  /// The same value with both midpoints rounded and the errors in the radii.
  public func rounded(to precision: Precision) -> ComplexBall {
    ComplexBall(real: real.rounded(to: precision), imaginary: imaginary.rounded(to: precision))
  }

  /// Enlarges both radii: the ball then contains every number within `error` of the old one.
  public func addingError(_ error: Magnitude) -> ComplexBall {
    ComplexBall(real: real.addingError(error), imaginary: imaginary.addingError(error))
  }

  /// A ball that contains both balls.
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
