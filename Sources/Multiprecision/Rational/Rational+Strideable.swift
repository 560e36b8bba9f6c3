/// Fractions step exactly: `stride(from: 0, through: 1, by: Rational(1, 10)!)` has 11 values.
extension Rational: Strideable {
  public func distance(to other: Rational) -> Rational { other - self }
  public func advanced(by distance: Rational) -> Rational { self + distance }
}
