import ArgumentParser
import LayerLaw

/// `table`: a study file, typeset.
struct TableCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Calculate and typeset the table that a study file describes.",
    discussion: """
      The format follows the name of the output file, .tex, .csv, .md or .json, unless --format \
      gives it; without either it is LaTeX.

      Example, with a study written first:
        echo '{network: {width: N, depth: 5},' > study.yml
        echo ' grid: [N=10..40:10], columns: [moment(2), kurtosis]}' >> study.yml
        layerlaw table study.yml -o table.tex
        layerlaw table study.yml --format markdown
      """)

  @Argument(help: ArgumentHelp("The study file, in YAML.", valueName: "study"))
  var study: String

  @OptionGroup var outputOptions: OutputOptions

  @Option(
    help:
      "The format of the table: latex, csv, markdown or json; by default that of the output's name.",
    transform: Self.format(named:))
  var format: Table.Format?

  func run() async throws {
    let table = try await calculated()
    let named = outputOptions.output.flatMap(Table.Format.init(fileName:))
    try outputOptions.write(table.text(as: format ?? named ?? .latex))
  }

  private static func format(named name: String) throws -> Table.Format {
    guard let format = Table.Format(rawValue: name) else {
      let known = Table.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(name)' is not a table format; use one of \(known)")
    }
    return format
  }

  private func calculated() async throws -> Table {
    let study = try Study(path: study)
    let line = SharedProgressLine(ProgressLine(isQuiet: outputOptions.quiet))
    defer { line.end() }
    return try await study.table(progress: { line.update($0, of: $1) })
  }
}
