internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Inverse Mellin transforms of a product of chi-square mixtures, at z = e^u.
///
/// Docs/Theory/ProductLaw.md.
struct ProductEvaluator: Sendable {
  let transforms: [ProductTransform.Kind: ProductTransform]
  let store = LineStore()
  /// About E[log z; z > 0]: where the lower tail and the survival are of one size.
  let center: Double

  init(
    factors: [ProductTransform.Factor], leaks: [ProductTransform.Leak] = [],
    living: @escaping @Sendable (Precision) -> RealBall
  ) {
    var transforms: [ProductTransform.Kind: ProductTransform] = [:]
    for kind in [ProductTransform.Kind.density, .survival, .lowerTail] {
      transforms[kind] = ProductTransform(
        kind: kind, factors: factors, leaks: leaks, living: living)
    }
    self.transforms = transforms
    let small = 1e-4
    let density = ProductTransform(
      kind: .density, factors: factors, leaks: leaks, living: living)
    center =
      (density.estimate(at: small).scale - density.estimate(at: -small).scale) / (2 * small)
  }

  private static let attempts = 6

  private static let tooLong = NetworkError.unsupported(
    "the Mellin-Barnes integral of the law would take too many terms here")

  private func transform(_ kind: ProductTransform.Kind) throws(NetworkError) -> ProductTransform {
    guard let transform = transforms[kind] else { throw ProductEvaluator.tooLong }
    return transform
  }

  /// The inverse transform at u = log z with about so many bits relative to it, or
  /// less if u is not known well enough.
  ///
  /// - Parameter logarithm: u with so many bits after the point.
  func value(
    _ kind: ProductTransform.Kind, bits: Int, logarithm: (Int) -> RealBall
  ) throws(NetworkError) -> RealBall {
    let rough = logarithm(64)
    let place = rough.approximateDouble
    guard place.isFinite else { return .unbounded }
    for line in store.candidates(kind, place: place, bits: bits) {
      let (value, _) = line.value(logarithm: logarithm(line.logarithmPrecision))
      if value.relativeAccuracyBits >= bits - 2 { return value }
      store.reject(line, kind, place: place, bits: bits)
    }
    let transform = try transform(kind)
    let planner = LinePlanner(
      transform: transform, angle: 0, logarithms: place...place, bits: Double(bits))
    guard let saddle = planner.saddle(place) else {
      return RealBall(midpoint: .zero, radius: farBound(transform, rough))
    }
    let range = range(
      transform, around: place, saddle: saddle,
      earlier: store.miss(kind, place: place, bits: bits), bits: bits)
    var goal = bits
    var best = RealBall.unbounded
    for attempt in 0..<ProductEvaluator.attempts {
      let logarithms = attempt == 0 ? range : place...place
      let planner = LinePlanner(
        transform: transform, angle: 0, logarithms: logarithms, bits: Double(goal),
        arguments: logarithms.lowerBound < logarithms.upperBound ? 32 : 1)
      guard let plan = planner.plan()?.plan,
        let line = MellinBarnesLine(transform, plan: plan, angle: .zero)
      else {
        if attempt == 0, logarithms.lowerBound < logarithms.upperBound { continue }
        if best.relativeAccuracyBits >= 8 { break }
        throw ProductEvaluator.tooLong
      }
      let (value, error) = line.value(logarithm: logarithm(line.logarithmPrecision))
      let isBetter = best.isUnbounded || value.radius < best.radius
      if isBetter { best = value }
      // With more bits and no better: a parameter is not known well enough.
      if !isBetter, !value.isUnbounded { break }
      if value.relativeAccuracyBits >= bits - 2 {
        store.insert(line, kind, bits: bits)
        break
      }
      guard let more = shortfall(value, error: error, bits: bits, goal: goal) else { break }
      goal += more
    }
    return best
  }

  /// About the nanoseconds of a line for one place; infinite where there is none.
  private func cost(_ kind: ProductTransform.Kind, place: Double, bits: Int) -> Double {
    guard let transform = transforms[kind] else { return .infinity }
    return LinePlanner(
      transform: transform, angle: 0, logarithms: place...place, bits: Double(bits)
    ).plan()?.cost ?? .infinity
  }

  /// P(0 < X <= x) + offset with about so many bits relative to the sum: left of the pole at 0, or
  /// as what the survival leaves, whichever costs less.
  ///
  /// - Parameters:
  ///   - offset: P(X = 0), or 0.
  ///   - living: P(X > 0), with so many bits.
  func lowerTail(
    plus offset: RealBall, bits: Int, living: (Int) -> RealBall, logarithm: (Int) -> RealBall
  ) throws(NetworkError) -> RealBall {
    let place = logarithm(64).approximateDouble
    guard place.isFinite else { return .unbounded }
    let precision = Precision(clamping: bits + 16)
    for kind in [ProductTransform.Kind.lowerTail, .survival] {
      for line in store.candidates(kind, place: place, bits: bits) {
        let (value, _) = line.value(logarithm: logarithm(line.logarithmPrecision))
        let wide = Precision(clamping: line.plan.bits + 64)
        let result =
          kind == .lowerTail
          ? offset.subtracting(value, precision: wide)
          : offset.adding(
            living(wide.bits).subtracting(value, precision: wide), precision: wide)
        if result.relativeAccuracyBits >= bits - 2 { return result.rounded(to: precision) }
      }
    }
    guard let transform = transforms[.lowerTail] else { return .unbounded }
    // The tail is at most the integrand at its saddle point, about: so many bits are lost at least.
    let saddle = LinePlanner(
      transform: transform, angle: 0, logarithms: place...place, bits: Double(bits)
    ).saddle(place)
    let mass = offset.isZero ? 0 : offset.magnitudeUpperBound.doubleUpperBound
    let size = max((saddle?.value ?? 0).estimatedExponential, mass, 1e-300)
    var extra = max(0, Int(-size.estimatedLogarithm / 0.693_147))
    let direct = cost(.lowerTail, place: place, bits: bits)
    while cost(.survival, place: place, bits: bits + extra) < direct {
      let survival = try value(.survival, bits: bits + extra, logarithm: logarithm)
      let wide = Precision(clamping: bits + extra + 64)
      let result = offset.adding(
        living(wide.bits).subtracting(survival, precision: wide), precision: wide)
      // Int.min where nothing is known.
      let missing = bits - max(result.relativeAccuracyBits, -bits)
      if missing <= 2 || survival.relativeAccuracyBits < bits + extra - 8 {
        return result.rounded(to: precision)
      }
      extra += result.relativeAccuracyBits < 4 ? bits + extra : missing + 8
    }
    return offset.subtracting(
      try value(.lowerTail, bits: bits, logarithm: logarithm), precision: precision)
  }

  /// Whether a line for the place is there already.
  func hasLine(_ kind: ProductTransform.Kind, at place: Double, bits: Int) -> Bool {
    !store.candidates(kind, place: place, bits: bits).isEmpty
  }

  /// About the nanoseconds that a line for the place takes; infinity when there is none.
  func lineCost(_ kind: ProductTransform.Kind, at place: Double, bits: Int) -> Double {
    guard let transform = transforms[kind] else { return .infinity }
    let planner = LinePlanner(
      transform: transform, angle: 0, logarithms: place...place, bits: Double(bits))
    return planner.plan()?.cost ?? .infinity
  }

  /// The bits that a further attempt needs; nil when no attempt would make it better.
  private func shortfall(_ value: RealBall, error: Magnitude, bits: Int, goal: Int) -> Int? {
    if value.isUnbounded || error.scaled(byPowerOfTwo: 4) < value.radius { return nil }
    let size = value.magnitudeUpperBound
    if size.isZero || size.exponent < BigFloat.smallestExponent + 8 { return nil }
    let more =
      value.relativeAccuracyBits < 1
      ? 2 * goal : max(16, bits - size.exponent + error.exponent + 8)
    return goal + more > 16 * bits + 20_000 ? nil : more
  }

  /// The places that a new line is for: at first one; when others were asked for, as many as
  /// do not make the line much longer.
  private func range(
    _ transform: ProductTransform, around place: Double,
    saddle: (parameter: Double, value: Double), earlier: [Double], bits: Int
  ) -> ClosedRange<Double> {
    guard let last = earlier.last, last != place else { return place...place }
    // What a line through the saddle point of the place loses elsewhere, in logarithms.
    let planner = LinePlanner(
      transform: transform, angle: 0, logarithms: place...place, bits: Double(bits))
    let line = planner.point(saddle.parameter)
    let allowed = 8 + 0.25 * 0.693 * Double(bits)
    func loss(_ other: Double) -> Double {
      guard let there = planner.saddle(other) else { return .infinity }
      return saddle.value - line * (other - place) - there.value
    }
    func reach(_ sign: Double) -> Double {
      var distance = 1.0 / 64
      while distance < 64, loss(place + sign * 2 * distance) < allowed { distance *= 2 }
      return place + sign * distance
    }
    // On towards where the places come from or go to, with some room behind.
    let (low, high) = (reach(-1), reach(1))
    if earlier.allSatisfy({ $0 < place }) {
      return (place - (place - low) / 8)...(place + 2 * (high - place))
    }
    if earlier.allSatisfy({ $0 > place }) {
      return (place - 2 * (place - low))...(place + (high - place) / 8)
    }
    return low...high
  }

  /// A bound for a saddle point so far out that the value is below all numbers.
  private func farBound(_ transform: ProductTransform, _ logarithm: RealBall) -> Magnitude {
    bounds(transform, over: logarithm, sigma: BigFloat(1 << 30))?.value ?? .infinity
  }

  /// Bounds of the value and of its derivative in u over the ball, on the line Re s = sigma.
  ///
  /// Docs/Theory/ProductLaw.md, "Inexact arguments".
  private func bounds(
    _ transform: ProductTransform, over logarithm: RealBall, sigma: BigFloat
  ) -> (value: Magnitude, derivative: Magnitude)? {
    let wide = Precision(clamping: 160 + 2 * sigma.exponent.asSize)
    guard var line = transform.majorant(at: sigma, precision: wide) else { return nil }
    let first = line.integralUpperBound()
    guard first.isFinite, !first.isZero else { return nil }
    // t <= (1/ε) e^(ε t) with ε = 1/(2 I).
    let rate = Magnitude.one.divided(byLowerBound: first.scaled(byPowerOfTwo: 1))
    line.growth = RealBall(exact: BigFloat(rate))
    let second = line.integralUpperBound()
    guard second.isFinite else { return nil }
    let exponent = line.scale.subtracting(
      logarithm.multiplied(by: RealBall(exact: sigma), precision: wide), precision: wide)
    // 1/pi < 1/2: both halves of the line.
    let half = Magnitude.exponential(of: exponent).scaled(byPowerOfTwo: -1)
    return (
      half * first,
      half * (first * Magnitude(upperBound: sigma) + second.divided(byLowerBound: rate))
    )
  }

  /// The values over a ball of logarithms that does not get thinner.
  func value(
    _ kind: ProductTransform.Kind, over logarithm: RealBall, bits: Int
  ) throws(NetworkError) -> RealBall {
    let place = logarithm.approximateDouble
    guard place.isFinite else { return .unbounded }
    let reach = logarithm.radius
    // The derivative of the integrals is the density's function.
    let transform = try transform(.density)
    let planner = LinePlanner(
      transform: transform, angle: 0, logarithms: place...place, bits: 64)
    guard let saddle = planner.saddle(place),
      let bounds = bounds(
        transform, over: logarithm, sigma: BigFloat(planner.point(saddle.parameter)))
    else { return .unbounded }
    let slope = kind == .density ? bounds.derivative : bounds.value
    let useful = max(32, 24 - reach.exponent)
    let middle = RealBall(exact: logarithm.midpoint)
    let value = try self.value(kind, bits: min(bits, useful)) { _ in middle }
    let spread = slope * reach
    if spread.scaled(byPowerOfTwo: 4) < value.magnitudeUpperBound {
      return value.addingError(spread)
    }
    if kind == .density {
      // A wide ball: between 0 and the bound of all values.
      let all = RealBall.enclosing(
        lower: .zero, upper: BigFloat(bounds.value), precision: 64)
      let thin = value.addingError(spread)
      return thin.radius < all.radius ? thin : all
    }
    // Monotonic: the values at the ends.
    let precision = Precision(clamping: logarithm.midpoint.precision.bits + 64)
    let ends = [
      logarithm.lowerBound(precision: precision), logarithm.upperBound(precision: precision),
    ]
    let low = try self.value(kind, bits: 32) { _ in RealBall(exact: ends[0]) }
    let high = try self.value(kind, bits: 32) { _ in RealBall(exact: ends[1]) }
    return low.union(high, precision: 64)
  }
}
