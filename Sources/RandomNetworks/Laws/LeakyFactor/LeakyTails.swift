internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Bounds of the integral of |G(v) v' W^s| over the parts of a line Im x = y beyond two points, on
/// which cos y is at least a number: Docs/Theory/LeakyLaw.md, "Truncation".
struct LeakyTails: Sendable {
  /// A bound of the part without W, for the left and the right side.
  private let sizes: (low: Magnitude, high: Magnitude)
  /// On each side |log W - log (its limit)| is at most this.
  private let distances: (low: Magnitude, high: Magnitude)
  private let logSlope: RealBall

  private static let precision: Precision = 64

  /// Infinite where a point is not as far out as the proof asks for: e^(x - A) >= 4.
  ///
  /// - Parameter decay: a lower bound of cos y, to which 2^-40 may be missing.
  init(
    reach: (low: Double, high: Double), decay: Double, variable: LeakyVariable,
    weights: LeakyWeights, squaredSlope: CertifiedReal
  ) {
    let precision = LeakyTails.precision
    let slope = squaredSlope.ball(precision: precision)
    logSlope = slope.logarithm(precision: precision)
    let cosine = RealBall(exact: BigFloat(decay - 0x1p-40))

    /// x >= far with e^(x - start) = E: size and e^-Re v.
    func side(_ far: Double, _ start: Double) -> (size: Magnitude, power: RealBall) {
      let place = RealBall(exact: BigFloat(far))
      let growth = place.subtracting(RealBall(exact: BigFloat(start)), precision: precision)
        .exponential(precision: precision)
      let isFar = growth.subtracting(RealBall(4), precision: precision).isCertainlyPositive
      let exponent = cosine.multiplied(by: growth, precision: precision)
      // Re v >= far - 1/16 + decay E.
      let real = place.adding(exponent, precision: precision).subtracting(
        RealBall.one.scaled(byPowerOfTwo: -4), precision: precision)
      let power = (-real).exponential(precision: precision)
      let sum = weights.sum(
        (real.scaled(byPowerOfTwo: -1)).negated.exponential(precision: precision), isReduced: true,
        precision: precision)
      // e^(N u) S 1.04 e^(-(far + decay E)/2) (4/(decay E) + 2/decay).
      let decayed = place.adding(exponent, precision: precision).scaled(byPowerOfTwo: -1).negated
        .adding(power.multiplied(by: weights.width, precision: precision), precision: precision)
      let last = RealBall(4).divided(by: exponent, precision: precision)
        .adding(RealBall(2).divided(by: cosine, precision: precision), precision: precision)
      return (
        !isFar
          ? .infinity
          : sum.magnitudeUpperBound * Magnitude.exponential(of: decayed) * last.magnitudeUpperBound
            * Magnitude(upperBound: 1.04), power
      )
    }
    let high = side(reach.high, variable.right)
    let low = side(-reach.low, variable.left)
    sizes = (low.size, high.size)
    distances = (
      low.power.divided(by: slope, precision: precision).scaled(byPowerOfTwo: 2)
        .magnitudeUpperBound,
      high.power.scaled(byPowerOfTwo: 2).magnitudeUpperBound
    )
  }

  /// Both sides together for s of a real part in the ball and an imaginary part of at most the
  /// height, with (log W)^order.
  func bound(_ sigma: RealBall, height: Double, order: Int) -> Magnitude {
    let precision = LeakyTails.precision
    let modulus = sigma.magnitudeUpperBound + Magnitude(upperBound: height)
    let limit = Magnitude.exponential(of: logSlope.multiplied(by: sigma, precision: precision))
    var low = sizes.low * limit * (modulus * distances.low).exponential
    var high = sizes.high * (modulus * distances.high).exponential
    if order > 0 {
      low *= (logSlope.magnitudeUpperBound + distances.low).power(UInt(order))
      high *= distances.high.power(UInt(order))
    }
    return low + high
  }
}
