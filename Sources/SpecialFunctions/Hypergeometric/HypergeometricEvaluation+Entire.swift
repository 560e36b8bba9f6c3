internal import BallArithmetic
internal import Multiprecision

extension HypergeometricEvaluation {
  /// p <= q: the power series; for 1F1 and 0F1 far out the asymptotic series, and for 1F1 in the
  /// left half-plane Kummer's transformation 1F1(a; b; z) = e^z 1F1(b - a; b; -z), whose terms do not
  /// cancel.
  func entire(at z: ComplexBall, bits: Int) throws(SpecialFunctionError) -> ComplexBall {
    let (p, q) = (parameters.upperCount, parameters.lowerCount)
    let order = q + 1 - p
    if p == 0, q == 0 { return z.exponential(precision: Precision(clamping: bits)) }
    if let value = farOut(at: z, bits: bits) { return value }
    if p == 1, q == 1, z.real.midpoint.isNegative, z.magnitudeUpperBound > .one {
      let (a, b) = (parameters.upperParameters[0], parameters.lowerParameters[0])
      let precision = Precision(clamping: bits + 16)
      let mirrored = HypergeometricEvaluation(
        HypergeometricParameters(upper: [b - a], lower: [b], precision: precision))
      let factor = z.exponential(precision: precision)
      let value = try mirrored.approximation(at: -z, bits: bits + 16)
      return value.multiplied(by: factor, precision: precision)
    }
    // log2 of the size; the largest terms have about order |z|^(1/order)/log 2 bits.
    let size = z.magnitudeUpperBound
    let terms =
      size.exponent > 400
      ? Double.infinity : 3.6 * Double.pow(size.doubleUpperBound, 1 / Double(order))
    let cancellation = Int(min(terms / 3.6 * Double(order) * 1.45, 1e8))
    if cancellation > 4 * bits, let (a, b) = parameters.rational, z.isReal,
      z.real.isCertainlyPositive, (a + b).allSatisfy(\.isPositive)
    {
      // Positive terms do not cancel, and floating-point balls do not carry their full length.
      try requireWork(terms: 4 * terms, bits: bits)
      let precision = Precision(clamping: bits + 40)
      return BallSeries(
        upper: parameters.upperBalls(precision: precision),
        lower: parameters.lowerBalls(precision: precision)
      ).sum(at: z, bits: bits + 40, termLimit: 1 << 24)
    }
    try requireWork(terms: terms + Double(bits) / 4, bits: bits + 2 * cancellation)
    return try parameters.series(at: z, bits: bits + cancellation)
  }

  /// The asymptotic series of 1F1 and 0F1; nil when z is not far enough out for them.
  /// Docs/Theory/Hypergeometric.md, "The confluent functions far out".
  ///
  /// 0F1(; b; z) = e^(-w/2) 1F1(b - 1/2; 2 b - 1; w) with w = 4 sqrt z (DLMF 10.39.9, 10.16.9), and
  /// Γ(2 b - 1)/Γ(b - 1/2) = 2^(2 b - 2) Γ(b)/sqrt pi has no pole at b = 1/2.
  private func farOut(at z: ComplexBall, bits: Int) -> ComplexBall? {
    let (p, q) = (parameters.upperCount, parameters.lowerCount)
    guard q == 1, p <= 1, parameters.areReal else { return nil }
    let size = z.magnitudeUpperBound
    let b = parameters.lowerParameters[0]
    let value: ComplexBall?
    if p == 1 {
      guard size >= Magnitude(UInt(bits)) else { return nil }
      value = ConfluentAsymptotics(a: parameters.upperParameters[0], b: b)
        .confluentM(at: z, bits: bits)
    } else {
      guard size >= Magnitude(UInt(bits)) * Magnitude(UInt(bits / 16 + 1)) else { return nil }
      // e^(± w/2) and trigonometric functions of w lose the bits of its integer part.
      guard size.exponent < 4 * bits + 65_536 else { return nil }
      let precision = Precision(clamping: bits + 32 + max(0, size.exponent))
      let root = z.squareRoot(precision: precision)
      let half = HypergeometricParameter.rational(
        Rational(numerator: 1, nonzeroDenominator: 2))
      let shifted = b - half
      let exponential = root.scaled(byPowerOfTwo: 1).exponential(precision: precision)
      let inner = Precision(clamping: bits + 32)
      let two = ComplexBall(2)
      let scale = gammaQuotient([b], [half], precision: inner)
        .multiplied(
          by: two.power(
            (b + b - .rational(2)).ball(precision: inner + 32), precision: inner),
          precision: inner)
      value = ConfluentAsymptotics(a: shifted, b: shifted + shifted).combined(
        at: root.scaled(byPowerOfTwo: 2), bits: bits,
        scale.multiplied(by: exponential.reciprocal(precision: inner), precision: inner),
        scale.multiplied(by: exponential, precision: inner), .one)
    }
    guard let value else { return nil }
    // Real parameters and a real argument: the value is real.
    return z.isReal ? ComplexBall(value.real) : value
  }
}
