internal import BallArithmetic
internal import Formulas

extension Table {
  /// A table in Markdown with numbers flush right. A heading of the study is copied, a formula is
  /// set as code; caption and notes stand under the table.
  public func markdown() -> String {
    var lines: [String] = []
    if let title { lines += ["### \(Self.oneMarkdownLine(title))", ""] }
    let headings =
      symbols.map { "`\($0)`" }
      + columns.map { $0.heading ?? "`\($0.expression.description)`" }
    lines.append(Self.markdownRow(headings))
    lines.append(Self.markdownRow(headings.map { _ in "---:" }))
    for row in rows {
      lines.append(
        Self.markdownRow(
          symbols.indices.map { symbolText($0, in: row) } + row.values.map(\.decimal.text)))
    }
    for text in [caption, notes].compactMap(\.self) {
      lines += ["", Self.oneMarkdownLine(text)]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func markdownRow(_ cells: [String]) -> String {
    "| "
      + cells.map { cell in
        oneMarkdownLine(cell).split(separator: "|", omittingEmptySubsequences: false)
          .joined(separator: "\\|")
      }.joined(separator: " | ") + " |"
  }

  private static func oneMarkdownLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
