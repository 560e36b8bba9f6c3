public import Multiprecision

extension TruncatedPowerSeries {
  /// The sum, known to the smaller order.
  public static func + (
    left: TruncatedPowerSeries, right: TruncatedPowerSeries
  ) -> TruncatedPowerSeries {
    TruncatedPowerSeries(zip(left.coefficients, right.coefficients).map { $0 + $1 })
  }

  /// The difference, known to the smaller order.
  public static func - (
    left: TruncatedPowerSeries, right: TruncatedPowerSeries
  ) -> TruncatedPowerSeries {
    TruncatedPowerSeries(zip(left.coefficients, right.coefficients).map { $0 - $1 })
  }

  /// The product, known to the smaller order.
  public static func * (
    left: TruncatedPowerSeries, right: TruncatedPowerSeries
  ) -> TruncatedPowerSeries {
    TruncatedPowerSeries(
      (0..<min(left.order, right.order)).map { power in
        convolution(left.coefficients, right.coefficients, at: power)
      })
  }

  /// The sum of `a_i b_(power - i)`; both lists reach the power.
  private static func convolution(
    _ a: [Coefficient], _ b: [Coefficient], at power: Int
  ) -> Coefficient {
    var sum = a[0] * b[power]
    for index in 0..<power { sum = sum + a[index + 1] * b[power - index - 1] }
    return sum
  }

  /// The product with a coefficient, known to the same order.
  public func scaled(by factor: Coefficient) -> TruncatedPowerSeries {
    TruncatedPowerSeries(coefficients.map { $0 * factor })
  }

  /// The derivative, known to one order less.
  public var derivative: TruncatedPowerSeries {
    TruncatedPowerSeries(
      coefficients.enumerated().dropFirst().map { $1 * Coefficient(Rational($0)) })
  }

  /// The integral with constant term 0, known to one order more.
  public var integral: TruncatedPowerSeries {
    TruncatedPowerSeries(
      [Coefficient(Rational.zero)]
        + coefficients.enumerated().map { power, coefficient in
          coefficient
            * Coefficient(Rational(numerator: .one, nonzeroDenominator: Integer(power + 1)))
        })
  }

  /// 1/f.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` when the constant term is not invertible.
  public func reciprocal() throws(ArithmeticError) -> TruncatedPowerSeries {
    guard let first = coefficients.first else { return self }
    guard let inverse = first.reciprocal else { throw .divisionByZero }
    var result = [inverse]
    for power in 1..<max(order, 1) {
      var sum = coefficients[power] * result[0]
      for index in 1..<power { sum = sum + coefficients[power - index] * result[index] }
      result.append((Coefficient(Rational.zero) - sum) * inverse)
    }
    return TruncatedPowerSeries(result)
  }

  /// f(g(t)) for a g without constant term, by Horner's rule.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` when g has a constant term.
  public func composed(
    with inner: TruncatedPowerSeries
  ) throws(ArithmeticError) -> TruncatedPowerSeries {
    if let first = inner.coefficients.first, !first.isZero {
      throw .outsideDomain("a power series composes with a series whose constant term is 0")
    }
    let order = min(self.order, inner.order)
    let inner = inner.truncated(to: order)
    var result = TruncatedPowerSeries([], order: order)
    for coefficient in coefficients.prefix(order).reversed() {
      result = result * inner + TruncatedPowerSeries(constant: coefficient, order: order)
    }
    return result
  }
}
