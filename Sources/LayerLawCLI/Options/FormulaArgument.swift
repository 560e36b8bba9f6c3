import ArgumentParser
import LayerLaw

/// An argument that may begin with a minus sign: a formula or a number.
struct FormulaArgument: ExpressibleByArgument {
  /// The argument as it was typed.
  let text: String

  init?(argument: String) {
    text = argument.hasPrefix(" -") ? String(argument.dropFirst()) : argument
  }

  /// The formula; an error says which option it was given to.
  func expression(of option: String? = nil) throws(FormulaError) -> Expression {
    do {
      return try Expression(parsing: text)
    } catch {
      let prefix = option.map { "\($0): " } ?? ""
      throw FormulaError(
        prefix + error.message, remedy: error.remedy, range: error.range,
        source: error.source ?? text)
    }
  }

  /// Puts a blank before each argument that is a formula beginning with a minus sign, such as
  /// `-1/3`, which the argument parser would take for options.
  ///
  /// A minus followed by letters only stays an option, so that a mistyped one is reported as such.
  static func shielding(_ arguments: [String]) -> [String] {
    var isLiteral = false
    return arguments.map { argument in
      if argument == "--" { isLiteral = true }
      guard !isLiteral, argument.hasPrefix("-"), !argument.hasPrefix("--"),
        argument.dropFirst().contains(where: { !$0.isLetter })
      else { return argument }
      return " " + argument
    }
  }
}
