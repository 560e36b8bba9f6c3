public import Multiprecision

/// Stirling numbers, by rows.
public enum StirlingNumbers {
  /// The unsigned numbers of the first kind c(n, 0), ..., c(n, n): permutations of n by cycles,
  /// the coefficients of `x (x+1) ... (x+n-1)`. Empty for a negative n.
  public static func unsignedFirstKind(row n: Int) -> [Integer] {
    row(n) { previous, _ in Integer(previous) }
  }

  /// The signed numbers of the first kind, `(-1)^(n-k) c(n, k)`: the coefficients of
  /// `x (x-1) ... (x-n+1)`. Empty for a negative n.
  public static func firstKind(row n: Int) -> [Integer] {
    row(n) { previous, _ in Integer(-previous) }
  }

  /// The numbers of the second kind S(n, 0), ..., S(n, n): partitions of a set of n into blocks,
  /// with `x^n = sum_k S(n, k) x (x-1) ... (x-k+1)`. Empty for a negative n.
  public static func secondKind(row n: Int) -> [Integer] {
    row(n) { _, k in Integer(k) }
  }

  /// The triangle with `T(m+1, k) = T(m, k-1) + weight(m, k) T(m, k)`.
  private static func row(_ n: Int, weight: (Int, Int) -> Integer) -> [Integer] {
    if n < 0 { return [] }
    var row: [Integer] = [.one]
    for previous in 0..<n {
      row.append(.zero)
      for k in stride(from: previous + 1, through: 0, by: -1) {
        row[k] = (k > 0 ? row[k - 1] : .zero) + weight(previous, k) * row[k]
      }
    }
    return row
  }
}
