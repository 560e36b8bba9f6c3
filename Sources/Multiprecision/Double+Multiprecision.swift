extension Double {
  /// The integer, when it is a double; nil when it would have to be rounded.
  public init?(exactly value: Integer) { self.init(exactly: Rational(value)) }

  /// The fraction, when it is a double; nil when it would have to be rounded.
  public init?(exactly value: Rational) {
    let nearest = value.nearestDouble
    guard let back = Rational(exactly: nearest), back == value else { return nil }
    self = nearest
  }

  /// The number, when it is a double; nil when it would have to be rounded, and for
  /// not-a-number. Infinities and the sign of zero are kept.
  public init?(exactly value: BigFloat) {
    let nearest = value.nearestDouble
    guard BigFloat(nearest) == value else { return nil }
    self = nearest
  }
}

extension Integer {
  /// The double nearest to the number, ties to even; infinite beyond the range of doubles.
  public var nearestDouble: Double { Rational(self).nearestDouble }
}
