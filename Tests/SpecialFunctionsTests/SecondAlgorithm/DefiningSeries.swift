import BallArithmetic
import Multiprecision

/// The hypergeometric series term by term in balls, as the textbook has it: no transformation, no
/// binary splitting, no fixed point. What cancels is met by more bits.
enum DefiningSeries {
  /// Calls a computation with more and more bits until its result has the relative accuracy.
  static func refined(
    bits: Int, limit: Int = 12_000, _ compute: (Precision) throws -> ComplexBall
  ) rethrows -> ComplexBall {
    var working = bits + 40
    while true {
      let value = try compute(Precision(clamping: working))
      let accuracy = max(value.relativeAccuracyBits, -(1 << 30))
      if accuracy >= bits || working > limit { return value }
      working += min(max(bits - accuracy, 40) + 20, 3 * working)
    }
  }

  static func refinedReal(
    bits: Int, limit: Int = 12_000, _ compute: (Precision) throws -> RealBall
  ) rethrows -> RealBall {
    try refined(bits: bits, limit: limit) { ComplexBall(try compute($0)) }.real
  }

  /// Σ Π (a)_k/Π (b)_k z^k/k! for p <= q + 1; nil when it is not short.
  static func sum(
    _ upper: [Rational], _ lower: [Rational], at z: ComplexBall, precision: Precision
  ) -> ComplexBall? {
    let tops = upper.map { RealBall($0, precision: precision) }
    let bottoms = lower.map { RealBall($0, precision: precision) }
    let size = z.magnitudeUpperBound
    let estimate = size.doubleUpperBound
    // Terms are numbers with a radius in the plane: boxes would grow by their turning.
    var term = ComplexBall.one
    var total = ComplexBall.one
    var (termError, totalError) = (Magnitude.zero, Magnitude.zero)
    for k in 0..<6000 {
      var factor = RealBall.one
      for a in tops {
        factor = factor.multiplied(by: a.adding(k, precision: precision), precision: precision)
      }
      for b in bottoms {
        factor = factor.divided(by: b.adding(k, precision: precision), precision: precision)
      }
      factor = factor.divided(by: k + 1, precision: precision)
      let product =
        z.isReal
        ? ComplexBall(
          term.real.multiplied(
            by: z.real.multiplied(by: factor, precision: precision), precision: precision))
        : term.multiplied(by: z, precision: precision).multiplied(by: factor, precision: precision)
      termError = termError * factor.magnitudeUpperBound * size + product.real.radius
      if !z.isReal { termError += product.imaginary.radius }
      term = ComplexBall(
        real: RealBall(exact: product.real.midpoint),
        imaginary: RealBall(exact: product.imaginary.midpoint))
      total = total.adding(term, precision: precision)
      totalError += termError
      func finished(_ tail: Magnitude) -> ComplexBall {
        let error = totalError + tail
        return z.isReal ? ComplexBall(total.real.addingError(error)) : total.addingError(error)
      }
      if product.isZero, termError.isZero { return finished(.zero) }
      guard let ratio = ratioBound(upper, lower, index: k + 1, size: estimate), ratio < 0.98 else {
        continue
      }
      let tail =
        (term.magnitudeUpperBound + termError) * Magnitude(upperBound: ratio / (1 - ratio))
      let goal = max(total.magnitudeUpperBound.exponent, -1 << 40) - precision.bits
      if tail.exponent < goal || tail < totalError { return finished(tail) }
    }
    return nil
  }

  /// A bound of |term k + 1/term k| for all k >= index: each upper parameter with a lower one,
  /// |a + k| <= |b + k| (1 + |a - b|/(b + index)).
  private static func ratioBound(
    _ upper: [Rational], _ lower: [Rational], index: Int, size: Double
  ) -> Double? {
    let below = lower.map(\.nearestDouble) + [1]
    let above = upper.map(\.nearestDouble)
    guard below.allSatisfy({ $0 + Double(index) > 0.5 }) else { return nil }
    var bound = size * (1 + 1e-9)
    for (i, b) in below.enumerated() {
      let reach = b + Double(index)
      bound *= i < above.count ? 1 + abs(above[i] - b) / reach : 1 / reach
    }
    return bound * (1 + 1e-9)
  }

  /// Γ of some fractions over Γ of others; a pole below is a zero, one above has no value.
  static func gammaQuotient(
    _ upper: [Rational], _ lower: [Rational], precision: Precision
  ) -> RealBall {
    var value = RealBall.one
    for a in upper {
      value = value.multiplied(by: .gamma(a, precision: precision), precision: precision)
    }
    for b in lower {
      if b.isInteger, !b.isPositive { return .zero }
      value = value.divided(by: .gamma(b, precision: precision), precision: precision)
    }
    return value
  }
}
