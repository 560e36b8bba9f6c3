import LayerLaw

/// The values of formulas on a grid, in the formats of `eval`.
struct EvaluationReport {
  let results: [GridEvaluation.Result]
  let symbols: [String]
  let digits: Int

  /// A single value bare; else columns: formula, point, value.
  func text(isQuiet: Bool) -> String {
    if isQuiet || results.count == 1 {
      return results.map(\.value.decimal.text).joined(separator: "\n")
    }
    let rows = results.map { result in
      let point = result.point.description
      return [result.formula] + (point.isEmpty ? ["="] : ["[\(point)]"])
    }
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return zip(rows, results).map { row, result in
      let cells = zip(row, widths).map {
        $0 + String(repeating: " ", count: $1 - $0.count)
      }
      return cells.joined(separator: "  ") + "  " + result.value.decimal.text
    }.joined(separator: "\n")
  }

  var json: String {
    let values = results.map { result in
      JSONValue.object([
        ("expression", .string(result.formula)), ("at", result.point.json),
        ("value", .string(result.value.decimal.text)),
        ("radius", .string(result.value.decimal.radiusText)), ("digits", .number(digits)),
        ("exact", JSONValue(result.value.exact?.description)),
        ("proven", .boolean(result.value.isProven)), ("method", .string(result.value.method)),
      ])
    }
    return JSONValue.object([("results", .array(values))]).text
  }

  var commaSeparated: String {
    let head = CommaSeparatedRow(
      fields: ["expression"] + symbols + ["value", "radius", "exact", "proven"])
    let rows = results.map { result in
      CommaSeparatedRow(
        fields: [result.formula] + result.point.assignments.map(\.value.description)
          + [
            result.value.decimal.text, result.value.decimal.radiusText,
            result.value.exact?.description ?? "", String(result.value.isProven),
          ])
    }
    return ([head] + rows).map(\.text).joined(separator: "\n")
  }
}

extension Grid.Point {
  var json: JSONValue {
    .object(assignments.map { ($0.symbol, .string($0.value.description)) })
  }
}
