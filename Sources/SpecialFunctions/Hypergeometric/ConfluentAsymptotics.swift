internal import BallArithmetic
internal import Multiprecision

/// The asymptotic series of the confluent functions for real parameters, with a proven error.
///
///     z^a U(a, b, z) = Σ_(s<n) (a)_s (a - b + 1)_s / s! (-z)^-s + error,
///     |error| <= κ^(a + n) κ^(n - β) |(a)_n (a - b + 1)_n / n! z^-n|
///
/// for n >= 1, n > -a, n >= β = b - a - 1, where κ = 1 for |arg z| <= pi/2 and
/// κ = 1/cos((|arg z| - pi/2)/2) <= sqrt 2 beyond.
/// Proof: Docs/Theory/Hypergeometric.md, "The confluent functions far out".
struct ConfluentAsymptotics {
  let a: HypergeometricParameter
  let b: HypergeometricParameter

  /// The sum at -1/z' where z' = z or, for `negated`, the point of argument arg z ∓ pi with the
  /// same modulus as z; nil when the bound does not get below 2^-bits.
  func sum(at z: ComplexBall, negated: Bool, bits: Int) -> ComplexBall? {
    let precision = Precision(clamping: bits + 24)
    let first = a.ball(precision: precision)
    let second = (a - b + .one).ball(precision: precision)
    guard first.isReal, second.isReal, !z.containsZero else { return nil }
    // κ squared, as an upper bound, and its powers by halves.
    let isRight =
      negated
      ? (-z.real).isCertainlyNonnegative || z.real.isZero
      : z.real.isCertainlyNonnegative || z.real.isZero
    let widening = isRight ? Magnitude.one : Magnitude(2)
    let least = max(
      1, max(-floorInt(first.real), ceilingInt((b - a - .one).ball(precision: precision).real)) + 1)
    guard least < 1 << 20 else { return nil }
    let inverse = (negated ? z : -z).reciprocal(precision: precision)
    let inverseSize = inverse.magnitudeUpperBound
    var term = ComplexBall.one
    var sum = ComplexBall.zero
    // κ^(2 n + a - β): with a - β = 2 a - b + 1.
    let fixed = a + a - b + .one
    let offset = max(0, ceilingInt(fixed.ball(precision: precision).real))
    guard offset < 1 << 20 else { return nil }
    var scale = widening.power(UInt((offset + 1) / 2))
    var smallest = Magnitude.infinity
    for n in 0..<(1 << 20) {
      if term.isZero { return sum }
      let error = term.magnitudeUpperBound * scale
      if n >= least {
        if error <= .powerOfTwo(-bits) { return sum.addingError(error) }
        if !isTerminating, error > smallest.scaled(byPowerOfTwo: 16) { return nil }
        smallest = min(smallest, error)
      }
      sum = sum.adding(term, precision: precision)
      let numerator = first.real.adding(n, precision: precision)
        .multiplied(by: second.real.adding(n, precision: precision), precision: precision)
      if numerator.isZero { return sum }
      term = term.multiplied(
        by: inverse.multiplied(by: numerator, precision: precision), precision: precision
      ).divided(by: RealBall(n + 1), precision: precision)
      scale *= widening
      if inverseSize > .one, n > least, !isTerminating { return nil }
    }
    return nil
  }

  /// Whether the series ends: a or a - b + 1 is 0 or a negative integer.
  var isTerminating: Bool {
    [a, a - b + .one].contains {
      if case .rational(let value) = $0 { return value.isInteger && !value.isPositive }
      return false
    }
  }

  private func floorInt(_ value: RealBall) -> Int {
    value.lowerBound(precision: 64).integer(rounding: .down)?.asInt ?? -(1 << 40)
  }

  private func ceilingInt(_ value: RealBall) -> Int {
    value.upperBound(precision: 64).integer(rounding: .up)?.asInt ?? 1 << 40
  }
}

extension ConfluentAsymptotics {
  /// U(a, b, z), principal branch; nil when z is not far enough out.
  func confluentU(at z: ComplexBall, bits: Int) -> ComplexBall? {
    guard let sum = sum(at: z, negated: false, bits: bits) else { return nil }
    let precision = Precision(clamping: bits + 24)
    let isReal = z.isReal && (z.real.isCertainlyPositive || isTerminating)
    let value = (isReal ? ComplexBall(sum.real) : sum)
    return value.multiplied(
      by: z.power(-a.ball(precision: precision + 32), precision: precision), precision: precision)
  }

  /// 1F1(a; b; z) = Γ(b) (e^(± a pi i) z^-a S_1 / Γ(b - a) + e^z z^(a - b) S_2 / Γ(a)), the upper
  /// sign for Im z >= 0: DLMF 13.2.41. Nil when z is not far enough out.
  func confluentM(at z: ComplexBall, bits: Int) -> ComplexBall? {
    let precision = Precision(clamping: bits + 24)
    let first = gammaQuotient([b], [b - a], precision: precision)
    let second = gammaQuotient([b], [a], precision: precision)
    return combined(at: z, bits: bits, first, second, z.exponential(precision: precision))
  }

  /// first e^(± a pi i) z^-a S_1 + second z^(a - b) factor S_2.
  func combined(
    at z: ComplexBall, bits: Int, _ first: ComplexBall, _ second: ComplexBall,
    _ factor: ComplexBall
  ) -> ComplexBall? {
    let precision = Precision(clamping: bits + 24)
    let isAbove = !z.imaginary.midpoint.isNegative
    guard isAbove ? z.imaginary.isCertainlyNonnegative : z.imaginary.isCertainlyNegative else {
      return nil
    }
    var result = ComplexBall.zero
    if !first.isZero {
      guard let sum = sum(at: z, negated: false, bits: bits) else { return nil }
      let angle = a.ball(precision: precision + 32)
      let wide = precision + 32
      let turn = ComplexBall(
        real: .zero,
        imaginary: angle.real.multiplied(by: .pi(precision: wide), precision: wide)
      ).exponential(precision: precision)
      result = first.multiplied(by: sum, precision: precision)
        .multiplied(by: isAbove ? turn : turn.conjugate, precision: precision)
        .multiplied(by: z.power(-angle, precision: precision), precision: precision)
    }
    if !second.isZero {
      let mirrored = ConfluentAsymptotics(a: b - a, b: b)
      guard let sum = mirrored.sum(at: z, negated: true, bits: bits) else { return nil }
      let power = z.power((a - b).ball(precision: precision + 32), precision: precision)
      result = result.adding(
        second.multiplied(by: sum, precision: precision)
          .multiplied(by: power, precision: precision)
          .multiplied(by: factor, precision: precision), precision: precision)
    }
    return result
  }
}
