internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// One layer: sums of chi-square densities and of incomplete gamma functions, all terms positive.
///
/// Docs/Theory/ProductLaw.md, "One layer".
extension ProductLaw {
  func singleValue(
    _ function: LawFunction, _ mixture: ChiSquareMixture, at x: CertifiedReal,
    scale: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> RealBall {
    // A relative error of x is one of u = x/(2 S), and e^-u has u times as much.
    let rough = x.ball(precision: 64).divided(by: scale.ball(precision: 64), precision: 64)
    let size = rough.magnitudeUpperBound.exponent.asSize
    let inner = precision + (32 + 2 * mixture.width.bitWidthOfCount + size)
    let u = x.ball(precision: inner)
      .divided(by: scale.ball(precision: inner), precision: inner).scaled(byPowerOfTwo: -1)
    let value: RealBall
    switch function {
    case .density:
      value = density(mixture, u, precision: inner)
        .divided(by: x.ball(precision: inner), precision: inner)
    case .survival:
      value = survival(mixture, u, precision: inner)
    case .cumulativeDistribution:
      value = atom(precision: inner).ball(precision: inner)
        .adding(lowerTail(mixture, u, precision: inner), precision: inner)
    }
    return value.rounded(to: precision + 16)
  }

  /// u^a e^-u/Γ(a) for a = 1/2 and 1.
  private func first(_ u: RealBall, precision: Precision) -> [RealBall] {
    let decay = (-u).exponential(precision: precision)
    let root = u.divided(by: .pi(precision: precision), precision: precision)
      .squareRoot(precision: precision)
    return [
      root.multiplied(by: decay, precision: precision),
      u.multiplied(by: decay, precision: precision),
    ]
  }

  /// x times the density: Σ w_k u^(k/2) e^-u/Γ(k/2).
  private func density(
    _ mixture: ChiSquareMixture, _ u: RealBall, precision: Precision
  ) -> RealBall {
    if mixture.isSingle {
      let a = RealBall(mixture.width).scaled(byPowerOfTwo: -1)
      let wide = precision + 64
      return u.logarithm(precision: wide).multiplied(by: a, precision: wide)
        .subtracting(u, precision: wide)
        .subtracting(a.logGamma(precision: wide), precision: wide)
        .exponential(precision: precision)
    }
    let weights = mixture.weights(precision: precision)
    var terms = first(u, precision: precision)
    var sum = RealBall.zero
    for k in 1...mixture.width {
      let term = terms[(k - 1) & 1]
      sum = sum.adding(weights[k].multiplied(by: term, precision: precision), precision: precision)
      terms[(k - 1) & 1] = term.multiplied(by: u, precision: precision)
        .divided(by: k, precision: precision).scaled(byPowerOfTwo: 1)
    }
    return sum
  }

  /// Σ w_k Q(k/2, u), by Q(a+1) = Q(a) + u^a e^-u/Γ(a+1).
  private func survival(
    _ mixture: ChiSquareMixture, _ u: RealBall, precision: Precision
  ) -> RealBall {
    if mixture.isSingle {
      let a = RealBall(mixture.width).scaled(byPowerOfTwo: -1)
      return .regularizedUpperIncompleteGamma(a, u, precision: precision)
    }
    let weights = mixture.weights(precision: precision)
    // u^a e^-u/Γ(a+1) = u^a e^-u/(a Γ(a)).
    var terms = first(u, precision: precision)
    var tails = [
      u.squareRoot(precision: precision).complementaryErrorFunction(precision: precision),
      (-u).exponential(precision: precision),
    ]
    var sum = RealBall.zero
    for k in 1...mixture.width {
      let parity = (k - 1) & 1
      sum = sum.adding(
        weights[k].multiplied(by: tails[parity], precision: precision), precision: precision)
      let quotient = terms[parity].divided(by: k, precision: precision).scaled(byPowerOfTwo: 1)
      tails[parity] = tails[parity].adding(quotient, precision: precision)
      terms[parity] = quotient.multiplied(by: u, precision: precision)
    }
    return sum
  }

  /// Σ w_k P(k/2, u), from the largest k down by P(a) = P(a+1) + u^a e^-u/Γ(a+1).
  private func lowerTail(
    _ mixture: ChiSquareMixture, _ u: RealBall, precision: Precision
  ) -> RealBall {
    func lower(_ k: Int) -> RealBall {
      .regularizedLowerIncompleteGamma(
        RealBall(k).scaled(byPowerOfTwo: -1), u, precision: precision)
    }
    let width = mixture.width
    if mixture.isSingle { return lower(width) }
    let weights = mixture.weights(precision: precision)
    // u^a e^-u/Γ(a+1) for a = k/2.
    var steps = first(u, precision: precision)
    var quotients: [RealBall] = []
    for k in 1...width {
      let quotient = steps[(k - 1) & 1].divided(by: k, precision: precision)
        .scaled(byPowerOfTwo: 1)
      quotients.append(quotient)
      steps[(k - 1) & 1] = quotient.multiplied(by: u, precision: precision)
    }
    var sum = RealBall.zero
    var values = [RealBall.zero, .zero]
    for k in stride(from: width, through: 1, by: -1) {
      let parity = (k - 1) & 1
      values[parity] =
        k >= width - 1
        ? lower(k) : values[parity].adding(quotients[k - 1], precision: precision)
      sum = sum.adding(
        weights[k].multiplied(by: values[parity], precision: precision), precision: precision)
    }
    return sum
  }
}
