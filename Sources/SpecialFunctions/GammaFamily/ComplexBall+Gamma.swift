public import BallArithmetic
public import Multiprecision

extension ComplexBall {
  /// The gamma function; ``BallArithmetic/ComplexBall/unbounded`` for a ball that contains a pole
  /// (0, -1, -2, ...).
  ///
  /// By Stirling's series at z + n, divided by z (z+1) ... (z+n-1); far in the left half plane by
  /// the reflection pi/(sin(pi z) Γ(1 - z)). The remainder: Docs/Theory/GammaFamily.md,
  /// "Stirling's series".
  ///
  /// ```swift
  /// let z = ComplexBall(real: .one, imaginary: .one)
  /// z.gamma(precision: 64)     // 0.4980... - 0.1549...i
  /// ```
  public func gamma(precision: Precision) -> ComplexBall {
    if isUnbounded { return .unbounded }
    if isReal { return ComplexBall(real.gamma(precision: precision)) }
    return stirlingGamma(precision: precision)
  }

  /// The same by Stirling's series alone, of real numbers too.
  func stirlingGamma(precision: Precision) -> ComplexBall {
    guard let parts = GammaParts(self, precision: precision) else { return .unbounded }
    let goal = parts.precision
    guard let sine = parts.sine else {
      return parts.logarithm.exponential(precision: goal)
        .divided(by: parts.product, precision: precision)
    }
    return parts.product
      .multiplied(by: (-parts.logarithm).exponential(precision: goal), precision: goal)
      .multiplied(by: .pi(precision: goal), precision: goal).divided(by: sine, precision: precision)
  }

  /// 1/Γ(z), an entire function: zero at 0, -1, -2, ...
  ///
  /// Computed as ``gamma(precision:)`` is; a ball around a zero is enclosed by the same formulas,
  /// in which the zero is a factor.
  public func reciprocalGamma(precision: Precision) -> ComplexBall {
    if isUnbounded { return .unbounded }
    if isReal { return ComplexBall(real.reciprocalGamma(precision: precision)) }
    guard let parts = GammaParts(self, precision: precision) else { return .unbounded }
    let goal = parts.precision
    guard let sine = parts.sine else {
      return (-parts.logarithm).exponential(precision: goal)
        .multiplied(by: parts.product, precision: precision)
    }
    return sine.multiplied(by: parts.logarithm.exponential(precision: goal), precision: goal)
      .divided(
        by: parts.product.multiplied(by: .pi(precision: goal), precision: goal),
        precision: precision)
  }
}

/// Γ(z) taken apart, with the poles in factors of their own.
///
/// Without the sine Γ(z) = e^logarithm / product; with it the two belong to 1 - z, and
/// Γ(z) = pi / (sine Γ(1 - z)).
private struct GammaParts {
  let logarithm: ComplexBall
  let product: ComplexBall
  let sine: ComplexBall?
  let precision: Precision

  /// Nil for numbers too large.
  init?(_ z: ComplexBall, precision: Precision) {
    let argument = GammaArgument(z)
    guard argument.sizeBits <= GammaArgument.largestSizeBits else { return nil }
    // An absolute error of the logarithm is a relative error of the value.
    let goal = GammaArgument.useful(precision, for: z, extra: 0) + 16
    let inner = goal + (argument.sizeBits + argument.sizeBits.significantBits)
    self.precision = goal
    var w = z
    var plan = StirlingSeries(
      atReal: argument.real, imaginary: argument.imaginary, bits: goal.bits)
    var sine: ComplexBall?
    if argument.real < 0.5, plan.shift > 0 {
      let mirrored = StirlingSeries(
        atReal: 1 - argument.real, imaginary: argument.imaginary, bits: goal.bits)
      if plan.shift > mirrored.shift + 16 {
        sine = z.sineOfPi(precision: goal)
        w = ComplexBall.one.subtracting(z, precision: inner)
        plan = mirrored
      }
    }
    self.sine = sine
    // n multiplications lose log2(n) + 3 bits.
    product = w.productOfShifts(plan.shift, precision: goal + plan.shift.significantBits)
    logarithm = plan.logGamma(w.shifted(by: plan.shift, precision: inner), precision: inner)[0]
  }
}

extension Int {
  /// The bits of the magnitude.
  var significantBits: Int { Int.bitWidth - magnitude.leadingZeroBitCount }
}
