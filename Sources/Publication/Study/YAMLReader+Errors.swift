internal import Formulas
internal import Yams

extension YAMLReader {
  /// A formula's error at its place in the file.
  func error(
    from error: FormulaError, in node: Node, kind: CalculationError.Kind = .usage
  ) -> StudyError {
    var place = place(of: node)
    // A plain scalar on one line stands in the file as it is read, so the place can be exact.
    if case .scalar(let scalar) = node, let range = error.range, let column = place.column,
      scalar.string.utf8.allSatisfy({ (32..<127).contains($0) && $0 != 39 && $0 != 92 }),
      scalar.string.first?.isWhitespace == false
    {
      let quote: Int? =
        switch scalar.style {
        case .plain: 0
        case .singleQuoted, .doubleQuoted: 1
        default: nil
        }
      if let quote {
        place = .init(
          fileName: fileName, line: place.line, column: column + quote + range.lowerBound)
      }
    }
    return StudyError(kind, error.message, place: place, remedy: error.remedy)
  }

  /// A YAML syntax error on one line.
  func error(from error: YamlError) -> StudyError {
    func invalid(_ problem: String, _ mark: Mark?) -> StudyError {
      StudyError(
        "the file is not valid YAML: \(problem)",
        place: .init(fileName: fileName, line: mark?.line, column: mark?.column))
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return invalid(problem, mark)
    case .reader(let problem, _, _, _): return invalid(problem, nil)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.sorted().map { "'\($0)'" }.joined(separator: ", ")
      return StudyError(
        "the key \(keys) is given twice in the mapping",
        place: .init(fileName: fileName, line: context.mark.line, column: context.mark.column),
        remedy: "keep one of the two")
    default: return invalid("it cannot be read", nil)
    }
  }
}
