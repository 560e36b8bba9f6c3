/// Integers step by integers: `stride(from: a, to: b, by: c)` with numbers of any size.
extension Integer: Strideable {
  /// `other - self`, exact.
  public func distance(to other: Integer) -> Integer { other - self }
  /// `self + distance`, exact.
  public func advanced(by distance: Integer) -> Integer { self + distance }
}
