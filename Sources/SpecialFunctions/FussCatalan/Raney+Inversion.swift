internal import BallArithmetic
internal import Multiprecision

extension Raney {
  var curve: RaneyCurve { RaneyCurve(p: p, r: r) }

  /// The end of the support from which the angle of an exact x inside it is counted.
  func end(of x: BigFloat) -> RaneyCurve.End {
    let middle = curve.logarithm(
      .lower, RealBall.pi(precision: 64).scaled(byPowerOfTwo: -1), precision: 64)
    let place = RealBall(exact: x).logarithm(precision: 64)
    return place.midpoint < middle.midpoint ? .lower : .upper
  }

  /// An enclosure of the angle at which the curve has an exact x inside the support, relative to
  /// an end; nil when the angle is not found there. Docs/Theory/FussCatalan.md, "The certified
  /// inversion".
  func variable(at x: BigFloat, from end: RaneyCurve.End, precision: Precision) -> RealBall? {
    let curve = curve
    let exact = RealBall(exact: x)
    let known = TargetCache { precision in
      end == .lower
        ? exact.logarithm(precision: precision + RaneyCurve.logarithmBits(exact))
        : logarithmFromEdge(x, precision: precision)
    }
    return MonotoneRoot(
      value: { curve.logarithm(end, $0, precision: $1) },
      slope: { curve.slope(curve.point(end, $0, precision: $1), precision: $1) },
      isLogarithm: end == .lower, target: known.value
    ).enclosure(precision: precision)
  }
}

/// A number that is asked for at several precisions: computed anew only when more is wanted.
final class TargetCache {
  private let compute: (Precision) -> RealBall
  private var known: (precision: Precision, ball: RealBall)?

  init(_ compute: @escaping (Precision) -> RealBall) { self.compute = compute }

  func value(_ precision: Precision) -> RealBall {
    if let known, known.precision >= precision { return known.ball }
    let ball = compute(precision)
    known = (precision, ball)
    return ball
  }
}
