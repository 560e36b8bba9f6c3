internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// Values of the incomplete gamma functions at exact s and z: the choice of the method and of the
/// working precision. Proofs: Docs/Theory/IncompleteGamma.md.
struct IncompleteGammaEvaluation {
  let s: ExactComplex
  /// Not zero.
  let z: ExactComplex
  // Estimates that steer only.
  private let modulus: Double
  private let realPart: Double
  private let logModulus: Double

  private static let longestSum = 1 << 24

  init(s: ExactComplex, z: ExactComplex) {
    self.s = s
    self.z = z
    let (x, y) = (z.real.approximate, z.imaginary.nearestDouble)
    realPart = x
    modulus = y == 0 ? x.magnitude : (x * x + y * y).squareRoot()
    // To all the digits of a double where it is multiplied by a large s.
    logModulus =
      modulus > 1e-290 && modulus < 1e290
      ? Double.log2(modulus) : max(z.real.value.estimatedLog2, z.imaginary.estimatedLog2)
  }

  // MARK: Sizes

  /// About log2 |z^(s-1) e^(-z)|, the size of Gamma(s,z) for large z.
  private var logSizeOfUpper: Double {
    // For 0 < x < s it is nearly Gamma(s).
    if s.isReal, z.isReal, realPart > 0, s.real.approximate > realPart {
      return IncompleteGammaEvaluation.estimatedLog2OfGamma(s.real.approximate) - 1
    }
    let log = (s.real.approximate - 1) * logModulus - realPart * log2OfE
    // For |s| above |z| Gamma(s, z) is about z^s e^(-z)/|s|.
    return log - max(0, estimatedLog2(max(s.real.approximate.magnitude, 1)) - logModulus)
  }

  /// About log2 Gamma(a) for a > 0.
  static func estimatedLog2OfGamma(_ a: Double) -> Double {
    if a < 2 { return a < 0.5 ? -estimatedLog2(a) : 0 }
    return (a - 0.5) * Double.log2(a) - a * log2OfE + 1.3
  }

  private func raising(
    _ precision: Precision, _ extra: Int, expected: Double?,
    _ compute: (Precision) -> ComplexBall
  ) -> ComplexBall {
    var attempt = precision + extra
    var best = ComplexBall.unbounded
    for _ in 0..<4 {
      let value = compute(attempt)
      if value.isUnbounded { return best }
      let accuracy = value.relativeAccuracyBits
      if accuracy >= precision.bits || value.isZero { return value.rounded(to: precision + 8) }
      best = value
      // When the value is not seen yet, its expected size says how far it is.
      let error = max(value.real.radius, value.imaginary.radius)
      var missing = accuracy == .min ? attempt.bits : precision.bits - accuracy
      if accuracy < 4, let expected {
        missing = max(
          clampedInt(
            Double(error.exponent) - expected + Double(precision.bits), to: 0...200_000_000), 64)
      }
      attempt = attempt + (missing + 24)
    }
    return best.rounded(to: precision + 8)
  }

  /// The integral over a parabola, where it costs less than the series.
  func cheaperContour(precision: Precision) -> IncompleteGammaContour? {
    guard s.isReal, z.isReal,
      let contour = IncompleteGammaContour(a: s.real.value, x: z.real.value),
      contour.cost(bits: precision.bits) < contour.otherCost(bits: Double(precision.bits))
    else { return nil }
    return contour
  }

  // MARK: The upper function

  /// Gamma(s,z), principal branch.
  func upper(precision: Precision) -> ComplexBall {
    if let contour = cheaperContour(precision: precision),
      let share = contour.upper(precision: precision + 8)
    {
      return gamma(precision: precision + 8).multiplied(by: share, precision: precision + 8)
    }
    if let factor = decayingFactor(precision: precision + 8) {
      let inner = precision + 16
      return powerAndExponential(shift: -1, precision: inner)
        .multiplied(by: factor, precision: inner)
    }
    if s.isPole { return upperAtPole(precision: precision) }
    let expected = logSizeOfUpper
    let extra = cancellationOfComplement
    return raising(precision, extra, expected: expected) { attempt in
      // The series first: it refuses a precision that is out of reach.
      let lower = lowerSeries(precision: attempt)
      if lower.isUnbounded { return .unbounded }
      return gamma(precision: attempt).subtracting(lower, precision: attempt)
    }
  }

  private var cancellationOfComplement: Int {
    let a = s.real.approximate
    let size = a > 0 ? IncompleteGammaEvaluation.estimatedLog2OfGamma(a) : 0
    return clampedInt(size - logSizeOfUpper, to: 0...100_000_000) + min(nearnessToPole, 1 << 24)
  }

  /// Gamma(s,z) / (z^(s-1) e^(-z)) where it does not come from a difference: the asymptotic
  /// expansion, a finite sum for a positive integer s, or the continued fraction.
  func decayingFactor(precision: Precision) -> ComplexBall? {
    let a = s.real.approximate
    let isFinite =
      s.isInteger && a >= 1 && s.real.small != nil
      && (a <= 64 || a - 1 <= modulus || a <= 2 * Double(precision.bits)) && a < 0x1p22
    if isFinite || asymptoticReaches(Double(precision.bits) + 6) {
      let lengthBits = estimatedLog2(Double(precision.bits) + a.magnitude + 2)
      let stretch = estimatedLog2(modulus + 1 / max(modulus, 1e-300))
      // For |z| < 1 the finite sum grows; its terms keep their relative accuracy.
      let bits =
        precision.bits + 20 + clampedInt(2 * lengthBits, to: 0...80)
        + clampedInt(stretch, to: 0...4096)
        + (z.isReal ? 0 : clampedInt(min(a, 64), to: 0...64))
      if modulus > 1e-200,
        let value = IncompleteGammaSeries.asymptotic(
          s, z, target: precision.bits + 8 + clampedInt(remainderLoss, to: 0...4096), bits: bits),
        value.relativeAccuracyBits >= precision.bits
      {
        return value
      }
    }
    guard s.isReal, z.isReal, a < 1, realPart > 0, s.real.value < 1 else { return nil }
    var pairs = IncompleteGammaFraction.length(a, realPart, bits: precision.bits)
    let series = Double(precision.bits) + 4 * realPart
    guard pairs < 4e5, pairs < series / 4 || (a < -20 && pairs < 20 * series) else { return nil }
    for _ in 0..<5 {
      let value = IncompleteGammaFraction.value(
        s.real.value, z.real.value, pairs: Int(pairs), precision: precision)
      if value.relativeAccuracyBits >= precision.bits - 2 { return ComplexBall(value) }
      pairs = 1.5 * pairs + 8
    }
    return nil
  }

  private var remainderLoss: Double {
    let height = s.imaginary.nearestDouble.magnitude
    return (realPart < 0 ? 6 * height : 3 * height)
      + (realPart < 0 ? estimatedLog2(modulus + 2) : 0)
  }

  /// Whether the terms (s-1)...(s-k)/z^k fall below 2^-bits.
  private func asymptoticReaches(_ precisionBits: Double) -> Bool {
    let bits = precisionBits + remainderLoss + 4
    let a = s.real.approximate
    let height = s.imaginary.nearestDouble.magnitude
    if modulus > 1e15, a.magnitude < 1e7, height < 1e7 { return true }
    guard modulus > 1,
      modulus * log2OfE + 8 + 0.5 * estimatedLog2(modulus) > bits
        || a > 1
    else { return false }
    if a.magnitude > 1e7 || height > 1e7 { return false }
    var size = 1.0
    var lost = 0.0
    var k = 0.0
    while k < 4e6 {
      k += 1
      let ratio = ((a - k).magnitude + height) / modulus
      size *= ratio
      // For a positive integer s the sum ends; where it is long against the series for Γ(s) less
      // Γ(s, z), whose difference loses nothing for 0 < z < s - 1, it does not pay.
      if size == 0 { return !(s.isInteger && k >= a && z.isReal && realPart > 0) }
      if size < 0x1p-60 {
        size *= 0x1p60
        lost += 60
      } else if size > 0x1p60 {
        size *= 0x1p-60
        lost -= 60
      }
      if k >= a {
        if lost - estimatedLog2(size) > bits { return true }
        if ratio >= 1 { return false }
      }
    }
    return false
  }

  /// Gamma(-n,z) = ((-1)^n/n!) (psi(n+1) - log z) - z^(-n) Σ_(k != n) (-z)^k/(k! (k-n)).
  private func upperAtPole(precision: Precision) -> ComplexBall {
    guard let n = s.real.value.magnitude.integer(rounding: .toNearest)?.asInt else {
      return .unbounded
    }
    let cancellation = (modulus + realPart) * log2OfE
    let extra = clampedInt(cancellation, to: 0...100_000_000)
    return raising(precision, extra, expected: logSizeOfUpper) { attempt in
      guard isAffordable(attempt),
        let sum = IncompleteGammaSeries.entire(
          s, z, bits: seriesBits(attempt), limit: IncompleteGammaEvaluation.longestSum)
      else { return .unbounded }
      let (digamma, inverse) = digammaAndReciprocalFactorial(n, precision: attempt)
      let head = ComplexBall(digamma)
        .subtracting(z.ball.logarithm(precision: attempt), precision: attempt)
        .multiplied(by: n & 1 == 0 ? inverse : -inverse, precision: attempt)
      let power = z.ball.power(Integer(-n), precision: attempt)
      return head.subtracting(
        sum.multiplied(by: power, precision: attempt), precision: attempt)
    }
  }

  /// psi(n+1) = H_n - gamma and 1/n!.
  private func digammaAndReciprocalFactorial(
    _ n: Int, precision: Precision
  ) -> (RealBall, RealBall) {
    guard n <= 64 else {
      let whole = RealBall(n).adding(1, precision: 64)
      return (
        whole.digamma(precision: precision), whole.reciprocalGamma(precision: precision)
      )
    }
    var harmonic = Rational.zero
    var factorial = Integer.one
    for j in 1..<(n + 1) {
      harmonic += Rational(numerator: 1, nonzeroDenominator: Integer(j))
      factorial *= Integer(j)
    }
    return (
      RealBall(harmonic, precision: precision)
        .subtracting(.eulerGamma(precision: precision), precision: precision),
      RealBall(factorial).reciprocal(precision: precision)
    )
  }

  // MARK: The lower function

  /// gamma(s,z), principal branch; unbounded at s = 0, -1, -2, ...
  func lower(precision: Precision) -> ComplexBall {
    if s.isPole { return .unbounded }
    if let contour = cheaperContour(precision: precision),
      let share = contour.lower(precision: precision + 8)
    {
      return gamma(precision: precision + 8).multiplied(by: share, precision: precision + 8)
    }
    let a = s.real.approximate
    let isFarOut = modulus > max(2 * a, Double(precision.bits) / 4) && a > -1000
    return raising(precision, 8, expected: nil) { attempt in
      guard isFarOut, let factor = decayingFactor(precision: attempt) else {
        return lowerSeries(precision: attempt)
      }
      let upper = powerAndExponential(shift: -1, precision: attempt)
        .multiplied(by: factor, precision: attempt)
      return gamma(precision: attempt).subtracting(upper, precision: attempt)
    }
  }

  private func lowerSeries(precision: Precision) -> ComplexBall {
    if realPart >= 0, s.real.value.signum() >= 0 {
      guard let sum = lowerSum(precision: precision) else { return .unbounded }
      return powerAndExponential(shift: 0, precision: precision + 8)
        .multiplied(by: sum, precision: precision + 8)
        .divided(by: s.ball, precision: precision)
    }
    let series = quotientSeries(precision: precision)
    if series.isUnbounded { return .unbounded }
    return z.ball.power(s.ball, precision: precision + 8)
      .multiplied(by: series, precision: precision)
  }

  /// gamma(s,z)/z^s, entire in z, with the accuracy raised.
  func lowerOverPower(precision: Precision) -> ComplexBall {
    raising(precision, 8, expected: nil) { quotientSeries(precision: $0) }
  }

  /// gamma(s,z)/z^s: e^(-z)/s Σ z^k/(s+1)_k for Re z >= 0 and Re s >= 0, else
  /// Σ (-z)^k/(k! (s+k)).
  private func quotientSeries(precision: Precision) -> ComplexBall {
    if realPart >= 0, s.real.value.signum() >= 0 {
      guard let sum = lowerSum(precision: precision) else { return .unbounded }
      return (-z.ball).exponential(precision: precision + 8)
        .multiplied(by: sum, precision: precision + 8)
        .divided(by: s.ball, precision: precision)
    }
    guard isAffordable(precision) else { return .unbounded }
    return IncompleteGammaSeries.entire(
      s, z, bits: seriesBits(precision), limit: IncompleteGammaEvaluation.longestSum)
      ?? .unbounded
  }

  /// Σ z^k/(s+1)_k.
  func lowerSum(precision: Precision) -> ComplexBall? {
    guard isAffordable(precision) else { return nil }
    return IncompleteGammaSeries.lower(
      s, z, bits: seriesBits(precision), limit: IncompleteGammaEvaluation.longestSum)
  }

  private func seriesBits(_ precision: Precision) -> Int {
    let length = modulus * 2 + Double(precision.bits) + 8
    // In the left half plane and for complex z the terms of either series may cancel; `raising`
    // sees it in the result.
    let complex =
      z.isReal ? 0 : clampedInt((modulus - realPart.magnitude) * log2OfE, to: 0...1 << 27)
    let alternating =
      realPart > 0 && s.real.value.isNegative
      ? clampedInt(2 * realPart * log2OfE, to: 0...1 << 27) : 0
    return precision.bits + 24 + 2 * clampedInt(estimatedLog2(length), to: 0...60) + complex
      + alternating + 2 * min(nearnessToPole, 1 << 24)
  }

  /// -log2 of the distance of s to the next of 0, -1, -2, ..., when that is small; 0 at one.
  private var nearnessToPole: Int {
    max(0, -s.distanceFromOtherPoles.exponent)
  }

  /// Whether the series costs less than some seconds: its length times its digits.
  private func isAffordable(_ precision: Precision) -> Bool {
    let digits = Double(precision.bits) + 3 * modulus
    if realPart >= 0, s.isReal, z.isReal, s.real.approximate >= 0 {
      // The terms fall like e^(-k^2/(2s)) beyond k = x - s.
      let a = s.real.approximate
      let excess = max(0, modulus - a)
      let length =
        3 * excess + (2 * (a + modulus) * Double(precision.bits)).squareRoot()
        + Double(precision.bits)
      return length < Double(IncompleteGammaEvaluation.longestSum)
        && length * (Double(precision.bits) + 2 * excess) < 0x1p36
    }
    return digits * digits < 0x1p38
  }

  private func powerAndExponential(shift: Int, precision: Precision) -> ComplexBall {
    let wide = precision + 8
    let real = RealBall(
      exact: s.real.value
    ).adding(shift, precision: s.real.value.precision + 80)
    let exponent = ComplexBall(real: real, imaginary: RealBall(exact: s.imaginary))
    return z.ball.power(exponent, precision: wide)
      .multiplied(by: (-z.ball).exponential(precision: wide), precision: precision)
  }

  private func gamma(precision: Precision) -> ComplexBall {
    s.isReal
      ? ComplexBall(s.real.gamma(precision: precision))
      : s.ball.gamma(precision: precision)
  }
}
