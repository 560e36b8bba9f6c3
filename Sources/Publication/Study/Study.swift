public import Formulas

/// A table to publish: formulas about a network over a grid, read from a YAML study file.
///
/// ```yaml
/// network: {width: N, depth: L}
/// grid: {N: [10, 100], L: 1..4}
/// columns:
///   - moment(2)
///   - {expression: moment(3), heading: "$E z^3$", digits: 8}
/// digits: 20
/// ```
public struct Study: Sendable {
  /// A formula whose values fill a column.
  public struct Column: Sendable, Hashable {
    /// The formula.
    public let expression: Expression
    /// The heading as written, LaTeX; nil stands for the formula.
    public let heading: String?
    /// The significant digits of the values.
    public let digits: Int
    /// Where the formula stands.
    public let place: StudyError.Place?

    /// A column with these parts; trusts that the digits are within 1...``Study/maximumDigits``.
    public init(
      expression: Expression, heading: String? = nil, digits: Int = Study.defaultDigits,
      place: StudyError.Place? = nil
    ) {
      self.expression = expression
      self.heading = heading
      self.digits = digits
      self.place = place
    }
  }

  /// A title in plain text, a comment in LaTeX and a heading in Markdown; nil for none.
  public var title: String?
  /// The network that gives quantities their meaning; nil when there is none.
  public var network: NetworkDescription?
  /// The points of the rows; without axes there is one row.
  public var grid: Grid
  /// The formulas, from left to right.
  public var columns: [Column]
  /// LaTeX.
  public var caption: String?
  /// The name that `\ref` refers to.
  public var label: String?
  /// LaTeX, printed under the table.
  public var notes: String?

  /// The digits of a column that no key sets.
  public static let defaultDigits = 30
  /// The most digits that a study may ask for.
  public static let maximumDigits = 1_000_000

  /// A study with these parts, which are not checked here.
  public init(
    title: String? = nil, network: NetworkDescription? = nil, grid: Grid = Grid(),
    columns: [Column], caption: String? = nil, label: String? = nil, notes: String? = nil
  ) {
    self.title = title
    self.network = network
    self.grid = grid
    self.columns = columns
    self.caption = caption
    self.label = label
    self.notes = notes
  }
}
