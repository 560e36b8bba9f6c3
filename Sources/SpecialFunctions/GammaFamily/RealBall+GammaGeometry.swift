internal import BallArithmetic
internal import Multiprecision

/// Where a ball lies among the poles 0, -1, -2, ... of the gamma function, and the bounds of the
/// digamma function psi there. Proofs: Docs/Theory/BallArithmetic.md, "The gamma family".
struct GammaGeometry {
  /// Ends of the ball, rounded outward, with no pole between them.
  let lower: BigFloat
  let upper: BigFloat
  /// An upper bound of |psi| over the ball.
  let digammaBound: Magnitude
  /// An upper bound of psi' over the ball.
  let trigammaBound: Magnitude

  /// Nil when the ball contains a pole, or is so close to one that its rounded ends reach it.
  init?(_ ball: RealBall, precision: Precision) {
    guard ball.isFinite else { return nil }
    let (lower, upper) = ball.endpoints(precision: precision)
    self.lower = lower
    self.upper = upper
    if lower.isPositive {
      // log x - 1/x < psi(x) < log x for x > 0.
      let least = Magnitude(lowerBound: lower)
      let inverse = Magnitude.one.divided(byLowerBound: least)
      digammaBound = max(
        GammaGeometry.logarithmBound(lower) + inverse, GammaGeometry.logarithmBound(upper))
      // psi'(x) < 1/x + 1/x^2, decreasing.
      trigammaBound = inverse + inverse * inverse
      return
    }
    guard !lower.isInteger, let floor = lower.integer(rounding: .down),
      floor == upper.integer(rounding: .down)
    else { return nil }
    // Not positive, and between two poles: the distance to them is that of the ends.
    let below = BigFloat.subtracting(lower, BigFloat(floor), precision: 32, rounding: .down)
    let above = BigFloat.subtracting(BigFloat(floor + 1), upper, precision: 32, rounding: .down)
    let distance = Magnitude(lowerBound: min(below, above))
    let inverse = Magnitude.one.divided(byLowerBound: distance)
    // |psi(x)| <= |psi(1 - x)| + pi |cot(pi x)|, |cot t| <= 1/t up to pi/2; and 1 - x > 1, where
    // |psi(y)| <= log y + 1/y <= log y + 1.
    let mirrored = BigFloat.subtracting(1, lower, precision: 32, rounding: .up)
    digammaBound = GammaGeometry.logarithmBound(mirrored) + .one + inverse
    // psi'(x) = pi^2/sin(pi x)^2 - psi'(1 - x) <= pi^2/(2 distance)^2 <= (5/2)/distance^2.
    trigammaBound = inverse * inverse * Magnitude(5).scaled(byPowerOfTwo: -1)
  }

  /// An upper bound of |log x| for x > 0.
  private static func logarithmBound(_ x: BigFloat) -> Magnitude {
    Magnitude(upperBound: x.logarithm(precision: 32, rounding: .awayFromZero).value)
  }
}
