internal import BallArithmetic
internal import Multiprecision

extension BiasedChain {
  /// Upper bounds of log E[V^sigma] and log E[z^sigma; z > 0], sigma > 0, of the stages: by
  /// (a + b)^sigma <= a^sigma + b^sigma for sigma <= 1, and else by Minkowski's inequality. Nil where
  /// none was found.
  ///
  /// Docs/Theory/BiasedTail.md, "Sizes".
  func logSizeBounds(
    at sigma: BigFloat, precision: Precision
  ) -> [(variance: RealBall, size: RealBall)]? {
    guard sigma.isPositive, !isStationary else { return nil }
    let s = RealBall(exact: sigma)
    let isSmall = sigma <= 1
    let own = kinds.map { stage -> StageLogarithms? in
      StageLogarithms(stage, at: sigma, precision: precision)
    }
    var result: [(variance: RealBall, size: RealBall)] = []
    for kind in stages {
      guard let stage = own[kind] else { return nil }
      var variance = stage.least.multiplied(by: s, precision: precision)
      if let slope = stage.slope {
        guard let before = result.last?.size else { return nil }
        // log(shift^p + slope^p (E y^sigma)^(p/sigma)), p = min(1, sigma), times max(1, sigma).
        let constant = isSmall ? variance : stage.least
        let linear =
          isSmall
          ? slope.multiplied(by: s, precision: precision).adding(before, precision: precision)
          : slope.adding(before.divided(by: s, precision: precision), precision: precision)
        let sum = RealBall.logarithmOfSum(constant, linear, precision: precision)
        variance = isSmall ? sum : sum.multiplied(by: s, precision: precision)
      }
      result.append((variance, variance.adding(stage.factors, precision: precision)))
    }
    return result
  }
}

/// Logarithms of a stage's constants, and of its factors' moment of an order.
private struct StageLogarithms {
  /// Of the constant V, or of the shift.
  let least: RealBall
  let slope: RealBall?
  /// log Π scale^sigma E[xi^sigma; xi > 0].
  let factors: RealBall

  init?(_ stage: BiasedChain.Stage, at sigma: BigFloat, precision: Precision) {
    let s = RealBall(exact: sigma)
    least = stage.leastVariance.ball(precision: precision).logarithm(precision: precision)
    if case .affine(_, let slope) = stage.start {
      self.slope = slope.ball(precision: precision).logarithm(precision: precision)
    } else {
      slope = nil
    }
    var sum = stage.scaleLogarithm(precision: precision).multiplied(by: s, precision: precision)
    let twos = RealBall.logTwo(precision: precision).multiplied(by: s, precision: precision)
    for factor in stage.factors {
      guard let line = MixtureOnLine(factor.mixture, sigma: sigma, precision: precision) else {
        return nil
      }
      sum = sum.adding(
        line.logarithm.adding(twos, precision: precision)
          .multiplied(by: factor.count, precision: precision), precision: precision)
    }
    factors = sum
  }
}

extension RealBall {
  /// log(e^a + e^b) without leaving the exponent range.
  fileprivate static func logarithmOfSum(
    _ a: RealBall, _ b: RealBall, precision: Precision
  ) -> RealBall {
    let (high, low) = a.midpoint > b.midpoint ? (a, b) : (b, a)
    return low.subtracting(high, precision: precision).exponential(precision: precision)
      .logarithmOnePlus(precision: precision).adding(high, precision: precision)
  }
}
