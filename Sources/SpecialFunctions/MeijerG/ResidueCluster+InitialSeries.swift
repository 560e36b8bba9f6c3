internal import BallArithmetic
internal import Multiprecision

/// The integrand at the first pole. Docs/Theory/MeijerG.md, "Initial series".
extension ResidueCluster {
  /// The first coefficients of e^order(0) F(s_0 + e) e^(slope e), without z^(-s): the slope is
  /// -log z for a positive argument z.
  ///
  /// Gamma factors at nonpositive arguments are shifted to positive ones by linear factors, of
  /// which the one that vanishes is e or -e; then all of them are one exponential of a sum of
  /// log-gamma series.
  func initialSeries(count: Int, slope: RealBall = .zero, precision: Precision) -> [RealBall] {
    let inner = precision + 16
    var constant = RealBall.one
    // sum over factors of exponent * log Γ(u ± e), coefficients of e^1, e^2, ...
    var logarithm = [RealBall](repeating: .zero, count: count)
    for (factor, exponent) in gammaFactors {
      var u = factor.argument
      if !u.isPositive {
        let shift = (1 - u).floor.asInt ?? 0
        let skipsZero = u.isInteger
        // Γ(u + x) = Γ(u + shift + x)/prod_(i < shift) (u + i + x).
        let product = RealBall.shiftProduct(
          u, count: skipsZero ? shift - 1 : shift, precision: inner)
        constant = constant.multiplied(
          by: product.power(-exponent, precision: inner), precision: inner)
        if skipsZero, factor.isReflected, exponent % 2 != 0 { constant = -constant }
        if count > 1 {
          addShiftLogarithms(
            u, count: skipsZero ? shift - 1 : shift, isReflected: factor.isReflected,
            exponent: -exponent, to: &logarithm, precision: inner)
        }
        u += Rational(shift)
      }
      let gamma = gammaSeries(at: u, count: count, precision: inner)
      constant = constant.multiplied(
        by: gamma.value.power(exponent, precision: inner),
        precision: inner)
      if count > 1 {
        for i in 1..<count {
          let sign = factor.isReflected && i % 2 == 1 ? -exponent : exponent
          let term = gamma.coefficients[i - 1].multiplied(by: sign, precision: inner)
          logarithm[i] =
            logarithm[i].isZero ? term : logarithm[i].adding(term, precision: inner)
        }
      }
    }
    if count > 1, !slope.isZero {
      logarithm[1] = logarithm[1].adding(slope, precision: inner)
    }
    let exponential = RealBall.exponential(
      ofSeriesWithoutConstant: logarithm, precision: inner)
    if constant.isCertainlyEqual(to: .one) { return exponential }
    return exponential.map { $0.multiplied(by: constant, precision: inner) }
  }

  /// The largest integer by which the argument of a gamma function is shifted.
  private static let largestGammaShift = 64

  /// Γ(u) and the coefficients of e^1, e^2, ... of log Γ(u + e), for u > 0.
  private func gammaSeries(
    at u: Rational, count: Int, precision: Precision
  ) -> (value: RealBall, coefficients: [RealBall]) {
    if u <= .one, u.denominator < RationalGamma.largestDenominator {
      let known = RationalGamma.at(u, order: count, precision: precision)
      return (known.value, known.coefficients)
    }
    // Γ(u + e) = (u - m + e) ... (u - 1 + e) Γ(u - m + e), with what is kept of fractions below 1.
    if u.denominator < RationalGamma.largestDenominator, let shift = (u.ceiling - 1).asInt,
      (1...Self.largestGammaShift).contains(shift)
    {
      let base = u - Rational(shift)
      let known = gammaSeries(at: base, count: count, precision: precision)
      let product = RealBall.shiftProduct(base, count: shift, precision: precision)
      var series = [RealBall.zero] + known.coefficients
      if count > 1 {
        addShiftLogarithms(
          base, count: shift, isReflected: false, exponent: 1, to: &series, precision: precision)
      }
      return (
        known.value.multiplied(by: product, precision: precision), Array(series.dropFirst())
      )
    }
    let series =
      count < 2
      ? []
      : Array(RealBall.logGammaTaylor(at: u, order: count, precision: precision).dropFirst())
    return (RealBall.gamma(u, precision: precision), series)
  }

  /// Adds exponent * sum_(i < count) log(1 ± e/(u + i)).
  private func addShiftLogarithms(
    _ u: Rational, count: Int, isReflected: Bool, exponent: Int, to series: inout [RealBall],
    precision: Precision
  ) {
    for i in 0..<max(count, 0) {
      let value = RealBall(u + Rational(i), precision: precision)
      let inverse = (isReflected ? -value : value).reciprocal(precision: precision)
      var power = RealBall.one
      for l in 1..<series.count {
        power = power.multiplied(by: inverse, precision: precision)
        let term = power.multiplied(by: l % 2 == 1 ? exponent : -exponent, precision: precision)
          .divided(by: l, precision: precision)
        series[l] = series[l].adding(term, precision: precision)
      }
    }
  }
}

extension RealBall {
  /// u (u + 1) ... (u + count - 1).
  static func shiftProduct(_ u: Rational, count: Int, precision: Precision) -> RealBall {
    guard count > 0 else { return .one }
    guard let step = u.denominator.asInt, step < 1 << 31, count < 100_000 else {
      var product = RealBall.one
      for i in 0..<count {
        product = product.multiplied(
          by: RealBall(u + Rational(i), precision: precision), precision: precision)
      }
      return product
    }
    let numerator = Integer.product(from: u.numerator, count: count, step: step)
    return RealBall(numerator).rounded(to: precision)
      .divided(
        by: RealBall(u.denominator).power(count, precision: precision), precision: precision)
  }
}
