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
        printf '%s\\n' 'network: {width: N, depth: L}' 'grid: [N=10,20,40, L=5]' \
      'columns: [moment(2), kurtosis]' > study.yml
        layerlaw table study.yml -o table.tex
        layerlaw table study.yml --format markdown
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case latex, csv, markdown, json

    init?(fileName: String) {
      let name = fileName.lowercased()
      if name.hasSuffix(".tex") {
        self = .latex
      } else if name.hasSuffix(".csv") {
        self = .csv
      } else if name.hasSuffix(".md") {
        self = .markdown
      } else if name.hasSuffix(".json") {
        self = .json
      } else {
        return nil
      }
    }
  }

  @Argument(help: ArgumentHelp("The study file, in YAML.", valueName: "study"))
  var study: String

  @OptionGroup var outputOptions: OutputOptions

  @Option(help: "The format of the table; by default that of the output file's name.")
  var format: Format?

  func run() async throws {
    let table = try await calculated()
    let text =
      switch format ?? outputOptions.output.flatMap(Format.init(fileName:)) ?? .latex {
      case .latex: LaTeXTableWriter().text(for: table)
      case .csv: CSVTableWriter().text(for: table)
      case .markdown: MarkdownTableWriter().text(for: table)
      case .json: JSONTableWriter().text(for: table)
      }
    try outputOptions.write(text)
  }

  private func calculated() async throws -> Table {
    let study = try Study(path: study)
    let line = SharedProgressLine(ProgressLine(isQuiet: outputOptions.quiet))
    defer { line.end() }
    return try await study.table(progress: { line.update($0, of: $1) })
  }
}
