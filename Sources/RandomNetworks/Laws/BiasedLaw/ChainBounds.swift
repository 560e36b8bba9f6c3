internal import BallArithmetic
internal import Multiprecision

/// The proven bounds of a chain: edges, tails, the norm of the sums.
///
/// Docs/Theory/BiasedLaw.md.
struct ChainBounds: Sendable {
  static let precision: Precision = 96

  let order: Int
  /// delta.
  let spacing: RealBall

  init(_ plan: ChainPlan) {
    order = plan.order
    spacing = RealBall(exact: plan.spacing)
  }

  /// A bound of the norm of (a_k) -> (a_k/2 + r_k) on ℓ²: 1 + 2 e^(-pi/(4 delta)), delta <= 1/8;
  /// infinity for a larger delta.
  ///
  /// Docs/Theory/BiasedLaw.md, "The norm of a stage".
  var norm: Magnitude {
    guard spacing.upperBound(precision: 64) <= BigFloat(0.125) else { return .infinity }
    let p = Self.precision
    let exponent = RealBall.pi(precision: p).divided(by: spacing, precision: p)
      .scaled(byPowerOfTwo: -2)
    return .one + (-exponent).exponential(precision: p).magnitudeUpperBound.scaled(byPowerOfTwo: 1)
  }

  /// 1/(e^(2 pi distance/step) - 1).
  func aliasing(distance: RealBall, step: RealBall) -> Magnitude {
    let p = Self.precision
    let turns = RealBall.pi(precision: p).scaled(byPowerOfTwo: 1)
      .multiplied(by: distance, precision: p).divided(by: step, precision: p)
    return turns.exponentialMinusOne(precision: p).reciprocal(precision: p).magnitudeUpperBound
  }

  /// log-convexity: a bound of E[z^s; z > 0] between two integers from the moments there.
  func moment(_ moments: [Magnitude], at sigma: Rational) -> Magnitude {
    let low = sigma.floor
    guard let index = low.asInt, index >= 0, index + 1 < moments.count else { return .infinity }
    let part = sigma - Rational(low)
    func power(_ base: Magnitude, _ exponent: Rational) -> Magnitude {
      if exponent.isZero { return .one }
      return RealBall(exact: BigFloat(base)).power(exponent, precision: Self.precision)
        .magnitudeUpperBound
    }
    return power(moments[index], 1 - part) * power(moments[index + 1], part)
  }

  /// The part of a bound of an edge's integral of |Γ(-t) Γ(t-s)/Γ(-s)| that does not depend on s, and
  /// the n for which the rest is Π_(i<=n) |i - s| = |Γ(n+1-s)/Γ(-s)|.
  ///
  /// Docs/Theory/BiasedLaw.md, "The edges".
  func edge(at sigma: Rational) -> (factor: Magnitude, degree: Int) {
    let p = Self.precision
    let c = Rational(2 * order + 1) / 2
    let n = max(1, (sigma.floor.asInt ?? 0) + 1)
    // B(n - sigma, 1 + sigma - c).
    let (x, y) = (Rational(n) - sigma, 1 + sigma - c)
    let beta = RealBall(x, precision: p).logGamma(precision: p)
      .adding(RealBall(y, precision: p).logGamma(precision: p), precision: p)
      .subtracting(RealBall(x + y, precision: p).logGamma(precision: p), precision: p)
      .exponential(precision: p)
    var divisor = RealBall((sigma - c).magnitude, precision: p)
      .multiplied(by: RealBall((Rational(n - 1) - sigma).magnitude, precision: p), precision: p)
      .squareRoot(precision: p)
    for i in 0..<n - 1 {
      divisor = divisor.multiplied(
        by: RealBall((Rational(i) - sigma).magnitude, precision: p), precision: p)
    }
    let factor = beta.divided(by: divisor, precision: p).scaled(byPowerOfTwo: -1)
    return (factor.magnitudeUpperBound, n)
  }

  /// A bound of (Σ_k |Γ(n + 1 - s_k)|²)^(1/2) over all k.
  func gammaNorm(degree n: Int) -> Magnitude {
    gammaNorm(abscissa: Rational(n + 1) - Rational(2 * order + 1) / 2)
  }

  /// A bound of (Σ_k |Γ(x + i k delta)|²)^(1/2) over all k, x > 0.
  func gammaNorm(abscissa x: Rational) -> Magnitude {
    let p = Self.precision
    let first = RealBall(x, precision: p).gamma(precision: p).squared(precision: p)
    // (1/delta) ∫ |Γ(x + it)|² dt = (2 pi/delta) 4^-x Γ(2x).
    let integral = RealBall(2 * x, precision: p).gamma(precision: p)
      .multiplied(by: RealBall.pi(precision: p), precision: p).scaled(byPowerOfTwo: 1)
      .divided(by: spacing, precision: p)
      .divided(by: RealBall(2).power(2 * x, precision: p), precision: p)
    return (first.magnitudeUpperBound + integral.magnitudeUpperBound).squareRoot
  }

  /// |Γ(-c-iT)/Γ(-c)|.
  func reflectedRatio(at height: RealBall) -> Magnitude {
    let p = Self.precision
    var value = height.multiplied(by: RealBall.pi(precision: p), precision: p)
      .hyperbolicCosine(precision: p).reciprocal(precision: p)
    let square = height.squared(precision: p)
    for j in 0...order {
      let x = RealBall(2 * j + 1).scaled(byPowerOfTwo: -1).squared(precision: p)
      value = value.multiplied(by: x, precision: p)
        .divided(by: x.adding(square, precision: p), precision: p)
    }
    return value.squareRoot(precision: p).magnitudeUpperBound
  }

  /// Bounds at the height T of |M(c+it)|/M(c) for t >= T, over all factors of a stage, and of its
  /// logarithm's descent: the bound falls like e^(-descent (t - T)).
  func decay(
    of stage: BiasedChain.Stage, at height: RealBall
  ) -> (ratio: Magnitude, descent: RealBall) {
    let p = Self.precision
    var ratio = Magnitude.one
    var descent = RealBall.zero
    let c = RealBall(2 * order + 1).scaled(byPowerOfTwo: -1)
    for factor in stage.factors {
      let mixture = factor.mixture
      let own = sizes(of: mixture, at: height).divided(
        by: sizes(of: mixture, at: .zero), precision: p)
      ratio *= own.magnitudeUpperBound.power(UInt(factor.count))
      let x = RealBall(mixture.width).scaled(byPowerOfTwo: -1).adding(c, precision: p)
      descent = descent.adding(
        height.divided(by: x, precision: p).arcTangent(precision: p)
          .multiplied(by: factor.count, precision: p), precision: p)
    }
    return (ratio, descent)
  }

  /// Σ_k w_k |Γ(k/2 + c + iT)|/Γ(k/2), from the moduli |Γ(1/2+iT)|² = pi/cosh(pi T) and
  /// |Γ(1+iT)|² = pi T/sinh(pi T).
  private func sizes(of mixture: ChiSquareMixture, at height: RealBall) -> RealBall {
    let p = Self.precision + 2 * mixture.width.bitWidthOfCount
    let pi = RealBall.pi(precision: p)
    let turn = pi.multiplied(by: height, precision: p)
    let square = height.squared(precision: p)
    let half = pi.divided(by: turn.hyperbolicCosine(precision: p), precision: p)
      .squareRoot(precision: p)
    let whole =
      height.isZero
      ? RealBall.one
      : turn.divided(by: turn.hyperbolicSine(precision: p), precision: p).squareRoot(precision: p)
    // The moduli of Γ(x + iT) at x = 1/2 + j and 1 + j, in turn, over Γ(k/2).
    func modulus(twice x: Int) -> RealBall {
      RealBall(x).scaled(byPowerOfTwo: -1).squared(precision: p)
        .adding(square, precision: p).squareRoot(precision: p)
    }
    // k = 1: c + 1/2 = order + 1; k = 2: c + 1 = order + 3/2.
    var odd = whole
    for j in 0..<order { odd = odd.multiplied(by: modulus(twice: 2 * j + 2), precision: p) }
    var even = half
    for j in 0...order { even = even.multiplied(by: modulus(twice: 2 * j + 1), precision: p) }
    odd = odd.divided(by: pi.squareRoot(precision: p), precision: p)
    var quotients = [odd, even]
    var sum = RealBall.zero
    let weights = mixture.weights(precision: p)
    for k in 1...mixture.width {
      let current = quotients[(k - 1) & 1]
      sum = sum.adding(weights[k].multiplied(by: current, precision: p), precision: p)
      quotients[(k - 1) & 1] =
        current.multiplied(by: modulus(twice: k + 2 * order + 1), precision: p)
        .divided(by: RealBall(k).scaled(byPowerOfTwo: -1), precision: p)
    }
    return sum
  }

  /// A bound of the tail (Σ_(|k| > count) |a_k|²)^(1/2) over |a_0|, and for the last integral of
  /// (delta/2 pi) Σ_(|k| > count) |F(s_k)| over F(c).
  func tail(
    of stage: BiasedChain.Stage, count: Int, isReflected: Bool
  ) -> Magnitude {
    let p = Self.precision
    let height = spacing.multiplied(by: count, precision: p)
    let (ratio, descent) = decay(of: stage, at: height)
    if isReflected {
      let sum = descent.multiplied(by: spacing, precision: p).distanceFromZeroLowerBound
      return ratio * reflectedRatio(at: height)
        * Magnitude.one.divided(byLowerBound: sum).squareRoot
    }
    let lower = descent.multiplied(by: RealBall.pi(precision: p), precision: p)
    return ratio.divided(byLowerBound: lower.distanceFromZeroLowerBound)
  }
}
