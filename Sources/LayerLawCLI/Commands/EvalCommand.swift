import ArgumentParser
import LayerLaw

/// `eval`: certified digits.
struct EvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate formulas to digits that are all proven.",
    discussion: """
      Examples:
        layerlaw eval 'moment(2)' --width 100 --depth 50
        layerlaw eval 'moment(4)' kurtosis --width N --depth 10 --for N=10,20,40
        layerlaw eval mean --width 20 --depth 100 --bias-variance 1/9 --digits 99
        layerlaw eval 'moment(50)' --width 200 --depth 100 --format json
        layerlaw eval 'exp(pi*sqrt(163))' --digits 50
        layerlaw eval output_kurtosis --widths 10,10,20,30 -o kurtosis.txt
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv
  }

  @Argument(help: ArgumentHelp("The formulas.", valueName: "expr"))
  var formulas: [FormulaArgument]

  @OptionGroup(title: "Network options") var network: NetworkOptions
  @OptionGroup var gridOption: GridOption
  @OptionGroup var digitsOption: DigitsOption
  @OptionGroup var outputOptions: OutputOptions

  @Option(help: "The format of the results.")
  var format = Format.text

  func run() async throws {
    let digits = try digitsOption.value()
    let expressions = try formulas.map { try $0.expression() }
    let description = try network.description()
    try description?.validate()
    let grid = try gridOption.grid(for: expressions, network: description)
    let work = GridEvaluation(
      calculator: Calculator(network: description, digits: digits),
      formulas: zip(formulas, expressions).map { ($0.text, $1) }, grid: grid)
    let report = EvaluationReport(
      results: try await work.run(progress: ProgressLine(isQuiet: outputOptions.quiet)),
      symbols: grid.axes.map(\.symbol), digits: digits)
    let text =
      switch format {
      case .text: report.text(isQuiet: outputOptions.quiet)
      case .json: report.json
      case .csv: report.commaSeparated
      }
    try outputOptions.write(text)
  }
}
