public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// The digamma function psi = Gamma'/Gamma; ``BallArithmetic/RealBall/unbounded`` for a ball that
  /// contains a pole (0, -1, -2, ...).
  ///
  /// It increases between poles, with psi'(x) < 1/x + 1/x^2 for x > 0 and
  /// psi'(x) <= (pi/2)^2/d^2 at a distance d from the nearest pole for x < 0
  /// (Docs/Theory/BallArithmetic.md, "The gamma family").
  public func digamma(precision: Precision) -> RealBall {
    if isExact { return RealBall.digamma(atPoint: midpoint, precision: precision) }
    guard let geometry = GammaGeometry(self, precision: precision) else { return .unbounded }
    let error = radius * geometry.trigammaBound
    let thin = RealBall.digamma(atPoint: midpoint, precision: precision).addingError(error)
    if thin.relativeAccuracyBits >= 16 { return thin }
    return monotonicImage(precision: min(precision, 128), error: error) {
      $0.digamma(precision: $1, rounding: $2)
    }
  }
}
