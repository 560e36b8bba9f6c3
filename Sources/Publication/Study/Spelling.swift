/// Finds the word that a misspelt one most likely meant.
enum Spelling {
  /// The nearest word by the letters to insert, delete, replace or swap with a neighbour; nil when
  /// more than a third of the letters would change.
  static func closest(to word: String, among words: [String]) -> String? {
    let written = Array(word.lowercased().utf8.prefix(64)).map(hyphenated)
    var best: (word: String, distance: Int)?
    for candidate in words {
      let distance = distance(written, Array(candidate.utf8))
      guard distance * 3 <= max(candidate.utf8.count, 3) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.word
  }

  private static func hyphenated(_ byte: UInt8) -> UInt8 {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: " ") ? UInt8(ascii: "-") : byte
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
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
