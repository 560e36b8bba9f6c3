internal import BallArithmetic
internal import Multiprecision
internal import Synchronization

/// W = 1 - (1 - a) B with B ~ Beta((N - K)/2, K/2), K ~ Binomial(N, 1/2) and 0 < a < 1: the share
/// that N leaky units of the slope ±√a leave of the squared norm of their pre-activations.
///
/// The norm of a Gaussian vector is independent of its direction, so that a leaky layer multiplies
/// by a chi-square with N degrees of freedom times W (Docs/Theory/LeakyLaw.md, "One layer").
struct LeakyFactor: Sendable, Equatable {
  /// N.
  let width: Int
  /// a, less than 1.
  let squaredSlope: CertifiedReal
  private let bounds: LeakyBounds

  /// The greatest width whose law is computed.
  static let largestWidth = 2000

  /// The greatest |ln a| for which it is: that of (10^2000)^2, about.
  static let largestLogarithm = 9211.0

  /// Nil when a is not certainly between 0 and 1.
  init?(width: Int, squaredSlope: CertifiedReal) {
    guard width > 0, squaredSlope.certainSign == 1,
      (CertifiedReal(1) - squaredSlope).certainSign == 1
    else { return nil }
    self.width = width
    self.squaredSlope = squaredSlope
    bounds = LeakyBounds(width: width, squaredSlope: squaredSlope)
  }

  /// log E[W^s] to a few digits.
  var estimate: LeakyEstimate { bounds.content.estimate }

  /// Bounds of the integrand on the edges of strips, from the widest to the narrowest.
  var strips: [LeakyStrip] { bounds.content.strips }

  static func == (left: LeakyFactor, right: LeakyFactor) -> Bool {
    left.width == right.width && left.squaredSlope == right.squaredSlope
  }
}

/// What the law of W has for all s, computed when it is first asked for.
private final class LeakyBounds: Sendable {
  struct Content {
    let estimate: LeakyEstimate
    let strips: [LeakyStrip]
  }

  private let width: Int
  private let squaredSlope: CertifiedReal
  private let known = Mutex<Content?>(nil)

  init(width: Int, squaredSlope: CertifiedReal) {
    self.width = width
    self.squaredSlope = squaredSlope
  }

  var content: Content {
    known.withLock { known in
      if let known { return known }
      let variable = LeakyVariable(squaredSlope: squaredSlope)
      let weights = LeakyWeights(width: width, precision: 64)
      let content = Content(
        estimate: LeakyEstimate(
          variable: variable, weights: weights, squaredSlope: squaredSlope),
        strips: width == 1
          ? []
          : LeakyStrip.halfWidths.map {
            LeakyStrip(
              halfWidth: $0, variable: variable, weights: weights, squaredSlope: squaredSlope)
          })
      known = content
      return content
    }
  }
}

/// The variable of integration: v = x + e^(x - right) - e^(-x - left), W = (a + e^v)/(1 + e^v).
///
/// Docs/Theory/LeakyLaw.md, "The integral".
struct LeakyVariable: Sendable {
  /// At least 3.
  let right: Double
  /// At least 3 - ln a.
  let left: Double

  init(squaredSlope: CertifiedReal) {
    let precision: Precision = 64
    let logarithm = squaredSlope.ball(precision: precision).logarithm(precision: precision)
    let depth = (-logarithm).upperBound(precision: 32).double(rounding: .up)
    right = 3
    left = 3 + (8 * depth).rounded(.up) / 8
  }

  /// Where e^(x - right), or e^(-x - left) on the other side, has grown to E.
  func reach(_ size: Double) -> (low: Double, high: Double) {
    let logarithm = size.estimatedLogarithm
    return (-left - logarithm, right + logarithm)
  }

  /// v and dv/dx at a point or in a box.
  func value(
    at x: ComplexBall, precision: Precision
  ) -> (v: ComplexBall, derivative: ComplexBall) {
    let rise = x.subtracting(
      ComplexBall(RealBall(exact: BigFloat(right))), precision: precision
    ).exponential(precision: precision)
    let fall = x.adding(
      ComplexBall(RealBall(exact: BigFloat(left))), precision: precision
    ).negated.exponential(precision: precision)
    return (
      x.adding(rise, precision: precision).subtracting(fall, precision: precision),
      rise.adding(fall, precision: precision).adding(ComplexBall(1), precision: precision)
    )
  }
}
