internal import Multiprecision

extension SparseTerms {
  /// `self * leftScale + other * rightScale`; the scales are not zero.
  func combined(
    with other: SparseTerms, leftScale: Integer, rightScale: Integer
  ) -> SparseTerms {
    var result: [Term] = []
    result.reserveCapacity(terms.count + other.terms.count)
    var i = 0
    var j = 0
    while i < terms.count, j < other.terms.count {
      let left = terms[i].key
      let right = other.terms[j].key
      if left == right {
        var sum = terms[i].coefficient.scaled(by: leftScale)
        if rightScale.isOne {
          sum += other.terms[j].coefficient
        } else {
          sum.addProduct(other.terms[j].coefficient, rightScale)
        }
        if !sum.isZero { result.append(Term(key: left, coefficient: sum)) }
        i += 1
        j += 1
      } else if left > right {
        result.append(Term(key: left, coefficient: terms[i].coefficient.scaled(by: leftScale)))
        i += 1
      } else {
        result.append(
          Term(key: right, coefficient: other.terms[j].coefficient.scaled(by: rightScale)))
        j += 1
      }
    }
    for term in terms[i...] {
      result.append(Term(key: term.key, coefficient: term.coefficient.scaled(by: leftScale)))
    }
    for term in other.terms[j...] {
      result.append(Term(key: term.key, coefficient: term.coefficient.scaled(by: rightScale)))
    }
    return SparseTerms(variableCount: variableCount, sorted: result)
  }

  /// The product with a nonzero integer.
  func scaled(by factor: Integer) -> SparseTerms {
    if factor.isOne { return self }
    return mapCoefficients { $0 * factor }
  }

  /// The quotient by an integer that divides every coefficient.
  func exactlyDivided(by divisor: Integer) -> SparseTerms {
    if divisor.isOne { return self }
    return mapCoefficients { $0.exactQuotient(dividingBy: divisor) }
  }

  /// Changes every coefficient to another nonzero one.
  func mapCoefficients(_ change: (Integer) -> Integer) -> SparseTerms {
    SparseTerms(
      variableCount: variableCount,
      sorted: terms.map { Term(key: $0.key, coefficient: change($0.coefficient)) })
  }

  /// The product with one term.
  func multiplied(by term: Term) -> SparseTerms {
    SparseTerms(
      variableCount: variableCount,
      sorted: terms.map {
        Term(key: $0.key * term.key, coefficient: $0.coefficient.scaled(by: term.coefficient))
      })
  }

  /// The product; the sum of the degrees must be within the key's maximum.
  static func * (left: SparseTerms, right: SparseTerms) -> SparseTerms {
    let (short, long) = left.terms.count <= right.terms.count ? (left, right) : (right, left)
    guard let first = short.terms.first else { return short }
    if short.terms.count == 1 { return long.multiplied(by: first) }
    if short.terms.count == 2 {
      return long.multiplied(by: first).combined(
        with: long.multiplied(by: short.terms[1]), leftScale: .one, rightScale: .one)
    }
    var table = TermTable<Key>(expectedCount: long.terms.count * 2)
    for a in short.terms {
      for b in long.terms {
        table.addProduct(a.coefficient, b.coefficient, at: a.key * b.key)
      }
    }
    return SparseTerms(variableCount: left.variableCount, sorted: table.sortedTerms())
  }
}

extension Integer {
  func scaled(by factor: Integer) -> Integer { factor.isOne ? self : self * factor }
}
