internal import BallArithmetic
internal import Multiprecision

/// A change of variables t = t(u) from the line to an interval that turns powers at a finite end
/// into double exponential decay. `Docs/Theory/Quadrature.md`, "Double exponential integration".
enum Substitution {
  /// t = scale exp((u - e^(-u))/power) on (0, inf): for integrands that decay as exp(-b t^power).
  case exponential(scale: BigFloat, power: Rational)
  /// t = scale exp(kappa sinh u) on (0, inf), kappa = 3/2: for powers at both ends.
  case algebraic(scale: BigFloat)
  /// t = length/(1 + exp(-2 kappa sinh u)) on (0, length): for powers at both ends.
  case finite(length: RealBall)
  /// x = scale sinh u on the line: for exponential decay at both ends.
  case line(scale: BigFloat)
  /// x = scale sinh(kappa sinh u) on the line: for powers at both ends.
  case algebraicLine(scale: BigFloat)

  var isOnTheLine: Bool {
    switch self {
    case .line, .algebraicLine: true
    case .exponential, .algebraic, .finite: false
    }
  }

  /// The point: t, or x on the line, the distance from the other end of a finite interval, and dt/du.
  struct Point {
    let distance: ComplexBall
    /// The distance from the right end; nil on a half-line and on the line.
    let remaining: ComplexBall?
    let derivative: ComplexBall
  }

  /// The point of the line's u.
  func point(_ u: ComplexBall, precision: Precision) -> Point {
    switch self {
    case .exponential(let scale, let power):
      let fall = (-u).exponential(precision: precision)
      let inverse = RealBall(power.reciprocal ?? .one, precision: precision)
      let t = u.subtracting(fall, precision: precision)
        .multiplied(by: inverse, precision: precision).exponential(precision: precision)
        .multiplied(by: RealBall(exact: scale), precision: precision)
      let derivative = fall.adding(.one, precision: precision)
        .multiplied(by: t, precision: precision).multiplied(by: inverse, precision: precision)
      return Point(distance: t, remaining: nil, derivative: derivative)
    case .algebraic(let scale):
      let (sine, cosine) = Self.tripled(u, precision: precision)
      let t = sine.scaled(byPowerOfTwo: -1).exponential(precision: precision)
        .multiplied(by: RealBall(exact: scale), precision: precision)
      let derivative = cosine.scaled(byPowerOfTwo: -1).multiplied(by: t, precision: precision)
      return Point(distance: t, remaining: nil, derivative: derivative)
    case .finite(let length):
      let (sine, cosine) = Self.tripled(u, precision: precision)
      // With q = exp(-2 kappa |sinh u|) the nearer end is at q/(1+q), the other at 1/(1+q).
      let isRight = u.real.midpoint.isPositive
      let depth = isRight ? sine : -sine
      let q = (-depth).exponential(precision: precision)
      let far = q.adding(.one, precision: precision).reciprocal(precision: precision)
        .multiplied(by: length, precision: precision)
      let near: ComplexBall
      if u.isExact {
        near = far.multiplied(by: q, precision: precision)
      } else {
        // 1/(1 + 1/q), which takes a wide ball of q once.
        near = depth.exponential(precision: precision).adding(.one, precision: precision)
          .reciprocal(precision: precision).multiplied(by: length, precision: precision)
      }
      let derivative = cosine.multiplied(by: near, precision: precision)
        .multiplied(by: far, precision: precision)
        .divided(by: length, precision: precision)
      return isRight
        ? Point(distance: far, remaining: near, derivative: derivative)
        : Point(distance: near, remaining: far, derivative: derivative)
    case .line(let scale):
      let (sine, cosine) = Self.hyperbolic(u, precision: precision)
      let size = RealBall(exact: scale)
      return Point(
        distance: sine.multiplied(by: size, precision: precision), remaining: nil,
        derivative: cosine.multiplied(by: size, precision: precision))
    case .algebraicLine(let scale):
      let (sine, cosine) = Self.tripled(u, precision: precision)
      let w = sine.scaled(byPowerOfTwo: -1)
      let size = RealBall(exact: scale)
      let (outerSine, outerCosine) = Self.hyperbolic(w, precision: precision)
      return Point(
        distance: outerSine.multiplied(by: size, precision: precision), remaining: nil,
        derivative: outerCosine.multiplied(by: size, precision: precision)
          .multiplied(by: cosine.scaled(byPowerOfTwo: -1), precision: precision))
    }
  }

  /// A point of the interval for a message.
  func described(_ place: Double) -> String {
    let u = ComplexBall(RealBall(exact: BigFloat(place)))
    let t = point(u, precision: 64).distance.real.midpoint.nearestDouble
    return "\(abs(t) < 1e9 && abs(t) >= 1e-3 ? (t * 1e6).rounded() / 1e6 : t)"
  }

  /// sinh and cosh, of a node from one exponential where nothing cancels.
  private static func hyperbolic(
    _ u: ComplexBall, precision: Precision
  ) -> (sine: ComplexBall, cosine: ComplexBall) {
    guard u.isReal, RealBall.one.isCertainlyLess(than: u.real.magnitude) else {
      return (u.hyperbolicSine(precision: precision), u.hyperbolicCosine(precision: precision))
    }
    let rise = u.exponential(precision: precision)
    let fall = rise.reciprocal(precision: precision)
    return (
      rise.subtracting(fall, precision: precision).scaled(byPowerOfTwo: -1),
      rise.adding(fall, precision: precision).scaled(byPowerOfTwo: -1)
    )
  }

  /// 3 sinh u and 3 cosh u. On a wide ball the two directly: from e^u and its reciprocal they
  /// would be much wider.
  private static func tripled(
    _ u: ComplexBall, precision: Precision
  ) -> (sine: ComplexBall, cosine: ComplexBall) {
    let sine: ComplexBall
    let cosine: ComplexBall
    if u.isExact {
      let rise = u.exponential(precision: precision)
      let fall = rise.reciprocal(precision: precision)
      sine = rise.subtracting(fall, precision: precision).scaled(byPowerOfTwo: -1)
      cosine = rise.adding(fall, precision: precision).scaled(byPowerOfTwo: -1)
    } else {
      sine = u.hyperbolicSine(precision: precision)
      cosine = u.hyperbolicCosine(precision: precision)
    }
    return (
      sine.multiplied(by: 3, precision: precision), cosine.multiplied(by: 3, precision: precision)
    )
  }
}
