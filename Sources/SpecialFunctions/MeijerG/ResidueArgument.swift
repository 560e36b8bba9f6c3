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
  /// The center when it is positive and numerator and denominator are words below 2^56.
  let positiveWords: (numerator: Int, denominator: Int)?

  init(_ z: Rational) {
    rational = z
    center = .zero
    isInverted = false
    isReal = true
    log2Magnitude = z.numerator.approximateLog2 - z.denominator.approximateLog2
    angle = 0
    logarithmicRadius = .zero
    positiveWords = ResidueArgument.words(z)
  }

  /// A positive ball: what the initializer for complex ones gives, at less cost.
  init?(positive z: RealBall) {
    let size = z.midpoint
    guard let parts = ResidueArgument.shortParts(size) else {
      self.init(ComplexBall(z))
      return
    }
    let center =
      parts.exponent < 0
      ? Rational(
        numerator: parts.mantissa, nonzeroDenominator: Integer.one.shifted(leftBy: -parts.exponent))
      : Rational(parts.mantissa.shifted(leftBy: parts.exponent))
    var radius = Magnitude.zero
    if !z.radius.isZero {
      let ratio = z.radius.divided(byLowerBound: Magnitude(lowerBound: size))
      radius = ResidueArgument.logarithmicRadius(ratio)
    }
    self.init(center, ball: RealBall(exact: size), logarithmicRadius: radius)
  }

  private init(_ rational: Rational, ball: RealBall, logarithmicRadius: Magnitude) {
    self.rational = rational
    center = ComplexBall(ball)
    isInverted = false
    isReal = true
    log2Magnitude = ResidueArgument.log2(ball.midpoint)
    angle = 0
    self.logarithmicRadius = logarithmicRadius
    positiveWords = ResidueArgument.words(rational)
  }

  private static let longestMantissa = 62

  /// The mantissa and exponent when both are short.
  private static func shortParts(_ value: BigFloat) -> (mantissa: Integer, exponent: Int)? {
    guard let parts = value.exactParts, parts.mantissa.bitWidth <= longestMantissa,
      parts.exponent.magnitude <= longestMantissa
    else { return nil }
    return parts
  }

  private static func words(_ z: Rational) -> (numerator: Int, denominator: Int)? {
    guard z.isPositive, let up = z.numerator.asInt, let down = z.denominator.asInt,
      up < ResidueCluster.largestConstant, down < ResidueCluster.largestConstant
    else { return nil }
    return (up, down)
  }

  /// |log(1 + t)| <= |t|/(1 - |t|).
  private static func logarithmicRadius(_ ratio: Magnitude) -> Magnitude {
    ratio < .one
      ? ratio.divided(byLowerBound: Magnitude.one.subtractingRoundedDown(ratio)) : .infinity
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
    let distance = (z.real.radius * z.real.radius + z.imaginary.radius * z.imaginary.radius)
      .squareRoot
    let ratio = distance.divided(byLowerBound: size.distanceFromZeroLowerBound)
    logarithmicRadius = ResidueArgument.logarithmicRadius(ratio)
    if z.isReal, ResidueArgument.shortParts(z.real.midpoint) != nil {
      rational = z.real.midpoint.exactRational
    } else {
      rational = nil
    }
    positiveWords = rational.flatMap(ResidueArgument.words)
  }

  private init(inverting z: ResidueArgument) {
    rational = z.rational.flatMap(\.reciprocal)
    center = z.center
    isInverted = !z.isInverted
    isReal = z.isReal
    log2Magnitude = -z.log2Magnitude
    angle = -z.angle
    logarithmicRadius = z.logarithmicRadius
    positiveWords = z.positiveWords.map { ($0.denominator, $0.numerator) }
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
    if let positiveWords {
      return ComplexBall(
        PrimeLogarithms.logarithm(
          of: positiveWords.numerator, over: positiveWords.denominator, precision: precision))
    }
    if let rational, center.isZero {
      return ComplexBall(
        RealBall(rational, precision: precision + 8).logarithm(precision: precision))
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
