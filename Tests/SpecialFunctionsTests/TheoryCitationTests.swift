import Foundation
import Testing

/// Every proof that a comment of the sources points to is there: `Docs/Theory/File.md, "Section"`.
@Suite struct TheoryCitationTests {
  struct Citation: Hashable, CustomStringConvertible {
    let source: String
    let file: String
    /// Nil where the whole file is meant.
    let section: String?

    var description: String { "\(source): \(file), \"\(section ?? "")\"" }
  }

  static let package = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The citations of a source text, also those that go on in the next lines of a comment.
  static func citations(of text: String, source: String) -> [Citation] {
    let flat = text.replacing(#/\n\s*//+ ?/#, with: " ")
    var result: [Citation] = []
    let cited = #/Docs\/Theory\/([A-Za-z0-9]+\.md)`?((?:(?:,? and|,) "[^"\n]*")*)/#
    for match in flat.matches(of: cited) {
      let file = String(match.1)
      let sections = match.2.matches(of: #/"([^"]*)"/#).map { String($0.1) }
      if sections.isEmpty {
        result.append(Citation(source: source, file: file, section: nil))
      }
      result += sections.map { Citation(source: source, file: file, section: $0) }
    }
    return result
  }

  static func headings(of file: String) throws -> Set<String> {
    let url = package.appending(path: "Docs/Theory/\(file)")
    let text = try String(contentsOf: url, encoding: .utf8)
    return Set(
      text.split(separator: "\n").filter { $0.hasPrefix("#") }
        .map { $0.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces) })
  }

  @Test func citationsAreFound() {
    let text = """
        /// Proof: Docs/Theory/A.md, "One" and
        /// "Two". `Docs/Theory/B.md`, "Three", and Docs/Theory/C.md.
      """
    let found = Self.citations(of: text, source: "x")
    #expect(found.map(\.section) == ["One", "Two", "Three", nil])
    #expect(found.map(\.file) == ["A.md", "A.md", "B.md", "C.md"])
  }

  @Test func everyCitedSectionExists() throws {
    let sources = Self.package.appending(path: "Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var headings: [String: Set<String>] = [:]
    var count = 0
    for case let url as URL in files where url.pathExtension == "swift" {
      let text = try String(contentsOf: url, encoding: .utf8)
      for citation in Self.citations(of: text, source: url.lastPathComponent) {
        count += 1
        if headings[citation.file] == nil {
          headings[citation.file] = try Self.headings(of: citation.file)
        }
        let known = try #require(headings[citation.file])
        #expect(
          citation.section.map(known.contains) ?? true, "no such section: \(citation)")
      }
    }
    #expect(count > 60, "only \(count) citations were found")
  }
}
