public import Multiprecision

/// A quotient of polynomials with rational coefficients, always in lowest terms.
///
/// The denominator is kept as a product of powers of polynomials that are pairwise coprime,
/// square-free, with coprime integer coefficients and a positive leading coefficient. Common
/// denominators are found by matching these factors, and a result is reduced by dividing out
/// each of them, so that denominators such as `(a - b)^2 (b - c)` are never expanded.
///
/// ```swift
/// let n = RationalFunction.variable("N")
/// let factor = (n + 4) * (n + 11) / (n * n)
/// factor.factored()      // unit 1, factors N^-2 (N + 4) (N + 11)
/// ```
public struct RationalFunction: Sendable {
  /// The numerator, with rational coefficients; coprime to the denominator.
  public let numerator: MultivariatePolynomial
  /// In the order of ``MultivariatePolynomial/precedes(_:_:)``; multiplicities are positive.
  let factors: [PolynomialFactorization.Factor]

  /// Trusts that the parts are coprime and the factors canonical.
  init(canonicalNumerator: MultivariatePolynomial, factors: [PolynomialFactorization.Factor]) {
    numerator = canonicalNumerator
    self.factors = factors
  }

  /// A constant.
  public init(_ constant: Rational) { self.init(MultivariatePolynomial(constant)) }
  /// A constant with an integer value.
  public init(_ constant: Integer) { self.init(Rational(constant)) }

  /// A polynomial, over the denominator 1.
  public init(_ polynomial: MultivariatePolynomial) {
    self.init(canonicalNumerator: polynomial, factors: [])
  }

  /// The quotient of two polynomials in lowest terms; nil when the denominator is zero.
  public init?(_ numerator: MultivariatePolynomial, _ denominator: MultivariatePolynomial) {
    guard let inverse = RationalFunction(denominator).reciprocal else { return nil }
    self = RationalFunction(numerator) * inverse
  }

  /// The constant 0.
  public static let zero = RationalFunction(MultivariatePolynomial.zero)
  /// The constant 1.
  public static let one = RationalFunction(MultivariatePolynomial.one)

  /// The function that is one variable.
  public static func variable(_ variable: Variable) -> RationalFunction {
    RationalFunction(MultivariatePolynomial.variable(variable))
  }

  /// The denominator, expanded: coprime integer coefficients, the leading one positive.
  public var denominator: MultivariatePolynomial {
    factors.reduce(.one) { $0 * $1.base.power($1.multiplicity) }
  }

  /// The factors of the denominator: pairwise coprime, square-free, in the order of
  /// ``MultivariatePolynomial/precedes(_:_:)``.
  public var denominatorFactors: [(base: MultivariatePolynomial, multiplicity: Int)] {
    factors.map { ($0.base, $0.multiplicity) }
  }

  /// Whether this is the constant 0.
  public var isZero: Bool { numerator.isZero }
  /// Whether this is the constant 1.
  public var isOne: Bool { factors.isEmpty && numerator.isOne }
  /// Whether no variable occurs; true for 0.
  public var isConstant: Bool { factors.isEmpty && numerator.isConstant }

  /// The value of a constant function; nil for any other.
  public var constantValue: Rational? { factors.isEmpty ? numerator.constantValue : nil }

  /// The numerator, when the function is a polynomial.
  public var asPolynomial: MultivariatePolynomial? { factors.isEmpty ? numerator : nil }

  /// The variables that occur, in ascending order.
  public var variables: [Variable] {
    factors.reduce(numerator.variables) {
      MultivariatePolynomial.union($0, $1.base.variables)
    }
  }
}

extension RationalFunction: Hashable {
  /// Equality of values: both are in lowest terms with normalised denominators.
  public static func == (left: RationalFunction, right: RationalFunction) -> Bool {
    guard left.numerator == right.numerator else { return false }
    return left.factors == right.factors || left.denominator == right.denominator
  }

  /// Hashes what equal functions agree on, however their denominators are factored.
  public func hash(into hasher: inout Hasher) {
    // The factors may differ between equal values: only what they agree on is hashed.
    hasher.combine(numerator)
    hasher.combine(factors.reduce(0) { $0 + $1.multiplicity * $1.base.totalDegree })
  }
}

extension RationalFunction: ExpressibleByIntegerLiteral {
  /// An integer literal of any length, as a constant.
  public init(integerLiteral literal: StaticBigInt) {
    self.init(Rational(integerLiteral: literal))
  }
}

extension RationalFunction: CustomStringConvertible {
  /// The numerator and the denominator's factors, as in `(N + 4)/(N^2*(N + 1))`.
  public var description: String {
    if factors.isEmpty { return numerator.description }
    let parts = factors.map { factor in
      let base = factor.base.isSingleVariable ? "\(factor.base)" : "(\(factor.base))"
      return factor.multiplicity == 1 ? base : "\(base)^\(factor.multiplicity)"
    }
    let top = numerator.termCount > 1 ? "(\(numerator))" : "\(numerator)"
    let bottom = parts.joined(separator: "*")
    return parts.count > 1 ? "\(top)/(\(bottom))" : "\(top)/\(bottom)"
  }
}
