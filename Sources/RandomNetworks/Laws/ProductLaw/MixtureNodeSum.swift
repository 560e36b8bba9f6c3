internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// m(c + it)/m(c) for a chi-square mixture: for each parity Γ(x + it)/Γ(x) at its lowest x times
/// Σ_j p_j Π_(i<j) (1 + it/(x + i)), by Horner's rule in fixed point.
///
/// Docs/Theory/ProductLaw.md, "The nodes".
struct MixtureNodeSum {
  let line: MixtureOnLine
  private let step: BigFloat
  /// The k that the recurrence ends with, for each chain: its first, or less.
  private let bottoms: [Int]
  /// Rows of probabilities, for the numbers of bits in use.
  private var rows: [Int: [CoefficientRow]] = [:]
  /// c + k/2 = (k unit/2 + offset)/2^scale, h = stepMantissa/2^scale.
  private let scale: Int
  private let unit: Int?
  private let offset: Int?
  private let stepMantissa: Int?

  init(_ line: MixtureOnLine, step: BigFloat, isShared: Bool, bits: Int) {
    self.line = line
    self.step = step
    // A short way down to the gammas that all factors share.
    bottoms = line.chains.map { chain in
      isShared && !line.sigma.isNegative && chain.first <= 48 + bits / 5
        ? 2 - chain.first % 2 : chain.first
    }
    let c = line.sigma.exactParts ?? (.zero, 0)
    let h = step.exactParts ?? (.zero, 0)
    let fraction = max(1, -c.exponent, -h.exponent)
    scale = fraction
    let shortEnough = fraction <= 60
    unit = shortEnough ? 1 << fraction : nil
    offset =
      shortEnough && c.exponent + fraction < 62
      ? c.mantissa.shifted(leftBy: c.exponent + fraction).asInt : nil
    stepMantissa =
      shortEnough && h.exponent + fraction < 62
      ? h.mantissa.shifted(leftBy: h.exponent + fraction).asInt : nil
  }

  /// The value at t = index step with about so many bits after the point.
  mutating func value(
    at t: BigFloat, index: Int, bits: Int, gammas: inout GammaQuotients
  ) -> ComplexBall {
    var total = ComplexBall.zero
    let precision = Precision(clamping: bits + 16)
    let length = line.chains.reduce(0) { $0 + $1.probabilities.count }
    let fine = (bits + length.bitWidthOfCount + 6 + 63) / 64 * 64
    if rows[fine] == nil {
      rows[fine] = line.chains.map { CoefficientRow($0.probabilities, bits: fine) }
    }
    guard let rows = rows[fine], let factor = stepMantissa?.multipliedReportingOverflow(by: index),
      !factor.overflow
    else { return .unbounded }
    for (place, chain) in line.chains.enumerated() {
      let bottom = bottoms[place]
      let skipped = (chain.first - bottom) / 2
      let last = bottom + 2 * (skipped + chain.probabilities.count - 1)
      guard let unit, let offset,
        case (let half, let tooLarge) = last.multipliedReportingOverflow(by: unit), !tooLarge,
        case (let top, let beyond) = offset.addingReportingOverflow(half / 2), !beyond, top > 0
      else { return .unbounded }
      let first = offset + bottom * (unit / 2)
      let (sum, error) = rows[place].sum(
        skipped: skipped, multiplier: factor.partialValue, firstDivisor: first, unit: unit)
      let quotient = gammas.quotient(bottom, at: t, bits: bits)
      total = total.adding(
        quotient.multiplied(by: sum, precision: precision + 64).addingError(error),
        precision: precision)
    }
    return total.addingError(line.outside)
  }
}

/// Probabilities in fixed point.
final class CoefficientRow: Sendable {
  private let values: [Integer]
  private let bits: Int
  /// The sum of their errors, in units of 2^-bits.
  private let error: Magnitude

  init(_ probabilities: [RealBall], bits: Int) {
    self.bits = bits
    let fixed = probabilities.map { $0.fixedPoint(bits: bits) }
    values = fixed.map(\.value)
    error = fixed.reduce(.zero) { $0 + $1.error }
  }

  /// Σ_j p_j Π_(i<j+skipped) (1 + i multiplier/(firstDivisor + i unit)), and a bound of the error
  /// after multiplication by the gamma quotient.
  func sum(
    skipped: Int, multiplier: Int, firstDivisor: Int, unit: Int
  ) -> (value: ComplexBall, error: Magnitude) {
    let count = values.count
    var (x, y) = (values[count - 1], Integer.zero)
    var j = skipped + count - 2
    while j >= 0 {
      let divisor = firstDivisor + j * unit
      var u = x * Integer(multiplier)
      var v = y * Integer(multiplier)
      u.divideRoundingDown(byWord: divisor)
      v.divideRoundingDown(byWord: divisor)
      x -= v
      y += u
      if j >= skipped { x += values[j - skipped] }
      j -= 1
    }
    let value = ComplexBall(
      real: RealBall(exact: BigFloat(mantissa: x, exponent: -bits)),
      imaginary: RealBall(exact: BigFloat(mantissa: y, exponent: -bits)))
    let rounding = Magnitude(UInt(2 * (count + skipped)))
    return (value, (error + rounding).scaled(byPowerOfTwo: -bits))
  }
}
