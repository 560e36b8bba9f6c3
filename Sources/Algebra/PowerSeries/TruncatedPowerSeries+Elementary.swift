public import Multiprecision

extension TruncatedPowerSeries {
  /// exp f for an f without constant term, from `g' = f' g`.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` when the constant term is not 0: the
  ///   exponential of another number need not lie in the coefficients' field.
  public func exponential() throws(ArithmeticError) -> TruncatedPowerSeries {
    guard let first = coefficients.first else { return self }
    guard first.isZero else {
      throw .outsideDomain("the exponential of a series needs the constant term 0")
    }
    var result = [Coefficient(Rational.one)]
    for power in 1..<max(order, 1) {
      var sum = Coefficient(Rational.zero)
      for index in 1...power {
        sum = sum + coefficients[index] * Coefficient(Rational(index)) * result[power - index]
      }
      result.append(sum * Coefficient.reciprocal(of: power))
    }
    return TruncatedPowerSeries(result)
  }

  /// log f for an f with constant term 1, the integral of f'/f.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` when the constant term is not 1.
  public func logarithm() throws(ArithmeticError) -> TruncatedPowerSeries {
    guard let first = coefficients.first else { return self }
    guard first.isOne else {
      throw .outsideDomain("the logarithm of a series needs the constant term 1")
    }
    let quotient = derivative * (try reciprocal())
    return quotient.integral
  }

  /// The power with a rational exponent a, from `f g' = a f' g`.
  ///
  /// The constant term must be 1 unless the exponent is an integer; for a nonnegative integer
  /// any series will do.
  ///
  /// - Throws: ``ArithmeticError/outsideDomain(_:)`` when the constant term is not 1 and the
  ///   exponent is not an integer, ``ArithmeticError/divisionByZero`` for a negative integer and
  ///   a constant term that is not invertible, ``ArithmeticError/tooLarge(_:)`` for an integer
  ///   exponent beyond the machine's when the constant term is not 1.
  public func power(_ exponent: Rational) throws(ArithmeticError) -> TruncatedPowerSeries {
    guard let first = coefficients.first else { return self }
    guard first.isOne else {
      guard exponent.isInteger else {
        throw .outsideDomain(
          "the power \(exponent) of a series needs the constant term 1, or an integer exponent")
      }
      guard let count = exponent.asInt, count != .min else {
        throw .tooLarge("the power \(exponent) of a series is beyond machine integers")
      }
      return count < 0 ? try reciprocal().power(count: -count) : power(count: count)
    }
    // n c_n = sum_{k=1}^n (a k - (n - k)) f_k c_(n-k), for f_0 = 1.
    var result = [Coefficient(Rational.one)]
    for n in 1..<max(order, 1) {
      var sum = Coefficient(Rational.zero)
      for k in 1...n {
        let weight = exponent * Rational(k) - Rational(n - k)
        sum = sum + Coefficient(weight) * coefficients[k] * result[n - k]
      }
      result.append(sum * Coefficient.reciprocal(of: n))
    }
    return TruncatedPowerSeries(result)
  }

  private func power(count: Int) -> TruncatedPowerSeries {
    var result = TruncatedPowerSeries(constant: Coefficient(Rational.one), order: order)
    var square = self
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }
}

extension SeriesCoefficient {
  fileprivate static func reciprocal(of count: Int) -> Self {
    Self(Rational(numerator: .one, nonzeroDenominator: Integer(count)))
  }
}
