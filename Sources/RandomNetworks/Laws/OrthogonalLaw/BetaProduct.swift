internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// A product of independent beta mixtures, a number between 0 and 1, by its Mellin transform
/// M(s) = Π m_l(s)^(n_l), or that divided by s.
///
/// Docs/Theory/OrthogonalLaw.md.
struct BetaProduct: Sendable {
  enum Kind: Hashable, Sendable {
    /// x times the density.
    case density
    /// P(X > x).
    case survival
    /// P(0 < X <= x), with its sign changed.
    case lowerTail
  }

  typealias Factor = (mixture: BetaMixture, count: Integer)

  let factors: [Factor]

  /// The rightmost pole of M: minus half the least number of degrees of freedom.
  var pole: Rational? {
    factors.compactMap(\.mixture.leastDegrees).min().map {
      Rational(numerator: Integer(-$0), nonzeroDenominator: 2)
    }
  }

  /// log M(sigma) for a real sigma right of the pole, in doubles and without proof.
  func estimate(at sigma: Double) -> Double {
    factors.reduce(0) { $0 + $1.count.nearestDouble * $1.mixture.estimate(at: sigma) }
  }

  /// The largest D.
  var dimension: Int { factors.map(\.mixture.dimension).max() ?? 1 }

  func values(precision: Precision) -> Values {
    Values(
      factors: factors.map {
        (BetaMixtureValues($0.mixture, precision: precision), $0.count)
      })
  }

  struct Values: Sendable {
    fileprivate let factors: [(values: BetaMixtureValues, count: Integer)]

    /// M(s), or M(s)/s.
    func value(_ kind: Kind, at s: ComplexBall, precision: Precision) -> ComplexBall {
      var result = ComplexBall(1)
      for factor in factors {
        let inner = precision + (16 + factor.count.bitWidth)
        result = result.multiplied(
          by: factor.values.value(at: s, precision: inner).power(factor.count, precision: inner),
          precision: precision)
      }
      return kind == .density ? result : result.divided(by: s, precision: precision)
    }

    /// A bound of the modulus in a box off the negative axis.
    func bound(_ kind: Kind, over s: ComplexBall) -> Magnitude {
      var result = Magnitude.one
      for factor in factors {
        result *= factor.values.bound(over: s).power(UInt(factor.count.asInt ?? .max))
      }
      guard kind != .density else { return result }
      return result.divided(
        byLowerBound: s.magnitude(precision: 64).distanceFromZeroLowerBound)
    }

    /// A bound for |s| >= D, Re s <= -D/2, |Im s| in the ball.
    func farBound(height: RealBall) -> Magnitude {
      factors.reduce(.one) {
        $0 * $1.values.farBound(height: height).power(UInt($1.count.asInt ?? .max))
      }
    }
  }
}
