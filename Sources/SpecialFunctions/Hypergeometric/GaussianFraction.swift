internal import BallArithmetic
internal import Multiprecision

/// An exact complex argument (real + i imaginary)/denominator, not reduced.
struct GaussianFraction {
  let real: Integer
  let imaginary: Integer
  /// Positive.
  let denominator: Integer

  init(_ value: Rational) {
    real = value.numerator
    imaginary = .zero
    denominator = value.denominator
  }

  /// The exact value of an exact ball; nil for a ball that is not exact, and for very large or
  /// small values: fixed-point arithmetic is then the wrong tool.
  init?(_ value: ComplexBall, exponentLimit: Int = 1 << 14) {
    for part in [value.real.midpoint, value.imaginary.midpoint] where !part.isZero {
      guard abs(part.exponent) <= exponentLimit else { return nil }
    }
    guard value.isExact, let x = value.real.midpoint.exactParts,
      let y = value.imaginary.midpoint.exactParts
    else { return nil }
    let shift = max(0, -min(x.exponent, y.exponent))
    real = x.mantissa << (x.exponent + shift)
    imaginary = y.mantissa << (y.exponent + shift)
    denominator = Integer.one << shift
  }

  var isReal: Bool { imaginary.isZero }

  /// An upper bound of the modulus.
  var magnitudeUpperBound: Magnitude {
    let (x, y) = (Magnitude(upperBound: real), Magnitude(upperBound: imaginary))
    let size = isReal ? x : (x * x + y * y).squareRoot
    return size.divided(
      byLowerBound: Magnitude(
        lowerBound: BigFloat(denominator, precision: 32, rounding: .down)))
  }

  func ball(precision: Precision) -> ComplexBall {
    ComplexBall(
      real: RealBall(
        Rational(numerator: real, nonzeroDenominator: denominator), precision: precision),
      imaginary: isReal
        ? .zero
        : RealBall(
          Rational(numerator: imaginary, nonzeroDenominator: denominator), precision: precision))
  }
}
