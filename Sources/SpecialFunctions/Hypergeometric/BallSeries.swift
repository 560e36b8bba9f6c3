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

  /// Whether an upper parameter is exactly 0, -1, -2, ...
  private var isTerminating: Bool {
    upper.contains {
      $0.isReal && $0.real.isExact && $0.real.midpoint.isInteger && !$0.real.midpoint.isPositive
    }
  }

  /// The sum; unbounded when a lower parameter's ball meets a pole, or when no bound of the tail
  /// is found within `termLimit` terms.
  ///
  /// A term is a number and the radius of a disc around it. The box that complex multiplication
  /// makes of a disc is wider by |cos| + |sin| of the factor's angle each time: boxes would grow
  /// without end for |Re z| + |Im z| > 1. Docs/Theory/Hypergeometric.md, "Summation in balls".
  func sum(at z: ComplexBall, bits: Int, termLimit: Int = 1 << 20) -> ComplexBall {
    let precision = Precision(clamping: bits)
    let size = z.magnitudeUpperBound
    // For p = q + 1 no bound of the ratios is below |z|.
    if upper.count == lower.count, size >= .one, !isTerminating { return .unbounded }
    let isReal = z.isReal && upper.allSatisfy(\.isReal) && lower.allSatisfy(\.isReal)
    var term = ComplexBall.one
    var termError = Magnitude.zero
    var sum = ComplexBall.one
    var sumError = Magnitude.zero
    var k = 0
    var nextCheck = 0
    while true {
      if k >= nextCheck {
        let length = term.magnitudeUpperBound + termError
        let target = max(
          sum.magnitudeUpperBound.scaled(byPowerOfTwo: -bits), sumError.scaled(byPowerOfTwo: -1))
        if length <= target.scaled(byPowerOfTwo: 8) || (k & 31) == 31 {
          let bound = HypergeometricTail.ratioBound(
            upper: upper, lower: lower, size: size, from: k)
          if let bound, let tail = HypergeometricTail.sum(first: length * bound, ratio: bound),
            tail <= target
          {
            let error = sumError + tail
            return isReal ? ComplexBall(sum.real.addingError(error)) : sum.addingError(error)
          }
          nextCheck = k + 1 + k / 32
        }
      }
      var factor = z
      for a in upper {
        let shifted = a.adding(ComplexBall(k), precision: precision)
        if shifted.isZero {
          return isReal ? ComplexBall(sum.real.addingError(sumError)) : sum.addingError(sumError)
        }
        factor = factor.multiplied(by: shifted, precision: precision)
      }
      var divisor = ComplexBall.one
      for b in lower {
        divisor = divisor.multiplied(
          by: b.adding(ComplexBall(k), precision: precision), precision: precision)
      }
      factor = factor.divided(by: divisor, precision: precision)
      if factor.isUnbounded || k >= termLimit { return .unbounded }
      termError *= factor.magnitudeUpperBound
      let product = term.multiplied(by: factor, precision: precision)
      if product.isUnbounded { return .unbounded }
      termError += product.discRadius
      term = product.center
      sum = sum.adding(term, precision: precision)
      sumError += termError
      k += 1
    }
  }
}

extension ComplexBall {
  /// The midpoint.
  fileprivate var center: ComplexBall {
    ComplexBall(
      real: RealBall(exact: real.midpoint), imaginary: RealBall(exact: imaginary.midpoint))
  }

  /// The radius of a disc around the midpoint that holds the box.
  fileprivate var discRadius: Magnitude {
    imaginary.isExact
      ? real.radius
      : (real.radius * real.radius + imaginary.radius * imaginary.radius).squareRoot
  }
}
