import Synchronization

/// A line on the terminal that counts the points or samples done; nothing when there is no terminal.
struct ProgressLine {
  private let isShown: Bool
  private let unit: String
  private var shownPercent = -1

  /// The number of points from which progress is worth a line.
  static let leastTotal = 20

  init(isQuiet: Bool, unit: String = "points") {
    isShown = !isQuiet && StandardStream.error.isTerminal
    self.unit = unit
  }

  mutating func update(_ done: Int, of total: Int) {
    guard isShown, total >= Self.leastTotal else { return }
    let percent = done * 100 / total
    guard percent != shownPercent else { return }
    shownPercent = percent
    try? StandardStream.error.write("\r\(done) of \(total) \(unit)")
  }

  /// Removes the line.
  func end() {
    if isShown, shownPercent >= 0 { try? StandardStream.error.write("\r\u{1B}[K") }
  }
}

/// A progress line that several tasks may update.
final class SharedProgressLine: Sendable {
  private let line: Mutex<ProgressLine>

  init(_ line: ProgressLine) { self.line = Mutex(line) }

  func update(_ done: Int, of total: Int) { line.withLock { $0.update(done, of: total) } }
  func end() { line.withLock { $0.end() } }
}
