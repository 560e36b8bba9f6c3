/// Special functions of several arguments, in the notation of the handbooks.
extension LaTeXPrinter {
  /// Writes the call if it is one of them.
  func writeSpecial(
    _ name: String, _ arguments: [Expression], into output: inout Layout
  ) -> Bool {
    switch (name, arguments.count) {
    case ("polygamma", 2):
      output += "\\psi^{\\left("
      write(arguments[0], atLeast: .sum, into: &output)
      output += "\\right)}"
      writeArguments([arguments[1]], into: &output)
    case ("raney", 3):
      output += "A"
      writeIndex([arguments[2]], into: &output)
      writeArguments(Array(arguments[0...1]), into: &output)
    case ("zeta", 2):
      output += "\\zeta"
      writeArguments(arguments, into: &output)
    case ("hyperu", 3):
      output += "U"
      writeArguments(arguments, into: &output)
    case ("gammainc", 2), ("gammainc", 3):
      // From zero on, the lower function.
      let isLower = arguments.count == 3 && arguments[1].literalNumber?.isZero == true
      output += isLower ? "\\gamma" : "\\Gamma"
      writeArguments(isLower ? [arguments[0], arguments[2]] : arguments, into: &output)
    case ("hyp0f1", 2), ("hyp1f1", 3), ("hyp2f1", 4), ("hyper", 3):
      let parts = SpelledOut.hypergeometric(name, arguments) ?? arguments
      guard let upper = parts[0].elements, let lower = parts[1].elements else { return false }
      output += "{}_{\(upper.count)}F_{\(lower.count)}\\!"
      writeParameters([upper, lower], parts[2], into: &output)
    case ("meijerg", 5):
      let lists = arguments.prefix(4).map { $0.elements ?? [] }
      let (p, q) = (lists[0].count + lists[1].count, lists[2].count + lists[3].count)
      output += "G^{\(lists[2].count),\(lists[0].count)}_{\(p),\(q)}\\!"
      writeParameters([lists[0] + lists[1], lists[2] + lists[3]], arguments[4], into: &output)
    default:
      guard let letter = Self.indexed["\(name)/\(arguments.count)"] else { return false }
      output += letter
      writeIndex(Array(arguments.dropLast()), into: &output)
      writeArguments(Array(arguments.suffix(1)), into: &output)
    }
    return true
  }

  /// Functions whose arguments but the last are an index, with their number of arguments.
  private static let indexed = [
    "besseli/2": "I", "besselk/2": "K", "expint/2": "E", "arc_cosine/2": "J",
    "fuss_catalan/2": "\\mathrm{FC}", "fuss_catalan_density/2": "P", "fuss_catalan_cdf/2": "F",
    "raney_density/3": "W",
  ]

  private func writeIndex(_ index: [Expression], into output: inout Layout) {
    output += "_{"
    writeSeparated(index, into: &output)
    output += "}"
  }

  /// Two rows of parameters, a bar and the argument. An empty row is a dash.
  private func writeParameters(
    _ rows: [[Expression]], _ argument: Expression, into output: inout Layout
  ) {
    output += "\\left(\\begin{matrix}"
    for (index, row) in rows.enumerated() {
      output += index > 0 ? " \\\\ " : " "
      if row.isEmpty { output += "-" } else { writeSeparated(row, into: &output) }
    }
    output += " \\end{matrix}\\,\\middle|\\,"
    write(argument, atLeast: .sum, into: &output)
    output += "\\right)"
  }
}
