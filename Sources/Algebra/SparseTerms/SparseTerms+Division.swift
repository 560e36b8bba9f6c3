internal import Multiprecision

extension SparseTerms {
  /// The quotient when the divisor divides exactly over the integers, else nil; the divisor is
  /// not zero.
  ///
  /// One stream of products for each term of the divisor after the first, merged by a heap: the
  /// terms of the remainder come in descending order and none is stored (Monagan and Pearce).
  func exactQuotient(dividingBy divisor: SparseTerms) -> SparseTerms? {
    guard let lead = divisor.terms.first, let last = divisor.terms.last else { return nil }
    if terms.isEmpty { return self }
    guard let leastOfAll = terms.last,
      terms[0].key.quotient(dividingBy: lead.key, variableCount: variableCount) != nil,
      let least = leastOfAll.key.quotient(dividingBy: last.key, variableCount: variableCount),
      leastOfAll.coefficient.isMultiple(of: last.coefficient)
    else { return nil }
    let tail = divisor.terms
    var quotient: [Term] = []
    var heap = StreamHeap<Key>()
    // The streams that wait for the next term of the quotient.
    var sleeping = Array(1..<tail.count)
    var position = Array(repeating: 0, count: tail.count)
    var next = 0
    while next < terms.count || !heap.isEmpty {
      let key: Key
      var coefficient: Integer
      if let top = heap.topKey, next >= terms.count || top >= terms[next].key {
        key = top
        coefficient = .zero
        if next < terms.count, terms[next].key == key {
          coefficient = terms[next].coefficient
          next += 1
        }
      } else {
        key = terms[next].key
        coefficient = terms[next].coefficient
        next += 1
      }
      while let top = heap.topKey, top == key {
        let stream = heap.topStream
        coefficient.subtractProduct(
          tail[stream].coefficient, quotient[position[stream]].coefficient)
        position[stream] += 1
        if position[stream] < quotient.count {
          heap.replaceTop(
            key: tail[stream].key * quotient[position[stream]].key, stream: stream)
        } else {
          heap.removeTop()
          sleeping.append(stream)
        }
      }
      if coefficient.isZero { continue }
      guard
        let monomial = key.quotient(dividingBy: lead.key, variableCount: variableCount),
        monomial >= least, coefficient.isMultiple(of: lead.coefficient)
      else { return nil }
      quotient.append(
        Term(
          key: monomial, coefficient: coefficient.exactQuotient(dividingBy: lead.coefficient)))
      for stream in sleeping {
        heap.insert(key: tail[stream].key * monomial, stream: stream)
      }
      sleeping.removeAll(keepingCapacity: true)
    }
    return SparseTerms(variableCount: variableCount, sorted: quotient)
  }
}

/// A binary heap of streams, the greatest key on top.
struct StreamHeap<Key: MonomialKey> {
  private var entries: [(key: Key, stream: Int)] = []

  var isEmpty: Bool { entries.isEmpty }
  var topKey: Key? { entries.first?.key }
  var topStream: Int { entries[0].stream }

  mutating func insert(key: Key, stream: Int) {
    entries.append((key, stream))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if entries[parent].key >= key { break }
      entries.swapAt(parent, child)
      child = parent
    }
  }

  mutating func replaceTop(key: Key, stream: Int) {
    entries[0] = (key, stream)
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= entries.count { break }
      if child + 1 < entries.count, entries[child + 1].key > entries[child].key { child += 1 }
      if entries[child].key <= key { break }
      entries.swapAt(parent, child)
      parent = child
    }
  }

  mutating func removeTop() {
    guard let last = entries.popLast() else { return }
    if !entries.isEmpty { replaceTop(key: last.key, stream: last.stream) }
  }
}
