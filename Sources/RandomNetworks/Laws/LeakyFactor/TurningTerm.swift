internal import BallArithmetic
internal import Multiprecision

/// A complex number that is turned again and again by the same angle: its midpoint, and a bound of its
/// error, which a turn does not enlarge. (The box of a complex ball would grow by up to √2 at each.)
struct TurningTerm {
  /// Exact.
  private(set) var value: ComplexBall
  private(set) var error: Magnitude
  private let turn: ComplexBall
  private let turnError: Magnitude

  init(_ value: ComplexBall, turn: ComplexBall) {
    (self.value, error) = TurningTerm.split(value)
    (self.turn, turnError) = TurningTerm.split(turn)
  }

  private static func split(_ ball: ComplexBall) -> (ComplexBall, Magnitude) {
    guard ball.isFinite else { return (.zero, .infinity) }
    return (
      ComplexBall(
        real: RealBall(exact: ball.real.midpoint),
        imaginary: RealBall(exact: ball.imaginary.midpoint)),
      ball.real.radius + ball.imaginary.radius
    )
  }

  /// |v' t' - v t| <= |v' - v| + |v'| |t' - t| for |t| = 1, and the rounding of the product.
  mutating func advance(precision: Precision) {
    let size = value.magnitudeUpperBound
    let (next, rounding) = TurningTerm.split(value.multiplied(by: turn, precision: precision))
    error = error + size * turnError + rounding
    value = next
  }
}
