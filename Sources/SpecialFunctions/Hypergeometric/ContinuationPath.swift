internal import BallArithmetic
internal import Multiprecision

/// A path from inside the unit disc to an argument off the cut [1, inf), or to a side of it.
///
/// Along the ray from 0, but for arguments outside the unit disc in the sector |arg z| < pi/3: from
/// there first to near exp(± i pi/3), the point of the sector's ray with the same distance from both
/// singular points, then straight to the argument. The points of the cut are reached from below.
struct ContinuationPath {
  let start: ComplexBall
  let waypoints: [ComplexBall]

  /// Nil for arguments whose ball is not on one side.
  init?(to z: ComplexBall) {
    guard z.isFinite, !z.containsZero else { return nil }
    let real = z.real.midpoint
    let imaginary = z.imaginary.midpoint
    let outside =
      BigFloat.sumOfProducts(
        real, real, imaginary, imaginary, precision: 64, rounding: .up
      ).value > 1
    let square = BigFloat.multiplying(real, real, precision: 64)
    let height = BigFloat.multiplying(imaginary, imaginary, precision: 64)
    let isNarrow =
      real.isPositive && height < BigFloat.multiplying(square, 3, precision: 64)
    if outside, isNarrow {
      let below = !imaginary.isPositive
      start = ContinuationPath.exact(0.25, below ? -0.4375 : 0.4375)
      waypoints = [ContinuationPath.exact(0.5, below ? -0.875 : 0.875), z]
      return
    }
    // Half a unit vector in the direction of z, to few bits.
    let length = BigFloat.sumOfProducts(
      real, real, imaginary, imaginary, precision: 64
    ).value
    let root = RealBall(exact: length).squareRoot(precision: 64).midpoint
    func part(_ value: BigFloat) -> BigFloat {
      let unit = BigFloat.dividing(value, root, precision: 64)
      return BigFloat(
        mantissa: unit.scaled(byPowerOfTwo: 7).integer(rounding: .toNearest) ?? 0, exponent: -8)
    }
    start = ComplexBall(
      real: RealBall(exact: part(real)), imaginary: RealBall(exact: part(imaginary)))
    waypoints = [z]
  }

  private static func exact(_ x: Double, _ y: Double) -> ComplexBall {
    ComplexBall(
      real: RealBall(exact: BigFloat(x)), imaginary: RealBall(exact: BigFloat(y)))
  }

  /// The next point on the way: the target itself when it is within the `part` of the radius of
  /// convergence, else a point of few bits that far on the way.
  static func next(
    from point: ComplexBall, toward target: ComplexBall, radius: Magnitude, part: Magnitude
  ) -> (point: ComplexBall, isLast: Bool) {
    let difference = target.subtracting(point, precision: 128)
    let distance = difference.magnitudeUpperBound
    let reach = radius * part
    if distance <= reach || distance.isZero { return (target, true) }
    let scale = BigFloat.dividing(
      BigFloat(reach), BigFloat(distance), precision: 64, rounding: .down)
    let grid = radius.exponent - 8
    func rounded(_ start: BigFloat, _ step: BigFloat) -> BigFloat {
      let moved = BigFloat.adding(
        start, BigFloat.multiplying(step, scale, precision: 64), precision: 16_384)
      let steps = moved.scaled(byPowerOfTwo: -grid).integer(rounding: .toNearest) ?? 0
      return BigFloat(mantissa: steps, exponent: grid)
    }
    let x = rounded(point.real.midpoint, difference.real.midpoint)
    let y = rounded(point.imaginary.midpoint, difference.imaginary.midpoint)
    let next = ComplexBall(
      real: RealBall(exact: x), imaginary: y.isZero ? .zero : RealBall(exact: y))
    return (next, false)
  }
}
