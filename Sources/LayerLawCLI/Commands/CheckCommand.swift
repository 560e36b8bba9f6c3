import ArgumentParser
import LayerLaw

/// `check`: a verdict about two formulas.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare two formulas: proved, certified, refuted or undecided.",
    discussion: """
      proved: equal for all values of the symbols, by exact algebra. certified: equal to the \
      digits asked for at every point of the grid, by proven enclosures. refuted: certainly \
      different at some point, which is shown. undecided: neither within the limits.

      Examples:
        layerlaw check 'moment(2)' '(1+5/N)^L' --width N --depth L
        layerlaw check 'moment(2)' '(1+4/N)^L' --width N --depth L --for N=1..8
        layerlaw check 'exp(pi*sqrt(163))' '262537412640768744' --digits 12

      Exit status: 0 proved or certified, 1 refuted, 3 undecided.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: ArgumentHelp("One formula.", valueName: "left"))
  var left: FormulaArgument

  @Argument(help: ArgumentHelp("The other.", valueName: "right"))
  var right: FormulaArgument

  @OptionGroup(title: "Network options") var network: NetworkOptions
  @OptionGroup var gridOption: GridOption
  @OptionGroup var digitsOption: DigitsOption
  @OptionGroup var outputOptions: OutputOptions

  @Option(help: "The format of the verdict.")
  var format = Format.text

  func run() throws {
    let digits = try digitsOption.value()
    let leftFormula = try left.expression()
    let rightFormula = try right.expression()
    let description = try network.description()
    try description?.validate()
    let grid = try gridOption.grid(for: [leftFormula, rightFormula], network: description)
    if let description, !grid.axes.isEmpty {
      for point in grid.points { try description.validate(at: point) }
    }
    let comparison = try Calculator(network: description, digits: digits).check(
      leftFormula, rightFormula, on: grid)
    switch format {
    case .text: try outputOptions.write(comparison.text(isQuiet: outputOptions.quiet))
    case .json: try outputOptions.write(comparison.json.text)
    }
    switch comparison.verdict {
    case .proved, .certified: break
    case .refuted: throw ExitStatus.refuted
    case .undecided: throw ExitStatus.undecided
    }
  }
}

extension Comparison {
  fileprivate func text(isQuiet: Bool) -> String {
    if isQuiet { return verdict.rawValue }
    var lines = [verdict.rawValue, "method: \(method)"]
    if let counterexample, !counterexample.assignments.isEmpty {
      lines.append("at: \(counterexample)")
    }
    if let left { lines.append("left: \(left.decimal)") }
    if let right { lines.append("right: \(right.decimal)") }
    return lines.joined(separator: "\n")
  }

  fileprivate var json: JSONValue {
    .object([
      ("verdict", .string(verdict.rawValue)), ("method", .string(method)),
      ("digits", .number(digits)), ("points", .number(points)),
      ("counterexample", counterexample?.json ?? .null),
      ("left", JSONValue(left?.decimal.text)), ("right", JSONValue(right?.decimal.text)),
    ])
  }
}
