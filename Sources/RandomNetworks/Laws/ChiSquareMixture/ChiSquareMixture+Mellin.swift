internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension ChiSquareMixture {
  /// M(s) = E[xi^s; xi > 0] = 2^s sum_(k>=1) P(K = k) Γ(k/2 + s)/Γ(k/2), for s > -k_min/2.
  ///
  /// Two gamma quotients start the sum; the others follow by
  /// Γ(k/2+1+s)/Γ(k/2+1) = (k/2+s)/(k/2) Γ(k/2+s)/Γ(k/2). Every term is positive.
  /// ``BallArithmetic/RealBall/unbounded`` where the ball of s reaches the pole.
  func mellin(at s: RealBall, precision: Precision) -> RealBall {
    let inner = precision + (16 + 2 * width.bitWidthOfCount)
    let wide = max(inner, s.midpoint.precision) + 64
    let half = RealBall(exact: BigFloat(mantissa: 1, exponent: -1))
    let first = isSingle ? width : 1
    guard
      s.adding(RealBall(first).scaled(byPowerOfTwo: -1), precision: wide).isCertainlyPositive
    else { return .unbounded }
    let power = s.multiplied(by: RealBall.logTwo(precision: inner), precision: inner)
      .exponential(precision: inner)
    func quotient(_ k: Int) -> RealBall {
      let place = RealBall(k).scaled(byPowerOfTwo: -1)
      return place.adding(s, precision: wide).gamma(precision: inner)
        .multiplied(by: place.reciprocalGamma(precision: inner), precision: inner)
    }
    if isSingle {
      return largeQuotient(s, precision: inner).multiplied(by: power, precision: precision)
    }
    let weights = weights(precision: inner)
    var quotients = [quotient(1), quotient(2)]
    var sum = RealBall.zero
    var place = half
    for k in 1...width {
      let current = quotients[(k - 1) & 1]
      sum = sum.adding(
        weights[k].multiplied(by: current, precision: inner), precision: inner)
      quotients[(k - 1) & 1] =
        current.multiplied(by: place.adding(s, precision: inner), precision: inner)
        .divided(by: place, precision: inner)
      place = place.adding(half, precision: inner)
    }
    return sum.multiplied(by: power, precision: precision)
  }

  /// Γ(width/2 + s)/Γ(width/2) without leaving the exponent range in between.
  private func largeQuotient(_ s: RealBall, precision: Precision) -> RealBall {
    let place = RealBall(width).scaled(byPowerOfTwo: -1)
    let wide = max(precision, s.midpoint.precision) + 64
    let upper = place.adding(s, precision: wide)
    if width <= 4096 {
      return upper.gamma(precision: precision)
        .multiplied(by: place.reciprocalGamma(precision: precision), precision: precision)
    }
    let inner = precision + (2 * width.bitWidthOfCount + 16)
    return upper.logGamma(precision: inner)
      .subtracting(place.logGamma(precision: inner), precision: inner)
      .exponential(precision: precision)
  }
}
