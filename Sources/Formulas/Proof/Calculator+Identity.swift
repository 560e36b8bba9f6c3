internal import Multiprecision

extension Calculator {
  /// Whether the normal forms of both sides are equal, under assumptions that the grid meets.
  func isIdentity(
    _ left: Expression, _ right: Expression, on grid: Grid, integers: Set<String>
  ) -> Bool {
    // Closed forms of sums hold for bounds in order, which values below the usual may reverse.
    let isBelow = grid.axes.contains { axis in
      axis.values.contains { $0 < (axis.symbol == "N" ? Rational.one : .zero) }
    }
    if isBelow, left.mentionsIteration || right.mentionsIteration { return false }
    let sides = try? (
      canonicalForm(of: writingOutIdentities(left), integers: integers),
      canonicalForm(of: writingOutIdentities(right), integers: integers)
    )
    return sides.map { ($0.0 - $0.1).isZero } ?? false
  }

  /// Throws unless both sides have a value at one of the points at least: an identity between
  /// formulas without values says nothing.
  func requireValues(_ left: Expression, _ right: Expression, _ sample: SamplePoints) throws {
    let precision = try Precision(digits: digits) + 32
    var failure: (any Error)?
    for point in sample.points.prefix(100) {
      do {
        _ = try enclosure(of: left, at: point, precision: precision)
        _ = try enclosure(of: right, at: point, precision: precision)
        return
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}

extension Expression {
  /// Whether a sum, product or integral occurs.
  var mentionsIteration: Bool {
    if case .iterated = kind { return true }
    return children.contains { $0.mentionsIteration }
  }
}
