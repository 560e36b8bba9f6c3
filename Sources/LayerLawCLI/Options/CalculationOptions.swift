import ArgumentParser
import LayerLaw

/// How many digits.
struct DigitsOption: ParsableArguments {
  @Option(help: ArgumentHelp("The significant digits of a result (default: 30).", valueName: "D"))
  var digits: FormulaArgument?

  static let range = 1...1_000_000

  func value() throws -> Int {
    guard let digits else { return 30 }
    guard let value = Int(digits.text), Self.range.contains(value) else {
      throw CommandFailure(
        .usage,
        "--digits: the number of digits must be an integer from 1 to \(Self.range.upperBound),"
          + " not '\(digits.text)'")
    }
    return value
  }
}

/// Values for symbols.
struct GridOption: ParsableArguments {
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Values for a symbol, as N=1..64, x=0..1:1/10 or L=1,2,5; may be repeated.",
      valueName: "symbol=values"))
  var axes: [String] = []

  /// The grid; each of its symbols must occur in a formula or in the network.
  func grid(for formulas: [Expression], network: NetworkDescription?) throws -> Grid {
    let grid = try NetworkOptions.reading("", of: "--for") { _ throws(FormulaError) in
      try Grid(parsing: axes)
    }
    let used = formulas.reduce(into: network?.freeSymbols ?? []) { $0.formUnion($1.freeSymbols) }
    for axis in grid.axes where !used.contains(axis.symbol) {
      throw CommandFailure(
        .usage,
        "--for: the symbol \(axis.symbol) occurs neither in a formula nor in the network;"
          + (used.isEmpty
            ? " leave it out" : " the symbols are \(used.sorted().joined(separator: ", "))"))
    }
    return grid
  }
}

/// Where results go.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.long, .customShort("o")],
    help: ArgumentHelp("Write to a file instead of the standard output.", valueName: "file"))
  var output: String?

  @Flag(help: "Print bare results and no progress.")
  var quiet = false

  /// Writes a result, with a newline at its end: whole or not at all when it goes to a file.
  func write(_ text: String) throws {
    let text = text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
    guard let output else { return try StandardStream.output.write(text) }
    do {
      try AtomicFile.write(text, to: output)
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
  }
}
