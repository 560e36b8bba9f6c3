internal import Multiprecision

/// A polynomial with integer coefficients in k anonymous variables: nonzero terms, the greatest
/// monomial first.
struct SparseTerms<Key: MonomialKey>: Hashable, Sendable {
  struct Term: Hashable, Sendable {
    var key: Key
    var coefficient: Integer
  }

  var variableCount: Int
  var terms: [Term]

  /// Trusts that the terms are nonzero and in descending order.
  init(variableCount: Int, sorted terms: [Term]) {
    self.variableCount = variableCount
    self.terms = terms
  }

  /// Sorts, adds terms of the same monomial, and drops zeros.
  init(variableCount: Int, unsorted: [Term]) {
    let sorted = unsorted.sorted { $0.key > $1.key }
    var terms: [Term] = []
    terms.reserveCapacity(sorted.count)
    for term in sorted {
      if let last = terms.indices.last, terms[last].key == term.key {
        terms[last].coefficient += term.coefficient
      } else {
        if let last = terms.last, last.coefficient.isZero { terms.removeLast() }
        terms.append(term)
      }
    }
    if let last = terms.last, last.coefficient.isZero { terms.removeLast() }
    self.init(variableCount: variableCount, sorted: terms)
  }

  var isEmpty: Bool { terms.isEmpty }

  /// The total degree; 0 for the zero polynomial.
  var totalDegree: Int { terms.first?.key.totalDegree(variableCount: variableCount) ?? 0 }

  /// The greatest exponent of each variable.
  var degrees: [Int] {
    var degrees = Array(repeating: 0, count: variableCount)
    for term in terms {
      for index in 0..<variableCount {
        degrees[index] = max(
          degrees[index], term.key.exponent(index, variableCount: variableCount))
      }
    }
    return degrees
  }

  /// The least exponent of each variable; all 0 for the zero polynomial.
  var lowestExponents: [Int] {
    guard let first = terms.first else { return Array(repeating: 0, count: variableCount) }
    var lowest = first.key.exponents(variableCount: variableCount)
    for term in terms.dropFirst() {
      for index in 0..<variableCount where lowest[index] > 0 {
        lowest[index] = min(
          lowest[index], term.key.exponent(index, variableCount: variableCount))
      }
    }
    return lowest
  }

  /// The greatest common divisor of the coefficients, nonnegative.
  var content: Integer {
    var content = Integer.zero
    // The last coefficients tend to be the smallest.
    for term in terms.reversed() {
      content = Integer.greatestCommonDivisor(content, term.coefficient)
      if content.isOne { break }
    }
    return content
  }

  /// The bits of the largest coefficient.
  var coefficientBitWidth: Int {
    terms.reduce(0) { max($0, $1.coefficient.bitWidth) }
  }

  /// The same polynomial with variable i at the new place `places[i]` of `count` variables, in
  /// another kind of key. A variable without a new place must not occur.
  func remapped<NewKey: MonomialKey>(
    places: [Int?], count: Int, to: NewKey.Type
  ) -> SparseTerms<NewKey> {
    var exponents = Array(repeating: 0, count: count)
    var mapped: [SparseTerms<NewKey>.Term] = []
    mapped.reserveCapacity(terms.count)
    for term in terms {
      for (index, place) in places.enumerated() {
        if let place { exponents[place] = term.key.exponent(index, variableCount: variableCount) }
      }
      mapped.append(.init(key: NewKey(exponents: exponents), coefficient: term.coefficient))
    }
    // New variables with exponent 0 at any place keep the order when the old order is kept.
    let used = places.compactMap { $0 }
    if zip(used, used.dropFirst()).allSatisfy({ $0 < $1 }) {
      return SparseTerms<NewKey>(variableCount: count, sorted: mapped)
    }
    mapped.sort { $0.key > $1.key }
    return SparseTerms<NewKey>(variableCount: count, sorted: mapped)
  }
}
