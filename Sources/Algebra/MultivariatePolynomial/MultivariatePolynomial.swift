public import Multiprecision

/// A polynomial in any number of variables with rational coefficients, sparse.
///
/// Held as integer coefficients over one positive common denominator, in the variables that
/// occur, so that equal polynomials have equal representations. The terms are in graded
/// lexicographic order: the highest total degree first, then the highest exponent of the first
/// variable by name, and so on.
///
/// ```swift
/// let n = MultivariatePolynomial.variable("N")
/// let moment = n * (n + 5) * MultivariatePolynomial(Rational(1, 4)!)
/// ```
///
/// The total degree of a result must stay below 2^62; the methods that take an exponent from
/// input check it.
public struct MultivariatePolynomial: Sendable, Hashable {
  /// The variables that occur, in ascending order.
  public let variables: [Variable]
  let storage: Storage
  /// Positive, and coprime to the content of the integer coefficients; 1 for zero.
  let commonDenominator: Integer

  enum Storage: Sendable, Hashable {
    case packed(SparseTerms<PackedMonomial>)
    case wide(SparseTerms<WideMonomial>)
  }

  /// Trusts that the parts are canonical.
  init(canonicalVariables variables: [Variable], storage: Storage, commonDenominator: Integer) {
    self.variables = variables
    self.storage = storage
    self.commonDenominator = commonDenominator
  }

  /// Drops variables that do not occur, takes the narrowest keys, and reduces the denominator,
  /// which is positive.
  init<Key>(
    variables: [Variable], terms: SparseTerms<Key>, commonDenominator: Integer = .one
  ) {
    var terms = terms
    var denominator = commonDenominator
    if !denominator.isOne {
      let common = Integer.greatestCommonDivisor(terms.content, denominator)
      if !common.isOne {
        terms = terms.exactlyDivided(by: common)
        denominator = denominator.exactQuotient(dividingBy: common)
      }
    }
    let occurring = terms.occurringVariables
    if occurring.allSatisfy({ $0 }),
      terms.totalDegree <= PackedMonomial.maximumDegree(variableCount: variables.count),
      let packed = terms as? SparseTerms<PackedMonomial>
    {
      self.init(
        canonicalVariables: variables, storage: .packed(packed), commonDenominator: denominator)
      return
    }
    var kept: [Variable] = []
    var places: [Int?] = []
    for (variable, occurs) in zip(variables, occurring) {
      places.append(occurs ? kept.count : nil)
      if occurs { kept.append(variable) }
    }
    self.init(
      canonicalVariables: kept,
      storage: Storage(terms, places: places, count: kept.count, degreeBound: terms.totalDegree),
      commonDenominator: denominator)
  }

  /// A constant polynomial.
  public init(_ constant: Rational) {
    let terms: [SparseTerms<PackedMonomial>.Term] =
      constant.isZero
      ? [] : [.init(key: PackedMonomial(exponents: []), coefficient: constant.numerator)]
    self.init(
      canonicalVariables: [],
      storage: .packed(SparseTerms(variableCount: 0, sorted: terms)),
      commonDenominator: constant.denominator)
  }

  /// A constant polynomial with an integer value.
  public init(_ constant: Integer) { self.init(Rational(constant)) }

  /// The constant 0, without terms.
  public static let zero = MultivariatePolynomial(Rational.zero)
  /// The constant 1.
  public static let one = MultivariatePolynomial(Rational.one)

  /// The polynomial that is one variable.
  public static func variable(_ variable: Variable) -> MultivariatePolynomial {
    MultivariatePolynomial(
      canonicalVariables: [variable],
      storage: .packed(
        SparseTerms(
          variableCount: 1,
          sorted: [.init(key: PackedMonomial(exponents: [1]), coefficient: .one)])),
      commonDenominator: .one)
  }

  /// The sum of terms in any order, with repetitions allowed. The exponents must not be
  /// negative.
  public init(terms: [(coefficient: Rational, exponents: [Variable: Int])]) {
    let variables = Array(Set(terms.flatMap(\.exponents.keys))).sorted()
    let denominator = terms.reduce(Integer.one) {
      Integer.leastCommonMultiple($0, $1.coefficient.denominator)
    }
    let unsorted = terms.map { term in
      let exponents = variables.map { term.exponents[$0] ?? 0 }
      precondition(exponents.allSatisfy { $0 >= 0 }, "a polynomial has exponents >= 0")
      return SparseTerms<WideMonomial>.Term(
        key: WideMonomial(exponents: exponents),
        coefficient: term.coefficient.numerator
          * denominator.exactQuotient(dividingBy: term.coefficient.denominator))
    }
    self.init(
      variables: variables,
      terms: SparseTerms(variableCount: variables.count, unsorted: unsorted),
      commonDenominator: denominator)
  }
}

extension MultivariatePolynomial: ExpressibleByIntegerLiteral {
  /// An integer literal of any length, as a constant.
  public init(integerLiteral literal: StaticBigInt) {
    self.init(Rational(integerLiteral: literal))
  }
}
