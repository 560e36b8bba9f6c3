public import Testing

// Laws that every number type keeps. Each function states them for given values; the comment is
// printed on failure (`TestRandom.comment` says how to repeat the run).

/// The laws of a commutative ring.
public func expectRingLaws<Number: SignedNumeric>(
  _ a: Number, _ b: Number, _ c: Number, _ comment: @autoclosure () -> Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let zero = Number.zero
  let one: Number = 1
  let sides: [(law: String, left: Number, right: Number)] = [
    ("a + b = b + a", a + b, b + a),
    ("(a + b) + c = a + (b + c)", (a + b) + c, a + (b + c)),
    ("a + 0 = a", a + zero, a),
    ("a + (-a) = 0", a + (-a), zero),
    ("a - b = a + (-b)", a - b, a + (-b)),
    ("-(-a) = a", -(-a), a),
    ("a - a = 0", a - a, zero),
    ("a b = b a", a * b, b * a),
    ("(a b) c = a (b c)", (a * b) * c, a * (b * c)),
    ("1 a = a", one * a, a),
    ("0 a = 0", zero * a, zero),
    ("(-a) b = -(a b)", (-a) * b, -(a * b)),
    ("a (b + c) = a b + a c", a * (b + c), a * b + a * c),
    ("(a + b)(a - b) = a a - b b", (a + b) * (a - b), a * a - b * b),
  ]
  for (law, left, right) in sides {
    #expect(
      left == right, "\(law) for \(a), \(b), \(c): \(comment())", sourceLocation: sourceLocation)
  }
}

/// The laws of division, for a type that tells its reciprocals.
public func expectFieldLaws<Number: SignedNumeric>(
  _ a: Number, _ b: Number, reciprocal: (Number) -> Number?, divide: (Number, Number) -> Number,
  _ comment: @autoclosure () -> Comment, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(reciprocal(.zero) == nil, "0 has no reciprocal", sourceLocation: sourceLocation)
  guard b != .zero, let inverse = reciprocal(b) else {
    #expect(b == .zero, "\(b) has a reciprocal: \(comment())", sourceLocation: sourceLocation)
    return
  }
  let sides: [(law: String, left: Number, right: Number)] = [
    ("b (1/b) = 1", b * inverse, 1),
    ("1/(1/b) = b", reciprocal(inverse) ?? .zero, b),
    ("a / b = a (1/b)", divide(a, b), a * inverse),
    ("(a / b) b = a", divide(a, b) * b, a),
  ]
  for (law, left, right) in sides {
    #expect(left == right, "\(law) for \(a), \(b): \(comment())", sourceLocation: sourceLocation)
  }
}

/// The compound operators give what the plain ones give, also when both sides are one number,
/// and leave copies alone.
public func expectInPlaceLaws<Number: Numeric>(
  _ a: Number, _ b: Number, _ comment: @autoclosure () -> Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  func expect(
    _ name: String, _ plain: (Number, Number) -> Number, _ compound: (inout Number, Number) -> Void
  ) {
    var value = a
    let copy = value
    compound(&value, b)
    #expect(
      value == plain(a, b), "\(name) in place for \(a), \(b): \(comment())",
      sourceLocation: sourceLocation)
    #expect(
      copy == a, "\(name) changed a copy of \(a): \(comment())", sourceLocation: sourceLocation)
    var own = b
    compound(&own, own)
    #expect(
      own == plain(b, b), "\(name) of \(b) with itself: \(comment())",
      sourceLocation: sourceLocation)
  }
  expect("+", +, +=)
  expect("-", -, -=)
  expect("*", *, *=)
}

/// The laws of a total order. Compatibility with sums is checked by ``expectOrderedRingLaws``.
public func expectOrderingLaws<Value: Comparable>(
  _ a: Value, _ b: Value, _ c: Value, _ comment: @autoclosure () -> Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let laws: [(law: String, holds: Bool)] = [
    ("a = a", a == a),
    ("not a < a", !(a < a)),
    ("one of a < b, a = b, a > b", [a < b, a == b, a > b].count { $0 } == 1),
    ("a < b is b > a", (a < b) == (b > a)),
    ("a <= b is not b < a", (a <= b) == !(b < a)),
    ("a >= b is b <= a", (a >= b) == (b <= a)),
    ("a = b is b = a", (a == b) == (b == a)),
    ("a <= b <= c gives a <= c", !(a <= b && b <= c) || a <= c),
    ("a = b gives a < c is b < c", a != b || (a < c) == (b < c)),
  ]
  for (law, holds) in laws {
    #expect(holds, "\(law) for \(a), \(b), \(c): \(comment())", sourceLocation: sourceLocation)
  }
}

/// The laws of an order that goes with sums and products.
public func expectOrderedRingLaws<Number: SignedNumeric & Comparable>(
  _ a: Number, _ b: Number, _ c: Number, _ comment: @autoclosure () -> Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let laws: [(law: String, holds: Bool)] = [
    ("a < b is a + c < b + c", (a < b) == (a + c < b + c)),
    ("a < b is -b < -a", (a < b) == (-b < -a)),
    ("a a >= 0", a * a >= .zero),
    ("c > 0 gives a < b is a c < b c", c <= .zero || (a < b) == (a * c < b * c)),
  ]
  for (law, holds) in laws {
    #expect(holds, "\(law) for \(a), \(b), \(c): \(comment())", sourceLocation: sourceLocation)
  }
}
