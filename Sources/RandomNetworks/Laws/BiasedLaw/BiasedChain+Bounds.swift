internal import BallArithmetic
internal import Multiprecision

extension BiasedChain.Stage {
  /// E[(slope xi)^s; xi > 0], the factor of a moment from stage to stage.
  func contraction(at sigma: Rational) -> RealBall {
    let p = ChainBounds.precision
    guard case .affine(_, let slope) = start else { return .zero }
    let s = RealBall(sigma, precision: p)
    return slope.ball(precision: p).power(s, precision: p)
      .multiplied(by: factor(at: s, precision: p), precision: p)
  }
}

extension BiasedChain {
  /// A bound of E[z^sigma; z > 0], sigma > 0, after a stage that follows a stationary law: by
  /// (a + b)^sigma <= a^sigma + b^sigma for sigma <= 1, and else by Minkowski's inequality.
  ///
  /// Docs/Theory/BiasedLaw.md, "The stationary law".
  func sizeBound(after index: Int, at sigma: Rational) -> Magnitude {
    let p = ChainBounds.precision
    let s = RealBall(sigma, precision: p)
    let isSmall = sigma <= 1
    // Norms for sigma > 1.
    let root = isSmall ? RealBall.one : RealBall(Rational(1) / sigma, precision: p)
    let own = isSmall ? s : RealBall.one
    var size = RealBall.zero
    for (place, kind) in stages[...index].enumerated() {
      let stage = kinds[kind]
      guard case .affine(let shift, let slope) = stage.start else { return .infinity }
      let outer = stage.factor(at: s, precision: p).power(root, precision: p)
      let constant = shift.ball(precision: p).power(own, precision: p)
        .multiplied(by: outer, precision: p)
      let ratio = slope.ball(precision: p).power(own, precision: p)
        .multiplied(by: outer, precision: p)
      if place == 0 {
        let gap = RealBall.one.subtracting(ratio, precision: p)
        guard gap.isCertainlyPositive else { return .infinity }
        size = constant.divided(by: gap, precision: p)
      } else {
        size = constant.adding(ratio.multiplied(by: size, precision: p), precision: p)
      }
    }
    return size.power(isSmall ? .one : s, precision: p).magnitudeUpperBound
  }
}
