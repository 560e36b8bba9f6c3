public import Formulas
internal import Multiprecision

/// Certified numbers in rows and columns: the points of a grid and the values of formulas there.
public struct Table: Sendable {
  public struct Column: Sendable, Hashable {
    public let expression: Expression
    /// The heading as written, LaTeX; nil stands for the formula.
    public let heading: String?

    public init(expression: Expression, heading: String? = nil) {
      self.expression = expression
      self.heading = heading
    }
  }

  public struct Row: Sendable {
    public let point: Grid.Point
    /// The values of the columns, in their order.
    public let values: [Evaluation]

    public init(point: Grid.Point, values: [Evaluation]) {
      self.point = point
      self.values = values
    }
  }

  public var title: String?
  public var caption: String?
  public var label: String?
  public var notes: String?
  /// The symbols of the grid; their values are the leading columns.
  public var symbols: [String]
  public var columns: [Column]
  public var rows: [Row]

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
