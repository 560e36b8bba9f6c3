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

  /// Whether X = 1 has a positive probability.
  var hasMassAtOne: Bool {
    factors.allSatisfy { $0.mixture.units.width == $0.mixture.dimension }
  }

  /// The logarithm of the integrand's M(sigma), for the density without P(X = 1), for a real sigma
  /// right of the pole, in doubles and without proof.
  func estimate(_ kind: Kind, at sigma: Double) -> Double {
    // Π (a + p)^n - Π p^n as a sum without cancellation.
    var (whole, rest, full) = (0.0, -1e300, 0.0)
    for (mixture, count) in factors {
      let n = count.nearestDouble
      let (a, p) = mixture.estimate(at: sigma)
      let sum = a.logarithmOfSum(with: p)
      let own = n.estimatedLogarithm + a + (n - 1) * sum
      rest = (rest + n * sum).logarithmOfSum(with: full + own)
      whole += n * sum
      full += n * p
    }
    if kind == .density, hasMassAtOne { return rest }
    return kind == .density ? whole : whole - sigma.magnitude.estimatedLogarithm
  }

  /// log P(X = 1), without proof.
  var estimateAtOne: Double {
    factors.reduce(0) { $0 + $1.count.nearestDouble * $1.mixture.estimate(at: 1).full }
  }

  /// The largest D.
  var dimension: Int { factors.map(\.mixture.dimension).max() ?? 1 }

  func values(precision: Precision) -> Values {
    let inner = precision + 32
    return Values(
      factors: factors.map {
        (BetaMixtureValues($0.mixture, precision: precision), $0.count)
      },
      full: factors.reduce(.one) { result, factor in
        result.multiplied(
          by: factor.mixture.fullProbability(precision: inner)
            .power(factor.count, precision: inner + factor.count.bitWidth), precision: inner)
      })
  }

  struct Values: Sendable {
    fileprivate let factors: [(values: BetaMixtureValues, count: Integer)]
    /// P(X = 1).
    fileprivate let full: RealBall

    /// M(s) - P(X = 1), or M(s)/s.
    func value(_ kind: Kind, at s: ComplexBall, precision: Precision) -> ComplexBall {
      var result = ComplexBall(1)
      for factor in factors {
        let inner = precision + (16 + factor.count.bitWidth)
        result = result.multiplied(
          by: factor.values.value(at: s, precision: inner).power(factor.count, precision: inner),
          precision: precision)
      }
      return kind == .density
        ? result.subtracting(ComplexBall(full), precision: precision)
        : result.divided(by: s, precision: precision)
    }

    /// A bound of the modulus in a box off the negative axis.
    func bound(_ kind: Kind, over s: ComplexBall) -> Magnitude {
      // |Π m^n - Π p^n| for the density: with |m - p| <= a, |m^n - p^n| <= n a (a + p)^(n-1).
      var (whole, rest, full) = (Magnitude.one, Magnitude.zero, Magnitude.one)
      for (values, count) in factors {
        let n = UInt(count.asInt ?? .max)
        let (a, p) = values.bound(over: s)
        let own = Magnitude(n) * a * (a + p).power(max(n, 1) - 1)
        let power = (a + p).power(n)
        rest = rest * power + full * own
        whole *= power
        full *= p.power(n)
      }
      guard kind != .density else { return rest }
      return whole.divided(
        byLowerBound: s.leastModulus)
    }

    /// A bound for |s| >= D, Re s <= -D/2, |Im s| in the ball; 1 is one of P(X = 1).
    func farBound(height: RealBall) -> Magnitude {
      factors.reduce(.one) {
        $0 * $1.values.farBound(height: height).power(UInt($1.count.asInt ?? .max))
      } + .one
    }
  }
}
