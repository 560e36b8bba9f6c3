internal import BallArithmetic
internal import Multiprecision

extension BiasedLaw {
  /// The value near 0 by the power series of the chi-squares' densities, whose coefficients are the
  /// moments E[V^(-m/2)] of the last stage's variance; nil where it is not near enough or not found.
  ///
  /// Docs/Theory/BiasedLaw.md, "Near zero".
  func nearZero(
    _ function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall? {
    guard let stage = lastStage, stage.factors.count == 1, stage.factors[0].count == 1,
      let series = SeriesAtZero(stage, at: x, precision: precision)
    else { return nil }
    let mixture = stage.factors[0].mixture
    let dead = mixture.dead(precision: precision + 16)
    let wide = precision + 32
    // So many bits of the part that is small against P(z = 0) or P(z > 0) do not count.
    var goal = precision.bits
    switch function {
    case .density: break
    case .cumulativeDistribution:
      if !dead.isZero {
        goal = max(16, goal - max(0, dead.midpoint.exponent - series.exponent - 8))
      }
    case .survival: goal = max(16, goal + min(0, series.exponent) + 8)
    }
    var loss = 32
    for _ in 0..<4 {
      let terms = series.terms(bits: goal + loss)
      guard let most = terms.last, most <= 512 else { return nil }
      guard
        let moments = try negativeMoments(
          count: terms.reduce(most) { max($0, $1) }, bits: goal + loss)
      else { return nil }
      let part = series.sum(
        moments, terms: terms, isDensity: function == .density,
        precision: Precision(clamping: goal + loss + 32))
      let accuracy = part.relativeAccuracyBits
      if accuracy < goal {
        if accuracy != .min, loss > 64, accuracy < 8 { return nil }
        loss += accuracy > 0 ? goal - accuracy + 16 : goal / 2 + 64
        continue
      }
      switch function {
      case .density:
        return part.divided(by: x.ball(precision: wide), precision: precision + 16)
      case .cumulativeDistribution: return dead.adding(part, precision: wide)
      case .survival:
        return RealBall.one.subtracting(dead, precision: wide).subtracting(part, precision: wide)
      }
    }
    return nil
  }
}

/// Σ_k P(K = k) E[(x/2V)^(k/2) e^(-x/2V)]/Γ(k/2), x times the density near 0, or its integral, in powers
/// of y = x/least, least the least value of V.
struct SeriesAtZero {
  private let mixture: ChiSquareMixture
  /// y/2.
  private let half: RealBall
  /// About log2 of the largest term if V were its least value.
  let exponent: Int

  /// Nil where x is not small against the least V.
  init?(_ stage: BiasedChain.Stage, at x: CertifiedReal, precision: Precision) {
    mixture = stage.factors[0].mixture
    let inner = precision + 64
    let least = stage.leastVariance.ball(precision: inner).multiplied(
      by: stage.scaleLogarithm(precision: inner).exponential(precision: inner), precision: inner)
    half = x.ball(precision: inner).divided(by: least, precision: inner)
      .scaled(byPowerOfTwo: -1)
    guard half.isCertainlyPositive, half.magnitudeUpperBound <= .powerOfTwo(-5) else { return nil }
    let size = half.approximateLogarithm / 0.693_147_180_559_945
    exponent = Int(size * Double(mixture.degreesOfFreedom.lowerBound) / 2)
  }

  /// P(K = k) (y/2)^(k/2)/Γ(k/2) for k = 1, ..., width.
  private func sizes(precision: Precision) -> [RealBall] {
    let weights = mixture.weights(precision: precision)
    let base = half.rounded(to: precision)
    var quotients = [
      base.squareRoot(precision: precision).divided(
        by: RealBall.pi(precision: precision).squareRoot(precision: precision),
        precision: precision), base,
    ]
    return (1...mixture.width).map { k in
      let own = quotients[(k - 1) & 1]
      quotients[(k - 1) & 1] = own.multiplied(by: base, precision: precision)
        .multiplied(by: 2, precision: precision).divided(by: k, precision: precision)
      return own.multiplied(by: weights[k], precision: precision)
    }
  }

  /// For each k up to the last that counts the largest m = k + 2n of a term; 0 for no term. What is
  /// left out is below 2^-bits of the largest term, about.
  func terms(bits: Int) -> [Int] {
    let sizes = sizes(precision: 64).map(\.approximateLogarithm)
    let step = half.approximateLogarithm
    let small = (sizes.max() ?? 0) - Double(bits) * 0.693_147_180_559_945
    var result: [Int] = []
    for (index, size) in sizes.enumerated() {
      var (m, term, n) = (0, size, 0.0)
      while term > small {
        m = index + 1 + 2 * Int(n)
        n += 1
        term += step - n.estimatedLogarithm
      }
      result.append(m)
    }
    while result.count > 1, result.last == 0 { result.removeLast() }
    // The largest comes last.
    return result + [result.max() ?? 0]
  }

  /// The sum, with the bounds of what is left out: the first term that is, for each k.
  func sum(
    _ moments: [RealBall], terms: [Int], isDensity: Bool, precision: Precision
  ) -> RealBall {
    let sizes = sizes(precision: precision)
    let powers = terms.dropLast()
    var total = RealBall.zero
    var error = Magnitude.zero
    for (index, size) in sizes.enumerated() {
      let k = index + 1
      let last = index < powers.count ? powers[index] : 0
      var (term, m, n) = (size, k, 0)
      while m <= last {
        var part = term.multiplied(by: moments[m - 1], precision: precision)
        if !isDensity {
          part = part.multiplied(by: 2, precision: precision).divided(by: m, precision: precision)
        }
        total = total.adding(part, precision: precision)
        n += 1
        m += 2
        term = -term.multiplied(by: half, precision: precision)
          .divided(by: n, precision: precision)
      }
      // E[V^(-m/2)] is at most that of the least V.
      error +=
        isDensity ? term.magnitudeUpperBound : term.magnitudeUpperBound.scaled(byPowerOfTwo: 1)
    }
    return total.addingError(error)
  }
}
