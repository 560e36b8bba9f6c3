internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

/// Γ(z)/Γ(z + 1/2) off the negative axis.
///
/// Docs/Theory/OrthogonalLaw.md, "The modulus".
enum HalfQuotient {
  private static let half = RealBall.one.scaled(byPowerOfTwo: -1)

  /// By logarithms for Re z >= 0, else by Γ(1/2 - z)/Γ(1 - z) cot(pi z).
  static func value(at z: ComplexBall, precision: Precision) -> ComplexBall {
    let size = max(0, z.magnitudeUpperBound.exponent)
    guard size < 1 << 24 else { return .unbounded }
    let wide = precision + (2 * size + 32)
    if !z.real.midpoint.isNegative {
      return z.logGamma(precision: wide)
        .subtracting(
          z.adding(ComplexBall(half), precision: wide).logGamma(precision: wide), precision: wide
        ).exponential(precision: precision)
    }
    let mirrored = ComplexBall(half).subtracting(z, precision: wide)
    return value(at: mirrored, precision: precision)
      .multiplied(by: cotangentOfPi(z, precision: precision + 16), precision: precision)
  }

  /// cot(pi z) off the real axis: far from it ∓i, with 1 ± i cot = 2/(1 - e^(2 pi |Im z|)) or so.
  private static func cotangentOfPi(_ z: ComplexBall, precision: Precision) -> ComplexBall {
    let height = z.imaginary.distanceFromZeroLowerBound
    if height > Magnitude(UInt(precision.bits)) {
      // 2/(e^(2 pi h) - 1) <= 2^-h, as pi > 2 log 2.
      return ComplexBall(
        real: .zero, imaginary: z.imaginary.midpoint.isNegative ? .one : -RealBall.one
      ).addingError(.powerOfTwo(-precision.bits))
    }
    let wide = precision + (2 * max(0, z.magnitudeUpperBound.exponent) + 32)
    return z.multiplied(by: .pi(precision: wide), precision: wide).tangent(precision: precision)
      .reciprocal(precision: precision)
  }

  /// A bound of the modulus in a box: right of 0 its value at the least Re z, left of 0
  /// √pi |cot(pi z)| <= √pi coth(pi |Im z|), across 0 the larger of that and the recurrence's.
  static func bound(over z: ComplexBall) -> Magnitude {
    let low: Precision = 64
    if z.real.isCertainlyPositive {
      return realBound(from: RealBall(exact: z.real.lowerBound(precision: low)))
    }
    let height = z.imaginary.distanceFromZeroLowerBound
    guard !height.isZero else { return .infinity }
    let root = RealBall.pi(precision: low).squareRoot(precision: low).magnitudeUpperBound
    let angle = RealBall(exact: BigFloat(height))
      .multiplied(by: .pi(precision: low), precision: low)
    let left =
      root
      * angle.hyperbolicTangent(precision: low).reciprocal(precision: low).magnitudeUpperBound
    if z.real.isCertainlyNegative { return left }
    // For Re z >= -1/2: |z + 1/2|/|z| |Γ(z + 1)/Γ(z + 3/2)| <= (1 + 1/(2 |z|)) Γ(1/2)/Γ(1).
    let right =
      root
      * (.one
        + Magnitude.one.divided(byLowerBound: height.addingRoundedDown(height)))
    return max(left, right)
  }

  /// Γ(x)/Γ(x + 1/2), which falls for x > 0.
  private static func realBound(from x: RealBall) -> Magnitude {
    let wide = Precision(clamping: 64 + 2 * max(0, x.magnitudeUpperBound.exponent))
    return Magnitude.exponential(
      of: x.logGamma(precision: wide).subtracting(
        x.adding(half, precision: wide).logGamma(precision: wide), precision: wide))
  }
}
