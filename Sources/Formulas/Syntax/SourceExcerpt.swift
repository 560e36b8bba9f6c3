/// The line of a text that holds a range, and carets that stand under the range when both are
/// printed in a terminal.
///
/// Long lines are cut to a window around the range; tabs and other control characters become
/// single spaces, so that a formula cannot move the terminal's cursor.
struct SourceExcerpt {
  let text: String
  let carets: String

  /// The columns that the excerpt of a long line may fill.
  static let maximumColumns = 100

  init(of source: String, around range: SourceRange) {
    var cells: [Cell] = []
    var offset = 0
    for character in source {
      let next = offset + character.utf8.count
      if character.isNewline {
        if offset >= range.lowerBound { break }
        // A range that starts on a later line leaves this one out.
        cells.removeAll(keepingCapacity: true)
      } else {
        let isMarked =
          offset < max(range.upperBound, range.lowerBound + 1)
          && next > range.lowerBound
        cells.append(Cell(character, isMarked: isMarked))
      }
      offset = next
    }
    // A range at the end of the text: a cell for the caret to stand under.
    if !cells.contains(where: \.isMarked) {
      cells.append(Cell(" ", isMarked: true))
    }
    (text, carets) = Self.window(cells)
  }

  private struct Cell {
    let character: Character
    let columns: Int
    let isMarked: Bool

    init(_ character: Character, isMarked: Bool) {
      let isControl = character.unicodeScalars.contains {
        $0.properties.generalCategory == .control
      }
      self.character = isControl ? " " : character
      self.columns = isControl ? 1 : character.terminalColumns
      self.isMarked = isMarked
    }
  }

  private static func window(_ cells: [Cell]) -> (text: String, carets: String) {
    let firstMarked = cells.firstIndex(where: \.isMarked) ?? 0
    var start = 0
    if cells.count > maximumColumns { start = max(0, firstMarked - maximumColumns / 3) }
    var text = start > 0 ? "…" : ""
    var carets = start > 0 ? " " : ""
    var columns = text.count
    var index = start
    while index < cells.count, columns + cells[index].columns <= maximumColumns {
      text.append(cells[index].character)
      carets += String(repeating: cells[index].isMarked ? "^" : " ", count: cells[index].columns)
      columns += cells[index].columns
      index += 1
    }
    if index < cells.count { text += "…" }
    while text.last == " " { text.removeLast() }
    while carets.last == " " { carets.removeLast() }
    return (text, carets)
  }
}

extension Character {
  /// The columns the character fills in a terminal: two for the wide characters of East Asian
  /// scripts and for pictographs, one otherwise.
  fileprivate var terminalColumns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.properties.isEmojiPresentation { return 2 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      switch first.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }
}
