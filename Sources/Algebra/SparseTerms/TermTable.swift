internal import Multiprecision

/// Sums of terms by monomial: open addressing with linear probing over an array of terms.
struct TermTable<Key: MonomialKey> {
  private var terms: [SparseTerms<Key>.Term] = []
  /// An index into the terms plus one, or 0 for an empty slot; the count is a power of two.
  private var slots: [UInt32]

  init(expectedCount: Int) {
    var capacity = 16
    while capacity < 2 * expectedCount { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    terms.reserveCapacity(expectedCount)
  }

  mutating func addProduct(_ a: Integer, _ b: Integer, at key: Key) {
    let mask = UInt(slots.count - 1)
    var place = Int(key.scrambled & mask)
    while true {
      let entry = Int(slots[place])
      if entry == 0 { break }
      if terms[entry - 1].key == key {
        terms[entry - 1].coefficient.addProduct(a, b)
        return
      }
      place = (place + 1) & Int(mask)
    }
    terms.append(.init(key: key, coefficient: a * b))
    slots[place] = UInt32(terms.count)
    if 2 * terms.count > slots.count { grow() }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: 2 * slots.count)
    let mask = UInt(slots.count - 1)
    for (index, term) in terms.enumerated() {
      var place = Int(term.key.scrambled & mask)
      while slots[place] != 0 { place = (place + 1) & Int(mask) }
      slots[place] = UInt32(index + 1)
    }
  }

  /// The nonzero terms in descending order.
  consuming func sortedTerms() -> [SparseTerms<Key>.Term] {
    var sorted = terms
    sorted.removeAll { $0.coefficient.isZero }
    sorted.sort { $0.key > $1.key }
    return sorted
  }
}
