internal import BallArithmetic
internal import Multiprecision

/// The law of xi = z_l / s given a variance s of the pre-activations: a chi-square whose number of
/// degrees of freedom is the number K ~ Binomial(width, activity) of active units; zero for K = 0.
///
/// The activity is 1/2 for ReLU, q/2 for dropout, and 1 for linear units, whose K is the width.
struct ChiSquareMixture: Sendable, Equatable {
  let width: Int
  let activity: CertifiedReal

  /// Whether all units are active, so that there is one component and no atom.
  var isSingle: Bool { activity.exactValue == .one }

  /// The least and the greatest number of degrees of freedom.
  var degreesOfFreedom: ClosedRange<Int> { isSingle ? width...width : 1...width }

  /// P(K = k) for k = 0, ..., width; each with a relative error of at most 2^(4 - precision) width.
  func weights(precision: Precision) -> [RealBall] {
    if isSingle { return Array(repeating: .zero, count: width) + [.one] }
    let inner = precision + (8 + width.bitWidthOfCount)
    let active = activity.ball(precision: inner)
    let inactive = (CertifiedReal(1) - activity).ball(precision: inner)
    // Outwards from the middle would lose no exponent range; from 0 on the first weight is
    // (1-a)^width, which is in range for every width that fits in memory.
    let odds = active.divided(by: inactive, precision: inner)
    var weights = [inactive.power(Integer(width), precision: inner)]
    weights.reserveCapacity(width + 1)
    for k in 0..<width {
      weights.append(
        weights[k].multiplied(by: odds, precision: inner)
          .multiplied(by: RealBall(width - k), precision: inner)
          .divided(by: RealBall(k + 1), precision: inner))
    }
    return weights
  }
}

extension Int {
  /// The bits of a count >= 0.
  var bitWidthOfCount: Int { Int.bitWidth - leadingZeroBitCount }
}
