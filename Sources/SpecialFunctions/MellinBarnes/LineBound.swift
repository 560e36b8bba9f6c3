package import BallArithmetic

/// The size of a Mellin transform on a vertical line, in doubles and without proof:
/// log |M(sigma + it)| is about `scale + exponent(at: t)` for t >= 0.
package protocol LineSize {
  /// log |M(sigma)|, about.
  var scale: Double { get }
  /// A coefficient of t in the exponent, to which the angle of the arguments is added.
  var growth: Double { get set }
  func exponent(at t: Double) -> Double
  /// About the logarithm of the largest modulus on the line.
  func peak() -> Double
  /// About where the exponent has fallen to `-depth`, from the peak on.
  func height(ofDepth depth: Double) -> Double
}

/// A proven upper bound of a Mellin transform on a vertical line:
/// log |M(sigma + it)| <= scale + exponent(at: |t|).
package protocol LineBound {
  var scale: RealBall { get }
  /// A coefficient of t in the exponent, to which the angle of the arguments is added.
  var growth: RealBall { get set }
  func exponent(at t: RealBall) -> RealBall
  /// A bound of the derivative of the exponent for all t >= low, if the exponent at `low` is
  /// taken from ``exponent(at:)``.
  func slopeUpperBound(from low: RealBall) -> RealBall
  /// An upper bound of the integral of e^exponent over t >= 0; infinity when none was found.
  func integralUpperBound() -> Magnitude
}
