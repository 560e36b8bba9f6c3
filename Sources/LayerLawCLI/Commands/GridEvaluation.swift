import LayerLaw

/// Formulas at all points of a grid, the points in parallel.
struct GridEvaluation: Sendable {
  let calculator: Calculator
  let formulas: [(text: String, expression: Expression)]
  let grid: Grid

  struct Result: Sendable {
    let formula: String
    let point: Grid.Point
    let value: Evaluation
  }

  /// The values: for each formula in turn, the points in their order.
  func run(progress: ProgressLine) async throws -> [Result] {
    var progress = progress
    defer { progress.end() }
    let count = formulas.count * grid.count
    var results: [Result?] = Array(repeating: nil, count: count)
    // The first failure in order, so that the same run always reports the same one.
    var failure: (index: Int, error: any Error)?
    await withTaskGroup(of: (Int, Swift.Result<Result, any Error>).self) { group in
      var next = 0
      func startNext() {
        guard next < count, failure == nil else { return }
        let index = next
        next += 1
        group.addTask { (index, Swift.Result { try evaluate(index) }) }
      }
      for _ in 0..<min(count, processorCount) { startNext() }
      var done = 0
      for await (index, outcome) in group {
        done += 1
        progress.update(done, of: count)
        switch outcome {
        case .success(let result): results[index] = result
        case .failure(let error):
          if index < failure?.index ?? .max { failure = (index, error) }
        }
        startNext()
      }
    }
    if let failure { throw failure.error }
    return results.compactMap { $0 }
  }

  private func evaluate(_ index: Int) throws -> Result {
    let (text, expression) = formulas[index / grid.count]
    let point = grid.point(index % grid.count)
    try calculator.network?.validate(at: point)
    do {
      let value = try calculator.evaluate(expression, at: point)
      return Result(formula: text, point: point, value: value)
    } catch let error as CalculationError {
      let detail = error.detail
      throw CalculationError(
        error.kind,
        FormulaError(
          detail.message + point.mention, remedy: detail.remedy, range: detail.range,
          source: detail.source ?? text))
    }
  }
}
