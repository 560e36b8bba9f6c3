internal import BallArithmetic
internal import Multiprecision

/// The law of z_L without bias by the residues of its Mellin transform (Burkholz and Dubatovka,
/// section 2; Docs/Theory/LawResidueSeries.md).
///
/// With u = x/(2^L z_0 prod sigma_l^2) and m_l(s) = sum_k P(K_l = k) Γ(k/2 + s)/Γ(k/2),
///
///     x f(x) = (1/2 pi i) ∫ u^(-s) prod_l m_l(s) ds
///
/// is the sum of the residues at s = -n/2, n >= 1, up to a line between two poles, and the integral
/// on that line, which is bounded. Good where u is not large: the terms grow to about
/// exp(L u^(1/L)) before they fall, and so many digits are lost, which the working precision makes
/// up for.
struct LawResidueSeries: Sendable {
  /// Equal layers whose number of degrees of freedom varies.
  struct Mixture: Sendable {
    let law: ChiSquareMixture
    let count: Int
    var width: Int { law.width }
  }

  /// Equal layers with one number of degrees of freedom, times a probability.
  struct Single: Sendable {
    let degreesOfFreedom: Int
    let weight: Rational
    let count: Int
  }

  let mixtures: [Mixture]
  let singles: [Single]
  /// z_0 prod sigma_l^2.
  let scale: CertifiedReal
  /// The number of random layers.
  let depth: Int
  /// A bound of |ln of the quotient| of any component's probability and that of the exact
  /// activities that stand for inexact ones.
  let activitySpread: Magnitude
  let estimate: ResidueLawEstimate

  /// The depth up to which the series is of use: the order of its poles.
  static let largestDepth = 200
  /// The width up to which it is.
  static let largestWidth = 4096

  /// Nil where the series is of no use: a law that is one number, or a depth or a width beyond
  /// ``largestDepth`` and ``largestWidth``.
  init?(_ product: MellinProduct) {
    var mixtures: [Mixture] = []
    var singles: [Single] = []
    var scale = product.norm
    var depth = 0
    var spread = Magnitude.zero
    for factor in product.factors {
      guard let count = factor.count.asInt, count < 1 << 20,
        let power = try? factor.variance.raised(to: CertifiedReal(count))
      else { return nil }
      scale = scale * power
      guard let law = factor.mixture else { continue }
      guard count <= Self.largestDepth, law.width <= Self.largestWidth else { return nil }
      depth += count
      if law.isSingle {
        singles.append(Single(degreesOfFreedom: law.width, weight: .one, count: count))
        continue
      }
      guard let (activity, ownSpread) = Self.exactActivity(law) else { return nil }
      spread += ownSpread * Magnitude(UInt(count))
      if law.width == 1 {
        singles.append(Single(degreesOfFreedom: 1, weight: activity, count: count))
      } else {
        mixtures.append(
          Mixture(
            law: ChiSquareMixture(width: law.width, activity: CertifiedReal(activity)),
            count: count))
      }
    }
    guard depth > 0, depth <= Self.largestDepth, scale.certainSign == 1 else { return nil }
    self.mixtures = mixtures
    self.singles = singles
    self.scale = scale
    self.depth = depth
    activitySpread = spread
    estimate = ResidueLawEstimate(mixtures: mixtures, singles: singles)
  }

  /// An exact activity near the given one, and a bound of the logarithm of the quotients of the
  /// binomial probabilities: with |a - b| <= r <= min(b, 1 - b)/2, ln(a/b) and ln((1-a)/(1-b)) are
  /// at most 2r/min(b, 1 - b) in modulus, and each probability has N such factors.
  ///
  /// Docs/Theory/LawResidueSeries.md, "Parameters that are enclosures".
  private static func exactActivity(_ law: ChiSquareMixture) -> (Rational, Magnitude)? {
    switch law.activity {
    case .exact(let value): return value.isPositive && value < .one ? (value, .zero) : nil
    case .enclosed(let ball, _):
      guard let middle = ball.midpoint.exactRational, middle.isPositive, middle < .one
      else { return nil }
      let least = min(middle, .one - middle)
      let lower = Magnitude(lowerBound: BigFloat(least, precision: 32, rounding: .towardZero))
      let relative = ball.radius.divided(byLowerBound: lower)
      guard relative <= .powerOfTwo(-1) else { return nil }
      return (middle, (relative * Magnitude(UInt(law.width))).scaled(byPowerOfTwo: 1))
    }
  }

  /// The least width of a random layer, all of whose units are active with a probability > 0.
  var leastWidth: Int {
    (mixtures.map(\.width) + singles.map(\.degreesOfFreedom)).min() ?? 1
  }

  /// P(z_L > 0).
  func aliveMass(precision: Precision) -> RealBall {
    var result = RealBall.one
    for mixture in mixtures {
      result = result.multiplied(
        by: mixture.law.aliveMass(precision: precision + 16)
          .power(mixture.count, precision: precision + 8), precision: precision + 8)
    }
    for single in singles {
      result = result.multiplied(
        by: RealBall(single.weight, precision: precision + 16)
          .power(single.count, precision: precision + 8), precision: precision + 8)
    }
    return result.rounded(to: precision)
  }
}

extension ChiSquareMixture {
  /// P(K > 0) = 1 - (1 - activity)^width, without cancellation for a small activity.
  func aliveMass(precision: Precision) -> RealBall {
    let inner = precision + (width.bitWidthOfCount + 8)
    guard let value = activity.exactValue,
      value <= Rational(numerator: 1, nonzeroDenominator: 2)
    else {
      let dead = (CertifiedReal(1) - activity).ball(precision: inner)
        .power(Integer(width), precision: inner)
      return RealBall.one.subtracting(dead, precision: precision)
    }
    return -RealBall(-value, precision: inner).logarithmOnePlus(precision: inner)
      .multiplied(by: RealBall(width), precision: inner).exponentialMinusOne(precision: precision)
  }
}
