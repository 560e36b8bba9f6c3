/// Integers step by integers: `stride(from: a, to: b, by: c)` with numbers of any size.
extension Integer: Strideable {
  public func distance(to other: Integer) -> Integer { other - self }
  public func advanced(by distance: Integer) -> Integer { self + distance }
}
