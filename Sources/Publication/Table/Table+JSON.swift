internal import BallArithmetic
internal import Formulas
internal import Multiprecision

extension Table {
  /// The table as JSON, numbers as strings:
  /// `{"title","columns":[{"expression","heading"}],"rows":[{"at":{symbol:value},"values":
  /// [{"value","radius","exact","proven"}]}]}`. What is absent is null.
  public func json() -> String {
    let columnTexts = columns.map { column in
      "    {\"expression\": \(Self.jsonString(column.expression.description)), "
        + "\"heading\": \(Self.jsonString(column.heading))}"
    }
    let rowTexts = rows.map { row in
      let point = row.point.assignments.map {
        "\(Self.jsonString($0.symbol)): \(Self.jsonString($0.value.description))"
      }
      let values = row.values.map { value in
        "      {\"value\": \(Self.jsonString(value.decimal.text)), "
          + "\"radius\": \(Self.jsonString(value.decimal.radiusText)), "
          + "\"exact\": \(Self.jsonString(value.exact?.description)), "
          + "\"proven\": \(value.isProven)}"
      }
      return "    {\"at\": {\(point.joined(separator: ", "))}, \"values\": [\n"
        + values.joined(separator: ",\n") + "\n    ]}"
    }
    return """
      {
        "title": \(Self.jsonString(title)),
        "columns": [
      \(columnTexts.joined(separator: ",\n"))
        ],
        "rows": [
      \(rowTexts.joined(separator: ",\n"))
        ]
      }

      """
  }

  /// A JSON string, or null.
  private static func jsonString(_ text: String?) -> String {
    guard let text else { return "null" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
