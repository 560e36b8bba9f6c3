internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The Mellin transform of a product of chi-square mixtures over powers of two,
/// Π_l m_l(s)^(n_l), m(s) = sum_k P(K = k) Γ(k/2 + s)/Γ(k/2), times factors E[W^s] of leaky layers,
/// or that divided by s.
///
/// Docs/Theory/ProductLaw.md.
struct ProductTransform: MellinTransform {
  /// Whose inverse transform it is.
  enum Kind: Hashable {
    /// x times the density.
    case density
    /// P(X > x): divided by s, right of the pole at 0.
    case survival
    /// -P(0 < X <= x): divided by s, left of the pole at 0.
    case lowerTail
  }

  typealias Factor = (mixture: ChiSquareMixture, count: Integer)
  typealias Leak = (factor: LeakyFactor, count: Integer)

  let kind: Kind
  let factors: [Factor]
  /// Factors E[W^s] of leaky layers, beside the chi-squares of these layers.
  let leaks: [Leak]
  /// P(X > 0), the value at s = 0 before the division by s.
  private let living: @Sendable (Precision) -> RealBall
  /// Half the least number of degrees of freedom: the first pole is at its negative.
  let reach: Rational

  init(
    kind: Kind, factors: [Factor], leaks: [Leak] = [],
    living: @escaping @Sendable (Precision) -> RealBall
  ) {
    self.kind = kind
    self.factors = factors
    self.leaks = leaks
    self.living = living
    let least = factors.map(\.mixture.degreesOfFreedom.lowerBound).min() ?? 1
    reach = Rational(numerator: Integer(least), nonzeroDenominator: 2)
  }

  var hasReciprocal: Bool { kind != .density }

  var left: Rational? { kind == .survival ? .zero : -reach }
  var right: Rational? { kind == .lowerTail ? .zero : nil }

  func estimate(at sigma: Double) -> ProductSize {
    ProductSize(
      factors.map { ($0.count.nearestDouble, MixtureSize($0.mixture, at: sigma)) },
      leaks: leaks.reduce(0) {
        $0 + $1.count.nearestDouble * $1.factor.estimate.logarithm(at: sigma)
      },
      reciprocal: hasReciprocal ? sigma.magnitude : nil)
  }

  func majorant(at sigma: BigFloat, precision: Precision) -> ProductBound? {
    ProductBound(self, at: sigma, precision: precision)
  }

  /// The pole of 1/s, and points between which an edge may lie on its other side.
  func poles(from low: Rational, to high: Rational) -> [Rational] {
    guard hasReciprocal, low <= .zero, .zero <= high else { return [] }
    var result: [Rational] = [.zero]
    if kind == .survival {
      var fraction = Rational(numerator: 1, nonzeroDenominator: 2)
      var place = Rational(1)
      while place < reach, place <= -low {
        result.append(-place)
        place = place * Rational(2) + Rational(1)
      }
      for _ in 0..<5 {
        let near = reach * (Rational(1) - fraction)
        if near <= -low { result.append(-near) }
        fraction = fraction * Rational(numerator: 1, nonzeroDenominator: 2)
      }
    } else {
      var place = Rational(1)
      while place <= high {
        result.append(place)
        place = place * Rational(2) + Rational(1)
      }
    }
    var unique: [Rational] = []
    for place in result.sorted() where unique.last != place { unique.append(place) }
    return unique
  }

  func principalPart(at pole: Rational, precision: Precision) -> [RealBall] {
    hasReciprocal && pole.isZero ? [living(precision)] : []
  }

  func residueCost(bits: Double) -> Double { 20_000 }

  func nodeCost(bits: Double, line: Double) -> Double {
    let limbs = bits / 64 + 1
    var gammas = 0
    var cost = 0.0
    for factor in factors {
      let width = Double(factor.mixture.width)
      let terms = factor.mixture.isSingle ? 1 : min(width, 1.2 * (bits * width).squareRoot())
      cost += terms * (150 + 20 * limbs) + 3000
      gammas += factor.mixture.isSingle || width == 1 ? 1 : 2
    }
    for leak in leaks { cost += leak.factor.nodeCost(bits: bits) }
    return cost + Double(gammas) * (15_000 + 95 * bits + bits * bits / 50)
  }
}

/// The size of a ``ProductTransform`` on a line, without proof.
struct ProductSize: LineSize {
  let scale: Double
  var growth = 0.0
  private let factors: [(count: Double, size: MixtureSize, logSum: Double)]
  private let reciprocal: Double?

  /// - Parameter leaks: the logarithm of the factors of leaky layers on the real axis; they do not
  ///   grow with |t|.
  init(
    _ factors: [(count: Double, size: MixtureSize)], leaks: Double = 0, reciprocal: Double?
  ) {
    self.factors = factors.map { ($0.count, $0.size, $0.size.logSum()) }
    self.reciprocal = reciprocal
    scale =
      self.factors.reduce(0) { $0 + $1.count * $1.logSum } + leaks
      - (reciprocal?.estimatedLogarithm ?? 0)
  }

  func exponent(at t: Double) -> Double {
    var sum = growth * t
    for factor in factors { sum += factor.count * (factor.size.logSum(at: t) - factor.logSum) }
    if let reciprocal {
      let ratio = t / reciprocal
      sum -= (ratio * ratio).estimatedLogarithmOnePlus / 2
    }
    return sum
  }

  func fall(ofFactor place: Int, at t: Double) -> Double {
    factors[place].size.logSum(at: t) - factors[place].logSum
  }

  func peak() -> Double { scale }

  func height(ofDepth depth: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    if exponent(at: high) > -depth {
      var steps = 0
      while exponent(at: high) > -depth {
        (low, high) = (high, 2 * high)
        steps += 1
        if steps > 300 { return .infinity }
      }
    } else {
      while high > 1e-12, exponent(at: high / 2) <= -depth { high /= 2 }
      low = high / 2
    }
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if exponent(at: middle) > -depth { low = middle } else { high = middle }
    }
    return high
  }
}
