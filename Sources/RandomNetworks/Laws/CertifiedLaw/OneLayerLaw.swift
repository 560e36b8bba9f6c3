internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The law of z_1: a scale times a chi-square with a binomial number of degrees of freedom.
struct OneLayerLaw: CertifiedLaw {
  let mixture: ChiSquareMixture
  let scale: CertifiedReal

  var pointMasses: [CertifiedReal] { mixture.isSingle ? [] : [CertifiedReal(0)] }
  var isNonnegative: Bool { true }

  func mass(
    ofPointMass index: Int, precision: Precision
  ) throws(NetworkError) -> CertifiedReal {
    .enclosed(mixture.weights(precision: precision)[0], precision: precision)
  }

  func value(
    of function: LawFunction, at x: CertifiedReal, precision: Precision
  ) throws(NetworkError) -> LawValue {
    let inner = precision + 32
    let half = x.ball(precision: inner).divided(by: scale.ball(precision: inner), precision: inner)
      .scaled(byPowerOfTwo: -1)
    guard half.isCertainlyPositive, function != .density else {
      throw .unsupported("the law of one layer: the distribution function at x > 0 only")
    }
    let weights = mixture.weights(precision: inner)
    var sum = function == .survival ? RealBall.zero : weights[0]
    for k in mixture.degreesOfFreedom {
      let shape = RealBall(k).scaled(byPowerOfTwo: -1)
      let part =
        function == .survival
        ? RealBall.regularizedUpperIncompleteGamma(shape, half, precision: inner)
        : RealBall.regularizedLowerIncompleteGamma(shape, half, precision: inner)
      sum = sum.adding(weights[k].multiplied(by: part, precision: inner), precision: inner)
    }
    return LawValue(sum, by: .closedForm)
  }
}
