internal import BallArithmetic
internal import Multiprecision

/// The principal part of a transform M at a pole: Σ_(j=1..P) c_(-j) e^-j at pole + e.
///
/// Docs/Theory/MellinBarnes.md, "Poles on the wrong side".
struct PrincipalPart: Sendable {
  let pole: Rational
  /// The coefficients of e^-P, ..., e^-1; empty where there is no pole.
  let coefficients: [RealBall]

  /// The residue of M(s) z^-s at the pole, by z^(-pole - e) = z^-pole Σ (-log z)^j e^j/j!.
  func residue(logarithm: ComplexBall, precision: Precision) -> ComplexBall {
    if coefficients.isEmpty { return .zero }
    var sum = ComplexBall.zero
    var power = ComplexBall.one
    for (j, coefficient) in coefficients.reversed().enumerated() {
      if j > 0 {
        power = power.multiplied(by: -logarithm, precision: precision)
          .divided(by: RealBall(j), precision: precision)
      }
      sum = sum.adding(
        power.multiplied(by: coefficient, precision: precision), precision: precision)
    }
    let wide = precision + 64
    return logarithm.multiplied(by: RealBall(-pole, precision: wide), precision: wide)
      .exponential(precision: precision).multiplied(by: sum, precision: precision)
  }

  /// The principal part of M times 1/(1 - e^(-w)) for a pole left of the line, 1/(e^w - 1) for one
  /// right of it, w = 2 pi (s - line)/step: the kernel whose residues are the error of the
  /// trapezoid rule.
  ///
  /// Docs/Theory/MellinBarnes.md, "Poles between the edges".
  func timesKernel(line: Rational, step: RealBall, precision: Precision) -> PrincipalPart {
    let order = coefficients.count
    if order == 0 { return self }
    let distance = pole - line
    let frequency = RealBall.pi(precision: precision + 64).scaled(byPowerOfTwo: 1)
      .divided(by: step, precision: precision + 64)
    // e^|w| with w = frequency (distance + e), the sign of w taken into the frequency.
    let size = frequency.multiplied(
      by: RealBall(distance.magnitude, precision: precision + 64), precision: precision + 64)
    let rate = distance.isNegative ? -frequency : frequency
    var exponent = [size, rate]
    while exponent.count < order { exponent.append(.zero) }
    var denominator = RealBallSeries(Array(exponent.prefix(order)))
      .exponential(precision: precision)
    denominator.coefficients[0] = denominator.coefficients[0].adding(-1, precision: precision)
    // Left of the line 1/(1 - e^-w) = -1/(e^|w| - 1).
    var kernel = denominator.reciprocal(precision: precision)
    if distance.isNegative {
      kernel = RealBallSeries(kernel.coefficients.map { -$0 })
    }
    return PrincipalPart(
      pole: pole,
      coefficients: RealBallSeries(coefficients).multiplied(by: kernel, precision: precision)
        .coefficients)
  }
}
