internal import Algebra
internal import Multiprecision

/// A sum of rational functions times power products: the ring in which closed forms live.
///
/// Powers of bases without common factors to symbolic exponents are algebraically independent, so
/// a sum is zero exactly when all its coefficients are; no greatest common divisors are needed to
/// decide that. Function values such as exp(x) stand in the coefficients as variables named by
/// their text, and are treated as independent: relations between them are not seen.
struct ExponentialSum: Hashable, Sendable {
  /// No coefficient is zero.
  private(set) var terms: [PowerProduct: RationalFunction] = [:]

  static let zero = ExponentialSum()
  static let one = ExponentialSum(.one)

  init() {}

  init(_ coefficient: RationalFunction, _ power: PowerProduct = .one) {
    add(coefficient, power)
  }

  var isZero: Bool { terms.isEmpty }

  /// The term, when there is only one.
  var singleTerm: (coefficient: RationalFunction, power: PowerProduct)? {
    guard terms.count == 1, let term = terms.first else { return nil }
    return (term.value, term.key)
  }

  /// The rational function, when there are no power products.
  var rationalFunction: RationalFunction? {
    if isZero { return .zero }
    guard let term = singleTerm, term.power.isOne else { return nil }
    return term.coefficient
  }

  mutating func add(_ coefficient: RationalFunction, _ power: PowerProduct) {
    guard !coefficient.isZero else { return }
    guard let present = terms[power] else {
      terms[power] = coefficient
      return
    }
    let sum = present + coefficient
    terms[power] = sum.isZero ? nil : sum
  }

  static func + (left: ExponentialSum, right: ExponentialSum) -> ExponentialSum {
    var sum = left
    for (power, coefficient) in right.terms { sum.add(coefficient, power) }
    return sum
  }

  static prefix func - (value: ExponentialSum) -> ExponentialSum {
    var negated = value
    for (power, coefficient) in value.terms { negated.terms[power] = -coefficient }
    return negated
  }

  func multiplied(by other: ExponentialSum) throws(ArithmeticError) -> ExponentialSum {
    var product = ExponentialSum()
    for (leftPower, left) in terms {
      for (rightPower, right) in other.terms {
        let (power, extracted) = try (leftPower * rightPower).extractingIntegerPowers()
        product.add(left * right * extracted, power)
      }
    }
    return product
  }

  func multiplied(
    by coefficient: RationalFunction, _ power: PowerProduct
  ) throws(ArithmeticError) -> ExponentialSum {
    try multiplied(by: ExponentialSum(coefficient, power))
  }

  /// The terms in an order that depends on nothing but their text: plain coefficients first.
  var orderedTerms: [(power: PowerProduct, coefficient: RationalFunction)] {
    terms.map { (power: $0.key, coefficient: $0.value, text: CanonicalForm.text(of: $0.key)) }
      .sorted { ($0.power.coefficients.count, $0.text) < ($1.power.coefficients.count, $1.text) }
      .map { ($0.power, $0.coefficient) }
  }

  /// The product that divides every term.
  var commonPower: PowerProduct {
    guard let first = terms.first?.key else { return .one }
    return terms.keys.dropFirst().reduce(first) { $0.common(with: $1) }
  }
}
