internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The values of a beta mixture's Mellin transform off the negative axis.
struct BetaMixtureValues: Sendable {
  private let mixture: BetaMixture
  private let weights: [RealBall]
  private let bounds: [Magnitude]
  /// Γ(D/2)/Γ((D-1)/2).
  private let quotient: RealBall

  /// - Parameter precision: the most that values are asked for with.
  init(_ mixture: BetaMixture, precision: Precision) {
    self.mixture = mixture
    weights = mixture.units.weights(precision: precision)
    bounds = weights.map(\.magnitudeUpperBound)
    let half = RealBall(mixture.dimension).scaled(byPowerOfTwo: -1)
    let wide = precision + (32 + 2 * mixture.dimension.bitWidthOfCount)
    quotient =
      mixture.dimension == 1
      ? .zero
      : half.logGamma(precision: wide).subtracting(
        half.subtracting(RealBall.one.scaled(byPowerOfTwo: -1), precision: wide)
          .logGamma(precision: wide), precision: wide
      ).exponential(precision: precision)
  }

  /// The k of P(K = k) with a term, in two chains from D and from D - 1 down:
  /// r_(k-2) = r_k (k/2 - 1)/(k/2 - 1 + s).
  private func chain(from top: Int) -> StrideTo<Int> { stride(from: top, to: 0, by: -2) }

  /// m(s) for a complex s off the negative axis.
  func value(at s: ComplexBall, precision: Precision) -> ComplexBall {
    let dimension = mixture.dimension
    let wide = precision + 16
    var total = ComplexBall.zero
    for top in [dimension, dimension - 1] where top >= 1 {
      var sum = ComplexBall.zero
      var ratio = ComplexBall(1)
      for k in chain(from: top) {
        if k < top {
          let place = RealBall(k).scaled(byPowerOfTwo: -1)
          ratio = ratio.multiplied(by: place, precision: wide)
            .divided(by: s.adding(ComplexBall(place), precision: wide), precision: wide)
        }
        if k < weights.count, !weights[k].isZero {
          sum = sum.adding(ratio.multiplied(by: weights[k], precision: wide), precision: wide)
        }
      }
      if top < dimension, !sum.isZero {
        let start = ComplexBall(RealBall(dimension - 1).scaled(byPowerOfTwo: -1))
        let gammas = HalfQuotient.value(
          at: start.adding(s, precision: wide + 64), precision: wide)
        sum = sum.multiplied(by: gammas, precision: wide)
          .multiplied(by: quotient, precision: wide)
      }
      total = total.adding(sum, precision: wide)
    }
    return total
  }

  /// Bounds of |m(s) - P(B = 1)| in a box off the negative axis, and of P(B = 1).
  ///
  /// Docs/Theory/OrthogonalLaw.md, "The modulus".
  func bound(over s: ComplexBall) -> (rest: Magnitude, full: Magnitude) {
    let low: Precision = 64
    let dimension = mixture.dimension
    var total = Magnitude.zero
    for top in [dimension, dimension - 1] where top >= 1 {
      var sum = Magnitude.zero
      var ratio = Magnitude.one
      for k in chain(from: top) {
        if k < top {
          let place = RealBall(k).scaled(byPowerOfTwo: -1)
          let distance = s.adding(ComplexBall(place), precision: low).leastModulus
          ratio = (ratio * place.magnitudeUpperBound).divided(byLowerBound: distance)
        }
        if k < min(bounds.count, dimension), !bounds[k].isZero { sum += ratio * bounds[k] }
      }
      if top < dimension, !sum.isZero {
        let start = ComplexBall(RealBall(dimension - 1).scaled(byPowerOfTwo: -1))
        sum = sum * quotient.magnitudeUpperBound
        sum *= HalfQuotient.bound(over: start.adding(s, precision: low))
      }
      total += sum
    }
    return (total, dimension < bounds.count ? bounds[dimension] : .zero)
  }

  /// A bound of |m(s)| for all s with |s| >= D and Re s <= -D/2 at a distance from the axis.
  func farBound(height: RealBall) -> Magnitude {
    let box = ComplexBall(real: RealBall(-1), imaginary: height)
    return max(.one, quotient.magnitudeUpperBound * HalfQuotient.bound(over: box))
  }
}

extension ComplexBall {
  /// A lower bound of the modulus in the box of the two balls.
  var leastModulus: Magnitude {
    max(real.distanceFromZeroLowerBound, imaginary.distanceFromZeroLowerBound)
  }
}
