public import BallArithmetic
public import Multiprecision

extension ComplexBall {
  /// The rising factorial (Pochhammer symbol) (z)_n = z (z+1) ... (z+n-1); 1 for n = 0, and for
  /// n < 0 1/(z+n)_(-n), ``BallArithmetic/ComplexBall/unbounded`` at its poles.
  ///
  /// A product for up to a few thousand factors, beyond that the quotient Γ(z+n)/Γ(z).
  public func risingFactorial(_ n: Int, precision: Precision) -> ComplexBall {
    if isUnbounded || n == .min { return .unbounded }
    if isReal { return ComplexBall(real.risingFactorial(n, precision: precision)) }
    let inner = precision + (8 + 2 * n.significantBits)
    if n < 0 {
      // Exact: a factor may be next to 0.
      let exact = RealBall.exactSumPrecision([real, RealBall(n)], atLeast: inner)
      return shifted(by: n, precision: exact).risingFactorial(-n, precision: inner)
        .reciprocal(precision: precision)
    }
    if n <= 1024 + precision.bits {
      return productOfShifts(n, precision: inner).rounded(to: precision)
    }
    return shifted(by: n, precision: inner).gamma(precision: inner)
      .multiplied(by: reciprocalGamma(precision: inner), precision: precision)
  }
}

extension RealBall {
  /// The rising factorial (Pochhammer symbol) (x)_n = x (x+1) ... (x+n-1); 1 for n = 0, and for
  /// n < 0 1/(x+n)_(-n), ``BallArithmetic/RealBall/unbounded`` at its poles.
  ///
  /// A product for up to a few thousand factors. Beyond that Γ(x+n)/Γ(x), with the negative factors
  /// turned by (x)_m = (-1)^m (1-x-m)_m.
  public func risingFactorial(_ n: Int, precision: Precision) -> RealBall {
    if isUnbounded || n == .min { return .unbounded }
    let inner = precision + (8 + 2 * n.significantBits)
    let exact = RealBall.exactSumPrecision([self, RealBall(n)], atLeast: inner)
    if n < 0 {
      return adding(n, precision: exact).risingFactorial(-n, precision: inner)
        .reciprocal(precision: precision)
    }
    if n <= 1024 + precision.bits {
      return product(from: 0, to: n, precision: inner).rounded(to: precision)
    }
    if isCertainlyPositive {
      return .gammaQuotient([adding(n, precision: exact)], over: [self], precision: precision)
    }
    // The factors up to the one next to zero, and the others.
    guard let below = (-midpoint).integer(rounding: .up) else { return .unbounded }
    if isExact, midpoint.isInteger, below < Integer(n) { return .zero }
    let turned = below.asInt.map { min($0, n) } ?? n
    guard turned > 0 else {
      // The ball contains zero or begins just above it.
      return multiplied(
        by: adding(1, precision: exact).risingFactorial(n - 1, precision: inner),
        precision: precision)
    }
    let start = -adding(turned - 1, precision: exact)
    let left = start.risingFactorialOfNonnegative(turned, precision: inner)
    let right =
      turned == n
      ? .one
      : adding(turned, precision: exact).risingFactorialOfNonnegative(n - turned, precision: inner)
    let value = left.multiplied(by: right, precision: precision)
    return turned % 2 == 0 ? value : -value
  }

  /// (x)_n where the ball of x may reach a little below zero: the first two factors apart.
  private func risingFactorialOfNonnegative(_ n: Int, precision: Precision) -> RealBall {
    let first = min(n, 2)
    let start = product(from: 0, to: first, precision: precision)
    if n == first { return start }
    let rest = adding(
      first, precision: RealBall.exactSumPrecision([self, RealBall(2)], atLeast: precision))
    guard rest.isCertainlyPositive else { return .unbounded }
    return start.multiplied(
      by: rest.risingFactorial(n - first, precision: precision), precision: precision)
  }

  private func product(from first: Int, to end: Int, precision: Precision) -> RealBall {
    if end - first <= 16 {
      var value = RealBall.one
      for i in first..<end {
        value = value.multiplied(by: adding(i, precision: precision), precision: precision)
      }
      return value
    }
    let middle = first + (end - first) / 2
    return product(from: first, to: middle, precision: precision)
      .multiplied(by: product(from: middle, to: end, precision: precision), precision: precision)
  }
}
