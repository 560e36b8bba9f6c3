internal import Multiprecision

/// The size of sum_k P(K = k) Γ(k/2 + s)/Γ(k/2) on a vertical line, in doubles and without proof.
struct MixtureSize {
  private let width: Int
  private let isSingle: Bool
  private let logActive: Double
  private let logInactive: Double
  private let oddsSquared: Double
  private let sigma: Double

  init(_ mixture: ChiSquareMixture, at sigma: Double) {
    width = mixture.width
    isSingle = mixture.isSingle
    let active = mixture.activity.ball(precision: 64).approximateDouble
    logActive = active.estimatedLogarithm
    logInactive = (-active).estimatedLogarithmOnePlus
    let odds = active / (1 - active)
    oddsSquared = odds * odds
    self.sigma = sigma
  }

  private func abscissa(_ k: Int) -> Double { Double(k) / 2 + sigma }

  /// log |Γ(x + it)/Γ(x)|.
  private func decay(_ abscissa: Double, _ t: Double) -> Double {
    if t == 0 { return 0 }
    var (x, sum) = (abscissa, 0.0)
    while x < 8 {
      let ratio = t / x
      sum -= (ratio * ratio).estimatedLogarithmOnePlus / 2
      x += 1
    }
    let ratio = t / x
    let logarithm = (ratio * ratio).estimatedLogarithmOnePlus
    return sum - t * ratio.estimatedArcTangent + (x / 2 - 0.25) * logarithm
  }

  /// The term of k + 2 over that of k.
  private func ratio(_ k: Int, _ t: Double) -> Double {
    let (n, place, x) = (Double(width - k), Double(k), abscissa(k))
    let size = t == 0 ? x.magnitude : (x * x + t * t).squareRoot()
    return oddsSquared * n * (n - 1) / ((place + 1) * (place + 2)) * 2 * size / place
  }

  private func logTerm(_ k: Int, _ t: Double) -> Double {
    let (n, place, x) = (Double(width), Double(k), abscissa(k))
    var value = x.estimatedLogGamma - (place / 2).estimatedLogGamma + decay(x, t)
    if !isSingle {
      value +=
        (n + 1).estimatedLogGamma - (place + 1).estimatedLogGamma
        - (n - place + 1).estimatedLogGamma + place * logActive + (n - place) * logInactive
    }
    return value
  }

  /// About the k of the largest term.
  func mode(at t: Double = 0) -> Int {
    if isSingle || width < 2 { return width }
    var (low, high) = (1, width)
    while low < high {
      let middle = (low + high) / 2
      if middle + 2 <= width, ratio(middle, t) > 1 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The logarithm of the sum of the terms' moduli.
  func logSum(at t: Double = 0) -> Double {
    if isSingle || width < 2 { return logTerm(width, t) }
    let center = min(mode(at: t), width - 1)
    let reference = logTerm(center, t)
    var sum = 0.0
    for anchor in [center, center + 1] {
      let start = anchor == center ? 1 : (logTerm(anchor, t) - reference).estimatedExponential
      sum += start
      var (term, k) = (start, anchor)
      while k + 2 <= width {
        term *= ratio(k, t)
        sum += term
        k += 2
        if term < 1e-17 * sum { break }
      }
      (term, k) = (start, anchor)
      while k - 2 >= 1 {
        term /= ratio(k - 2, t)
        sum += term
        k -= 2
        if term < 1e-17 * sum, sigma >= 0 || width > 64 { break }
      }
    }
    return reference + sum.estimatedLogarithm
  }
}
