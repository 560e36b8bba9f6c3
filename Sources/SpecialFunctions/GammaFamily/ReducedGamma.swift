internal import BallArithmetic
internal import Multiprecision

/// Γ(a + e) for a fraction a with a small denominator at a moderate distance n from its place b in
/// (0, 1], where ``RationalGamma`` has it: Γ(a + e) = Γ(b + e) (b + e) ... (a - 1 + e), or the
/// inverse product to the left.
struct ReducedGamma {
  private let base: RationalGamma
  private let order: Int
  /// a - b.
  private let steps: Int
  /// The product of the |steps| factors over its constant term, which is `factor`; for an integer
  /// a <= 0, where one factor is e, without that one.
  private let product: RealBallSeries
  private let factor: RealBall
  private let hasPole: Bool

  /// Nil when the denominator is large or a too far away.
  init?(_ a: Rational, order: Int, precision: Precision) {
    guard a.denominator < RationalGamma.largestDenominator,
      let steps = (a.ceiling - 1).asInt, steps.magnitude <= 512 + UInt(precision.bits / 16)
    else { return nil }
    self.steps = steps
    self.order = order
    hasPole = a.isInteger && steps < 0
    let inner = precision + (16 + 2 * order + steps.significantBits)
    base = RationalGamma.at(a - Rational(steps), order: order, precision: inner)
    // The factors p + q i + q e over q from the smaller of a and b to below the larger.
    let first = steps < 0 ? a : a - Rational(steps)
    var numbers = (0..<Int(steps.magnitude)).map {
      first.numerator + first.denominator * Integer($0)
    }
    if hasPole { numbers.removeAll { $0.isZero } }
    let q = a.denominator
    var series = RealBallSeries([.one] + Array(repeating: RealBall.zero, count: order - 1))
    for number in numbers {
      series = series.multiplied(byOnePlus: RealBall(q), over: RealBall(number), precision: inner)
    }
    product = series
    factor = ReducedGamma.product(of: numbers[...], precision: inner)
      .divided(by: RealBall(q).power(numbers.count, precision: inner), precision: inner)
  }

  private static func product(of numbers: ArraySlice<Integer>, precision: Precision) -> RealBall {
    if numbers.count <= 8 {
      return RealBall(numbers.reduce(Integer.one) { $0 * $1 }).rounded(to: precision)
    }
    let middle = numbers.startIndex + numbers.count / 2
    return product(of: numbers[..<middle], precision: precision)
      .multiplied(by: product(of: numbers[middle...], precision: precision), precision: precision)
  }

  private func baseSeries(sign: Int, precision: Precision) -> RealBallSeries {
    let logarithms = base.coefficients.prefix(order - 1).map {
      (sign > 0 ? $0 : -$0).rounded(to: precision)
    }
    return RealBallSeries([.zero] + logarithms).exponential(precision: precision)
  }

  /// Γ(a + e).
  func gamma(precision: Precision) -> RealBallSeries {
    if hasPole { return RealBallSeries(Array(repeating: .unbounded, count: order)) }
    let inner = precision + 8
    let series = baseSeries(sign: 1, precision: inner)
    if steps == 0 { return series.multiplied(by: base.value, precision: inner) }
    let constant =
      steps > 0
      ? base.value.multiplied(by: factor, precision: inner)
      : base.value.divided(by: factor, precision: inner)
    let other = steps > 0 ? product : product.reciprocal(precision: inner)
    return series.multiplied(by: other, precision: inner)
      .multiplied(by: constant, precision: inner)
  }

  /// 1/Γ(a + e).
  func reciprocalGamma(precision: Precision) -> RealBallSeries {
    let inner = precision + 8
    let series = baseSeries(sign: -1, precision: inner)
    let constant =
      steps < 0
      ? factor.divided(by: base.value, precision: inner)
      : RealBall.one.divided(
        by: base.value.multiplied(by: factor, precision: inner), precision: inner)
    let other = steps > 0 ? product.reciprocal(precision: inner) : product
    let result = (steps == 0 ? series : series.multiplied(by: other, precision: inner))
      .multiplied(by: constant, precision: inner)
    return hasPole ? RealBallSeries([.zero] + result.coefficients.dropLast()) : result
  }

  /// log Γ(a + e) for a > 0.
  func logGamma(precision: Precision) -> RealBallSeries {
    let inner = precision + 8
    let value = base.value.multiplied(by: factor, precision: inner)
    var result = product.logarithm(precision: inner).coefficients
    result[0] = value.isCertainlyEqual(to: .one) ? .zero : value.logarithm(precision: inner)
    for k in 1..<max(order, 1) {
      result[k] = result[k].adding(base.coefficients[k - 1], precision: inner)
    }
    return RealBallSeries(result)
  }
}

extension RealBallSeries {
  /// The product with 1 + (top/bottom) e.
  func multiplied(
    byOnePlus top: RealBall, over bottom: RealBall, precision: Precision
  ) -> RealBallSeries {
    var result = coefficients
    for k in stride(from: order - 1, to: 0, by: -1) where !coefficients[k - 1].isZero {
      result[k] = result[k].adding(
        coefficients[k - 1].multiplied(by: top, precision: precision)
          .divided(by: bottom, precision: precision), precision: precision)
    }
    return RealBallSeries(result)
  }
}
