

extension Calculator {
  /// Compares two formulas: a proof where one is found, else certified numbers on a grid.
  ///
  /// - Throws: ``CalculationError``.
  public func check(
    _ left: Expression, _ right: Expression, on grid: Grid = Grid()
  ) throws -> Comparison {
    throw CalculationError(.noAnswer, "being written")
  }
}
