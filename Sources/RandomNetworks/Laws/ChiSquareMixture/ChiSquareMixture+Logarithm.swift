internal import Algebra
internal import BallArithmetic
internal import Multiprecision
internal import SpecialFunctions

extension ChiSquareMixture {
  /// The cumulants of ln xi given xi > 0, of the orders 1, ..., order: m! times the Taylor
  /// coefficients of ln M(s) at s = 0.
  ///
  /// With r_k(s) = Γ(k/2+s)/Γ(k/2), the series of r_1 and r_2 are the gamma function's, and
  /// r_(k+2)(s) = (1 + 2s/k) r_k(s) exactly, so that M(s)/2^s = r_1(s) B(s) + r_2(s) A(s) with
  /// truncated polynomials A and B of positive coefficients.
  func logarithmCumulants(through order: Int, precision: Precision) -> [RealBall] {
    let count = order + 1
    let inner = precision + (32 + 2 * width.bitWidthOfCount * count)
    let series: [RealBall]
    if isSingle {
      let place = Rational(numerator: Integer(width), nonzeroDenominator: 2)
      let logarithm = RealBall.logGammaTaylor(at: place, order: count, precision: inner)
      series = [.zero] + logarithm.dropFirst()
    } else {
      series = mixtureLogarithm(count: count, precision: inner)
    }
    var factorial = Integer.one
    var cumulants: [RealBall] = []
    for m in 1..<max(count, 1) {
      factorial = factorial * Integer(m)
      var coefficient = series[m]
      if m == 1 { coefficient = coefficient.adding(.logTwo(precision: inner), precision: inner) }
      cumulants.append(coefficient.multiplied(by: RealBall(factorial), precision: precision))
    }
    return cumulants
  }

  /// The Taylor coefficients of ln(M(s)/(2^s M(0))).
  private func mixtureLogarithm(count: Int, precision: Precision) -> [RealBall] {
    let weights = weights(precision: precision)
    // sums[0] belongs to the odd k, sums[1] to the even ones; products[.] is prod (1 + 2s/j).
    var sums = Array(
      repeating: Array(repeating: RealBall.zero, count: count), count: 2)
    var products = sums
    products[0][0] = .one
    products[1][0] = .one
    for k in 1...width {
      let parity = (k - 1) & 1
      for m in 0..<count {
        sums[parity][m] = sums[parity][m].adding(
          weights[k].multiplied(by: products[parity][m], precision: precision),
          precision: precision)
      }
      let step = RealBall(
        Rational(numerator: 2, nonzeroDenominator: Integer(k)), precision: precision)
      for m in stride(from: count - 1, through: 1, by: -1) {
        products[parity][m] = products[parity][m].adding(
          products[parity][m - 1].multiplied(by: step, precision: precision),
          precision: precision)
      }
    }
    func truncated(_ coefficients: [RealBall]) -> TruncatedPowerSeries<CertifiedReal> {
      TruncatedPowerSeries(coefficients.map { .enclosed($0, precision: precision) })
    }
    func quotient(at place: Rational) -> TruncatedPowerSeries<CertifiedReal> {
      let gamma = RealBall.gammaTaylor(at: place, order: count, precision: precision)
      return truncated(gamma.map { $0.divided(by: gamma[0], precision: precision) })
    }
    let total =
      truncated(sums[0]) * quotient(at: Rational(numerator: 1, nonzeroDenominator: 2))
      + truncated(sums[1]) * quotient(at: .one)
    guard let inverse = total.coefficients.first?.reciprocal,
      let logarithm = try? TruncatedPowerSeries(
        [CertifiedReal(1)] + total.scaled(by: inverse).coefficients.dropFirst()
      ).logarithm()
    else { return Array(repeating: .unbounded, count: count) }
    return logarithm.coefficients.map { $0.ball(precision: precision) }
  }
}
