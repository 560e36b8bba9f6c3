/// Prints Wolfram Language.
///
/// Symbols are renamed so that they cannot collide with a built-in or a pattern, injectively:
/// - names that begin with a lower-case letter stay, and so do single capital letters other than
///   the built-in `C D E I K N O`;
/// - any other name, and a name that begins with `sym`, gets the prefix `sym`: `N` is `symN`;
/// - `_`, which makes a pattern, becomes `$`: `z_0` is `z$0`.
///
/// The network's quantities are undefined functions in camel case: `moment[2]`,
/// `outputMoment[2]`, `mean[]`.
public struct MathematicaPrinter: FormulaPrinter, InfixPrinter {
  /// A printer; there are no options.
  public init() {}

  /// The expression in Wolfram Language, on one line.
  public func print(_ expression: Expression) -> String { infixText(of: expression) }

  var listBrackets: (open: String, close: String) { ("{", "}") }

  func text(of constant: Expression.Constant) -> String {
    switch constant {
    case .pi: "Pi"
    case .e: "E"
    case .eulerGamma: "EulerGamma"
    case .infinity: "Infinity"
    }
  }

  func text(ofSymbol name: String) -> String {
    let legal = String(name.map { $0 == "_" ? "$" : $0 })
    let stays =
      switch name.first {
      case .some(let first) where first.isLowercase: !name.hasPrefix("sym")
      case .some(let first) where first.isUppercase:
        name.utf8.count == 1 && !"CDEIKNO".contains(first)
      default: false
      }
    return stays ? legal : "sym" + legal
  }

  func strength(of kind: Expression.Kind) -> BindingStrength {
    if case .factorial = kind { return .atom }
    return infixStrength(of: kind)
  }

  func writeFactorial(_ operand: Expression, into output: inout Layout) {
    writeBracketed("Factorial", [operand], into: &output)
  }

  func writeCall(_ name: String, _ arguments: [Expression], into output: inout Layout) {
    switch name {
    case "digamma": writeBracketed("PolyGamma", [0] + arguments, into: &output)
    case "zeta" where arguments.count == 2:
      // Zeta[s, a] is another function where a < 0.
      writeBracketed("HurwitzZeta", arguments, into: &output)
    case "meijerg" where arguments.count == 5:
      let lists = [Expression.list(Array(arguments[0...1])), .list(Array(arguments[2...3]))]
      writeBracketed("MeijerG", lists + [arguments[4]], into: &output)
    case "fuss_catalan", "raney", "arc_cosine":
      guard let form = SpelledOut.expression(of: name, arguments) else { fallthrough }
      output += "("
      write(form, atLeast: .sum, into: &output)
      output += ")"
    default: writeBracketed(Self.functions[name] ?? camelCase(name), arguments, into: &output)
    }
  }

  private static let functions = [
    "exp": "Exp", "log": "Log", "sqrt": "Sqrt", "abs": "Abs", "sin": "Sin", "cos": "Cos",
    "tan": "Tan", "asin": "ArcSin", "acos": "ArcCos", "atan": "ArcTan", "sinh": "Sinh",
    "cosh": "Cosh", "tanh": "Tanh", "asinh": "ArcSinh", "acosh": "ArcCosh", "atanh": "ArcTanh",
    "gamma": "Gamma", "loggamma": "LogGamma", "erf": "Erf", "erfc": "Erfc", "zeta": "Zeta",
    "binomial": "Binomial", "factorial": "Factorial", "rf": "Pochhammer",
    "ff": "FactorialPower", "polygamma": "PolyGamma", "besseli": "BesselI",
    "besselk": "BesselK", "hyp0f1": "Hypergeometric0F1", "hyp1f1": "Hypergeometric1F1",
    "hyp2f1": "Hypergeometric2F1", "hyper": "HypergeometricPFQ",
    "hyperu": "HypergeometricU", "gammainc": "Gamma", "erfi": "Erfi", "ei": "ExpIntegralEi",
    "expint": "ExpIntegralE", "beta": "Beta",
  ]

  private func camelCase(_ name: String) -> String {
    var words = name.split(separator: "_").map(String.init)
    for index in words.indices.dropFirst() {
      words[index] = words[index].prefix(1).uppercased() + words[index].dropFirst()
    }
    return words.joined()
  }

  private func writeBracketed(
    _ name: String, _ arguments: [Expression], into output: inout Layout
  ) {
    output += name
    output += "["
    writeSeparated(arguments, into: &output)
    output += "]"
  }

  func writeIteration(
    _ iteration: Expression.Iteration, _ body: Expression, _ variable: String,
    _ lower: Expression, _ upper: Expression, into output: inout Layout
  ) {
    let name =
      switch iteration {
      case .sum: "Sum"
      case .product: "Product"
      case .integral: "Integrate"
      }
    writeBracketed(name, [body, .list([.symbol(variable), lower, upper])], into: &output)
  }
}
