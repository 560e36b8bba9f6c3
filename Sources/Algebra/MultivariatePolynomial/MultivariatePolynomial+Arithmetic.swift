public import Multiprecision

extension MultivariatePolynomial: AdditiveArithmetic {
  /// The sum, exact.
  public static func + (
    left: MultivariatePolynomial, right: MultivariatePolynomial
  ) -> MultivariatePolynomial {
    combine(left, right, sign: .one)
  }

  /// The difference, exact.
  public static func - (
    left: MultivariatePolynomial, right: MultivariatePolynomial
  ) -> MultivariatePolynomial {
    combine(left, right, sign: -1)
  }

  private static func combine(
    _ left: MultivariatePolynomial, _ right: MultivariatePolynomial, sign: Integer
  ) -> MultivariatePolynomial {
    if right.isZero { return left }
    if left.isZero { return sign.isOne ? right : -right }
    let common = Integer.greatestCommonDivisor(left.commonDenominator, right.commonDenominator)
    let leftScale = right.commonDenominator.exactQuotient(dividingBy: common)
    let rightScale = left.commonDenominator.exactQuotient(dividingBy: common) * sign
    let denominator = left.commonDenominator * leftScale
    let bound = max(left.totalDegree, right.totalDegree)
    let (variables, pair) = aligned(left, right, degreeBound: bound)
    return switch pair {
    case .packed(let a, let b):
      MultivariatePolynomial(
        variables: variables,
        terms: a.combined(with: b, leftScale: leftScale, rightScale: rightScale),
        commonDenominator: denominator)
    case .wide(let a, let b):
      MultivariatePolynomial(
        variables: variables,
        terms: a.combined(with: b, leftScale: leftScale, rightScale: rightScale),
        commonDenominator: denominator)
    }
  }

  /// The opposite, exact.
  public static prefix func - (value: MultivariatePolynomial) -> MultivariatePolynomial {
    value.mapCoefficients(canonicalDenominator: value.commonDenominator) { -$0 }
  }
}

extension MultivariatePolynomial {
  /// The product, exact; its total degree must stay below 2^62.
  public static func * (
    left: MultivariatePolynomial, right: MultivariatePolynomial
  ) -> MultivariatePolynomial {
    if left.isZero || right.isZero { return zero }
    if left.isOne { return right }
    if right.isOne { return left }
    let (variables, pair) = aligned(
      left, right, degreeBound: left.totalDegree + right.totalDegree)
    let denominator = left.commonDenominator * right.commonDenominator
    return switch pair {
    case .packed(let a, let b):
      MultivariatePolynomial(
        variables: variables, terms: a * b, commonDenominator: denominator)
    case .wide(let a, let b):
      MultivariatePolynomial(
        variables: variables, terms: a * b, commonDenominator: denominator)
    }
  }

  /// Multiplies in place, exactly; the total degree must stay below 2^62.
  public static func *= (left: inout MultivariatePolynomial, right: MultivariatePolynomial) {
    left = left * right
  }

  /// The product with a rational number.
  public func scaled(by factor: Rational) -> MultivariatePolynomial {
    if factor.isOne { return self }
    return self * MultivariatePolynomial(factor)
  }

  /// The power; `zero.power(0)` is 1. The exponent must not be negative, and the total degree
  /// of the result must stay below 2^62: ``powerIsRepresentable(_:)`` tells.
  public func power(_ exponent: Int) -> MultivariatePolynomial {
    precondition(exponent >= 0, "a polynomial power needs a nonnegative exponent")
    precondition(powerIsRepresentable(exponent), "the degree of the power is beyond 2^62")
    if exponent == 0 { return .one }
    if termCount <= 1 { return monomialPower(exponent) }
    // Repeated multiplication by the base costs less than squaring for sparse polynomials, but
    // squaring wins once the powers are dense; binary powering from the top does both well.
    var result = self
    for bit in stride(from: Int.bitWidth - exponent.leadingZeroBitCount - 2, through: 0, by: -1) {
      result = result * result
      if exponent >> bit & 1 == 1 { result = result * self }
    }
    return result
  }

  /// Whether the total degree of the power stays below 2^62.
  public func powerIsRepresentable(_ exponent: Int) -> Bool {
    let (degree, overflow) = totalDegree.multipliedReportingOverflow(by: exponent)
    return !overflow && degree < WideMonomial.maximumDegree(variableCount: 0)
  }

  private func monomialPower(_ exponent: Int) -> MultivariatePolynomial {
    var result = MultivariatePolynomial.zero
    forEachTerm { coefficient, exponents in
      let key = WideMonomial(exponents: exponents.map { $0 * exponent })
      result = MultivariatePolynomial(
        variables: variables,
        terms: SparseTerms(
          variableCount: variables.count,
          sorted: [.init(key: key, coefficient: coefficient.power(exponent))]),
        commonDenominator: commonDenominator.power(exponent))
    }
    return result
  }
}
