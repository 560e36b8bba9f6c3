internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// A proven bound of a product of chi-square mixtures' transforms on a vertical line: each factor
/// by the sum of its terms' moduli, which falls with |t|.
///
/// Docs/Theory/ProductLaw.md, "The modulus on a line".
struct ProductBound: LineBound {
  private struct Factor {
    let count: RealBall
    /// For each parity the probabilities, and the squares of k/2 + sigma, in falling order.
    let chains: [[(probability: Magnitude, square: Magnitude)]]
    /// The largest k/2 + sigma of each chain, and of all terms.
    let tops: [RealBall]
    let largest: RealBall
    let outside: Magnitude
  }

  private static let precision = LineMajorant.precision

  let scale: RealBall
  var growth = RealBall.zero
  private let factors: [Factor]
  /// |sigma|, for a further factor 1/s.
  private let reciprocal: RealBall?
  /// About where the bound has fallen to 1/e of its value on the real axis.
  private let width: Double

  /// Nil when the line is not right of the poles.
  init?(_ transform: ProductTransform, at sigma: BigFloat, precision: Precision) {
    let low = ProductBound.precision
    var scale = RealBall.zero
    var factors: [Factor] = []
    for (mixture, count) in transform.factors {
      let inner = precision + count.bitWidth
      guard let line = MixtureOnLine(mixture, sigma: sigma, precision: inner) else { return nil }
      let times = RealBall(count)
      scale = scale.adding(
        line.logarithm.multiplied(by: times, precision: inner + 32), precision: inner + 32)
      let chains = line.chains.map { chain in
        chain.probabilities.enumerated().reversed().map { index, probability in
          let x = line.abscissa(chain.first + 2 * index, precision: low)
          return (
            probability: probability.magnitudeUpperBound,
            square: x.magnitudeUpperBound * x.magnitudeUpperBound
          )
        }
      }
      factors.append(
        Factor(
          count: times, chains: chains,
          tops: line.chains.map {
            line.abscissa($0.first + 2 * ($0.probabilities.count - 1), precision: low)
          },
          largest: line.abscissa(line.largest, precision: low), outside: line.outside))
    }
    // |E[W^s]| <= E[W^sigma].
    for (leak, count) in transform.leaks {
      let size = leak.mellin(at: RealBall(exact: sigma), precision: ProductBound.precision)
      guard size.isCertainlyPositive else { return nil }
      scale = scale.adding(
        size.logarithm(precision: precision)
          .multiplied(by: RealBall(count), precision: precision + 64), precision: precision + 64)
    }
    if transform.hasReciprocal {
      let distance = RealBall(exact: sigma.magnitude)
      guard distance.isCertainlyPositive else { return nil }
      scale = scale.subtracting(
        distance.logarithm(precision: precision), precision: precision + 64)
      reciprocal = distance
    } else {
      reciprocal = nil
    }
    self.scale = scale
    self.factors = factors
    width = transform.estimate(at: sigma.nearestDouble).height(ofDepth: 1)
  }

  /// phi(x, t) = t atan(t/x) - x log(1 + t^2/x^2)/2.
  private func descent(_ x: RealBall, _ t: RealBall) -> RealBall {
    let precision = ProductBound.precision
    let ratio = t.divided(by: x, precision: precision)
    let logarithm = ratio.squared(precision: precision).logarithmOnePlus(precision: precision)
      .scaled(byPowerOfTwo: -1)
    return t.multiplied(by: ratio.arcTangent(precision: precision), precision: precision)
      .subtracting(x.multiplied(by: logarithm, precision: precision), precision: precision)
  }

  /// The logarithm of a bound of sum p_k |Γ(x_k + it)/Γ(x_k)|.
  private func logSum(_ factor: Factor, _ t: RealBall) -> RealBall {
    let height = t.distanceFromZeroLowerBound
    let square = height.multipliedRoundedDown(by: height)
    var sum = factor.outside * Magnitude.exponential(of: -descent(factor.largest, t))
    for (chain, top) in zip(factor.chains, factor.tops) {
      var quotient = Magnitude.exponential(of: -descent(top, t))
      for (index, term) in chain.enumerated() {
        if index > 0 {
          quotient = quotient.divided(
            byLowerBound: Magnitude.one.addingRoundedDown(
              square.dividedRoundedDown(byUpperBound: term.square)
            ).squareRootLowerBound)
        }
        sum += term.probability * quotient
      }
    }
    if sum >= .one { return .zero }
    return RealBall(exact: BigFloat(sum)).logarithm(precision: ProductBound.precision)
  }

  func exponent(at t: RealBall) -> RealBall {
    let precision = ProductBound.precision
    var total = growth.multiplied(by: t, precision: precision)
    for factor in factors {
      total = total.adding(
        logSum(factor, t).multiplied(by: factor.count, precision: precision),
        precision: precision)
    }
    if let reciprocal {
      let ratio = t.divided(by: reciprocal, precision: precision)
      total = total.subtracting(
        ratio.squared(precision: precision).logarithmOnePlus(precision: precision)
          .scaled(byPowerOfTwo: -1), precision: precision)
    }
    return total
  }

  func slopeUpperBound(from low: RealBall) -> RealBall {
    let precision = ProductBound.precision
    return factors.reduce(growth) { slope, factor in
      slope.subtracting(
        low.divided(by: factor.largest, precision: precision).arcTangent(precision: precision)
          .multiplied(by: factor.count, precision: precision), precision: precision)
    }
  }

  /// Docs/Theory/ProductLaw.md, "The integral along a line".
  func integralUpperBound() -> Magnitude {
    guard width > 0, width.isFinite else { return .infinity }
    let precision = ProductBound.precision
    var total = Magnitude.zero
    var low = 0.0
    var length = width
    for _ in 0..<400 {
      let start = RealBall(exact: BigFloat(low))
      let value = Magnitude.exponential(of: exponent(at: start))
      if low > 0 {
        let descent = -slopeUpperBound(from: start)
        if descent.isCertainlyPositive {
          let rest = value.divided(byLowerBound: descent.distanceFromZeroLowerBound)
          if rest <= total.scaled(byPowerOfTwo: 1) { return total + rest }
        }
      }
      let end = low + length
      guard end > low else { return .infinity }
      let piece = RealBall(exact: BigFloat(end)).subtracting(start, precision: precision)
      var share = value * piece.magnitudeUpperBound
      if growth.isCertainlyPositive {
        share *= Magnitude.exponential(
          of: growth.multiplied(by: piece, precision: precision))
      }
      total += share
      low = end
      if low > 8 * width { length = low / 8 }
    }
    return .infinity
  }
}
