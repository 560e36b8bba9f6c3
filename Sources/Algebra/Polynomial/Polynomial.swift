public import Multiprecision

/// A polynomial in one variable with rational coefficients, dense.
///
/// Held as integer coefficients over one positive common denominator in lowest terms.
///
/// ```swift
/// let x = Polynomial.x
/// try Polynomial(coefficients: [-1, 0, 1]) == (x - 1) * (x + 1)      // true
/// ```
public struct Polynomial: Sendable, Hashable {
  /// Ascending, without a leading zero; empty for zero.
  let integers: [Integer]
  /// Positive, coprime to the content of ``integers``; 1 for zero.
  let commonDenominator: Integer

  /// Integer coefficients over a positive denominator, in any state.
  init(integers: [Integer], over denominator: Integer = .one) {
    var integers = integers
    while integers.last?.isZero == true { integers.removeLast() }
    var denominator = denominator
    if !denominator.isOne {
      var common = denominator
      for coefficient in integers where !common.isOne {
        common = Integer.greatestCommonDivisor(common, coefficient)
      }
      if !common.isOne {
        for index in integers.indices {
          integers[index] = integers[index].exactQuotient(dividingBy: common)
        }
        denominator = denominator.exactQuotient(dividingBy: common)
      }
    }
    self.integers = integers
    self.commonDenominator = denominator
  }

  /// The polynomial with these coefficients, from the constant term up.
  public init(coefficients: [Rational]) {
    let denominator = coefficients.reduce(Integer.one) {
      Integer.leastCommonMultiple($0, $1.denominator)
    }
    self.init(
      integers: coefficients.map {
        $0.numerator * denominator.exactQuotient(dividingBy: $0.denominator)
      }, over: denominator)
  }

  /// A constant polynomial.
  public init(_ constant: Rational) { self.init(coefficients: [constant]) }

  /// The constant 0, without coefficients.
  public static let zero = Polynomial(integers: [])
  /// The constant 1.
  public static let one = Polynomial(integers: [1])
  /// The variable.
  public static let x = Polynomial(integers: [0, 1])

  /// The degree; -1 for zero.
  public var degree: Int { integers.count - 1 }
  /// Whether this is the constant 0.
  public var isZero: Bool { integers.isEmpty }
  /// Whether this is the constant 1.
  public var isOne: Bool { integers == [1] && commonDenominator.isOne }
  /// Whether the degree is at most 0; true for 0.
  public var isConstant: Bool { integers.count <= 1 }

  /// The coefficients from the constant term up, without leading zeros; empty for zero.
  public var coefficients: [Rational] { (0..<integers.count).map { self[$0] } }

  /// The coefficient of a power; 0 beyond the degree.
  public subscript(power: Int) -> Rational {
    integers.indices.contains(power)
      ? Rational(numerator: integers[power], nonzeroDenominator: commonDenominator) : .zero
  }

  /// The coefficient of the highest power; 0 for zero.
  public var leadingCoefficient: Rational { self[degree] }

  /// The rational number that leaves a ``primitivePart`` with coprime integer coefficients and a
  /// positive leading coefficient; 0 for zero.
  public var content: Rational {
    guard let lead = integers.last else { return .zero }
    var content = lead
    for coefficient in integers where !content.isOne {
      content = Integer.greatestCommonDivisor(content, coefficient)
    }
    content = content.magnitude
    return Rational(
      numerator: lead.isNegative ? -content : content, nonzeroDenominator: commonDenominator)
  }

  /// The polynomial divided by its ``content``; 0 for zero.
  public var primitivePart: Polynomial {
    let divisor = content.numerator
    if divisor.isZero { return self }
    return Polynomial(integers: integers.map { $0.exactQuotient(dividingBy: divisor) })
  }
}

extension Polynomial: ExpressibleByIntegerLiteral {
  /// An integer literal of any length, as a constant.
  public init(integerLiteral literal: StaticBigInt) {
    self.init(Rational(integerLiteral: literal))
  }
}

extension Polynomial: CustomStringConvertible {
  /// The terms in `x`, the highest power first, as in `1/2*x^2 - 1`.
  public var description: String {
    MultivariatePolynomial(self, in: "x").description
  }
}

extension MultivariatePolynomial {
  /// A polynomial in one variable, named.
  public init(_ polynomial: Polynomial, in variable: Variable) {
    self.init(
      variables: [variable],
      terms: SparseTerms<WideMonomial>(
        variableCount: 1,
        sorted: polynomial.integers.enumerated().reversed().compactMap { power, coefficient in
          coefficient.isZero
            ? nil : .init(key: WideMonomial(exponents: [power]), coefficient: coefficient)
        }),
      commonDenominator: polynomial.commonDenominator)
  }
}

extension Polynomial {
  /// The polynomial in the given variable; nil when another variable occurs, or when the degree
  /// is above 10^6, which a dense polynomial should not hold.
  public init?(_ polynomial: MultivariatePolynomial, in variable: Variable) {
    guard polynomial.variables.isEmpty || polynomial.variables == [variable],
      polynomial.totalDegree <= 1_000_000
    else { return nil }
    var integers = Array(repeating: Integer.zero, count: polynomial.totalDegree + 1)
    polynomial.forEachTerm { coefficient, exponents in
      integers[exponents.first ?? 0] = coefficient
    }
    self.init(integers: integers, over: polynomial.commonDenominator)
  }
}
