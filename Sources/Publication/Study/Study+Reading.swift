internal import Formulas
internal import Yams

extension Study {
  private static let keys = [
    "title", "network", "grid", "columns", "digits", "caption", "label", "notes",
  ]
  private static let columnKeys = ["expression", "heading", "digits"]

  /// The study that a text describes.
  ///
  /// - Parameter fileName: the name that errors give to the text.
  /// - Throws: ``StudyError`` that names the line, the key and the remedy.
  public init(parsing text: String, fileName: String) throws(StudyError) {
    let reader = YAMLReader(fileName: fileName)
    let fields = try reader.fields(
      of: reader.root(of: text), owner: "the study", keys: Self.keys)
    func optionalText(_ key: String) throws(StudyError) -> String? {
      guard let node = fields[key] else { return nil }
      return try reader.text(node, key)
    }
    var digits = Self.defaultDigits
    if let node = fields["digits"] {
      digits = try reader.count(node, "digits", atMost: Self.maximumDigits)
    }
    var network: NetworkDescription?
    if let node = fields["network"] { network = try NetworkFile.network(node, reader) }
    var grid = Grid()
    if let node = fields["grid"] { grid = try Self.grid(node, reader) }
    let symbols = Set(grid.axes.map(\.symbol))
    if let node = fields["network"], let network {
      try Self.require(network.freeSymbols, in: symbols, "the network", reader.place(of: node))
    }
    var columns: [Column] = []
    let list = try fields.required("columns", remedy: "write columns: [moment(2), moment(3)]")
    for node in try reader.list(list, "columns") {
      let column = try Self.column(node, digits: digits, reader)
      try Self.require(
        column.expression.freeSymbols, in: symbols, "the column", reader.place(of: node))
      columns.append(column)
    }
    self.init(
      title: try optionalText("title"), network: network, grid: grid, columns: columns,
      caption: try optionalText("caption"), label: try optionalText("label"),
      notes: try optionalText("notes"))
  }

  /// The study that a file describes.
  public init(path: String) throws(StudyError) {
    try self.init(parsing: TextFile.read(path), fileName: path)
  }

  private static func column(
    _ node: Node, digits: Int, _ reader: YAMLReader
  ) throws(StudyError) -> Column {
    guard case .mapping = node else {
      return Column(
        expression: try reader.expression(node, "a column"), digits: digits,
        place: reader.place(of: node))
    }
    let fields = try reader.fields(of: node, owner: "a column", keys: columnKeys)
    let formula = try fields.required("expression", remedy: "write expression: moment(2)")
    var digits = digits
    if let node = fields["digits"] {
      digits = try reader.count(node, "digits", atMost: maximumDigits)
    }
    var heading: String?
    if let node = fields["heading"] { heading = try reader.text(node, "heading") }
    return Column(
      expression: try reader.expression(formula, "expression"), heading: heading, digits: digits,
      place: reader.place(of: formula))
  }

  /// A mapping of symbols to values, or a list of axes such as `N=1..64`.
  private static func grid(_ node: Node, _ reader: YAMLReader) throws(StudyError) -> Grid {
    var texts: [(text: String, node: Node)] = []
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        let symbol = try reader.text(key, "a symbol of the grid")
        var values: [String] = []
        if case .sequence = value {
          for item in try reader.list(value, "the axis of \(symbol)") {
            values.append(try reader.text(item, "a value of \(symbol)"))
          }
        } else {
          values = [try reader.text(value, "the axis of \(symbol)")]
        }
        texts.append(("\(symbol)=\(values.joined(separator: ","))", value))
      }
    case .sequence:
      for item in try reader.list(node, "grid") {
        texts.append((try reader.text(item, "an axis of the grid"), item))
      }
    case .scalar, .alias:
      texts.append((try reader.text(node, "grid"), node))
    }
    for (text, item) in texts {
      do {
        _ = try Grid.Axis(parsing: text)
      } catch {
        throw reader.error(from: FormulaError(error.message, remedy: error.remedy), in: item)
      }
    }
    do {
      return try Grid(parsing: texts.map(\.text))
    } catch {
      throw reader.error(from: FormulaError(error.message, remedy: error.remedy), in: node)
    }
  }

  private static func require(
    _ needed: Set<String>, in symbols: Set<String>, _ owner: String, _ place: StudyError.Place
  ) throws(StudyError) {
    guard let symbol = needed.subtracting(symbols).min() else { return }
    throw StudyError(
      "the symbol \(symbol) of \(owner) has no value", place: place,
      remedy: "add it to the grid, as in grid: {\(symbol): [1, 2, 5]}")
  }
}
