public import Multiprecision

extension RationalFunction: AdditiveArithmetic {
  /// The sum, exact, in lowest terms.
  public static func + (left: RationalFunction, right: RationalFunction) -> RationalFunction {
    if left.isZero { return right }
    if right.isZero { return left }
    if left.factors.isEmpty, right.factors.isEmpty {
      return RationalFunction(left.numerator + right.numerator)
    }
    let matches = matched(left.factors, right.factors)
    var leftCofactor = MultivariatePolynomial.one
    var rightCofactor = MultivariatePolynomial.one
    for (factor, i, j) in matches {
      if i < j { leftCofactor *= factor.base.power(j - i) }
      if j < i { rightCofactor *= factor.base.power(i - j) }
    }
    var numerator = left.numerator * leftCofactor + right.numerator * rightCofactor
    if numerator.isZero { return zero }
    var kept: [Factor] = []
    for (factor, i, j) in matches {
      let common = factor.with(multiplicity: max(i, j))
      // A factor of unequal multiplicities is coprime to one summand and divides the other.
      if i != j {
        kept.append(common)
        continue
      }
      let (reduced, rest) = cancel(numerator, common)
      numerator = reduced
      kept += rest
    }
    return RationalFunction(canonicalNumerator: numerator, factors: sorted(kept))
  }

  /// The difference, exact, in lowest terms.
  public static func - (left: RationalFunction, right: RationalFunction) -> RationalFunction {
    left + -right
  }

  /// The opposite, exact.
  public static prefix func - (value: RationalFunction) -> RationalFunction {
    RationalFunction(canonicalNumerator: -value.numerator, factors: value.factors)
  }
}

extension RationalFunction {
  /// The product, exact, in lowest terms.
  public static func * (left: RationalFunction, right: RationalFunction) -> RationalFunction {
    if left.isZero || right.isZero { return zero }
    var (leftTop, rightTop) = (left.numerator, right.numerator)
    var (leftBottom, rightBottom): ([Factor], [Factor]) = ([], [])
    for factor in left.factors {
      let (reduced, rest) = cancel(rightTop, factor)
      rightTop = reduced
      leftBottom += rest
    }
    for factor in right.factors {
      let (reduced, rest) = cancel(leftTop, factor)
      leftTop = reduced
      rightBottom += rest
    }
    let bottom =
      leftBottom.isEmpty
      ? rightBottom
      : rightBottom.isEmpty
        ? leftBottom
        : matched(leftBottom, rightBottom).map { $0.factor.with(multiplicity: $0.left + $0.right) }
    return RationalFunction(canonicalNumerator: leftTop * rightTop, factors: sorted(bottom))
  }

  /// Multiplies in place, exactly.
  public static func *= (left: inout RationalFunction, right: RationalFunction) {
    left = left * right
  }

  /// 1/f; nil for zero. The numerator is factored to become the denominator.
  public var reciprocal: RationalFunction? {
    guard let (unit, factors) = denominatorFromNumerator else { return nil }
    return RationalFunction(
      canonicalNumerator: denominator.scaled(by: unit), factors: factors)
  }

  /// The numerator as factors of a denominator and the inverse of its unit; nil for zero.
  private var denominatorFromNumerator: (unit: Rational, factors: [Factor])? {
    let factorization = numerator.factoredForDenominator()
    return factorization.unit.reciprocal.map { ($0, factorization.factors) }
  }

  /// The quotient.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` for a divisor that is zero.
  public func divided(by divisor: RationalFunction) throws(ArithmeticError) -> RationalFunction {
    guard let (unit, bottom) = divisor.denominatorFromNumerator else { throw .divisionByZero }
    // (a/A) / (b/B): the factors that A and B share leave before anything is expanded.
    var extra = MultivariatePolynomial(unit)
    var own: [Factor] = []
    for (factor, i, j) in RationalFunction.matched(factors, divisor.factors) {
      if j > i { extra *= factor.base.power(j - i) }
      if i > j { own.append(factor.with(multiplicity: i - j)) }
    }
    let left = RationalFunction(
      canonicalNumerator: numerator, factors: RationalFunction.sorted(own))
    return left * RationalFunction(canonicalNumerator: extra, factors: bottom)
  }

  /// The quotient. The divisor must not be zero: use ``divided(by:)`` for one that comes from
  /// input.
  public static func / (left: RationalFunction, right: RationalFunction) -> RationalFunction {
    guard let quotient = try? left.divided(by: right) else {
      preconditionFailure("division by zero")
    }
    return quotient
  }

  /// Divides in place, exactly.
  ///
  /// - Precondition: the divisor is not zero.
  public static func /= (left: inout RationalFunction, right: RationalFunction) {
    left = left / right
  }

  /// The power with an integer exponent; `zero.power(0)` is 1.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero`` for a negative power of zero,
  ///   ``ArithmeticError/tooLarge(_:)`` for a degree beyond 2^62.
  public func power(_ exponent: Int) throws(ArithmeticError) -> RationalFunction {
    if exponent < 0 {
      guard exponent != .min, let inverse = reciprocal else { throw .divisionByZero }
      return try inverse.power(-exponent)
    }
    if exponent == 0 { return .one }
    guard numerator.powerIsRepresentable(exponent),
      factors.allSatisfy({
        !$0.multiplicity.multipliedReportingOverflow(by: exponent).overflow
          && $0.base.powerIsRepresentable($0.multiplicity * exponent)
      })
    else { throw .tooLarge("the power \(exponent) of a rational function has a degree above 2^62") }
    return RationalFunction(
      canonicalNumerator: numerator.power(exponent),
      factors: factors.map { $0.with(multiplicity: $0.multiplicity * exponent) })
  }
}

extension MultivariatePolynomial {
  /// Factors that serve as a denominator: completely factored while that is cheap.
  func factoredForDenominator() -> PolynomialFactorization {
    termCount <= 200 && totalDegree <= 40 ? factored() : squareFreeFactored()
  }
}
