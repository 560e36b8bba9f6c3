internal import Algebra
internal import Multiprecision

/// A polynomial in the variable s of a Mellin transform.
///
/// Rational coefficients, the usual case, are kept over a common denominator; coefficients with
/// symbols in them, as a symbolic dropout probability gives, stand one by one. A polynomial whose
/// coefficients are all fractions is always of the first kind, so that equal means identical.
enum TransformPolynomial<Scalar: NetworkScalar>: Sendable, Equatable {
  case rational(Polynomial)
  /// From the constant on; the last one is not known to be zero.
  case general([Scalar])

  static var zero: Self { .rational(.zero) }
  static var one: Self { .rational(.one) }

  init(_ coefficients: [Scalar]) {
    let fractions = coefficients.compactMap(\.exactValue)
    if fractions.count == coefficients.count {
      self = .rational(Polynomial(coefficients: fractions))
      return
    }
    var trimmed = coefficients
    while let last = trimmed.last, last.isZero { trimmed.removeLast() }
    self = .general(trimmed)
  }

  /// The polynomial sum c_r (s + a)(s + a + 1)...(s + a + r - 1).
  init(risingFrom a: Rational, coefficients: [Scalar]) {
    let fractions = coefficients.compactMap(\.exactValue)
    var node = a + Rational(coefficients.count)
    if fractions.count == coefficients.count {
      var sum = Polynomial.zero
      for coefficient in fractions.reversed() {
        node -= 1
        sum = sum * Polynomial(coefficients: [node, 1]) + Polynomial(coefficient)
      }
      self = .rational(sum)
      return
    }
    var sum = Self.zero
    for coefficient in coefficients.reversed() {
      node -= 1
      sum = sum * .rational(Polynomial(coefficients: [node, 1])) + Self([coefficient])
    }
    self = sum
  }

  var coefficients: [Scalar] {
    switch self {
    case .rational(let polynomial): polynomial.coefficients.map { Scalar($0) }
    case .general(let coefficients): coefficients
    }
  }

  var isZero: Bool {
    switch self {
    case .rational(let polynomial): polynomial.isZero
    case .general(let coefficients): coefficients.isEmpty
    }
  }

  static func + (left: Self, right: Self) -> Self {
    if case .rational(let a) = left, case .rational(let b) = right { return .rational(a + b) }
    let (a, b) = (left.coefficients, right.coefficients)
    return Self(
      (0..<max(a.count, b.count)).map { index in
        (index < a.count ? a[index] : .zero) + (index < b.count ? b[index] : .zero)
      })
  }

  static func * (left: Self, right: Self) -> Self {
    if case .rational(let a) = left, case .rational(let b) = right { return .rational(a * b) }
    let (a, b) = (left.coefficients, right.coefficients)
    if a.isEmpty || b.isEmpty { return .zero }
    var product = Array(repeating: Scalar.zero, count: a.count + b.count - 1)
    for i in a.indices {
      for j in b.indices { product[i + j] = product[i + j] + a[i] * b[j] }
    }
    return Self(product)
  }

  func scaled(by factor: Scalar) -> Self {
    if case .rational(let polynomial) = self, let value = factor.exactValue {
      return .rational(polynomial.scaled(by: value))
    }
    return Self(coefficients.map { $0 * factor })
  }

  func evaluated(at point: Rational) -> Scalar {
    if case .rational(let polynomial) = self { return Scalar(polynomial.evaluated(at: point)) }
    let place = Scalar(point)
    return coefficients.reversed().reduce(Scalar.zero) { $0 * place + $1 }
  }

  /// The coefficients c of sum c_r (s + a_0)(s + a_1)...(s + a_(r-1)) for places a that a function
  /// gives one after the other, by synthetic division.
  func newtonCoefficients(places: (Int) -> Rational) -> [Scalar] {
    var work = coefficients
    for index in work.indices.dropLast() {
      let place = Scalar(-places(index))
      for k in stride(from: work.count - 2, through: index, by: -1) {
        work[k] = work[k] + work[k + 1] * place
      }
    }
    return work
  }
}
