internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The law of the share B that the active ones of N units keep of a squared norm, the units being N
/// coordinates of a uniform direction in D >= N dimensions: B ~ Beta(K/2, (D-K)/2) given the number
/// K ~ Binomial(N, activity) of active units, 0 for K = 0 and 1 for K = D.
///
/// Its Mellin transform is m(s) = Σ_{k>=1} P(K = k) r_k(s), r_k(s) = Γ(D/2) Γ(k/2+s)/(Γ(k/2) Γ(D/2+s)).
/// Docs/Theory/OrthogonalLaw.md, "One layer".
struct BetaMixture: Sendable, Equatable {
  /// N and the activity.
  let units: ChiSquareMixture
  /// D.
  let dimension: Int
  /// About log P(K = k).
  private let weights: [Double]

  init(units: ChiSquareMixture, dimension: Int) {
    self.units = units
    self.dimension = dimension
    weights = units.weights(precision: 64).map {
      $0.isZero ? -1e300 : $0.logarithm(precision: 64).approximateDouble
    }
  }

  /// The least number of degrees of freedom of a part with a density: the first pole of m is at
  /// minus its half. Nil where B is 0 or 1 for certain.
  var leastDegrees: Int? {
    let least = units.degreesOfFreedom.lowerBound
    return least < dimension ? least : nil
  }

  /// P(B = 1).
  func fullProbability(precision: Precision) -> RealBall {
    guard units.width == dimension else { return .zero }
    return units.activity.ball(precision: precision + 16).power(
      Integer(dimension), precision: precision)
  }

  /// log of m(sigma) - P(B = 1) and of P(B = 1) in doubles, without proof.
  func estimate(at sigma: Double) -> (rest: Double, full: Double) {
    var exponents: [Double] = []
    for top in [dimension, dimension - 1] where top >= 1 {
      // log r_k, and Γ(z)/Γ(z + 1/2) for large z without cancellation.
      func quotient(_ z: Double) -> Double {
        z > 40
          ? -(z - 0.25).estimatedLogarithm / 2
          : z.estimatedLogGamma - (z + 0.5).estimatedLogGamma
      }
      let start = Double(dimension - 1) / 2
      var ratio = top == dimension ? 0 : quotient(start + sigma) - quotient(start)
      for k in stride(from: top, to: 0, by: -2) {
        if k < top {
          let place = Double(k) / 2
          ratio += (place / (place + sigma)).estimatedLogarithm
        }
        if k < min(weights.count, dimension), weights[k] > -1e299 {
          exponents.append(ratio + weights[k])
        }
      }
    }
    return (
      exponents.reduce(-1e300) { $0.logarithmOfSum(with: $1) },
      dimension < weights.count ? weights[dimension] : -1e300
    )
  }
}

extension Double {
  /// log(e^self + e^other).
  func logarithmOfSum(with other: Double) -> Double {
    let (top, rest) = self > other ? (self, other) : (other, self)
    return rest < top - 700
      ? top : top + (rest - top).estimatedExponential.estimatedLogarithmOnePlus
  }
}
