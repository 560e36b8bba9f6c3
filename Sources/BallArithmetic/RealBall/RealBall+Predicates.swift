public import Multiprecision

extension RealBall {
  /// Whether the radius is zero.
  public var isExact: Bool { radius.isZero }
  /// Whether anything is known of the value.
  public var isFinite: Bool { radius.isFinite }
  /// Whether the ball is the whole line: nothing is known of the value.
  public var isUnbounded: Bool { radius.isInfinite }
  /// Whether the ball is the exact number zero.
  public var isZero: Bool { radius.isZero && midpoint.isZero }

  // The radius is a 32-bit number and the roundings below go away from zero in steps that the
  // radius does not fall between: d <= radius holds exactly when the rounded d <= radius does.

  /// Whether zero is in the ball, exactly decided.
  public var containsZero: Bool { Magnitude(upperBound: midpoint) <= radius }

  /// Whether the number is in the ball, exactly decided, except that a distance below the range of ``BigFloat`` may be taken for its least
  /// positive number.
  public func contains(_ value: BigFloat) -> Bool {
    if isUnbounded { return true }
    guard value.isFinite else { return false }
    let distance = BigFloat.subtracting(
      midpoint, value, precision: 64, rounding: .awayFromZero)
    return Magnitude(upperBound: distance) <= radius
  }

  /// Whether the integer is in the ball.
  public func contains(_ value: Int) -> Bool { contains(BigFloat(value)) }

  /// Whether the integer is in the ball.
  public func contains(_ value: Integer) -> Bool { contains(BigFloat(value)) }

  /// Whether the fraction is in the ball, exactly decided.
  public func contains(_ value: Rational) -> Bool {
    if isUnbounded { return true }
    let precision = midpoint.precision + 64
    let low = BigFloat(value, precision: precision, rounding: .down)
    let high = BigFloat(value, precision: precision, rounding: .up)
    switch (contains(low), contains(high)) {
    case (true, true): return true
    case (false, false) where low == high || (low < midpoint) == (high < midpoint): return false
    default: break
    }
    // The value is next to an end of the ball (or the ball is a point).
    guard let center = midpoint.exactRational, let reach = radius.exactRational else {
      return false
    }
    return (value - center).magnitude <= reach
  }

  /// Whether the other ball is surely inside this one; equal balls are.
  public func contains(_ other: RealBall) -> Bool {
    if isUnbounded { return true }
    if other.isUnbounded { return false }
    let distance = BigFloat.subtracting(
      midpoint, other.midpoint, precision: 64, rounding: .awayFromZero)
    return Magnitude(upperBound: distance) + other.radius <= radius
  }

  /// Whether the balls may have a number in common; when false, they are proven disjoint.
  public func overlaps(_ other: RealBall) -> Bool {
    !isCertainlyLess(than: other) && !other.isCertainlyLess(than: self)
  }

  /// Whether every number of this ball is less than every number of the other. When the gap is a
  /// relative 2^-31 of the radii the answer may be a cautious false.
  public func isCertainlyLess(than other: RealBall) -> Bool {
    if isUnbounded || other.isUnbounded { return false }
    if radius.isZero, other.radius.isZero { return midpoint < other.midpoint }
    let gap = BigFloat.subtracting(
      other.midpoint, midpoint, precision: 64, rounding: .towardZero)
    return gap.isPositive && radius + other.radius < Magnitude(lowerBound: gap)
  }

  /// Whether every number of the ball is positive.
  public var isCertainlyPositive: Bool { midpoint.isPositive && !containsZero }
  /// Whether every number of the ball is negative.
  public var isCertainlyNegative: Bool { midpoint.isNegative && !containsZero }
  /// Whether no number of the ball is zero.
  public var isCertainlyNonzero: Bool { !containsZero }

  /// Whether no number of the ball is negative.
  public var isCertainlyNonnegative: Bool {
    if isUnbounded || midpoint.isNegative { return false }
    return radius <= Magnitude(lowerBound: midpoint)
      || BigFloat(radius) <= midpoint
  }

  /// Whether both are exact and the same number.
  public func isCertainlyEqual(to other: RealBall) -> Bool {
    isExact && other.isExact && midpoint == other.midpoint
  }

  /// About -log2(radius / |midpoint|), rounded down: `Int.max` for an exact number, `Int.min` when
  /// nothing is known (unbounded, or centered at zero).
  public var relativeAccuracyBits: Int {
    if radius.isZero { return .max }
    if radius.isInfinite || midpoint.isZero { return .min }
    return midpoint.exponent - 1 - radius.exponent
  }

  /// ``relativeAccuracyBits`` in decimal digits, rounded down.
  public var relativeAccuracyDigits: Int {
    let bits = relativeAccuracyBits
    if bits == .max || bits == .min { return bits }
    return Int((Double(bits) * 0.301_029_995_663_981).rounded(.down))
  }

  /// The only integer in the ball; nil when there is none or more than one.
  public var uniqueInteger: Integer? {
    guard radius < .one, let nearest = midpoint.integer(rounding: .toNearest) else { return nil }
    let center = BigFloat(nearest)
    guard contains(center), !contains(BigFloat(nearest + 1)), !contains(BigFloat(nearest - 1))
    else { return nil }
    return nearest
  }

  /// The double nearest to the midpoint; NaN when unbounded. For plots and estimates.
  public var approximateDouble: Double { isUnbounded ? .nan : midpoint.nearestDouble }
}
