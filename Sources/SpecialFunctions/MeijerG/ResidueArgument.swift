internal import BallArithmetic
internal import Multiprecision
internal import RealModule

/// A nonzero argument z as the residue series uses it: an exact center, or the reciprocal of one,
/// and how far the argument may be from it: Docs/Theory/MeijerG.md, "Inexact arguments".
struct ResidueArgument {
  /// The center as a fraction, when it is real and one.
  let rational: Rational?
  /// The exact center, before it is inverted.
  private let center: ComplexBall
  private let isInverted: Bool
  let isReal: Bool
  /// About log2 |z| and arg z.
  let log2Magnitude: Double
  let angle: Double
  /// A bound of |log(z/center)| over the argument's ball.
  let logarithmicRadius: Magnitude

  init(_ z: Rational) {
    rational = z
    center = .zero
    isInverted = false
    isReal = true
    log2Magnitude = z.numerator.approximateLog2 - z.denominator.approximateLog2
    angle = 0
    logarithmicRadius = .zero
  }

  /// Nil for a ball that contains zero.
  init?(_ z: ComplexBall) {
    guard z.isFinite, !z.containsZero else { return nil }
    let center = ComplexBall(
      real: RealBall(exact: z.real.midpoint), imaginary: RealBall(exact: z.imaginary.midpoint))
    self.center = center
    isInverted = false
    isReal = z.isReal
    let size = center.magnitude(precision: 64)
    log2Magnitude = ResidueArgument.log2(size.midpoint)
    angle = center.isReal ? 0 : center.argument(precision: 64).approximateDouble
    // |log(1 + t)| <= |t|/(1 - |t|).
    let distance = (z.real.radius * z.real.radius + z.imaginary.radius * z.imaginary.radius)
      .squareRoot
    let ratio = distance.divided(byLowerBound: size.distanceFromZeroLowerBound)
    logarithmicRadius =
      ratio < .one
      ? ratio.divided(byLowerBound: Magnitude.one.subtractingRoundedDown(ratio)) : .infinity
    let longest = 62
    if z.isReal, let parts = z.real.midpoint.exactParts, parts.mantissa.bitWidth <= longest,
      parts.exponent.magnitude <= longest
    {
      rational = z.real.midpoint.exactRational
    } else {
      rational = nil
    }
  }

  private init(inverting z: ResidueArgument) {
    rational = z.rational.flatMap(\.reciprocal)
    center = z.center
    isInverted = !z.isInverted
    isReal = z.isReal
    log2Magnitude = -z.log2Magnitude
    angle = -z.angle
    logarithmicRadius = z.logarithmicRadius
  }

  /// 1/z, with log(1/z) = -log z on the cut as well.
  var reciprocal: ResidueArgument { ResidueArgument(inverting: self) }

  /// Whether |z| > 1 (true) or |z| < 1 (false) on the whole ball.
  var isOutsideUnitCircle: Bool? {
    if let rational, logarithmicRadius.isZero {
      if rational.magnitude.isOne { return nil }
      return rational.magnitude > .one
    }
    let size = center.magnitude(precision: 128)
    let one = RealBall.one
    let spread = logarithmicRadius.exponential
    let upper = size.magnitudeUpperBound * spread
    let lower = size.distanceFromZeroLowerBound.dividedRoundedDown(byUpperBound: spread)
    if logarithmicRadius.isZero {
      if one.isCertainlyLess(than: size) { return true }
      if size.isCertainlyLess(than: one) { return false }
    }
    if upper < .one { return isInverted }
    if lower > .one { return !isInverted }
    return nil
  }

  /// log z of the center.
  func logarithm(precision: Precision) -> ComplexBall {
    if let rational, center.isZero {
      return ComplexBall(
        RealBall.logarithm(of: rational, precision: precision))
    }
    let value = center.logarithm(precision: precision)
    return isInverted ? -value : value
  }

  /// floor-like integers (x, y) with center = (x + y i)/2^bits, each off by less than 2 unless
  /// `isExact`; fewer bits than asked for when they hold the center exactly.
  func fixedPoint(
    bits: Int
  ) -> (real: Integer, imaginary: Integer, bits: Int, isExact: Bool)? {
    let value: ComplexBall
    if let rational {
      value = ComplexBall(
        RealBall(
          rational, precision: Precision(clamping: bits + 16 + max(0, Int(log2Magnitude)))))
    } else if isInverted {
      value = center.reciprocal(
        precision: Precision(clamping: bits + 16 + max(0, Int(log2Magnitude))))
    } else {
      value = center
    }
    guard value.isFinite, let x = value.real.midpoint.exactParts,
      let y = value.imaginary.midpoint.exactParts
    else { return nil }
    let needed = max(0, -x.exponent, -y.exponent)
    let used = value.isExact ? min(bits, needed) : bits
    return (
      x.mantissa.shifted(leftBy: x.exponent + used), y.mantissa.shifted(leftBy: y.exponent + used),
      used, value.isExact && needed <= bits
    )
  }

  private static func log2(_ value: BigFloat) -> Double {
    guard let (bits, exponent, _) = value.leadingBits else { return -.infinity }
    return Double.log2(Double(bits)) + Double(exponent - 64)
  }
}

extension RealBall {
  /// log of a positive fraction.
  static func logarithm(of z: Rational, precision: Precision) -> RealBall {
    RealBall(z, precision: precision + 8).logarithm(precision: precision)
  }
}
