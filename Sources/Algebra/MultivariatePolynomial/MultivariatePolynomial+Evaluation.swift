public import Multiprecision

extension MultivariatePolynomial {
  /// The exact value.
  ///
  /// - Throws: ``AlgebraError/missingValue(_:)`` when a variable that occurs has no value.
  public func evaluated(at values: [Variable: Rational]) throws(AlgebraError) -> Rational {
    var points: [Rational] = []
    for variable in variables {
      guard let value = values[variable] else { throw .missingValue(variable) }
      points.append(value)
    }
    // With x = p/q and degree d, q^d times the value is an integer: no fraction is reduced on
    // the way.
    let degrees = self.degrees
    let numerators = zip(points, degrees).map { Powers(of: $0.numerator, through: $1) }
    let denominators = zip(points, degrees).map { Powers(of: $0.denominator, through: $1) }
    var sum = Integer.zero
    forEachTerm { coefficient, exponents in
      var product = coefficient
      for (index, exponent) in exponents.enumerated() {
        if exponent > 0 { product *= numerators[index][exponent] }
        if !points[index].isInteger { product *= denominators[index][degrees[index] - exponent] }
      }
      sum += product
    }
    var bottom = commonDenominator
    for (index, degree) in degrees.enumerated() where !points[index].isInteger {
      bottom *= denominators[index][degree]
    }
    return Rational(numerator: sum, nonzeroDenominator: bottom)
  }

  /// The value in any ring, with the operations supplied: a sum over the terms, with each power
  /// of a variable computed once.
  ///
  /// The caller's operations decide what is exact and what carries a bound; they must form a
  /// commutative ring up to enclosure.
  public func evaluated<Value>(
    at value: (Variable) throws -> Value,
    number: (Rational) throws -> Value,
    add: (Value, Value) throws -> Value,
    multiply: (Value, Value) throws -> Value
  ) rethrows -> Value {
    var caches = try variables.map { PowerCache(base: try value($0)) }
    var sum: Value?
    for (coefficient, exponents) in terms {
      var product: Value?
      for (variable, exponent) in exponents {
        guard let index = variables.firstIndex(of: variable) else { continue }
        let power = try caches[index].power(exponent, multiply: multiply)
        product = try product.map { try multiply($0, power) } ?? power
      }
      let term: Value
      if let product {
        term = coefficient.isOne ? product : try multiply(try number(coefficient), product)
      } else {
        term = try number(coefficient)
      }
      sum = try sum.map { try add($0, term) } ?? term
    }
    return try sum ?? number(.zero)
  }
}

/// The powers of an integer: a table while the degree is small, computed on demand beyond.
struct Powers {
  private static let tableLimit = 512
  private let base: Integer
  private var table: [Integer] = [.one]

  init(of base: Integer, through degree: Int) {
    self.base = base
    if !base.isOne {
      for _ in 0..<min(degree, Powers.tableLimit) { table.append((table.last ?? .one) * base) }
    }
  }

  subscript(exponent: Int) -> Integer {
    exponent < table.count ? table[exponent] : base.power(exponent)
  }
}

/// The powers of a value that were asked for, by repeated squaring and sharing.
struct PowerCache<Value> {
  private var known: [Int: Value]

  init(base: Value) { known = [1: base] }

  /// The power with a positive exponent.
  mutating func power(
    _ exponent: Int, multiply: (Value, Value) throws -> Value
  ) rethrows -> Value {
    if let value = known[exponent] { return value }
    let half = try power(exponent / 2, multiply: multiply)
    var value = try multiply(half, half)
    if exponent % 2 == 1 { value = try multiply(value, try power(1, multiply: multiply)) }
    known[exponent] = value
    return value
  }
}
