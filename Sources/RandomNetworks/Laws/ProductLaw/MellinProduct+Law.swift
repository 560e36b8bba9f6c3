internal import BallArithmetic
internal import Multiprecision

extension MellinProduct {
  /// Whether z = 0 has a positive probability.
  var hasAtom: Bool { factors.contains { $0.mixture.map { !$0.isSingle } ?? false } }

  /// z_0 Π σ_l^2: exact where its numbers are and the fraction stays short.
  func exactScale() -> CertifiedReal {
    var result = norm
    for factor in factors {
      if let base = factor.variance.exactValue, let count = factor.count.asInt,
        let bits = base.bitWidthOfPower(count), bits <= 1 << 20,
        let power = try? base.power(count)
      {
        result = result * CertifiedReal(power)
      } else {
        let precision = Precision(clamping: 4096 + 2 * factor.count.bitWidth)
        result =
          result
          * .enclosed(
            factor.variance.ball(precision: precision).power(factor.count, precision: precision),
            precision: precision)
      }
    }
    return result
  }

  /// Whether log S can be had to any precision.
  var hasExactScale: Bool {
    norm.isExactNumber && factors.allSatisfy { $0.variance.isExactNumber }
  }

  /// log(z_0 Π (2 σ_l^2)), without the 2 for factors that are not random.
  func logScale(precision: Precision) -> RealBall {
    let depth = factors.reduce(Integer.zero) { $0 + $1.count }
    let inner = precision + (16 + depth.bitWidth)
    var sum = norm.ball(precision: inner).logarithm(precision: inner)
    for factor in factors {
      var base = factor.variance.ball(precision: inner)
      if factor.mixture != nil, factor.dimension == nil { base = base.scaled(byPowerOfTwo: 1) }
      sum = sum.adding(
        base.logarithm(precision: inner).multiplied(by: RealBall(factor.count), precision: inner),
        precision: inner)
    }
    return sum
  }

  /// P(z = 0).
  func deadProbability(precision: Precision) -> CertifiedReal {
    chances(precision: precision).dead
  }

  /// P(z > 0) = Π (1 - (1-a)^N)^count.
  func livingProbability(precision: Precision) -> CertifiedReal {
    chances(precision: precision).living
  }

  /// Exact while the fractions are short, else enclosed, each with relative digits of its own.
  private func chances(precision: Precision) -> (dead: CertifiedReal, living: CertifiedReal) {
    var exact: Rational? = .one
    // log P(z > 0).
    var logarithm = RealBall.zero
    let inner = precision + (32 + factors.count.bitWidthOfCount)
    for factor in factors {
      guard let mixture = factor.mixture, !mixture.isSingle else { continue }
      let depth = factor.count.bitWidth
      let inactive = CertifiedReal(1) - mixture.activity
      var exactFactor: Rational?
      if let base = inactive.exactValue, let bits = base.bitWidthOfPower(mixture.width),
        bits <= Network<CertifiedReal>.largestExactMoment,
        let power = try? base.power(mixture.width),
        let count = factor.count.asInt,
        let long = (Rational(1) - power).bitWidthOfPower(count),
        long <= Network<CertifiedReal>.largestExactMoment
      {
        exactFactor = try? (Rational(1) - power).power(count)
      }
      if let known = exact, let exactFactor,
        known.denominator.bitWidth + exactFactor.denominator.bitWidth
          <= Network<CertifiedReal>.largestExactMoment
      {
        exact = known * exactFactor
      } else {
        exact = nil
      }
      let fine = inner + (depth + 2 * mixture.width.bitWidthOfCount)
      let dead = inactive.ball(precision: fine).power(Integer(mixture.width), precision: fine)
      logarithm = logarithm.adding(
        (-dead).logarithmOnePlus(precision: inner).multiplied(
          by: RealBall(factor.count), precision: inner), precision: inner)
    }
    if let exact { return (.exact(Rational(1) - exact), .exact(exact)) }
    return (
      .enclosed(-logarithm.exponentialMinusOne(precision: precision), precision: precision),
      .enclosed(logarithm.exponential(precision: precision), precision: precision)
    )
  }
}

extension CertifiedReal {
  /// Whether the number is known without error: a fraction, or a ball of radius zero.
  var isExactNumber: Bool {
    switch self {
    case .exact: true
    case .enclosed(let ball, _): ball.isExact
    }
  }
}
