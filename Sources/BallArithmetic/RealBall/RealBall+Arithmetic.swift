public import Multiprecision

extension RealBall {
  /// The sum.
  public func adding(_ other: RealBall, precision: Precision) -> RealBall {
    RealBall(
      rounded: BigFloat.addingExactness(midpoint, other.midpoint, precision: precision),
      error: radius + other.radius)
  }

  /// The sum with an integer.
  public func adding(_ other: Int, precision: Precision) -> RealBall {
    RealBall(
      rounded: BigFloat.addingExactness(midpoint, other, precision: precision), error: radius)
  }

  /// The difference.
  public func subtracting(_ other: RealBall, precision: Precision) -> RealBall {
    RealBall(
      rounded: BigFloat.subtractingExactness(midpoint, other.midpoint, precision: precision),
      error: radius + other.radius)
  }

  /// The product. |xy - ab| <= |a| s + |b| r + r s for x within r of a and y within s of b.
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public func multiplied(by other: RealBall, precision: Precision) -> RealBall {
    if isUnbounded || other.isUnbounded { return .unbounded }
    var error = Magnitude.zero
    if !radius.isZero { error += radius * (Magnitude(upperBound: other.midpoint) + other.radius) }
    if !other.radius.isZero { error += other.radius * Magnitude(upperBound: midpoint) }
    return RealBall(
      rounded: BigFloat.multiplyingExactness(midpoint, other.midpoint, precision: precision),
      error: error)
  }

  /// The product with an integer.
  public func multiplied(by other: Int, precision: Precision) -> RealBall {
    if isUnbounded { return .unbounded }
    return RealBall(
      rounded: BigFloat.multiplyingExactness(midpoint, other, precision: precision),
      error: radius * Magnitude(other.magnitude))
  }

  /// The square of one number of the ball: never negative, unlike the product with itself.
  public func squared(precision: Precision) -> RealBall {
    if isUnbounded { return .unbounded }
    if containsZero, !radius.isZero {
      let largest = Magnitude(upperBound: midpoint) + radius
      return .enclosing(lower: .zero, upper: BigFloat(largest * largest), precision: precision)
    }
    let error =
      radius.isZero
      ? .zero : radius * (Magnitude(upperBound: midpoint).scaled(byPowerOfTwo: 1) + radius)
    return RealBall(
      rounded: BigFloat.multiplyingExactness(midpoint, midpoint, precision: precision),
      error: error)
  }

  /// The numbers with the opposite sign.
  public var negated: RealBall { RealBall(finiteMidpoint: -midpoint, radius: radius) }

  /// The opposite, without rounding.
  public static prefix func - (ball: RealBall) -> RealBall { ball.negated }

  /// The absolute value: of a ball that contains zero, the ball from 0 to the largest.
  public var magnitude: RealBall {
    if isUnbounded || !containsZero { return midpoint.isNegative ? negated : self }
    if radius.isZero { return self }
    let largest = BigFloat(Magnitude(upperBound: midpoint) + radius)
    return .enclosing(lower: .zero, upper: largest, precision: 64)
  }

  /// The value times a power of 2: exact but at the ends of the exponent range.
  public func scaled(byPowerOfTwo shift: Int) -> RealBall {
    if isUnbounded || midpoint.isZero {
      return RealBall(midpoint: midpoint, radius: radius.scaled(byPowerOfTwo: shift))
    }
    let (exponent, overflow) = midpoint.exponent.addingReportingOverflow(shift)
    if overflow ? shift > 0 : exponent > BigFloat.largestExponent { return .unbounded }
    if overflow || exponent < BigFloat.smallestExponent {
      let largest = (Magnitude(upperBound: midpoint) + radius).scaled(byPowerOfTwo: shift)
      return RealBall(midpoint: .zero, radius: largest)
    }
    return RealBall(
      midpoint: midpoint.scaled(byPowerOfTwo: shift),
      radius: radius.scaled(byPowerOfTwo: shift))
  }

  /// The ball with its radius enlarged.
  public func addingError(_ error: Magnitude) -> RealBall {
    RealBall(midpoint: midpoint, radius: radius + error)
  }

  /// The same value with the midpoint rounded and the rounding error in the radius.
  public func rounded(to precision: Precision) -> RealBall {
    if midpoint.precision <= precision { return self }
    let value = BigFloat(midpoint, precision: precision, rounding: .toNearest)
    return RealBall(rounded: (value, value == midpoint ? 0 : 1), error: radius)
  }
}
