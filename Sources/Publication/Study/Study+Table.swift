internal import BallArithmetic
internal import Formulas
internal import Foundation

extension Study {
  /// Computes every column at every point of the grid, as many cells at a time as there are
  /// processors. The table is the same whatever the order in which cells are finished.
  ///
  /// - Parameter progress: called with the number of finished cells and of all cells.
  /// - Throws: ``StudyError`` about the first cell that has no value; `CancellationError`.
  public func table(
    progress: (@Sendable (_ finished: Int, _ total: Int) -> Void)? = nil
  ) async throws -> Table {
    let points = grid.points
    let cells = try await Self.inParallel(
      points.count * columns.count, progress: progress
    ) { index in
      let column = columns[index % columns.count]
      return try Self.evaluate(
        column, network: network, at: points[index / columns.count])
    }
    return Table(
      study: self,
      rows: points.enumerated().map { index, point in
        let start = index * columns.count
        return Table.Row(point: point, values: Array(cells[start..<start + columns.count]))
      })
  }

  private static func evaluate(
    _ column: Column, network: NetworkDescription?, at point: Grid.Point
  ) throws(StudyError) -> Evaluation {
    let calculator = Calculator(network: network, digits: column.digits)
    let location = point.assignments.isEmpty ? "" : " (\(point))"
    do {
      return try calculator.evaluate(column.expression, at: point)
    } catch let error as CalculationError {
      throw StudyError(
        error.kind, "\(column.expression)\(location): \(error.detail.message)",
        place: column.place, remedy: error.detail.remedy)
    } catch let error as FormulaError {
      throw StudyError(
        .usage, "\(column.expression)\(location): \(error.message)", place: column.place,
        remedy: error.remedy)
    } catch {
      throw StudyError(
        .noAnswer, "\(column.expression)\(location): \(error)", place: column.place)
    }
  }

  /// The values of a function at 0, 1, ..., in that order.
  ///
  /// Indices are started in ascending order and all that were started are awaited, so the error
  /// thrown is that of the least index that fails.
  static func inParallel<Value: Sendable>(
    _ count: Int, progress: (@Sendable (Int, Int) -> Void)?,
    value: @escaping @Sendable (Int) throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
      var values = [Value?](repeating: nil, count: count)
      var failure: (index: Int, error: any Error)?
      var next = 0
      var finished = 0
      func start() {
        guard next < count, failure == nil, !Task.isCancelled else { return }
        let index = next
        next += 1
        group.addTask { (index, Result { try value(index) }) }
      }
      for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { start() }
      while let (index, result) = try await group.next() {
        switch result {
        case .success(let value): values[index] = value
        case .failure(let error):
          if failure.map({ index < $0.index }) ?? true { failure = (index, error) }
        }
        finished += 1
        progress?(finished, count)
        start()
      }
      if let failure { throw failure.error }
      try Task.checkCancellation()
      return values.compactMap { $0 }
    }
  }
}
