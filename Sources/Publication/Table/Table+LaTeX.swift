internal import BallArithmetic
internal import Formulas
internal import Multiprecision

extension Table {
  /// A table of more rows goes over several pages.
  static let longestFloat = 40

  /// The table in LaTeX for `\input`, set with booktabs and siunitx, and with longtable when it
  /// has more than 40 rows; formulas in headings need amsmath and amssymb.
  ///
  /// The headings, caption and notes of the study are LaTeX and are copied as they are.
  ///
  /// - Parameter standaloneDocument: whether to wrap the table in a document of its own.
  public func latex(standaloneDocument: Bool = false) -> String {
    let body = rows.count > Self.longestFloat ? longTable : floatingTable
    guard standaloneDocument else { return header + body }
    return """
      \\documentclass{article}
      \\usepackage[a4paper,landscape,margin=15mm]{geometry}
      \\usepackage{amsmath,amssymb,booktabs,siunitx,longtable}
      \\begin{document}
      \(header)\(body)\\end{document}

      """
  }

  /// Comments that say what the table holds and how sure it is.
  private var header: String {
    var lines = ["% Made by layerlaw. Needs: amsmath, amssymb, booktabs, longtable, siunitx."]
    if let title { lines.append("% \(Self.oneLine(title))") }
    for column in columns { lines.append("%   \(Self.oneLine(column.expression.description))") }
    let unproven = columns.indices.filter { index in
      rows.contains { !$0.values[index].isProven }
    }
    lines.append(
      unproven.isEmpty
        ? "% Every digit is proven: the last one is within one unit of its place."
        : "% Not every bound is proven in: "
          + unproven.map { Self.oneLine(columns[$0].expression.description) }
          .joined(separator: "; ") + ".")
    return lines.joined(separator: "\n") + "\n"
  }

  private var floatingTable: String {
    var lines = ["\\begin{table}", "  \\centering"]
    if let caption { lines.append("  \\caption{\(caption)}") }
    if let label { lines.append("  \\label{\(label)}") }
    lines += ["  \\begin{tabular}{\(columnTypes)}", "    \\toprule", "    \(headings)"]
    lines += ["    \\midrule"] + bodyRows.map { "    \($0)" }
    lines += ["    \\bottomrule", "  \\end{tabular}"]
    if let notes { lines += ["", "  \\smallskip", "  {\\footnotesize \(notes)}"] }
    return (lines + ["\\end{table}", ""]).joined(separator: "\n")
  }

  private var longTable: String {
    var lines = ["\\begin{longtable}{\(columnTypes)}"]
    let mark = label.map { "\\label{\($0)}" } ?? ""
    if let caption {
      lines.append("  \\caption{\(caption)}\(mark) \\\\")
    } else if !mark.isEmpty {
      // A number to refer to needs a caption's step of the counter, also without its text.
      lines.append("  \\caption{}\(mark) \\\\")
    }
    let head = ["  \\toprule", "  \(headings)", "  \\midrule"]
    lines += head + ["  \\endfirsthead"] + head
    lines += ["  \\endhead", "  \\midrule", "  \\endfoot", "  \\bottomrule", "  \\endlastfoot"]
    lines += bodyRows.map { "  \($0)" } + ["\\end{longtable}"]
    if let notes { lines.append("{\\footnotesize \(notes)\\par}") }
    return (lines + [""]).joined(separator: "\n")
  }

  /// A siunitx column for numbers; fractions of a grid that no decimal equals are set flush right.
  private var columnTypes: String {
    var types: [String] = []
    for index in symbols.indices {
      types.append(Self.columnType(rows.map { decimal(index, in: $0) }))
    }
    for index in columns.indices {
      types.append(Self.columnType(rows.map { $0.values[index].decimal.text }))
    }
    return types.joined(separator: " ")
  }

  private static func columnType(_ numbers: [String]) -> String {
    NumberFormat(numbers).map { "S[table-format=\($0.siunitx)]" } ?? "r"
  }

  private var headings: String {
    let printer = LaTeXPrinter()
    let leading = symbols.map { "{$\(printer.print(.symbol($0)))$}" }
    let others = columns.map { column in
      "{\(column.heading ?? "$\(printer.print(column.expression))$")}"
    }
    return (leading + others).joined(separator: " & ") + " \\\\"
  }

  private var bodyRows: [String] {
    rows.map { row in
      let leading = symbols.indices.map { decimal($0, in: row) }
      return (leading + row.values.map(\.decimal.text)).joined(separator: " & ") + " \\\\"
    }
  }

  /// The value of a symbol as a decimal that equals it, or else as a fraction in math mode.
  private func decimal(_ index: Int, in row: Row) -> String {
    guard let value = row.point[symbols[index]] else { return "" }
    if value.isInteger { return value.description }
    let decimal = DecimalEnclosure(rounding: value, digits: 20)
    return decimal.radius.isZero ? decimal.text : "$\(value)$"
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
