public import BallArithmetic
public import Multiprecision

extension RealBall {
  /// Euler's beta function B(a, b) = Γ(a) Γ(b)/Γ(a + b), for all real a and b; zero where a + b
  /// alone is at a pole; ``BallArithmetic/RealBall/unbounded`` where a or b may be at one.
  ///
  /// ```swift
  /// RealBall.beta(RealBall(3), RealBall(4), precision: 64)   // 1/60
  /// ```
  public static func beta(_ a: RealBall, _ b: RealBall, precision: Precision) -> RealBall {
    let sum = a.adding(b, precision: exactSumPrecision([a, b], atLeast: precision))
    return gammaQuotient([a, b], over: [sum], precision: precision)
  }

  /// The binomial coefficient Γ(n + 1)/(Γ(k + 1) Γ(n - k + 1)) for real n and k; zero where the
  /// divisor alone has a pole, ``BallArithmetic/RealBall/unbounded`` where n may be -1, -2, ...
  ///
  /// For exact integers n and k use `Integer.binomial(_:_:)`, which also takes negative n.
  public static func binomial(_ n: RealBall, _ k: RealBall, precision: Precision) -> RealBall {
    let inner = exactSumPrecision([n, k, .one], atLeast: precision)
    let above = n.adding(1, precision: inner)
    return gammaQuotient(
      [above],
      over: [k.adding(1, precision: inner), above.subtracting(k, precision: inner)],
      precision: precision)
  }

  /// The product of the Γ of some numbers over that of others.
  ///
  /// Far above the range of the values themselves by the logarithms.
  static func gammaQuotient(
    _ upper: [RealBall], over lower: [RealBall], precision: Precision
  ) -> RealBall {
    let all = upper + lower
    guard all.allSatisfy(\.isFinite) else { return .unbounded }
    let size = all.map { $0.magnitudeUpperBound.exponent }.max() ?? 0
    let inner = precision + (8 + 2 * all.count)
    if size <= 24 {
      var value = RealBall.one
      for x in upper {
        value = value.multiplied(by: x.gamma(precision: inner), precision: inner)
      }
      for x in lower {
        value = value.multiplied(by: x.reciprocalGamma(precision: inner), precision: inner)
      }
      return value.rounded(to: precision)
    }
    guard size <= GammaArgument.largestSizeBits else { return .unbounded }
    let wide = inner + (size + size.significantBits)
    // Γ(x) = pi/(sin(pi x) Γ(1 - x)) left of 0.
    var sum = RealBall.zero
    var factor = RealBall.one
    for (x, sign) in upper.map({ ($0, 1) }) + lower.map({ ($0, -1) }) {
      if x.isCertainlyPositive {
        let logarithm = x.logGamma(precision: wide)
        sum = sum.adding(sign > 0 ? logarithm : -logarithm, precision: wide)
        continue
      }
      let mirrored = RealBall.one.subtracting(
        x, precision: exactSumPrecision([x, .one], atLeast: wide))
      guard x.isCertainlyNegative || x.isZero, mirrored.isCertainlyPositive else {
        return .unbounded
      }
      let quotient = x.sineOfPi(precision: inner)
        .divided(by: .pi(precision: inner), precision: inner)
      if sign > 0, quotient.containsZero { return .unbounded }
      if sign < 0, quotient.isZero { return .zero }
      factor =
        sign > 0
        ? factor.divided(by: quotient, precision: inner)
        : factor.multiplied(by: quotient, precision: inner)
      let logarithm = mirrored.logGamma(precision: wide)
      sum = sum.adding(sign > 0 ? -logarithm : logarithm, precision: wide)
    }
    return factor.multiplied(by: sum.exponential(precision: inner), precision: precision)
  }

  /// A precision at which sums of the numbers are exact, unless their sizes are far apart.
  static func exactSumPrecision(_ numbers: [RealBall], atLeast precision: Precision) -> Precision {
    let midpoints = numbers.map(\.midpoint).filter { !$0.isZero }
    let top = midpoints.map(\.exponent).max() ?? 0
    let bottom = midpoints.map { $0.exponent - $0.minimumPrecision.bits }.min() ?? 0
    let needed = top - bottom + 4
    return max(precision + 64, Precision(clamping: min(needed, 1 << 16)))
  }
}
