internal import BallArithmetic
internal import Formulas

extension Table {
  /// Comma-separated values (RFC 4180): a line of headings, lines that end in CR LF, and quotes
  /// around fields that need them. The headings are the symbols and the formulas.
  public func csv() -> String {
    var lines = [symbols + columns.map(\.expression.description)]
    for row in rows {
      lines.append(
        symbols.indices.map { symbolText($0, in: row) } + row.values.map(\.decimal.text))
    }
    return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.unicodeScalars.contains { [",", "\"", "\r", "\n"].contains($0) }
    guard needsQuotes || field.first == " " || field.last == " " else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
