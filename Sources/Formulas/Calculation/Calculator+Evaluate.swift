extension Calculator {
  /// The value of an expression with its symbols at a point.
  ///
  /// - Throws: ``CalculationError``.
  public func evaluate(
    _ expression: Expression, at point: Grid.Point = Grid.Point()
  ) throws -> Evaluation {
    throw CalculationError(.noAnswer, "being written")
  }
}
