internal import BallArithmetic
internal import Multiprecision
internal import RealModule

// Large orders: integrals through the saddle point, whose cost does not grow with the order.
// Proofs: Docs/Theory/SaddlePoint.md.

extension BesselEvaluation {
  /// K_a(x) = ½ ∫ exp(a s - x cosh s) ds over the real line (DLMF 10.32.9), for x > 0; nil where
  /// another method costs less, or the bounds fail.
  func saddleK(precision: Precision) -> ComplexBall? {
    guard z.isReal, realPart > 0, order.approximate > 24 else { return nil }
    let half = RealBall(exact: z.real.midpoint.scaled(byPowerOfTwo: -1))
    guard
      let integral = SaddleIntegral(
        slope: RealBall(exact: order.value), growing: half, falling: half),
      integral.cost(bits: precision.bits) < otherCostOfK(bits: Double(precision.bits)),
      let value = integral.value(bits: precision.bits + 8)
    else { return nil }
    return ComplexBall(value.scaled(byPowerOfTwo: -1))
  }

  /// About the microseconds of the other methods for K at x > 0.
  private func otherCostOfK(bits: Double) -> Double {
    let a = order.approximate
    let step = stepCost(bits: bits)
    if let cost = powerSeriesCost(bits: bits) { return cost }
    // Hankel's expansion needs a terms and more, and falls only while a^2/(2x) is moderate.
    if 2 * modulus * log2OfE > bits, a < 4 * modulus {
      let loss = a * a / (2 * modulus) * log2OfE
      if loss < 2 * modulus * log2OfE - bits {
        return (a + bits / max(1, estimatedLog2(modulus / a)))
          * (step + longProduct(bits + loss))
      }
    }
    // From the series, or the expansion, at small orders by the recurrence.
    let length = bits + 6 * modulus
    let series =
      2 * modulus * log2OfE > bits + 20 ? bits * step : length * (0.08 + length * 8e-5) * 2
    return a * (0.3 + bits * 4e-4) + series
  }

  /// About the microseconds of a term of a series in powers.
  private func stepCost(bits: Double) -> Double {
    order.small == nil ? 0.25 + bits * 4e-4 : 0.08 + bits * 8e-5
  }

  /// About the microseconds of the finite part of the series in powers; nil where the argument is
  /// too large against the order.
  private func powerSeriesCost(bits: Double) -> Double? {
    let a = order.approximate
    let size = modulus * modulus / 4
    guard size <= a / 8 else { return nil }
    let terms = bits / max(1, estimatedLog2(a / (size + 1e-300)))
    guard terms < a / 2 else { return nil }
    return terms * stepCost(bits: bits) + HypergeometricCost.power(bits: Int(bits)) * 6
  }

  /// Whether Hankel's expansion of a half-integer order, which ends after about a terms, costs more
  /// than the series in powers or the recurrence in the order: its terms grow to
  /// (2a)!/(a! (2|z|)^a), and the numbers with them.
  func isFiniteSumDear(bits: Double) -> Bool {
    let a = order.approximate
    guard order.isHalfInteger, a > 24, modulus < a else { return false }
    let growth = a * max(0, estimatedLog2(2 * a / (modulus + 1e-300)) - log2OfE)
    let parts = z.isReal ? 1.0 : 3.0
    let cost = parts * a * (0.1 + (bits + growth / 2) * 1.7e-4)
    if let other = powerSeriesCost(bits: bits), realPart >= 0 { return cost > parts * other }
    return cost > parts * a * (0.3 + bits * 4e-4) + 50
  }

  /// About the microseconds of a product of two numbers of so many bits.
  private func longProduct(_ bits: Double) -> Double { bits * bits * 1.2e-7 }

  /// I_a(x) = (x/2)^a (1/2πi) ∫ e^(s + x²/(4s)) s^(-a-1) ds over a parabola around the negative real
  /// axis (DLMF 10.9.19 with 10.27.6); nil where another method costs less, or the bounds fail.
  func contourI(precision: Precision) -> ComplexBall? {
    let a = order.approximate
    guard z.isReal, realPart > 0, a > 24 || modulus > 24, a < 1e60, modulus < 1e60 else {
      return nil
    }
    // The saddle point of s + x²/(4s) - a log s.
    let saddle = (a + (a * a + modulus * modulus).squareRoot()) / 2
    let contour = ParabolicContour(
      vertex: BigFloat(saddle),
      inverseTerm: quarterSquare.real.divided(
        by: RealBall(exact: BigFloat(saddle)),
        precision: Precision(clamping: precision.bits + contourBits(saddle))),
      power: RealBall(exact: order.value.scaled(byPowerOfTwo: 1))
        .adding(1, precision: order.value.precision + 80), pole: nil)
    guard contour.cost(bits: precision.bits) < otherCostOfI(bits: Double(precision.bits)),
      let sum = contour.value(bits: precision.bits + 8)?.sum
    else { return nil }
    // (x/2)^a μ^(-a) e^(μ + x²/(4μ)).
    let inner = Precision(clamping: precision.bits + contourBits(saddle))
    let vertex = RealBall(exact: contour.vertex)
    let exponent = z.real.scaled(byPowerOfTwo: -1).divided(by: vertex, precision: inner)
      .logarithm(precision: inner)
      .multiplied(by: RealBall(exact: order.value), precision: inner)
      .adding(vertex, precision: inner).adding(contour.inverseTerm, precision: inner)
    return ComplexBall(
      exponent.exponential(precision: precision + 8).multiplied(by: sum, precision: precision + 8))
  }

  private func contourBits(_ saddle: Double) -> Int {
    2 * clampedInt(estimatedLog2(saddle + order.approximate + 2), to: 0...400) + 40
  }

  /// About the microseconds of the other methods for I at x > 0.
  private func otherCostOfI(bits: Double) -> Double {
    let a = order.approximate
    let step = stepCost(bits: bits)
    let loss = a * a / modulus * log2OfE
    if loss < 4 * modulus * log2OfE - 2 * bits {
      return (a + bits) * (step + longProduct(bits + 1.5 * loss))
        + HypergeometricCost.power(bits: Int(bits)) * 3
    }
    if modulus >= 0x1p24 { return .infinity }
    // The terms grow up to the index k with k (a + k) = x²/4, and the numbers with them.
    let saddle = ((a * a + modulus * modulus).squareRoot() - a) / 2
    let length = 2.7 * saddle + (bits * (saddle + 2)).squareRoot() + bits / 8
    let growth = 2 * saddle * log2OfE
    return length * (step + growth * 6e-5) + HypergeometricCost.power(bits: Int(bits)) * 5
  }
}
