public import Multiprecision

// Kahan's formulas (Branch cuts for complex elementary functions, 1987): with u = sqrt(1 - z) and
// v = sqrt(1 + z) no term cancels near the branch points, and the cuts are those of the roots.
// Docs/Theory/BallArithmetic.md, "Complex functions".

extension ComplexBall {
  /// The principal arc sine: -i log(iz + sqrt(1 - z^2)), real part in [-pi/2, pi/2].
  ///
  /// Cut along the real axis beyond ±1: continuous from below on (1, inf), from above on
  /// (-inf, -1).
  public func arcSine(precision: Precision) -> ComplexBall {
    if isReal, real.marginBelowOne != nil {
      return ComplexBall(real.arcSine(precision: precision))
    }
    let inner = precision + 12
    let (below, above) = rootsAroundOne(precision: inner)
    let width = below.multiplied(by: above, precision: inner).real
    let height = below.conjugate.multiplied(by: above, precision: inner).imaginary
    return ComplexBall(
      real: .arcTangent(y: real, x: width, precision: precision),
      imaginary: height.inverseHyperbolicSine(precision: precision))
  }

  /// The principal arc cosine pi/2 - asin z, real part in [0, pi]; cuts and sides as for
  /// ``arcSine(precision:)``.
  public func arcCosine(precision: Precision) -> ComplexBall {
    if isReal, real.marginBelowOne != nil {
      return ComplexBall(real.arcCosine(precision: precision))
    }
    let inner = precision + 12
    let (below, above) = rootsAroundOne(precision: inner)
    let height = above.conjugate.multiplied(by: below, precision: inner).imaginary
    return ComplexBall(
      real: RealBall.arcTangent(y: below.real, x: above.real, precision: precision)
        .scaled(byPowerOfTwo: 1),
      imaginary: height.inverseHyperbolicSine(precision: precision))
  }

  /// The principal inverse hyperbolic cosine 2 log(sqrt((z + 1)/2) + sqrt((z - 1)/2)), real part
  /// >= 0, imaginary part in (-pi, pi]: cut along (-inf, 1), continuous from above.
  public func inverseHyperbolicCosine(precision: Precision) -> ComplexBall {
    let inner = precision + 12
    let above = adding(.one, precision: shiftPrecision(inner)).squareRoot(precision: inner)
    let below = subtracting(.one, precision: shiftPrecision(inner)).squareRoot(precision: inner)
    let width = below.conjugate.multiplied(by: above, precision: inner).real
    return ComplexBall(
      real: width.inverseHyperbolicSine(precision: precision),
      imaginary: RealBall.arcTangent(y: below.imaginary, x: above.real, precision: precision)
        .scaled(byPowerOfTwo: 1))
  }

  /// The principal inverse hyperbolic tangent (log(1 + z) - log(1 - z))/2.
  ///
  /// Cut along the real axis beyond ±1: continuous from below on (1, inf), from above on
  /// (-inf, -1); ``unbounded`` when the ball contains 1 or -1.
  public func inverseHyperbolicTangent(precision: Precision) -> ComplexBall {
    if isReal, let margin = real.marginBelowOne, !margin.isZero {
      return ComplexBall(real.inverseHyperbolicTangent(precision: precision))
    }
    if isUnbounded { return .unbounded }
    // Near zero the difference cancels: its size is about |z|.
    let cancellation = -max(-(1 << 20), min(0, magnitudeUpperBound.exponent))
    let inner = precision + (12 + cancellation)
    let sum = adding(.one, precision: shiftPrecision(inner)).logarithm(precision: inner)
    let difference = ComplexBall.one.subtracting(self, precision: shiftPrecision(inner))
      .logarithm(precision: inner)
    return sum.subtracting(difference, precision: precision).scaled(byPowerOfTwo: -1)
  }

  /// The principal arc tangent -i atanh(iz): cut along the imaginary axis beyond ±i; continuous
  /// from the right on (i, i inf), from the left on (-i inf, -i).
  public func arcTangent(precision: Precision) -> ComplexBall {
    if isReal { return ComplexBall(real.arcTangent(precision: precision)) }
    return timesImaginaryUnit.inverseHyperbolicTangent(precision: precision).overImaginaryUnit
  }

  /// The principal inverse hyperbolic sine -i asin(iz): cut along the imaginary axis beyond ±i;
  /// continuous from the right on (i, i inf), from the left on (-i inf, -i).
  public func inverseHyperbolicSine(precision: Precision) -> ComplexBall {
    if isReal { return ComplexBall(real.inverseHyperbolicSine(precision: precision)) }
    return timesImaginaryUnit.arcSine(precision: precision).overImaginaryUnit
  }

  private func rootsAroundOne(precision: Precision) -> (below: ComplexBall, above: ComplexBall) {
    let exact = shiftPrecision(precision)
    return (
      ComplexBall.one.subtracting(self, precision: exact).squareRoot(precision: precision),
      adding(.one, precision: exact).squareRoot(precision: precision)
    )
  }

  /// Enough for 1 ± z not to lose what z has to say next to ±1.
  private func shiftPrecision(_ precision: Precision) -> Precision {
    max(precision, max(real.midpoint.precision, imaginary.midpoint.precision)) + 8
  }
}
