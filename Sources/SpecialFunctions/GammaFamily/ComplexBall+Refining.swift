internal import BallArithmetic
internal import Multiprecision

extension ComplexBall {
  /// Computes a value again with the bits that cancelled, while that helps: not when the argument's
  /// radius is what limits the result. At most eight times the precision plus 4096 bits.
  static func refining(
    _ precision: Precision, _ compute: (Precision) -> ComplexBall
  ) -> ComplexBall {
    var inner = precision + 20
    var result = compute(inner)
    var lost = inner.bits - max(result.relativeAccuracyBits, -inner.bits)
    var stalls = 0
    while result.isFinite, result.relativeAccuracyBits < precision.bits {
      let accuracy = result.relativeAccuracyBits
      let next = max(precision + (lost + 16), inner + 32)
      guard next.bits <= 8 * precision.bits + 4096 else { break }
      inner = next
      let again = compute(inner)
      if again.isUnbounded { break }
      if again.relativeAccuracyBits <= accuracy { stalls += 1 }
      if stalls > 1 { break }
      lost = inner.bits - max(again.relativeAccuracyBits, -inner.bits)
      if again.relativeAccuracyBits > accuracy { result = again }
    }
    return result
  }
}

extension RealBall {
  /// The same for real values.
  static func refining(
    _ precision: Precision, _ compute: (Precision) -> RealBall
  ) -> RealBall {
    ComplexBall.refining(precision) { ComplexBall(compute($0)) }.real
  }
}
