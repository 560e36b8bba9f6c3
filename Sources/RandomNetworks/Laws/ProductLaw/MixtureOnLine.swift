internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The terms of m(s) = sum_k P(K = k) Γ(k/2 + s)/Γ(k/2) = 2^-s M(s) at a real s = sigma, right of
/// the poles, relative to the sum: the probabilities of K under the tilted law. On the line
/// Re s = sigma they are the weights of the quotients Γ(k/2 + s)/Γ(k/2 + sigma), whose moduli are
/// at most 1.
///
/// Docs/Theory/ProductLaw.md, "The tilted weights".
struct MixtureOnLine {
  /// The terms of one parity of k, from the lowest that is not left out.
  struct Chain {
    /// The k of the first.
    let first: Int
    /// The tilted probabilities of first, first + 2, ...
    let probabilities: [RealBall]
  }

  let sigma: BigFloat
  /// The largest k with a term.
  let largest: Int
  let chains: [Chain]
  /// A bound of the probability of the terms left out.
  let outside: Magnitude
  /// log m(sigma).
  let logarithm: RealBall

  /// Nil when sigma is not right of the poles.
  ///
  /// - Parameter precision: of the probabilities relative to 1; what is left out is smaller still.
  init?(_ mixture: ChiSquareMixture, sigma: BigFloat, precision: Precision) {
    self.sigma = sigma
    largest = mixture.width
    let width = mixture.width
    guard let exact = sigma.exactRational,
      (exact
        + Rational(
          numerator: Integer(mixture.degreesOfFreedom.lowerBound),
          nonzeroDenominator: 2)).isPositive
    else { return nil }
    let size = max(sigma.exponent.asSize, 0) + 2 * width.bitWidthOfCount + 8
    let inner = precision + (24 + width.bitWidthOfCount)
    let wide = inner + size
    func logGamma(_ k: Int) -> RealBall {
      let place = RealBall(k).scaled(byPowerOfTwo: -1)
      return place.adding(RealBall(exact: sigma), precision: wide + sigma.precision.bits)
        .logGamma(precision: wide)
        .subtracting(place.logGamma(precision: wide), precision: wide)
    }
    if mixture.isSingle {
      chains = [Chain(first: width, probabilities: [.one])]
      outside = .zero
      logarithm = logGamma(width)
      return
    }
    let active = mixture.activity.ball(precision: wide)
    let inactive = (CertifiedReal(1) - mixture.activity).ball(precision: wide)
    let odds = active.divided(by: inactive, precision: wide)
    let oddsSquared = odds.squared(precision: inner)
    let logActive = active.logarithm(precision: wide)
    let logInactive = inactive.logarithm(precision: wide)
    func logTerm(_ k: Int) -> RealBall {
      RealBall(width + 1).logGamma(precision: wide)
        .subtracting(RealBall(k + 1).logGamma(precision: wide), precision: wide)
        .subtracting(RealBall(width - k + 1).logGamma(precision: wide), precision: wide)
        .adding(logActive.multiplied(by: k, precision: wide), precision: wide)
        .adding(logInactive.multiplied(by: width - k, precision: wide), precision: wide)
        .adding(logGamma(k), precision: wide)
    }
    let center = min(
      MixtureSize(mixture, at: sigma.nearestDouble).mode(), max(width - 1, 1))
    let reference = logTerm(center)
    let rule = TermRule(
      width: width, oddsSquared: oddsSquared, doubled: sigma.scaled(byPowerOfTwo: 1),
      precision: inner)
    var total = RealBall.zero
    var parts: [(first: Int, terms: [RealBall], outside: Magnitude)] = []
    for anchor in center == width ? [center] : [center, center + 1] {
      let start =
        anchor == center
        ? RealBall.one
        : logTerm(anchor).subtracting(reference, precision: wide).exponential(precision: inner)
      let part = rule.terms(from: anchor, start: start)
      for term in part.terms { total = total.adding(term, precision: inner) }
      parts.append(part)
    }
    let left = parts.reduce(Magnitude.zero) { $0 + $1.outside }
    total = total.addingError(left)
    outside = left.divided(byLowerBound: total.distanceFromZeroLowerBound)
    logarithm = reference.adding(total.logarithm(precision: wide), precision: wide)
    chains = parts.map { part in
      Chain(
        first: part.first,
        probabilities: part.terms.map { $0.divided(by: total, precision: inner) })
    }
  }

  /// k/2 + sigma.
  func abscissa(_ k: Int, precision: Precision) -> RealBall {
    RealBall(exact: sigma).adding(
      RealBall(k).scaled(byPowerOfTwo: -1), precision: precision)
  }
}

/// The quotients of neighbouring terms of one parity: with T_k = P(K = k) Γ(k/2 + σ)/Γ(k/2),
/// T_(k+2)/T_k = odds^2 (N-k)(N-k-1)/((k+1)(k+2)) (k + 2σ)/k.
private struct TermRule {
  let width: Int
  let oddsSquared: RealBall
  /// 2σ.
  let doubled: BigFloat
  let precision: Precision

  private func raised(_ k: Int) -> RealBall {
    RealBall(exact: doubled).adding(k, precision: precision)
  }

  private func up(_ term: RealBall, _ k: Int) -> RealBall {
    term.multiplied(by: oddsSquared, precision: precision)
      .multiplied(by: (width - k) * (width - k - 1), precision: precision)
      .multiplied(by: raised(k), precision: precision)
      .divided(by: k * (k + 1) * (k + 2), precision: precision)
  }

  /// From k + 2 to k.
  private func down(_ term: RealBall, _ k: Int) -> RealBall {
    term.multiplied(by: k * (k + 1) * (k + 2), precision: precision)
      .divided(
        by: oddsSquared.multiplied(by: raised(k), precision: precision)
          .multiplied(by: (width - k) * (width - k - 1), precision: precision),
        precision: precision)
  }

  /// The terms around the anchor in rising order, and a bound of the sum of those left out.
  ///
  /// Docs/Theory/ProductLaw.md, "The tilted weights".
  func terms(
    from anchor: Int, start: RealBall
  ) -> (first: Int, terms: [RealBall], outside: Magnitude) {
    let small = Magnitude.powerOfTwo(start.midpoint.exponent - precision.bits)
    var outside = Magnitude.zero
    var above: [RealBall] = []
    var (term, k) = (start, anchor)
    while k + 2 <= width {
      term = up(term, k)
      k += 2
      above.append(term)
      if term.magnitudeUpperBound < small, let rest = restAbove(k) {
        outside += rest * term.magnitudeUpperBound
        break
      }
    }
    var below: [RealBall] = []
    (term, k) = (start, anchor)
    while k - 2 >= 1 {
      term = down(term, k - 2)
      k -= 2
      below.append(term)
      if term.magnitudeUpperBound < small, let rest = restBelow(k) {
        outside += rest * term.magnitudeUpperBound
        break
      }
    }
    return (k, below.reversed() + [start] + above, outside)
  }

  /// A bound of the sum of all terms above k over that of k; nil when none is near.
  private func restAbove(_ k: Int) -> Magnitude? {
    if k + 2 > width { return .zero }
    let low = LineMajorant.precision
    let rise = raised(k).divided(by: k, precision: low).magnitudeUpperBound
    let quotient =
      oddsSquared.multiplied(by: (width - k) * (width - k - 1), precision: low)
      .divided(by: (k + 1) * (k + 2), precision: low).magnitudeUpperBound * max(.one, rise)
    return quotient <= .powerOfTwo(-1) ? quotient.scaled(byPowerOfTwo: 1) : nil
  }

  /// A bound of the sum of all terms below k over that of k; nil when none is near.
  private func restBelow(_ k: Int) -> Magnitude? {
    if k <= 2 { return .zero }
    let low = LineMajorant.precision
    let base = RealBall((k - 1) * k).divided(
      by: oddsSquared.multiplied(by: (width - k + 2) * (width - k + 1), precision: low),
      precision: low
    ).magnitudeUpperBound
    if !doubled.isNegative {
      return base <= .powerOfTwo(-1) ? base.scaled(byPowerOfTwo: 1) : nil
    }
    guard base <= .powerOfTwo(-2) else { return nil }
    let last = Magnitude.one.divided(byLowerBound: raised(1).distanceFromZeroLowerBound)
    return base.scaled(byPowerOfTwo: 2) * max(.one, last)
  }
}
