public import BallArithmetic
public import Multiprecision

extension Hypergeometric {
  /// The value at a real argument, with all but a few bits of the precision proven for an exact
  /// argument; otherwise with the radius that the argument's radius needs.
  ///
  /// - Throws: ``SpecialFunctionError/undefined(_:)`` where there is no real value: on the cut
  ///   (1, inf) for p = q + 1, at 1 when the series diverges there, for p > q + 1;
  ///   ``SpecialFunctionError/outOfReach(_:)`` when no method here is feasible.
  public func value(
    at x: RealBall, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    if x.isUnbounded { return .unbounded }
    if p == q + 1, !isTerminating, !x.isZero, x.subtracting(.one, precision: 64).isCertainlyPositive
    {
      throw .undefined(
        "the argument lies on the branch cut (1, inf) of the hypergeometric function, where its"
          + " value is not real: give a complex argument")
    }
    return try value(at: ComplexBall(x), precision: precision).real
  }

  /// The value at a complex argument; see ``value(at:precision:)-(RealBall,_)``. On the cut, the
  /// limit from below.
  public func value(
    at z: ComplexBall, precision: Precision
  ) throws(SpecialFunctionError) -> ComplexBall {
    if z.isUnbounded { return .unbounded }
    if z.isZero || reducedUpper.contains(0) { return .one }
    if p > q + 1, !isTerminating { throw Hypergeometric.divergence }
    return try HypergeometricEvaluation(parameters).value(at: z, precision: precision)
  }

  /// The value at an exact fraction, which the series takes as it is.
  public func value(
    at x: Rational, precision: Precision
  ) throws(SpecialFunctionError) -> RealBall {
    if isTerminating, let exact = terminatingValue(at: x) {
      return RealBall(exact, precision: precision)
    }
    if p <= q || x.magnitude <= Rational(numerator: 7, nonzeroDenominator: 8),
      x.numerator.bitWidth < 48, x.denominator.bitWidth < 48, x.numerator.magnitude < 100
    {
      let series = RationalSeries(upper: reducedUpper, lower: reducedLower)
      var bits = precision.bits + 8
      for _ in 0..<3 {
        let extent = SeriesExtent(parameters, size: Magnitude(upperBound: x), bits: bits + 104)
        guard extent.fixedPointCost < HypergeometricCost.wordLimit else { break }
        guard let sum = series.sum(atWord: x, bits: bits + 104) else { break }
        if sum.relativeAccuracyBits >= precision.bits { return sum.rounded(to: precision + 8) }
        bits += max(32, precision.bits + 16 - max(sum.relativeAccuracyBits, 0))
      }
    }
    for method in [eulerPolynomial, farLeftByResidues] where !isTerminating {
      if let value = method(x, precision + 16), value.relativeAccuracyBits >= precision.bits {
        return value.rounded(to: precision + 8)
      }
    }
    if !isTerminating,
      let value = HypergeometricEvaluation(parameters).largeGauss(at: x, bits: precision.bits + 16),
      value.relativeAccuracyBits >= precision.bits
    {
      return value.rounded(to: precision + 8)
    }
    // To the left of 0 the terms cancel, and what the argument is wrong by is multiplied.
    let cancellation =
      p == q && x.isNegative ? Int(min(3 * x.magnitude.nearestDouble, 1e6)) : 0
    return try value(
      at: RealBall(x, precision: precision + (32 + 2 * x.numerator.bitWidth + cancellation)),
      precision: precision)
  }
}
