public import Formulas

/// What is wrong with a study file, a network file or the table made from it, and where.
///
/// ```
/// unknown key 'colums' at study.yml:4:1; did you mean 'columns'?
/// ```
public struct StudyError: Error, Hashable, Sendable {
  /// A place in a file.
  public struct Place: Hashable, Sendable, CustomStringConvertible {
    /// The name of the file as it was given.
    public let fileName: String
    /// The line, from 1; nil for the file as a whole.
    public let line: Int?
    /// The column, from 1.
    public let column: Int?

    /// A place in a file; a column counts only beside a line.
    public init(fileName: String, line: Int? = nil, column: Int? = nil) {
      self.fileName = fileName
      self.line = line
      self.column = column
    }

    /// `FILE`, `FILE:LINE` or `FILE:LINE:COLUMN`.
    public var description: String {
      guard let line else { return fileName }
      return column.map { "\(fileName):\(line):\($0)" } ?? "\(fileName):\(line)"
    }
  }

  /// Whether the file is wrong or what it asks for has no answer.
  public let kind: CalculationError.Kind
  /// What is wrong, without a full stop.
  public let message: String
  /// Where it is wrong; nil when that is not known.
  public let place: Place?
  /// What would be right, when there is something to say.
  public let remedy: String?

  /// An error with its parts.
  public init(
    _ kind: CalculationError.Kind, _ message: String, place: Place? = nil, remedy: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.place = place
    self.remedy = remedy
  }

  /// An error of the file itself.
  init(_ message: String, place: Place? = nil, remedy: String? = nil) {
    self.init(.usage, message, place: place, remedy: remedy)
  }
}

extension StudyError: CustomStringConvertible {
  /// The error on one line.
  public var description: String {
    let located = place.map { "\(message) at \($0)" } ?? message
    let text = remedy.map { "\(located); \($0)" } ?? located
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
