internal import BallArithmetic
internal import Multiprecision

extension LawResidueSeries {
  /// About how many nanoseconds a value takes; nil where the series is too long.
  func cost(of function: LawFunction, at x: CertifiedReal, precision: Precision) -> Double? {
    guard x.certainSign == 1 else { return nil }
    let u = x.ball(precision: 64).divided(by: scale.ball(precision: 64), precision: 64)
      .scaled(byPowerOfTwo: -depth)
    guard u.isCertainlyPositive else { return nil }
    let logArgument = u.logarithm(precision: 53).approximateDouble
    guard
      let plan = ResidueLawPlan(
        estimate, function: function, logArgument: logArgument, depth: depth,
        bits: precision.bits + 16)
    else { return nil }
    let isExact = x.exactValue != nil && scale.exactValue != nil
    return cost(plan) * (isExact ? 1 : 2)
  }

  private func cost(_ plan: ResidueLawPlan) -> Double {
    let order = Double(max(1, depth))
    let pairs = order * (order + 1) / 2
    let full = Double(plan.largestBits) / 64 + 1
    // The first series, in balls of full length,
    // and the gamma functions that begin them.
    var cost = 2 * (20_000 + 40 * pairs * (100 + Self.product(full, full)) + 2_500 * full * full)
    var m = 1
    while m <= plan.lastPole {
      let stride = max(1, plan.lastPole / 16)
      let limbs = Double(plan.bits(at: m)) / 64 + 1
      var own = order * order * (30 + 3 * limbs) + order * (60 + 4 * limbs)
      for mixture in mixtures {
        let width = Double(mixture.width)
        let count = Double(mixture.count)
        // Both polynomials: their levels' products of one word, half as long on average.
        let growth = width / 2 * ((width + Double(m)) / 2 + 2).estimatedLogarithm / 44
        let polynomial = width / 64 + growth
        own += width * order * (24 + 0.7 * polynomial)
        own += pairs * Self.product(polynomial, limbs)
        own += pairs * Self.product(limbs, limbs) * 1.5 * count.estimatedLogarithm / 0.693
      }
      cost += own * Double(stride)
      m += stride
    }
    return cost
  }

  /// A product of so many words.
  private static func product(_ a: Double, _ b: Double) -> Double {
    let (low, high) = (min(a, b), max(a, b))
    // Schoolbook, then about Karatsuba's.
    return 20
      + (low < 30 ? 0.4 * low * high : 0.4 * high * 30 * (0.6 * (low / 30).squareRoot() + 0.4))
  }
}
