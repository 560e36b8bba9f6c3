import ArgumentParser
import LayerLaw

/// `derive`: closed forms.
struct DeriveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "derive",
    abstract: "Derive the closed form of formulas, in the symbols of the network.",
    discussion: """
      Examples:
        layerlaw derive 'moment(2)' --width N --depth L
        layerlaw derive 'moment(4)' --width N --depth L --format latex
        layerlaw derive mean --width N --depth L --bias-variance sb2
        layerlaw derive output_kurtosis --widths N0,N1,N2 --format sympy
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, latex, sympy, mathematica, pari
  }

  @Argument(help: ArgumentHelp("The formulas.", valueName: "expr"))
  var formulas: [FormulaArgument]

  @OptionGroup(title: "Network options") var network: NetworkOptions
  @OptionGroup var outputOptions: OutputOptions

  @Option(help: "The notation of the results.")
  var format = Format.text

  func run() throws {
    let expressions = try formulas.map { try $0.expression() }
    let description = try network.description()
    try description?.validate()
    let calculator = Calculator(network: description)
    let forms = try zip(formulas, expressions).map { formula, expression in
      do {
        return try calculator.derive(expression)
      } catch let error as CalculationError {
        throw error.inSource(formula.text)
      }
    }
    try outputOptions.write(rendered(forms))
  }

  private func rendered(_ forms: [Expression]) -> String {
    switch format {
    case .json: return json(forms).text
    case .text where forms.count > 1 && !outputOptions.quiet:
      return zip(formulas, forms).map { "\($0.text) = \($1)" }.joined(separator: "\n")
    default:
      let notation = FormulaFormat(rawValue: format.rawValue) ?? .text
      return forms.map { $0.printed(as: notation) }.joined(separator: "\n")
    }
  }

  private func json(_ forms: [Expression]) -> JSONValue {
    let results = zip(formulas, forms).map { formula, form in
      JSONValue.object([
        ("expression", .string(formula.text)), ("form", .string(form.printed(as: .text))),
        ("latex", .string(form.printed(as: .latex))), ("sympy", .string(form.printed(as: .sympy))),
      ])
    }
    return .object([("results", .array(results))])
  }
}
