public import BallArithmetic
internal import HeapModule
public import Multiprecision

extension CertifiedLaw {
  /// The Kolmogorov distance sup |P(X <= x) - P(Y <= x)| to another law, with a relative accuracy
  /// of about the precision.
  ///
  /// Both laws are of nonnegative variables, or both symmetric; point masses may lie at 0.
  ///
  /// - Throws: ``NetworkError/unsupported(_:)`` for other laws, and what their values throw.
  public func kolmogorovDistance(
    to other: any CertifiedLaw, precision: Precision
  ) throws(NetworkError) -> RealBall {
    var search = try KolmogorovDistance(self, other, precision: precision)
    return try search.value()
  }
}

/// The Kolmogorov distance sup |P(X <= x) - P(Y <= x)| of two laws, by certified maximization.
///
/// Both laws are of nonnegative variables, or both are symmetric; point masses lie at 0 at most. It
/// is enough then to look at the survival functions S, T on x >= 0, which fall. On an interval
/// from a to b the difference is at most max(S(a) - T(b), T(a) - S(b)); on a narrow one it is
/// at most the mean of its ends' values and of (b - a) times a bound of the densities' difference.
/// Intervals whose bound is below a value found elsewhere are dropped, the others halved.
///
/// Docs/Theory/Approximations.md, "The Kolmogorov distance".
struct KolmogorovDistance {
  private let first: any CertifiedLaw
  private let second: any CertifiedLaw
  private let goal: Precision
  private let inner: Precision
  private var intervals = Heap<Interval>()
  /// A proven lower bound of the distance.
  private var lower = BigFloat(0)

  private struct Point {
    let x: BigFloat
    let survival: (RealBall, RealBall)
  }

  /// Intervals are compared by the bounds of the difference on them.
  private struct Interval: Comparable {
    let low: Point
    /// Nil for infinity.
    let high: Point?
    let bound: BigFloat

    static func < (left: Interval, right: Interval) -> Bool { left.bound < right.bound }
    static func == (left: Interval, right: Interval) -> Bool { left.bound == right.bound }
  }

  init(
    _ first: any CertifiedLaw, _ second: any CertifiedLaw, precision: Precision
  ) throws(NetworkError) {
    guard first.isNonnegative == second.isNonnegative,
      (first.pointMasses + second.pointMasses).allSatisfy(\.isZero)
    else {
      throw .unsupported(
        "the Kolmogorov distance is computed for laws whose point masses lie at 0")
    }
    (self.first, self.second) = (first, second)
    goal = precision
    inner = precision + 32
  }

  /// The halvings after which the enclosure is as good as it gets.
  private static let largestCount = 4_000

  mutating func value() throws(NetworkError) -> RealBall {
    let zero = try point(at: 0)
    var low = try point(at: BigFloat(1).scaled(byPowerOfTwo: -16))
    try add(zero, low)
    for exponent in -15...16 {
      let next = try point(at: BigFloat(1).scaled(byPowerOfTwo: exponent))
      try add(low, next)
      low = next
    }
    try add(low, nil)
    var count = 0
    while let widest = intervals.popMax() {
      let tolerance = lower.scaled(byPowerOfTwo: -goal.bits - 2)
      let excess = BigFloat.subtracting(widest.bound, lower, precision: 64, rounding: .up)
      if excess <= tolerance || count > Self.largestCount {
        return .enclosing(lower: lower, upper: widest.bound, precision: inner)
      }
      count += 1
      try split(widest)
    }
    return .unbounded
  }

  private mutating func split(_ interval: Interval) throws(NetworkError) {
    guard let high = interval.high else {
      let next = try point(at: interval.low.x.scaled(byPowerOfTwo: 2))
      try add(interval.low, next)
      try add(next, nil)
      return
    }
    let middle =
      interval.low.x.isZero
      ? high.x.scaled(byPowerOfTwo: -4)
      : BigFloat.adding(interval.low.x, high.x, precision: inner).scaled(byPowerOfTwo: -1)
    guard interval.low.x < middle, middle < high.x else {
      throw .unsupported("the Kolmogorov distance was not found to this precision")
    }
    let next = try point(at: middle)
    try add(interval.low, next)
    try add(next, high)
  }

  private mutating func point(at x: BigFloat) throws(NetworkError) -> Point {
    guard let exact = x.exactRational else {
      throw .unsupported("the Kolmogorov distance lies too far out to be found")
    }
    let place = CertifiedReal(exact)
    let point = Point(
      x: x,
      survival: (
        try first.value(of: .survival, at: place, precision: inner).value,
        try second.value(of: .survival, at: place, precision: inner).value
      ))
    let difference = point.survival.0.subtracting(point.survival.1, precision: inner)
    lower = max(lower, BigFloat(difference.distanceFromZeroLowerBound))
    let sharp = difference.magnitude.lowerBound(precision: inner)
    if sharp > lower { lower = sharp }
    return point
  }

  private mutating func add(_ low: Point, _ high: Point?) throws(NetworkError) {
    let bound = try bound(low, high)
    if bound > lower || intervals.isEmpty {
      intervals.insert(Interval(low: low, high: high, bound: bound))
    }
  }

  private func bound(_ low: Point, _ high: Point?) throws(NetworkError) -> BigFloat {
    let (s, t) = low.survival
    guard let high else {
      return max(s.upperBound(precision: inner), t.upperBound(precision: inner))
    }
    let (s2, t2) = high.survival
    let coarse = max(
      s.subtracting(t2, precision: inner).upperBound(precision: inner),
      t.subtracting(s2, precision: inner).upperBound(precision: inner))
    let width = BigFloat.subtracting(high.x, low.x, precision: 64, rounding: .up)
    guard coarse > lower, low.x.isPositive, width.exponent < low.x.exponent - 6 else {
      return coarse
    }
    // D(x) is within slope (x - a) of D(a) and within slope (b - x) of D(b).
    let place = CertifiedReal.enclosed(
      .enclosing(lower: low.x, upper: high.x, precision: inner), precision: inner)
    let slope = try first.value(of: .density, at: place, precision: inner).value
      .subtracting(
        try second.value(of: .density, at: place, precision: inner).value, precision: inner
      )
      .magnitudeUpperBound
    guard slope.isFinite else { return coarse }
    let change = BigFloat(slope * Magnitude(upperBound: width))
    let sum = BigFloat.adding(
      s.subtracting(t, precision: inner).magnitude.upperBound(precision: inner),
      s2.subtracting(t2, precision: inner).magnitude.upperBound(precision: inner),
      precision: inner, rounding: .up)
    let fine = BigFloat.adding(sum, change, precision: inner, rounding: .up)
      .scaled(byPowerOfTwo: -1)
    return min(coarse, fine)
  }
}
