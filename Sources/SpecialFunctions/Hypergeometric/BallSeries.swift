internal import BallArithmetic
internal import Multiprecision

/// The power series of a hypergeometric function in ball arithmetic, for parameters and an argument
/// of any kind.
struct BallSeries {
  let upper: [ComplexBall]
  /// The lower parameters and 1.
  let lower: [ComplexBall]

  init(upper: [ComplexBall], lower: [ComplexBall]) {
    self.upper = upper
    self.lower = lower + [.one]
  }

  /// The sum; unbounded when a lower parameter's ball meets a pole, or when no bound of the tail
  /// is found within `termLimit` terms.
  func sum(at z: ComplexBall, bits: Int, termLimit: Int = 1 << 20) -> ComplexBall {
    let precision = Precision(clamping: bits)
    let size = z.magnitudeUpperBound
    var term = ComplexBall.one
    var sum = ComplexBall.one
    var k = 0
    var nextCheck = 0
    while true {
      var ended = false
      if k >= nextCheck {
        let length = term.magnitudeUpperBound
        let target = max(
          sum.magnitudeUpperBound.scaled(byPowerOfTwo: -bits),
          max(sum.real.radius, sum.imaginary.radius).scaled(byPowerOfTwo: -1))
        if length <= target.scaled(byPowerOfTwo: 8) || (k & 31) == 31 {
          let bound = HypergeometricTail.ratioBound(
            upper: upper, lower: lower, size: size, from: k)
          if let bound, let tail = HypergeometricTail.sum(first: length * bound, ratio: bound),
            tail <= target
          {
            return z.isReal && upper.allSatisfy(\.isReal) && lower.allSatisfy(\.isReal)
              ? ComplexBall(sum.real.addingError(tail)) : sum.addingError(tail)
          }
          nextCheck = k + 1 + k / 32
        }
      }
      var divisor = ComplexBall.one
      for b in lower {
        divisor = divisor.multiplied(
          by: b.adding(ComplexBall(k), precision: precision), precision: precision)
      }
      for a in upper {
        let factor = a.adding(ComplexBall(k), precision: precision)
        if factor.isZero { ended = true }
        term = term.multiplied(by: factor, precision: precision)
      }
      if ended { return sum }
      term = term.multiplied(by: z, precision: precision)
        .divided(by: divisor, precision: precision)
      if term.isUnbounded || k >= termLimit { return .unbounded }
      sum = sum.adding(term, precision: precision)
      k += 1
    }
  }
}
