extension Calculator {
  /// The closed form of an expression, in the symbols of the expression and of the network.
  ///
  /// - Throws: ``CalculationError``.
  public func derive(_ expression: Expression) throws -> Expression {
    throw CalculationError(.noAnswer, "being written")
  }
}
