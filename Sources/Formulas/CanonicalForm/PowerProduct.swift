internal import Algebra
internal import Multiprecision

/// A product of powers whose exponents are not integers: (N+5)^L, 2^(-N), 3^(1/2).
///
/// Each factor is a base to a rational multiple of a monomial in symbols, the monomial 1 among
/// them. Bases are primes, -1, polynomials without a common factor, or sums that are neither. Such
/// products form a group under multiplication: exponents add.
struct PowerProduct: Hashable, Sendable {
  /// What is raised.
  enum Base: Hashable, Sendable {
    /// A prime, -1, or a primitive polynomial with a positive leading coefficient.
    case polynomial(MultivariatePolynomial)
    /// A sum of several power products, such as 2^N - 1.
    indirect case compound(CanonicalForm)
  }

  struct Factor: Hashable, Sendable {
    let base: Base
    /// A monomial with coefficient 1.
    let exponent: MultivariatePolynomial
  }

  /// The rational coefficient of each exponent; never zero.
  private(set) var coefficients: [Factor: Rational] = [:]

  static let one = PowerProduct()

  var isOne: Bool { coefficients.isEmpty }

  init() {}

  init(_ base: Base, exponent: MultivariatePolynomial, coefficient: Rational) {
    multiply(Factor(base: base, exponent: exponent), coefficient)
  }

  private mutating func multiply(_ factor: Factor, _ coefficient: Rational) {
    let sum = (coefficients[factor] ?? .zero) + coefficient
    coefficients[factor] = sum.isZero ? nil : sum
  }

  static func * (left: PowerProduct, right: PowerProduct) -> PowerProduct {
    var product = left
    for (factor, coefficient) in right.coefficients { product.multiply(factor, coefficient) }
    return product
  }

  /// The product with each exponent multiplied by `coefficient * monomial`.
  func raised(to monomial: MultivariatePolynomial, coefficient: Rational) -> PowerProduct {
    var power = PowerProduct()
    for (factor, own) in coefficients {
      power.multiply(
        Factor(base: factor.base, exponent: factor.exponent * monomial), own * coefficient)
    }
    return power
  }

  var inverse: PowerProduct { raised(to: .one, coefficient: -1) }

  /// The greatest product that divides both with exponents that are multiples of the same
  /// monomials: each exponent the lesser of the two.
  func common(with other: PowerProduct) -> PowerProduct {
    var common = PowerProduct()
    for factor in Set(coefficients.keys).union(other.coefficients.keys) {
      common.multiply(
        factor, min(coefficients[factor] ?? .zero, other.coefficients[factor] ?? .zero))
    }
    return common
  }

  /// Moves what is an integer power of a polynomial into a rational function: 2^(3/2) is
  /// 2 * 2^(1/2), and (-1)^(3 L) is (-1)^L, its exponents being integers.
  func extractingIntegerPowers() throws(ArithmeticError) -> (PowerProduct, RationalFunction) {
    var rest = PowerProduct()
    var extracted = RationalFunction.one
    for (factor, coefficient) in coefficients {
      let base: RationalFunction? =
        switch factor.base {
        case .polynomial(let polynomial): RationalFunction(polynomial)
        case .compound(let form): form.rationalFunction
        }
      if factor.exponent.isOne, let base {
        let whole = coefficient.floor
        rest.multiply(factor, coefficient - Rational(whole))
        guard let exponent = whole.asInt else { throw .tooLarge("an exponent is too large") }
        extracted *= try CanonicalForm.boundedPower(base, exponent)
      } else if case .polynomial(let number) = factor.base, number.constantValue == -1,
        let whole = coefficient.asInteger
      {
        // As a polynomial, -1 stands only under integers; (-1)^(2 x) is a compound's power.
        rest.multiply(factor, whole.isOdd ? 1 : 0)
      } else {
        rest.multiply(factor, coefficient)
      }
    }
    return (rest, extracted)
  }
}
