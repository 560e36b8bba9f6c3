/// One line of a CSV file, by RFC 4180.
struct CommaSeparatedRow {
  let fields: [String]

  /// The line, without its end.
  var text: String { fields.map(Self.quoted).joined(separator: ",") }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    guard needsQuotes else { return field }
    let doubled = field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return "\"\(doubled)\""
  }
}
