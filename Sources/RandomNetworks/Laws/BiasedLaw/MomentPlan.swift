internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The trapezoid rule for E[z^s; z > 0] = ∫ f(e^u) e^(u(s+1)) du: its step and ends, chosen in doubles,
/// and the proven bound of its error.
///
/// Docs/Theory/BiasedLaw.md, "Moments from the density".
struct MomentPlan {
  let step: BigFloat
  let low: Int
  let high: Int
  /// C(c) |z|^-c bounds f(z) z for these c.
  private let first: (c: Rational, logarithm: Double)
  private let second: (c: Rational, logarithm: Double)

  var left: Double { Double(-low) * step.nearestDouble }
  var right: Double { Double(high) * step.nearestDouble }

  private static let largestCount = 200_000

  /// Nil where no bound was found.
  init?(_ sector: SectorBound, s: Double, bits: Int) throws(NetworkError) {
    let depth = Double(bits) * 0.693_147_180_559_946 + 8
    var first = (c: Rational.zero, place: Double.infinity, logarithm: Double.infinity)
    for part in [1, 2, 3, 4, 6, 8, 12, 16, 24, 32] {
      // Between -reach and s.
      let c = -sector.reach * Rational(numerator: Integer(32 - part), nonzeroDenominator: 32)
      guard c.isNegative, c.nearestDouble < s else { continue }
      let logarithm = try sector.logarithm(at: c)
      let place = (logarithm + depth) / (s - c.nearestDouble)
      if place < first.place { first = (c, place, logarithm) }
    }
    var second = (c: Rational.zero, place: Double.infinity, logarithm: Double.infinity)
    var order = max(1, Int(s.rounded(.down)) + 1)
    let start = order
    while order <= start + 512 {
      let logarithm = try sector.logarithm(at: Rational(order))
      let place = (logarithm + depth) / (Double(order) - s)
      if place < second.place {
        second = (Rational(order), place, logarithm)
      } else if order > start + 4 {
        break
      }
      order += max(1, (order - start) / 3)
    }
    guard first.place.isFinite, second.place.isFinite else { return nil }
    // The height at which F has fallen by so much.
    var height = 8.0
    while true {
      guard height < 1e7,
        let decay = sector.decay(at: BigFloat(s), height: RealBall(exact: BigFloat(height)))
      else { return nil }
      if decay.exponent.approximateDouble < -depth { break }
      height *= 1.125
    }
    let length = 6.283_185 / height
    step = BigFloat((length * 0x1p20).rounded(.down) * 0x1p-20)
    low = -Int((max(first.place, 1) / length).rounded(.up))
    high = Int((max(second.place, 1) / length).rounded(.up))
    guard high - low < Self.largestCount, !step.isZero else { return nil }
    self.first = (first.c, first.logarithm)
    self.second = (second.c, second.logarithm)
  }

  /// E[z^s; z > 0] from the sum: it is between the sum less the other terms of Poisson's formula,
  /// which are at most a share of it, and what is left out at the ends.
  func enclosing(_ sum: RealBall, s: RealBall, _ sector: SectorBound) -> RealBall {
    let p: Precision = 96
    let place = s
    guard s.radius < .powerOfTwo(-40),
      let decay = sector.decay(
        at: s.upperBound(precision: 80),
        height: RealBall.pi(precision: p).scaled(byPowerOfTwo: 1)
          .divided(by: RealBall(exact: step), precision: p)), decay.descent.isCertainlyPositive
    else { return .unbounded }
    // Truncation: Σ h C(c) e^(-(|s - c|) jh) beyond the ends.
    var cut = Magnitude.zero
    for (end, count, isLeft) in [(first, -low, true), (second, high, false)] {
      // s - c > 0 on the left, c - s > 0 on the right.
      let distance = place.subtracting(RealBall(end.c, precision: p), precision: p)
      let rate = isLeft ? distance : -distance
      guard rate.isCertainlyPositive else { return .unbounded }
      let reach = rate.multiplied(by: RealBall(exact: step), precision: p)
        .multiplied(by: count, precision: p)
      cut +=
        Magnitude.exponential(
          of: RealBall(exact: BigFloat(end.logarithm + 1e-6)).subtracting(reach, precision: p))
        * (RealBall(exact: step).magnitudeUpperBound
          + Magnitude.one.divided(byLowerBound: rate.distanceFromZeroLowerBound))
    }
    // 2 Σ_j e^(exponent(2 pi j/h)), a geometric series.
    let height = RealBall.pi(precision: p).scaled(byPowerOfTwo: 1)
      .divided(by: RealBall(exact: step), precision: p)
    let quotient = (-decay.descent.multiplied(by: height, precision: p)).exponential(precision: p)
    let rest = RealBall.one.subtracting(quotient, precision: p)
    guard rest.isCertainlyPositive else { return .unbounded }
    let share = Magnitude.exponential(of: decay.exponent).scaled(byPowerOfTwo: 1)
      .divided(byLowerBound: rest.distanceFromZeroLowerBound)
    guard share < .powerOfTwo(-2) else { return .unbounded }
    // |sum - F| <= share F + cut, so F <= (|sum| + cut)/(1 - share) <= 2 (|sum| + cut).
    let size = (sum.magnitudeUpperBound + cut).scaled(byPowerOfTwo: 1)
    return sum.addingError(cut).addingError(share * size)
  }
}
