internal import BallArithmetic
internal import Multiprecision

// Doubles that steer the choice of a method and of its precision. No bound depends on them.

/// log2 x for x > 0 within 0.01: the exponent, and a parabola through the ends of the octave.
func estimatedLog2(_ x: Double) -> Double {
  guard x > 0, x.isFinite else { return x > 0 ? .infinity : -.infinity }
  let m = x.significand - 1
  return Double(x.exponent) + m * (1.343_75 - 0.343_75 * m)
}

/// log2 e.
let log2OfE = 1.442_695_040_888_963_4

extension BigFloat {
  /// log2 |x|, about; minus infinity for zero.
  var estimatedLog2: Double {
    let (fraction, exponent) = upperBoundParts
    return fraction == 0 ? -.infinity : Double(exponent) + SpecialFunctions.estimatedLog2(fraction)
  }
}

/// An integer from an estimate that may be of any size, or not a number.
func clampedInt(_ value: Double, to range: ClosedRange<Int>) -> Int {
  if value.isNaN { return range.upperBound }
  return Int(min(max(value, Double(range.lowerBound)), Double(range.upperBound)))
}
