internal import Multiprecision

/// Sizes in doubles, of which nothing proven depends: they choose precisions and numbers of terms.
struct ResidueLawEstimate: Sendable {
  private struct Factor: Sendable {
    /// P(K = k)/(the largest), from k = least on.
    let weights: [Double]
    let least: Int
    let logScale: Double
    let count: Double
  }

  private let factors: [Factor]
  /// -k/2, the first singularity.
  let firstPole: Double

  init(mixtures: [LawResidueSeries.Mixture], singles: [LawResidueSeries.Single]) {
    var factors: [Factor] = []
    var least = Int.max
    for mixture in mixtures {
      let activity =
        mixture.law.activity.exactValue ?? Rational(numerator: 1, nonzeroDenominator: 2)
      let on = activity.nearestDouble.estimatedLogarithm
      let off = (.one - activity).nearestDouble.estimatedLogarithm
      let n = Double(mixture.width)
      let whole = (n + 1).estimatedLogGamma
      let logs = (1...mixture.width).map { k in
        let k = Double(k)
        return whole - (k + 1).estimatedLogGamma - (n - k + 1).estimatedLogGamma + k * on
          + (n - k) * off
      }
      let top = logs.max() ?? 0
      factors.append(
        Factor(
          weights: logs.map { ($0 - top).estimatedExponential }, least: 1, logScale: top,
          count: Double(mixture.count)))
      least = 1
    }
    for single in singles {
      factors.append(
        Factor(
          weights: [1], least: single.degreesOfFreedom,
          logScale: single.weight.nearestDouble.estimatedLogarithm, count: Double(single.count)))
      least = min(least, single.degreesOfFreedom)
    }
    self.factors = factors
    firstPole = -Double(least) / 2
  }

  /// About ln prod_l sum_k P(K_l = k) |Γ(k/2 + s)|/Γ(k/2), right of the poles or midway between
  /// two.
  func logMajorant(_ s: Double) -> Double {
    var sum = 0.0
    for factor in factors { sum += factor.count * logMajorant(factor, s) }
    return sum
  }

  private func logMajorant(_ factor: Factor, _ s: Double) -> Double {
    func logGamma(_ y: Double) -> Double {
      // Midway between poles |sin(pi y)| is sqrt(1/2).
      y > 0 ? y.estimatedLogGamma : 1.491_303 - (1 - y).estimatedLogGamma
    }
    func quotient(_ k: Int) -> Double {
      let place = Double(k) / 2
      return logGamma(place + s) - place.estimatedLogGamma
    }
    let base = quotient(factor.least)
    if factor.weights.count == 1 { return base + factor.logScale }
    var (here, next) = (1.0, (quotient(factor.least + 1) - base).estimatedExponential)
    var sum = 0.0
    var scale = 0.0
    var place = Double(factor.least) / 2
    for weight in factor.weights {
      sum += weight * here
      (here, next) = (next, here * ((place + s) / place).magnitude)
      place += 0.5
      if here > 1e200 {
        (here, next, sum) = (here * 1e-200, next * 1e-200, sum * 1e-200)
        scale += 460.517_018_598_809_1
      } else if here < 1e-200, sum < 1e50 {
        (here, next, sum) = (here * 1e200, next * 1e200, sum * 1e200)
        scale -= 460.517_018_598_809_1
      }
    }
    return base + factor.logScale + scale + sum.estimatedLogarithm
  }

  /// About ln of x f(x), of P(0 < z <= x) or of P(z > x): the least value of the integrand's
  /// majorant on the real axis.
  func logValue(of function: LawFunction, logArgument: Double) -> Double {
    func height(_ y: Double) -> Double {
      let t = y.estimatedExponential
      let s: Double
      switch function {
      case .density: s = firstPole + t
      case .cumulativeDistribution: s = firstPole / (1 + t)
      case .survival: s = t
      }
      let value = logMajorant(s) - s * logArgument
      return function == .density ? value : value - s.magnitude.estimatedLogarithm
    }
    var (low, high) = (-40.0, 30.0)
    let golden = 0.618_033_988_75
    var (a, b) = (high - golden * (high - low), low + golden * (high - low))
    var (f, g) = (height(a), height(b))
    for _ in 0..<20 {
      if f < g {
        (high, b, g) = (b, a, f)
        a = high - golden * (high - low)
        f = height(a)
      } else {
        (low, a, f) = (a, b, g)
        b = low + golden * (high - low)
        g = height(b)
      }
    }
    return min(f, g)
  }

  /// About ln of the greatest term, and its m.
  func largestTerm(logArgument: Double, through last: Int) -> (logarithm: Double, place: Int) {
    func height(_ m: Int) -> Double { logTerm(m, logArgument: logArgument) }
    // The terms rise and then fall.
    var (low, high) = (0, max(last, 2))
    while high - low > 2 {
      let middle = (low + high) / 2
      if height(middle) < height(middle + 1) { low = middle } else { high = middle + 1 }
    }
    let place = (low...high).max { height($0) < height($1) } ?? low
    return (height(place), place)
  }

  /// About ln of the integrand's majorant on the line Re s = -m/2 - 1/4.
  func logTerm(_ m: Int, logArgument: Double) -> Double {
    let s = -Double(m) / 2 - 0.25
    return logMajorant(s) - s * logArgument
  }

  /// About the least m with a logTerm below the bound; nil when beyond `limit`.
  func lastPole(logBound: Double, logArgument: Double, from first: Int, limit: Int) -> Int? {
    // Down a slope that may begin with an ascent: from the far end.
    var high = max(first, 1)
    while !(logTerm(high, logArgument: logArgument) < logBound
      && logTerm(high + 2, logArgument: logArgument) < logTerm(high, logArgument: logArgument))
    {
      if high > limit { return nil }
      high *= 2
    }
    var low = max(first, high / 2)
    while high - low > 1 {
      let middle = (low + high) / 2
      if logTerm(middle, logArgument: logArgument) < logBound {
        high = middle
      } else {
        low = middle
      }
    }
    return high > limit ? nil : high
  }
}
