internal import BallArithmetic
internal import Multiprecision

extension ComplexBall {
  /// Computes a value again with the bits that cancelled, while that helps and the argument is
  /// exact; at most eight times the precision plus 4096 bits.
  static func refining(
    _ precision: Precision, isExact: Bool, _ compute: (Precision) -> ComplexBall
  ) -> ComplexBall {
    var inner = precision + 20
    var result = compute(inner)
    while isExact, result.isFinite, result.relativeAccuracyBits < precision.bits {
      let accuracy = result.relativeAccuracyBits
      let lost = accuracy == .min ? inner.bits : inner.bits - accuracy
      let next = max(precision + (lost + 16), inner + 32)
      guard next.bits <= 8 * precision.bits + 4096 else { break }
      inner = next
      let again = compute(inner)
      if again.isUnbounded { break }
      result = again
    }
    return result
  }
}

extension RealBall {
  /// The same for real values.
  static func refining(
    _ precision: Precision, isExact: Bool, _ compute: (Precision) -> RealBall
  ) -> RealBall {
    ComplexBall.refining(precision, isExact: isExact) { ComplexBall(compute($0)) }.real
  }
}
