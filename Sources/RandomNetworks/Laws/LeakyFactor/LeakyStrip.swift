internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Bounds of the integrand G(v) v' W^s on the edges |Im x| = d of a strip, box after box, and of
/// what lies beyond the last boxes.
///
/// Docs/Theory/LeakyLaw.md, "Discretization" and "Truncation".
struct LeakyStrip: Sendable {
  /// The d that are tried, all less than pi/2.
  static let halfWidths: [Double] = [1.25, 0.8, 0.5, 0.3]

  private struct Box: Sendable {
    /// A bound of |G(v) v'| times the box's width.
    let size: Magnitude
    /// log |W|.
    let logarithm: RealBall
  }

  let halfWidth: Double
  private let boxes: [Box]
  /// A bound of |arg W| in the boxes.
  let angle: Double
  private let tails: LeakyTails

  private static let precision: Precision = 64

  init(
    halfWidth: Double, variable: LeakyVariable, weights: LeakyWeights, squaredSlope: CertifiedReal
  ) {
    self.halfWidth = halfWidth
    let precision = LeakyStrip.precision
    let slope = squaredSlope.ball(precision: precision)
    let logSlope = slope.logarithm(precision: precision)
    let ends = variable.reach(6)
    var step = 0.125
    while step * Double(weights.width) > 32 { step /= 2 }
    let bounds = weights.bounds
    let height = RealBall(exact: BigFloat(halfWidth))
    let half = Magnitude(upperBound: step / 2)
    let width = Magnitude(upperBound: step)
    var boxes: [Box] = []
    var angle = Magnitude.zero
    var x = (ends.low / step).rounded(.down) * step
    while x < ends.high {
      let center = RealBall(exact: BigFloat(x + step / 2)).addingError(half)
      let (v, derivative) = variable.value(
        at: ComplexBall(real: center, imaginary: height), precision: precision)
      let logarithm = LeakyStrip.logarithm(v, slope: slope, logSlope: logSlope)
      angle = max(angle, logarithm.imaginary.magnitudeUpperBound)
      boxes.append(
        Box(
          size: LeakyStrip.density(v, bounds) * derivative.magnitudeUpperBound * width,
          logarithm: logarithm.real))
      x += step
    }
    self.boxes = boxes
    self.angle = angle.doubleUpperBound
    tails = LeakyTails(
      reach: (low: ends.low, high: ends.high),
      decay: RealBall(exact: BigFloat(halfWidth)).cosine(precision: precision).approximateDouble,
      variable: variable, weights: weights, squaredSlope: squaredSlope)
  }

  /// log W in a box: Docs/Theory/LeakyLaw.md, "The integral".
  private static func logarithm(
    _ v: ComplexBall, slope: RealBall, logSlope: RealBall
  ) -> ComplexBall {
    func logarithmOnePlus(_ z: ComplexBall) -> ComplexBall {
      ComplexBall.one.adding(z, precision: precision).logarithm(precision: precision)
    }
    let a = ComplexBall(slope)
    if v.real.isCertainlyPositive {
      let small = v.negated.exponential(precision: precision)
      return logarithmOnePlus(a.multiplied(by: small, precision: precision))
        .subtracting(logarithmOnePlus(small), precision: precision)
    }
    let power = v.exponential(precision: precision)
    if v.real.subtracting(logSlope, precision: precision).isCertainlyNegative {
      return ComplexBall(logSlope)
        .adding(
          logarithmOnePlus(power.divided(by: slope, precision: precision)), precision: precision
        )
        .subtracting(logarithmOnePlus(power), precision: precision)
    }
    return a.adding(power, precision: precision).logarithm(precision: precision)
      .subtracting(logarithmOnePlus(power), precision: precision)
  }

  /// A bound of |G(v)|: |1 + e^-|v||^(-N/2) Σ c_k e^(-k |Re v|/2).
  private static func density(_ v: ComplexBall, _ bounds: [Magnitude]) -> Magnitude {
    // On both sides of 0 where the box reaches over it.
    var result = Magnitude.zero
    for side in [v, v.negated] where !side.real.isCertainlyNegative {
      let decay = side.negated.exponential(precision: precision)
      let least = ComplexBall.one.adding(decay, precision: precision).magnitude(
        precision: precision)
      guard least.isCertainlyPositive else { return .infinity }
      let ratio = Magnitude.exponential(of: side.real.negated.scaled(byPowerOfTwo: -1))
      var sum = Magnitude.zero
      for bound in bounds.reversed() { sum = (sum + bound) * ratio }
      let power = least.logarithm(precision: precision)
        .multiplied(by: -(bounds.count + 1), precision: precision).scaled(byPowerOfTwo: -1)
      result = max(result, sum * Magnitude.exponential(of: power))
    }
    return result
  }

  /// A bound of the integral of |G(v) v' W^s (log W)^order| over an edge, for Re s in the ball and
  /// Im s = 0; e^(angle |t|) times it bounds the integral for Im s = t.
  func integralUpperBound(_ sigma: RealBall, height: Double, order: Int) -> Magnitude {
    let precision = LeakyStrip.precision
    var total = tails.bound(sigma, height: height, order: order)
    for box in boxes {
      var term =
        box.size
        * Magnitude.exponential(of: box.logarithm.multiplied(by: sigma, precision: precision))
      if order > 0 {
        term *=
          (box.logarithm.magnitudeUpperBound + Magnitude(upperBound: angle)).power(UInt(order))
      }
      total += term
    }
    return total
  }
}
