/// The subsets of one size of `0 ..< count` in lexicographic order.
struct Subset {
  private(set) var indices: [Int]
  private let count: Int

  init(size: Int, of count: Int) {
    indices = Array(0..<size)
    self.count = count
  }

  /// Moves to the next subset; false after the last.
  mutating func advance() -> Bool {
    for place in indices.indices.reversed() where indices[place] < count - indices.count + place {
      indices[place] += 1
      for later in indices.indices where later > place { indices[later] = indices[later - 1] + 1 }
      return true
    }
    return false
  }
}
