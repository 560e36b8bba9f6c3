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
  /// The accuracy wanted for x.
  let precision: Precision
  /// The limit of the distribution function at 0 from the right: what is beyond it decides near 0.
  var atom = CertifiedReal.zero

  /// About the bits that are lost in the difference from the atom.
  private var cancellation: Int {
    if atom.isZero { return 0 }
    let rest = (target - atom).ball(precision: precision + 64).midpoint
    let whole = target.ball(precision: 64).midpoint
    return rest.isZero ? 0 : min(max(0, whole.exponent - rest.exponent), 1 << 30)
  }

  private var isIncreasing: Bool { function == .cumulativeDistribution }

  private static var noConvergence: NetworkError {
    .unsupported("no interval was found on whose ends the distribution function is on both sides")
  }

  private func value(_ x: BigFloat, bits: Int) throws(NetworkError) -> RealBall {
    let inner = Precision(clamping: bits)
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
    let rough = try roughSolution()
    return try refined(from: rough.x, relativeSlope: rough.slope)
  }

  /// x = e^u to about 45 bits, and x times the derivative there.
  private func roughSolution() throws(NetworkError) -> (x: BigFloat, slope: RealBall) {
    let cancellation = self.cancellation
    let bits = 64 + cancellation
    let low: Precision = 96
    let fine = low + cancellation
    let offset = atom.ball(precision: fine)
    func point(_ u: Double) -> BigFloat {
      RealBall(exact: BigFloat(u)).exponential(precision: low).midpoint
    }
    // A bracket in u = log x.
    var (left, right): (Double?, Double?) = (nil, nil)
    var (u, step) = (0.0, 1.0)
    while left == nil || right == nil {
      let rough = 24 + cancellation
      let side = side(try value(point(u), bits: rough), bits: rough)
      if side <= 0 { left = u }
      if side >= 0 { right = u }
      if side == 0 { break }
      u -= Double(side) * step
      step *= 2
      if step > 1e8 { throw Self.noConvergence }
    }
    var (a, b) = (left ?? u, right ?? u)
    // A bisection or two, then Newton's method for the logarithm of the function within the bracket.
    u = (a + b) / 2
    var slope = RealBall.zero
    let goal = target.ball(precision: fine).subtracting(offset, precision: fine)
    for _ in 0..<200 {
      let x = point(u)
      let current = try value(x, bits: bits)
      let density = try law.value(
        of: .density, at: .enclosed(RealBall(exact: x), precision: low), precision: 64
      ).value
      slope = density.multiplied(by: RealBall(exact: x), precision: 64)
      let side = side(current, bits: bits)
      if side == 0 { return (x, slope) }
      if side < 0 { a = max(a, u) } else { b = min(b, u) }
      // log(value/target)/(d log value/du), both less the atom.
      let part = current.subtracting(offset, precision: fine)
      let excess = part.divided(by: goal, precision: low).logarithm(precision: low)
      let rate = slope.divided(by: part, precision: 64).approximateDouble
      var next = u - excess.approximateDouble / (isIncreasing ? rate : -rate)
      if !next.isFinite || next <= a || next >= b {
        if b - a > 1e-9 * max(1, u.magnitude) || !next.isFinite {
          next = (a + b) / 2
        } else {
          return (x, slope)
        }
      }
      if (next - u).magnitude <= 1e-14 * max(1, u.magnitude) { return (point(next), slope) }
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
