internal import BallArithmetic
internal import Multiprecision

extension HypergeometricEvaluation {
  /// p <= q: the power series.
  func entire(at z: ComplexBall, bits: Int) throws(SpecialFunctionError) -> ComplexBall {
    let (p, q) = (parameters.upperCount, parameters.lowerCount)
    let order = q + 1 - p
    if p == 0, q == 0 { return z.exponential(precision: Precision(clamping: bits)) }
    // log2 of the size; the largest terms have about order |z|^(1/order)/log 2 bits.
    let size = z.magnitudeUpperBound
    let terms =
      size.exponent > 400
      ? Double.infinity : 3.6 * Double.pow(size.doubleUpperBound, 1 / Double(order))
    try requireWork(terms: terms + Double(bits) / 4, bits: bits)
    let cancellation = Int(min(terms / 3.6 * Double(order) * 1.45, 1e8))
    return parameters.series(at: z, bits: bits + cancellation)
  }
}
