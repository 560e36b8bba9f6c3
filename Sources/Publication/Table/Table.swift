public import Formulas
internal import Multiprecision

/// Certified numbers in rows and columns: the points of a grid and the values of formulas there.
public struct Table: Sendable {
  /// A column of values.
  public struct Column: Sendable, Hashable {
    /// The formula whose values fill the column.
    public let expression: Expression
    /// The heading as written, LaTeX; nil stands for the formula.
    public let heading: String?

    /// A column with a formula and its heading.
    public init(expression: Expression, heading: String? = nil) {
      self.expression = expression
      self.heading = heading
    }
  }

  /// The values at one point of the grid.
  public struct Row: Sendable {
    /// What the point assigns to the symbols.
    public let point: Grid.Point
    /// The values of the columns, in their order.
    public let values: [Evaluation]

    /// A row; trusts that it has as many values as the table has columns.
    public init(point: Grid.Point, values: [Evaluation]) {
      self.point = point
      self.values = values
    }
  }

  /// A title in plain text, a comment in LaTeX and a heading in Markdown; nil for none.
  public var title: String?
  /// LaTeX; nil for none.
  public var caption: String?
  /// The name that `\ref` refers to; nil for none.
  public var label: String?
  /// LaTeX, printed under the table; nil for none.
  public var notes: String?
  /// The symbols of the grid; their values are the leading columns.
  public var symbols: [String]
  /// The columns of values, from left to right.
  public var columns: [Column]
  /// The rows, from the top down.
  public var rows: [Row]

  /// A table with these parts; trusts that every row has one value per column.
  public init(
    title: String? = nil, caption: String? = nil, label: String? = nil, notes: String? = nil,
    symbols: [String], columns: [Column], rows: [Row]
  ) {
    self.title = title
    self.caption = caption
    self.label = label
    self.notes = notes
    self.symbols = symbols
    self.columns = columns
    self.rows = rows
  }

  init(study: Study, rows: [Row]) {
    self.init(
      title: study.title, caption: study.caption, label: study.label, notes: study.notes,
      symbols: study.grid.axes.map(\.symbol),
      columns: study.columns.map { Column(expression: $0.expression, heading: $0.heading) },
      rows: rows)
  }
}

extension Table {
  /// The notations that tables are written in.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// LaTeX, comma-separated values, Markdown and JSON.
    case latex, csv, markdown, json

    /// The format that a file's name ends in: `tex`, `csv`, `md` or `json`.
    public init?(fileName: String) {
      guard let dot = fileName.lastIndex(of: ".") else { return nil }
      switch fileName[dot...].lowercased() {
      case ".tex": self = .latex
      case ".csv": self = .csv
      case ".md", ".markdown": self = .markdown
      case ".json": self = .json
      default: return nil
      }
    }
  }

  /// The whole table in a format, as the text of a file.
  public func text(as format: Format) -> String {
    switch format {
    case .latex: latex()
    case .csv: csv()
    case .markdown: markdown()
    case .json: json()
    }
  }

  /// The value of the symbol with an index at a row's point, as `3` or `1/10`.
  func symbolText(_ index: Int, in row: Row) -> String {
    row.point[symbols[index]]?.description ?? ""
  }
}
