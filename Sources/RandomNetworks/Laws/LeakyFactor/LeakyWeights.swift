internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// The weights c_k = 2^-N C(N,k)/B(k/2, (N-k)/2), 0 < k < N, of the density
/// G(v) = Σ c_k y^(k/2) (1-y)^((N-k)/2), y = e^v/(1 + e^v), of log B'/(1 - B') for the mixture B' of
/// Beta(k/2, (N-k)/2): c_k = c_(N-k), so that G is even.
///
/// Docs/Theory/LeakyLaw.md, "The integral".
struct LeakyWeights: Sendable {
  let width: Int
  /// c_1, ..., c_(N-1).
  let values: [RealBall]

  init(width: Int, precision: Precision) {
    self.width = width
    let inner = precision + (16 + 2 * width.bitWidthOfCount)
    guard width > 1 else {
      values = []
      return
    }
    let n = Integer(width)
    let half = RealBall(width).scaled(byPowerOfTwo: -1)
    let scale = RealBall.one.scaled(byPowerOfTwo: -width)
    // Γ(N/2)/(Γ(1/2) Γ((N-1)/2)) N and (N/2 - 1) N (N-1)/2.
    let quotient = half.logGamma(precision: inner + 32).subtracting(
      half.subtracting(RealBall.one.scaled(byPowerOfTwo: -1), precision: inner)
        .logGamma(precision: inner + 32), precision: inner + 32
    ).exponential(precision: inner)
    let first = quotient.multiplied(by: RealBall(n), precision: inner)
      .divided(
        by: RealBall.pi(precision: inner).squareRoot(precision: inner), precision: inner
      ).multiplied(by: scale, precision: inner)
    let second = RealBall(n * (n - 1) * (n - 2)).scaled(byPowerOfTwo: -2)
      .multiplied(by: scale, precision: inner)
    var values = [first, second]
    while values.count < width - 1 {
      let k = values.count - 1
      values.append(
        values[k - 1]
          .multiplied(
            by: RealBall(Integer((width - k) * (width - k - 1)) * Integer(width - k - 2)),
            precision: inner
          ).divided(by: RealBall(Integer(k * (k + 1)) * Integer(k + 2)), precision: inner))
    }
    self.values = Array(values.prefix(width - 1))
  }

  /// Σ c_k u^k (or with u^(k-1)) for u >= 0.
  func sum(_ u: RealBall, isReduced: Bool = false, precision: Precision) -> RealBall {
    var sum = RealBall.zero
    for value in values.reversed() {
      sum = sum.multiplied(by: u, precision: precision).adding(value, precision: precision)
    }
    return isReduced ? sum : sum.multiplied(by: u, precision: precision)
  }

  /// Bounds of the weights, for sums of bounds.
  var bounds: [Magnitude] { values.map(\.magnitudeUpperBound) }
}
