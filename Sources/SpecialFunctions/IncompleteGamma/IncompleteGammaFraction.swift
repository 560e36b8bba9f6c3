internal import BallArithmetic
internal import Multiprecision

/// The continued fraction of the upper incomplete gamma function for s < 1 and x > 0,
///
///     Gamma(s,x) = x^(s-1) e^(-x) / f_1,  f_(2k-1) = 1 + ((k-s)/x)/f_(2k),  f_(2k) = 1 + (k/x)/f_(2k+1)
///
/// (DLMF 8.9.2). All its numbers are positive, so a tail is at least 1 and the ball that starts
/// from all possible tails encloses the value: nothing cancels, however negative s is. Proof:
/// Docs/Theory/IncompleteGamma.md, "The continued fraction".
enum IncompleteGammaFraction {
  /// About the number of pairs of steps for an accuracy: the error falls like e^(-4 sqrt(k x)),
  /// and by a factor k/(k - s) at least in each pair.
  static func length(_ s: Double, _ x: Double, bits: Int) -> Double {
    let root = Double(bits + 8) * 0.693_147 / 4
    let pairs = root * root / x + 6
    return -s > 4 * Double(bits) ? min(pairs, Double(bits) / 2 + 8) : pairs
  }

  /// 1/f_1 from a number of pairs of steps.
  static func value(_ s: BigFloat, _ x: BigFloat, pairs: Int, precision: Precision) -> RealBall {
    let inner = precision + (70 - pairs.leadingZeroBitCount)
    let inverse = RealBall(exact: x).reciprocal(precision: inner)
    let exact = RealBall(exact: s).rounded(to: inner)
    // f_(2k+1) is between 1 and 1 + (k + 1 - s)/x.
    let largest = RealBall(pairs + 1).subtracting(exact, precision: inner)
      .multiplied(by: inverse, precision: inner).adding(1, precision: inner)
      .upperBound(precision: inner)
    func fraction(_ start: RealBall) -> RealBall {
      var tail = start
      for k in stride(from: pairs, through: 1, by: -1) {
        let even = inverse.multiplied(by: k, precision: inner).divided(by: tail, precision: inner)
          .adding(1, precision: inner)
        tail = RealBall(k).subtracting(exact, precision: inner)
          .multiplied(by: inverse, precision: inner).divided(by: even, precision: inner)
          .adding(1, precision: inner)
      }
      return tail.reciprocal(precision: precision + 8)
    }
    if largest.exponent <= 20 {
      return fraction(.enclosing(lower: 1, upper: largest, precision: inner))
    }
    // Too wide for a ball that excludes zero; the value is monotonic in the tail.
    return fraction(.one).union(fraction(RealBall(exact: largest)), precision: precision + 8)
  }
}
