extension FunctionCatalogue {
  /// The known name that a misspelt one most likely meant; nil when none is close.
  ///
  /// Names are compared by the number of letters to insert, delete, replace or swap with a
  /// neighbour; at most a third of the letters may differ.
  public static func suggestion(for name: String) -> String? {
    let written = Array(name.utf8.prefix(longestName + 3))
    var best: (name: String, distance: Int)?
    let candidates = entries.map(\.name) + constants.keys.sorted()
    for candidate in candidates where candidate.utf8.count > 2 {
      let distance = editDistance(written.map(lowercase), Array(candidate.utf8))
      guard distance * 3 <= max(candidate.utf8.count, 3) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  private static let longestName = entries.map(\.name.utf8.count).max() ?? 0

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  /// The optimal string alignment distance (Damerau-Levenshtein, each letter moved once).
  static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var row = [i + 1]
      for j in 0..<right.count {
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
