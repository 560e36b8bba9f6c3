internal import Formulas
internal import Yams

/// Reads the nodes of one YAML file as what a key asks for; every error names the place.
///
/// Scalars are read from their text, never as the numbers that YAML makes of them: 0.1 is the
/// fraction 1/10.
struct YAMLReader {
  let fileName: String

  /// The node of a text that holds one document.
  func root(of text: String) throws(StudyError) -> Node {
    do {
      // The basic resolver leaves all plain scalars text, so that keys are compared as written.
      guard let node = try compose(yaml: text, .basic) else {
        throw StudyError("the file is empty", place: .init(fileName: fileName))
      }
      return node
    } catch let error as StudyError {
      throw error
    } catch let error as YamlError {
      throw self.error(from: error)
    } catch {
      throw StudyError("the file is not YAML", place: .init(fileName: fileName))
    }
  }

  func place(of node: Node) -> StudyError.Place {
    .init(fileName: fileName, line: node.mark?.line, column: node.mark?.column)
  }

  /// A mapping whose keys are all among the known ones.
  ///
  /// - Parameter owner: what the mapping describes, as in "a column".
  func fields(of node: Node, owner: String, keys: [String]) throws(StudyError) -> Fields {
    guard case .mapping(let mapping) = node else {
      throw StudyError(
        "\(owner) must be a mapping, not \(Self.kind(of: node))", place: place(of: node),
        remedy: "its keys are \(Self.list(keys))")
    }
    var fields: [String: Node] = [:]
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        throw StudyError("a key of \(owner) must be a word", place: place(of: key))
      }
      guard keys.contains(scalar.string) else {
        let suggestion = Spelling.closest(to: scalar.string, among: keys)
        throw StudyError(
          "unknown key '\(scalar.string)'", place: place(of: key),
          remedy: suggestion.map { "did you mean '\($0)'?" }
            ?? "the keys of \(owner) are \(Self.list(keys))")
      }
      fields[scalar.string] = value
    }
    return Fields(reader: self, owner: owner, node: node, values: fields)
  }

  /// A scalar's text that is not empty.
  func text(_ node: Node, _ name: String) throws(StudyError) -> String {
    guard case .scalar(let scalar) = node else {
      throw StudyError("\(name) must be text, not \(Self.kind(of: node))", place: place(of: node))
    }
    let text = scalar.string.trimmingPrefix(while: \.isWhitespace)
    guard !text.isEmpty else { throw StudyError("\(name) is empty", place: place(of: node)) }
    return String(text.reversed().trimmingPrefix(while: \.isWhitespace).reversed())
  }

  func list(_ node: Node, _ name: String) throws(StudyError) -> [Node] {
    guard case .sequence(let sequence) = node else {
      throw StudyError(
        "\(name) must be a list, not \(Self.kind(of: node))", place: place(of: node))
    }
    guard !sequence.isEmpty else { throw StudyError("\(name) is empty", place: place(of: node)) }
    return Array(sequence)
  }

  /// A positive integer up to a limit.
  func count(_ node: Node, _ name: String, atMost limit: Int) throws(StudyError) -> Int {
    let text = try text(node, name)
    guard let count = Int(text), (1...limit).contains(count) else {
      throw StudyError(
        "\(name) must be an integer from 1 to \(limit), not '\(text)'", place: place(of: node))
    }
    return count
  }

  func boolean(_ node: Node, _ name: String) throws(StudyError) -> Bool {
    let text = try text(node, name)
    switch text {
    case "true": return true
    case "false": return false
    default:
      throw StudyError("\(name) must be true or false, not '\(text)'", place: place(of: node))
    }
  }

  func expression(_ node: Node, _ name: String) throws(StudyError) -> Expression {
    let text = try text(node, name)
    do {
      return try Expression(parsing: text)
    } catch {
      throw self.error(from: error, in: node)
    }
  }

  private static func kind(of node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "empty" : "'\(scalar.string)'"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

  /// The nodes of a mapping by their keys.
  struct Fields {
    let reader: YAMLReader
    let owner: String
    let node: Node
    let values: [String: Node]

    subscript(key: String) -> Node? { values[key] }

    func has(_ key: String) -> Bool { values[key] != nil }

    /// The first of the keys that is there.
    func first(of keys: [String]) -> String? { keys.first(where: has) }

    func required(_ key: String, remedy: String) throws(StudyError) -> Node {
      guard let value = values[key] else {
        throw StudyError("\(owner) has no \(key)", place: reader.place(of: node), remedy: remedy)
      }
      return value
    }
  }
}
