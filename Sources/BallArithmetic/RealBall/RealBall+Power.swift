public import Multiprecision

extension RealBall {
  /// The power with an integer exponent; x^0 is 1, and a negative power of a ball that contains
  /// zero is ``unbounded``.
  ///
  /// With rho = radius/|midpoint| and k = |n|, the relative error of the midpoint's power is at
  /// most (1 + rho)^k - 1 <= expm1(k rho) for n > 0 and (1 - rho)^-k - 1 <= expm1(k rho/(1 - rho))
  /// for n < 0, since -log(1 - rho) <= rho/(1 - rho). MPFR rounds the midpoint's power correctly
  /// whatever the size of n; wide balls go by the powers of the endpoints.
  /// Docs/Theory/BallArithmetic.md, "Propagated error".
  public func power(_ exponent: Integer, precision: Precision) -> RealBall {
    if isUnbounded { return .unbounded }
    if exponent.isZero { return .one }
    let raise = { (x: BigFloat, p: Precision, r: Rounding) in
      x.power(exponent, precision: p, rounding: r)
    }
    if radius.isZero { return RealBall(rounded: raise(midpoint, precision, .toNearest)) }
    if containsZero {
      if exponent.isNegative { return .unbounded }
      let (lower, upper) = endpoints(precision: precision)
      let reach = max(lower.magnitude, upper)
      return .enclosing(
        lower: exponent.isEven ? .zero : raise(lower, precision, .down).value,
        upper: raise(exponent.isEven ? reach : upper, precision, .up).value,
        precision: precision)
    }
    // On one side of zero: x^n rises with |x| for n > 0, and |x| rises with x for x > 0.
    let increasing =
      exponent.isOdd ? exponent.isPositive : midpoint.isPositive == exponent.isPositive
    return monotonicImage(
      precision: precision, increasing: increasing,
      errorForSize: { $0 * relativePowerError(exponent) }, raise)
  }

  /// A bound of |(x/midpoint)^n - 1| over a ball without zero.
  private func relativePowerError(_ exponent: Integer) -> Magnitude {
    let base = exponent.isNegative ? distanceFromZeroLowerBound : Magnitude(lowerBound: midpoint)
    let spread = radius.divided(byLowerBound: base) * Magnitude(upperBound: exponent)
    return spread > .one ? .infinity : spread.exponentialMinusOne
  }

  /// The power with a machine integer as exponent.
  public func power(_ exponent: Int, precision: Precision) -> RealBall {
    power(Integer(exponent), precision: precision)
  }

  /// The power with an exact fraction as exponent, for a positive base, and for zero with a
  /// positive exponent; an integer exponent takes any base; else ``unbounded``.
  ///
  /// x^(p/q) is the q-th root of x^p when q is small, else exp((p/q) log x).
  public func power(_ exponent: Rational, precision: Precision) -> RealBall {
    if let integer = exponent.asInteger { return power(integer, precision: precision) }
    if isZero, exponent.isPositive { return .zero }
    if let degree = exponent.denominator.asInt, degree <= 64,
      exponent.numerator.bitWidth <= 16, isCertainlyNonnegative
    {
      let inner = precision + 16
      return root(degree, precision: inner)
        .power(exponent.numerator, precision: precision)
    }
    // (p/q) log x may be large: its absolute error is the result's relative error.
    let extra = 16 + exponent.numerator.bitWidth - exponent.denominator.bitWidth
    let inner = precision + max(16, min(extra, 1 << 20)) + logarithmBits
    return power(RealBall(exponent, precision: inner), precision: precision)
  }

  /// The power x^y = exp(y log x) for a positive ball; for a base that reaches down to zero, with
  /// a positive exponent, the ball from 0 to the largest value; an exact integer exponent takes
  /// any base; else ``unbounded``.
  public func power(_ exponent: RealBall, precision: Precision) -> RealBall {
    if isUnbounded || exponent.isUnbounded { return .unbounded }
    if exponent.isExact, exponent.midpoint.isInteger,
      let integer = exponent.midpoint.integer(rounding: .toNearest)
    {
      return power(integer, precision: precision)
    }
    if isExact, exponent.isExact, midpoint.isPositive {
      return RealBall(rounded: midpoint.power(exponent.midpoint, precision: precision))
    }
    if isCertainlyPositive {
      let bits = max(exponent.midpoint.isZero ? 0 : exponent.midpoint.exponent, 0)
      let inner = precision + (16 + min(bits, 1 << 20)) + logarithmBits
      return logarithm(precision: inner).multiplied(by: exponent, precision: inner)
        .exponential(precision: precision)
    }
    guard isCertainlyNonnegative, exponent.isCertainlyPositive else { return .unbounded }
    if isZero { return .zero }
    // Monotonic in each of x and y: the largest value is at the largest x and an end of y.
    let (_, largest) = endpoints(precision: precision)
    let (low, high) = exponent.endpoints(precision: precision)
    let top = max(
      largest.power(low, precision: precision, rounding: .up).value,
      largest.power(high, precision: precision, rounding: .up).value)
    return .enclosing(lower: .zero, upper: top, precision: precision)
  }

  /// The bits of the integer part of log x: at most those of the exponent.
  private var logarithmBits: Int {
    midpoint.isZero ? 0 : Int.bitWidth - midpoint.exponent.magnitude.leadingZeroBitCount
  }
}
