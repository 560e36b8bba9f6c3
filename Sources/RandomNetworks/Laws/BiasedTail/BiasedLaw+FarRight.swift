internal import BallArithmetic
internal import Multiprecision

extension BiasedLaw {
  /// About the nanoseconds up to which the binomial expansion is taken without asking what the chain
  /// would cost.
  private static var smallCost: Double { 1e8 }

  /// The value by binomial expansions where they reach the accuracy for less than the chain; else nil.
  ///
  /// Docs/Theory/BiasedTail.md.
  func farRight(
    _ function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall? {
    let place = x.ball(precision: precision + 64).approximateLogarithm
    guard let tail, place.isFinite, isBeyondLeastVariances(place, bits: precision.bits) else {
      return nil
    }
    let kind: ProductTransform.Kind = function == .density ? .density : .survival
    if let bound = tail.beyondRange(
      kind, logarithm: x.ball(precision: 256).logarithm(precision: 256))
    {
      return function == .cumulativeDistribution
        ? RealBall.one.subtracting(bound, precision: precision + 16) : bound
    }
    var bits = precision.bits
    if function == .cumulativeDistribution {
      // So many bits of 1 - P(X > x) are known from the size alone.
      guard let size = tail.size(kind, place: place) else { return nil }
      bits = max(16, bits + Int(min(0, size / 0.693_147)) + 8)
    }
    guard let cost = tail.cost(kind, place: place, bits: bits),
      cost < Self.smallCost || cost < chainCost(at: place, bits: precision.bits)
    else { return nil }
    let value = tail.value(kind, place: place, bits: bits) { accuracy in
      let wide = Precision(clamping: accuracy)
      return x.ball(precision: wide).logarithm(precision: wide)
    }
    guard let value else { return nil }
    let wide = precision + 16
    switch function {
    case .density:
      return value.divided(by: x.ball(precision: wide + 16), precision: wide)
    case .survival: return value.rounded(to: wide)
    case .cumulativeDistribution: return RealBall.one.subtracting(value, precision: wide)
    }
  }

  /// Whether P(V xi > x) for the least V of the last stage, about e^(-x/2V), is small enough: what is
  /// less is out of the expansion's reach. A choice without proof.
  private func isBeyondLeastVariances(_ place: Double, bits: Int) -> Bool {
    guard let stage = lastStage else { return false }
    guard case .affine = stage.start else { return true }
    guard stage.scales.isEmpty, stage.factors.count == 1, stage.factors[0].count == 1 else {
      return true
    }
    let least = stage.leastVariance.ball(precision: 64).approximateLogarithm
    return place - least > (Double(bits) / 2).estimatedLogarithm
  }
}
