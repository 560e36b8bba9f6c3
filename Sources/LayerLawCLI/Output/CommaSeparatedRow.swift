/// One line of a CSV file, by RFC 4180.
struct CommaSeparatedRow {
  let fields: [String]

  /// The line, without its end.
  var text: String { fields.map(Self.quoted).joined(separator: ",") }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    guard needsQuotes else { return field }
    var doubled = ""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { doubled += "\"" }
      doubled.unicodeScalars.append(scalar)
    }
    return "\"\(doubled)\""
  }
}
