/// A partition of a nonnegative integer: parts in descending order, none zero.
public struct IntegerPartition: Sendable, Hashable {
  /// The parts in descending order, all positive; empty for the partition of 0.
  public let parts: [Int]

  /// The partition with these parts in any order; nil when one of them is negative. Zeros are
  /// dropped.
  public init?(_ parts: [Int]) {
    guard parts.allSatisfy({ $0 >= 0 }) else { return nil }
    self.parts = parts.filter { $0 > 0 }.sorted(by: >)
  }

  private init(sorted parts: [Int]) { self.parts = parts }

  /// The sum of the parts.
  public var size: Int { parts.reduce(0, +) }

  /// The number of parts.
  public var length: Int { parts.count }

  /// The transposed diagram: the number of parts that are at least 1, 2, ....
  public var conjugate: IntegerPartition {
    IntegerPartition(
      sorted: (0..<(parts.first ?? 0)).map { column in
        parts.prefix { $0 > column }.count
      })
  }

  /// The boxes (row, column) of the diagram, from 0, row by row.
  public var boxes: [(row: Int, column: Int)] {
    parts.enumerated().flatMap { row, part in (0..<part).map { (row, $0) } }
  }

  /// The number of boxes to the right of a box of the diagram, `parts[row] - column - 1`.
  public func armLength(row: Int, column: Int) -> Int { parts[row] - column - 1 }

  /// The number of boxes below a box of the diagram.
  public func legLength(row: Int, column: Int) -> Int {
    parts.dropFirst(row + 1).prefix { $0 > column }.count
  }

  /// All partitions of n in reverse lexicographic order: (n) first, (1, ..., 1) last; the empty
  /// partition for 0, none for a negative number.
  public static func all(of n: Int) -> [IntegerPartition] {
    var result: [IntegerPartition] = []
    var parts: [Int] = []
    func extend(rest: Int, largest: Int) {
      if rest == 0 {
        result.append(IntegerPartition(sorted: parts))
        return
      }
      for part in stride(from: min(rest, largest), through: 1, by: -1) {
        parts.append(part)
        extend(rest: rest - part, largest: part)
        parts.removeLast()
      }
    }
    if n >= 0 { extend(rest: n, largest: n) }
    return result
  }
}

extension IntegerPartition: CustomStringConvertible {
  /// The parts in parentheses, as in `(3, 1, 1)`.
  public var description: String {
    "(" + parts.map(\.description).joined(separator: ", ") + ")"
  }
}
