public import Multiprecision

/// A polynomial whose exponents may be negative: a monomial times a polynomial.
///
/// ```swift
/// let n = LaurentPolynomial.variable("N")
/// let factor = 1 + 5 * LaurentPolynomial.monomial(["N": -1])      // 1 + 5/N
/// ```
///
/// The representation is canonical: the polynomial part is divisible by no variable.
public struct LaurentPolynomial: Sendable, Hashable {
  /// The polynomial part, which no variable divides.
  public let polynomial: MultivariatePolynomial
  /// The exponents of the monomial part that are not zero; empty for zero.
  public let shift: [Variable: Int]

  /// The product of a polynomial and a monomial with exponents of any sign.
  public init(_ polynomial: MultivariatePolynomial, shift: [Variable: Int] = [:]) {
    let (rest, lowest) = polynomial.removingMonomialContent()
    self.polynomial = rest
    self.shift =
      polynomial.isZero
      ? [:] : shift.merging(lowest, uniquingKeysWith: +).filter { $0.value != 0 }
  }

  /// A constant.
  public init(_ constant: Rational) { self.init(MultivariatePolynomial(constant)) }

  /// The constant 0.
  public static let zero = LaurentPolynomial(Rational.zero)
  /// The constant 1.
  public static let one = LaurentPolynomial(Rational.one)

  /// A variable with the exponent 1.
  public static func variable(_ variable: Variable) -> LaurentPolynomial {
    LaurentPolynomial(.one, shift: [variable: 1])
  }

  /// A monomial with coefficient 1 and exponents of any sign.
  public static func monomial(_ exponents: [Variable: Int]) -> LaurentPolynomial {
    LaurentPolynomial(.one, shift: exponents)
  }

  /// Whether there are no terms.
  public var isZero: Bool { polynomial.isZero }
  /// Whether this is the constant 1.
  public var isOne: Bool { polynomial.isOne && shift.isEmpty }

  /// The variables that occur, in ascending order.
  public var variables: [Variable] {
    MultivariatePolynomial.union(polynomial.variables, shift.keys.sorted())
  }

  /// The nonzero terms in the order of the polynomial part; exponents are not zero, and in the
  /// order of the variables.
  public var terms: [(coefficient: Rational, exponents: [(Variable, Int)])] {
    polynomial.terms.map { coefficient, exponents in
      let own = Dictionary(uniqueKeysWithValues: exponents.map { ($0.0, $0.1) })
      let all = own.merging(shift, uniquingKeysWith: +).filter { $0.value != 0 }
      return (coefficient, all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
  }

  /// The least exponent of a variable; 0 for zero.
  public func lowestExponent(of variable: Variable) -> Int { shift[variable] ?? 0 }

  /// The greatest exponent of a variable; 0 for zero.
  public func highestExponent(of variable: Variable) -> Int {
    (shift[variable] ?? 0) + polynomial.degree(in: variable)
  }
}

extension LaurentPolynomial: ExpressibleByIntegerLiteral {
  /// An integer literal of any length, as a constant.
  public init(integerLiteral literal: StaticBigInt) {
    self.init(Rational(integerLiteral: literal))
  }
}

extension LaurentPolynomial: CustomStringConvertible {
  /// The terms, as in `1 + 5*N^-1`.
  public var description: String { MultivariatePolynomial.text(of: terms) }
}
