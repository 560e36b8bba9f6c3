internal import BallArithmetic
internal import Multiprecision

/// The x > 0 where a monotonic function of a law, its distribution or survival function, takes a
/// value.
///
/// The search is without proof; the enclosure it ends with is proven by certified values at its
/// ends: Docs/Theory/ProductLaw.md, "Quantiles".
struct QuantileSearch<Law: CertifiedLaw> {
  let law: Law
  /// The survival or the distribution function.
  let function: LawFunction
  /// An exact number that is a value of the function on x > 0.
  let target: CertifiedReal
  /// The value that the function tends to at the end of x > 0 that the solution may be near: next
  /// to a point mass the function is that constant but for the last bits, and what remains is about
  /// a power of the distance.
  let limit: CertifiedReal
  /// The accuracy wanted for x.
  let precision: Precision

  private var isIncreasing: Bool { function == .cumulativeDistribution }

  private static var noConvergence: NetworkError {
    .unsupported("no interval was found on whose ends the distribution function is on both sides")
  }

  private func value(_ x: BigFloat, bits: Int) throws(NetworkError) -> RealBall {
    // Next to a greatest value the place itself has more bits than the function needs.
    let inner = Precision(clamping: law.supportEnd == nil ? bits : max(bits, x.precision.bits + 16))
    return try law.value(
      of: function, at: .enclosed(RealBall(exact: x), precision: inner), precision: inner
    ).value
  }

  /// Whether x is certainly left (-1) or right (1) of the solution; 0 where that is not decided.
  private func side(_ value: RealBall, bits: Int) -> Int {
    let goal = target.ball(precision: Precision(clamping: bits + 32))
    if value.isCertainlyLess(than: goal) { return isIncreasing ? -1 : 1 }
    if goal.isCertainlyLess(than: value) { return isIncreasing ? 1 : -1 }
    return 0
  }

  func solution() throws(NetworkError) -> RealBall {
    if let ball = try nextToTheEnd() { return ball }
    let rough = try roughSolution()
    return try refined(from: rough.x, relativeSlope: rough.slope)
  }

  /// The enclosure from just below the greatest value to it, when the solution lies there: no digit
  /// that is asked for tells it from the greatest value.
  private func nextToTheEnd() throws(NetworkError) -> RealBall? {
    guard law.isNonnegative, let end = law.supportEnd, function == .survival else { return nil }
    let fine = precision + 32
    let high = end.ball(precision: fine)
    let low = high.subtracting(
      high.scaled(byPowerOfTwo: -precision.bits - 2), precision: fine
    ).lowerBound(precision: fine)
    guard low.isPositive else { return nil }
    // The function is above its limit there by more than the target is.
    for bits in [64, 64 + max(0, cost)] {
      let side = side(try value(low, bits: bits), bits: bits)
      if side > 0 { return nil }
      if side < 0 {
        return .enclosing(lower: low, upper: high.upperBound(precision: fine), precision: fine)
      }
    }
    return nil
  }

  /// The bits that the difference of the target from the limit costs.
  private var cost: Int {
    let low: Precision = 96
    let gap = (target - limit).ball(precision: low).magnitude
    guard gap.isCertainlyPositive else { return 0 }
    return target.ball(precision: low).divided(by: gap, precision: low).magnitudeUpperBound.exponent
  }

  /// The place with the coordinate u and d log x/du: x = e^u, and for x < E = ``supportEnd``
  /// x = E/(1 + e^-u), so that a double is fine enough for x near 0 and near E.
  private func place(_ u: Double) -> (x: BigFloat, rate: RealBall) {
    let low = Precision(clamping: 96 + Int(min(max(0, u) / 0.69, 1e9)))
    guard law.isNonnegative, let end = law.supportEnd else {
      return (RealBall(exact: BigFloat(u)).exponential(precision: 96).midpoint, .one)
    }
    let ratio = RealBall(exact: BigFloat(-u)).exponential(precision: low)
    let sum = ratio.adding(.one, precision: low)
    let x = end.ball(precision: low).divided(by: sum, precision: low).midpoint
    return (x, ratio.divided(by: sum, precision: low))
  }

  /// x to about 45 bits (E - x near the end E), and x times the derivative there.
  private func roughSolution() throws(NetworkError) -> (x: BigFloat, slope: RealBall) {
    let low: Precision = 96
    // What the function differs by from its limit there, and the bits that the difference costs.
    let gap = target - limit
    let isAbove = gap.certainSign == 1
    let goal = (isAbove ? gap : -gap).ball(precision: low)
    guard goal.isCertainlyPositive else { throw Self.noConvergence }
    let extra = max(0, cost)
    let bits = 64 + extra
    // A bracket.
    var (left, right): (Double?, Double?) = (nil, nil)
    var (u, step) = (0.0, 1.0)
    while left == nil || right == nil {
      // Far from the solution few bits show the side; the many are dear where the function is not
      // near its limit.
      let x = place(u).x
      var side = side(try value(x, bits: 24), bits: 24)
      if side == 0, extra > 0 {
        side = self.side(try value(x, bits: 24 + extra), bits: 24 + extra)
      }
      if side == 0 {
        // Near the solution: less than a step away.
        left = left ?? u - step
        right = right ?? u + step
        break
      }
      if side < 0 { left = u } else { right = u }
      u -= Double(side) * step
      step *= 2
      if step > 1e8 { throw Self.noConvergence }
    }
    var (a, b) = (left ?? u, right ?? u)
    // Newton's method for the logarithm of the difference, or a bisection where it leaves the
    // bracket.
    u = (a + b) / 2
    var slope = RealBall.zero
    for _ in 0..<200 {
      let (x, placeRate) = place(u)
      let current = try value(x, bits: bits)
      let finest = Precision(clamping: max(low.bits, x.precision.bits + 16))
      let density = try law.value(
        of: .density, at: .enclosed(RealBall(exact: x), precision: finest), precision: 64
      ).value
      slope = density.multiplied(by: RealBall(exact: x), precision: 64)
      let side = side(current, bits: bits)
      if side == 0 { return (x, slope) }
      if side < 0 { a = max(a, u) } else { b = min(b, u) }
      // log(difference/goal)/(d log difference/du)
      let wide = Precision(clamping: bits + 32)
      let signed = current.subtracting(limit.ball(precision: wide), precision: wide)
      let difference = isAbove ? signed : -signed
      let excess = difference.divided(by: goal, precision: low).logarithm(precision: low)
      let rate = slope.multiplied(by: placeRate, precision: 64)
        .divided(by: difference, precision: 64).approximateDouble
      var next = u - excess.approximateDouble / (isIncreasing == isAbove ? rate : -rate)
      if !next.isFinite || next <= a || next >= b {
        if b - a > 1e-9 * max(1, u.magnitude) || !next.isFinite {
          next = (a + b) / 2
        } else {
          return (x, slope)
        }
      }
      if (next - u).magnitude <= 1e-14 * max(1, u.magnitude) { return (place(next).x, slope) }
      u = next
    }
    throw Self.noConvergence
  }

  /// Newton steps with the slope of the start: each gains as many bits as the start had.
  private func refined(
    from start: BigFloat, relativeSlope: RealBall
  ) throws(NetworkError) -> RealBall {
    guard relativeSlope.isCertainlyPositive else { throw Self.noConvergence }
    let goal = target.ball(precision: 64)
    // The bits of the function that do not move x.
    let flat = goal.divided(by: relativeSlope, precision: 64).magnitudeUpperBound.exponent
    var bits = precision.bits + max(0, flat) + 16
    var x = start
    let wide = Precision(clamping: precision.bits + 24)
    for _ in 0..<4 {
      let slope = relativeSlope.divided(by: RealBall(exact: start), precision: 64)
      var error = Magnitude.infinity
      for _ in 0..<(8 + precision.bits / 16) {
        let excess = try value(x, bits: bits).subtracting(
          target.ball(precision: Precision(clamping: bits + 32)),
          precision: Precision(clamping: bits + 32))
        let change = RealBall(exact: excess.midpoint).divided(by: slope, precision: wide).midpoint
        let next =
          isIncreasing
          ? BigFloat.subtracting(x, change, precision: wide)
          : BigFloat.adding(x, change, precision: wide)
        guard next.isPositive else { break }
        let moved = Magnitude(upperBound: change)
        x = next
        if moved <= Magnitude(lowerBound: x).scaled(byPowerOfTwo: -precision.bits - 4)
          || moved >= error
        {
          break
        }
        error = moved
      }
      // The enclosure, by the sides of its ends.
      for shift in [0, 3] {
        let radius = Magnitude(upperBound: x).scaled(byPowerOfTwo: -precision.bits + shift)
        let ball = RealBall(midpoint: x, radius: radius)
        let fine = wide + 64
        let (low, high) = (ball.lowerBound(precision: fine), ball.upperBound(precision: fine))
        if side(try value(low, bits: bits), bits: bits) < 0,
          side(try value(high, bits: bits), bits: bits) > 0
        {
          return .enclosing(lower: low, upper: high, precision: wide)
        }
      }
      bits += bits / 4 + 16
    }
    throw Self.noConvergence
  }
}
