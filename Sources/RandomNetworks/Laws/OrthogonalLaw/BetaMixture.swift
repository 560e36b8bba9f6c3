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

  /// log m(sigma) in doubles, without proof.
  func estimate(at sigma: Double) -> Double {
    let half = Double(dimension) / 2
    return MixtureSize(units, at: sigma).logSum() - (half + sigma).estimatedLogGamma
      + half.estimatedLogGamma
  }
}
