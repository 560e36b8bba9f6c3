/// Fractions step exactly: `stride(from: 0, through: 1, by: Rational(1, 10)!)` has 11 values.
extension Rational: Strideable {
  /// `other - self`, exact.
  public func distance(to other: Rational) -> Rational { other - self }
  /// `self + distance`, exact.
  public func advanced(by distance: Rational) -> Rational { self + distance }

  // Written out: Strideable's own form compares the distance with zero, without end here.
  /// Whether the fractions are equal.
  public static func == (left: Rational, right: Rational) -> Bool {
    left.numerator == right.numerator && left.denominator == right.denominator
  }
}
