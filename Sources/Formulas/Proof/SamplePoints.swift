internal import Multiprecision

/// The points at which a check compares numbers: the user's grid, completed by sample values for
/// symbols that it leaves open.
struct SamplePoints {
  let points: [Grid.Point]
  /// Whether a symbol without an axis was given sample values.
  let isSampled: Bool
  /// Whether the points are all there is to the claim: no symbol occurs in it.
  let isWholeClaim: Bool

  init(grid: Grid, missing symbols: Set<String>, integers: Set<String>) {
    let open = symbols.subtracting(grid.axes.map(\.symbol)).sorted()
    isSampled = !open.isEmpty
    isWholeClaim = symbols.isEmpty
    guard isSampled else {
      points = grid.points
      return
    }
    // At most a hundred points of the grid, each with one assignment of the open symbols.
    let count = min(grid.count, 100)
    let rounds = max(Self.fractions.count, count)
    points = (0..<rounds).map { round in
      let base = grid.point(count == 0 ? 0 : round % max(grid.count, 1)).assignments
      let chosen = open.enumerated().map { place, symbol in
        let values = integers.contains(symbol) ? Self.integers : Self.fractions
        return Grid.Point.Assignment(
          symbol: symbol, value: values[(round * (place + 1) + place) % values.count])
      }
      return Grid.Point(assignments: base + chosen)
    }
  }

  func place(of point: Grid.Point) -> String {
    point.assignments.isEmpty ? "" : " at \(point)"
  }

  private static let integers: [Rational] = [2, 3, 1, 5, 4, 7, 10, 6]
  /// Numbers of both signs: an identity of x > 0 alone, such as sqrt(x^2) = x, is to be refuted.
  private static let fractions: [Rational] =
    [(1, 2), (2, 1), (-2, 3), (3, 4), (1, 3), (3, 1), (-2, 1), (5, 4), (1, 7), (-1, 4), (5, 1)]
    .map { Rational(numerator: $0.0, nonzeroDenominator: $0.1) }
}
