internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension LeakyFactor {
  /// E[W^s] for a real s.
  func mellin(at s: RealBall, precision: Precision) -> RealBall {
    guard s.isFinite else { return .unbounded }
    return LeakyQuadrature(self, sigma: s, goals: [(bits: precision.bits + 8, height: 0)]).value()
      .rounded(to: precision)
  }

  /// The cumulants of log W of the orders 1, ..., order: m! times the Taylor coefficients of
  /// log E[W^s] at s = 0.
  func logarithmCumulants(through order: Int, precision: Precision) -> [RealBall] {
    // Powers of log W are as large as those of log a.
    let slope = squaredSlope.ball(precision: 64).logarithm(precision: 64).magnitudeUpperBound
    let extra = 16 + order * (max(0, slope.exponent) + 8)
    let inner = precision + extra
    let rule = LeakyQuadrature(self, sigma: .zero, goals: [(bits: inner.bits, height: 0)])
    // With E[(log W)^m] = m_m: kappa_m = m_m - Σ C(m-1, j-1) kappa_j m_(m-j).
    let moments = (1...max(order, 1)).map { rule.value(order: $0) }
    var cumulants: [RealBall] = []
    for m in 0..<order {
      var value = moments[m]
      for j in 0..<m {
        let product = cumulants[j].multiplied(by: moments[m - 1 - j], precision: inner)
          .multiplied(by: RealBall(Integer.binomial(Integer(m), j)), precision: inner)
        value = value.subtracting(product, precision: inner)
      }
      cumulants.append(value)
    }
    return cumulants.map { $0.rounded(to: precision) }
  }

  /// log E[W^line], and E[W^s]/E[W^line] at s = line + i k step for the indices k, each with about
  /// so many bits after the point.
  func nodes(
    line: BigFloat, step: BigFloat, indices: Range<Int>, bits: [Int]
  ) -> (logarithm: RealBall, values: [ComplexBall]) {
    let length = step.nearestDouble
    let heights = indices.map { Double($0) * length }
    let rule = LeakyQuadrature(
      self, sigma: RealBall(exact: line),
      goals: zip(bits, heights).map { (bits: $0 + 8, height: $1) })
    let precision = rule.precision
    let errors = rule.errors(heights: heights + [0])
    let terms = rule.terms()
    let total = terms.reduce(RealBall.zero) { $0.adding($1, precision: precision) }
      .addingError(errors[heights.count])
    guard total.isCertainlyPositive else {
      return (.unbounded, indices.map { _ in .unbounded })
    }
    let least = total.distanceFromZeroLowerBound
    let small = -(bits.max() ?? 64) - 16
    // The terms that matter, turning with t; the others are at most `outside` together.
    var outside = Magnitude.zero
    var turning: [TurningTerm] = []
    let start = RealBall(exact: step).multiplied(by: indices.lowerBound, precision: precision + 64)
    for (term, point) in zip(terms, rule.points) {
      let share = term.divided(by: total, precision: precision)
      let size = share.magnitudeUpperBound
      if size < .powerOfTwo(small) {
        outside += size
        continue
      }
      func turn(_ t: RealBall) -> ComplexBall {
        ComplexBall(
          real: .zero, imaginary: point.logarithm.multiplied(by: t, precision: precision)
        ).exponential(precision: precision)
      }
      turning.append(
        TurningTerm(
          turn(start).multiplied(by: share, precision: precision),
          turn: turn(RealBall(exact: step))))
    }
    var values: [ComplexBall] = []
    values.reserveCapacity(indices.count)
    for (place, error) in errors.dropLast().enumerated() {
      let current = Precision(clamping: bits[place] + 24)
      var sum = ComplexBall.zero
      var deviation = error.divided(byLowerBound: least) + outside
      for index in turning.indices {
        sum = sum.adding(turning[index].value, precision: current)
        deviation += turning[index].error
        turning[index].advance(precision: current)
      }
      values.append(sum.addingError(deviation))
    }
    return (total.logarithm(precision: precision), values)
  }

  /// About the nanoseconds that one node takes.
  func nodeCost(bits: Double) -> Double {
    // The points of the rule, and a complex product for each.
    let points = (0.09 * bits + 8) * 20
    return points * (300 + 1.3 * bits)
  }
}
