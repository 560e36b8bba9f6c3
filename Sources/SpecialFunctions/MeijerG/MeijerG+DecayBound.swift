public import BallArithmetic
public import Multiprecision

extension MeijerG {
  /// |G(z)| <= constant |z|^exponent exp(-rate |z|^power) for all z != 0 in a sector.
  public struct ExponentialBound: Sendable {
    /// What multiplies the power and the exponential function.
    public let constant: Magnitude
    /// The exponent of |z| before the exponential function.
    public let exponent: Rational
    /// A positive lower bound of the rate.
    public let rate: BigFloat
    /// The exponent of |z| in the exponential function, 1/(q - p).
    public let power: Rational
  }

  /// A bound for |arg z| <= angle of a function G^{q,0}_{p,q}, p < q, whose upper parameters are
  /// each above a lower one of its own, as those of products of powers of gamma and beta
  /// variables; nil of others, and for an angle of (q - p) pi/2 or more.
  ///
  /// From the integral over q - p variables that such a product is, turned with z:
  /// Docs/Theory/MeijerG.md, "Bounds at the ends".
  public func exponentialBound(angle: RealBall) -> ExponentialBound? {
    guard n == 0, m == q, p < q else { return nil }
    // Each a takes the least b below it that is left.
    var free = leadingLower.sorted()
    var pairs: [(a: Rational, b: Rational)] = []
    for a in trailingUpper.sorted() {
      guard let b = free.first, b < a else { return nil }
      free.removeFirst()
      pairs.append((a, b))
    }
    let precision: Precision = 64
    let count = free.count
    guard let least = leadingLower.min(), let share = Rational(count).reciprocal else { return nil }
    // c with b + c >= 1 for all b.
    let c = 1 - least
    let turn = angle.magnitude.multiplied(
      by: RealBall(share, precision: precision), precision: precision)
    guard turn.isCertainlyLess(than: RealBall(exact: BigFloat(1.5))) else { return nil }
    let cosine = turn.cosine(precision: precision)
    let lambda = cosine.scaled(byPowerOfTwo: -3)
    guard lambda.isCertainlyPositive else { return nil }
    func gamma(_ x: Rational) -> RealBall {
      RealBall(x, precision: precision).gamma(precision: precision)
    }
    func power(_ base: RealBall, _ exponent: Rational) -> RealBall {
      base.power(RealBall(exponent, precision: precision), precision: precision)
    }
    var constant = RealBall.one
    for (index, b) in free.enumerated() {
      let x = b + c
      let factor: RealBall
      if index == 0 {
        // The supremum of v^x e^(-lambda v).
        let peak = RealBall(x, precision: precision).divided(
          by: lambda.multiplied(
            by: RealBall.one.exponential(precision: precision), precision: precision),
          precision: precision)
        factor = power(peak, x)
      } else {
        factor = gamma(x).multiplied(by: power(lambda, -x), precision: precision)
      }
      constant = constant.multiplied(by: factor, precision: precision)
    }
    for (a, b) in pairs {
      constant = constant.multiplied(
        by: gamma(b + c).divided(by: gamma(a + c), precision: precision), precision: precision)
    }
    let rate = cosine.multiplied(by: RealBall(7 * count), precision: precision)
      .scaled(byPowerOfTwo: -3).lowerBound(precision: 64)
    guard rate.isPositive, constant.isFinite else { return nil }
    return ExponentialBound(
      constant: constant.magnitudeUpperBound, exponent: -c, rate: rate, power: share)
  }
}
