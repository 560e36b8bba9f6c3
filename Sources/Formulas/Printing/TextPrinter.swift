/// Prints the formula language: `(1 + 5/N)^L`.
///
/// The text reads back as the same formula: equal to the printed tree once nested sums and
/// products are flattened and signs and fraction bars of numbers are taken as operations.
public struct TextPrinter: FormulaPrinter, InfixPrinter {
  /// A printer; there are no options.
  public init() {}

  /// The expression in the formula language, on one line.
  public func print(_ expression: Expression) -> String { infixText(of: expression) }

  func text(of constant: Expression.Constant) -> String {
    switch constant {
    case .pi: "pi"
    case .e: "e"
    case .eulerGamma: "euler_gamma"
    case .infinity: "inf"
    }
  }

  func text(ofSymbol name: String) -> String { name }

  func writeFactorial(_ operand: Expression, into output: inout Layout) {
    write(operand, atLeast: .atom, into: &output)
    output += "!"
  }

  func writeCall(_ name: String, _ arguments: [Expression], into output: inout Layout) {
    if arguments.isEmpty {
      output += name
    } else {
      writeApplication(name, arguments, into: &output)
    }
  }

  func writeIteration(
    _ iteration: Expression.Iteration, _ body: Expression, _ variable: String,
    _ lower: Expression, _ upper: Expression, into output: inout Layout
  ) {
    let name =
      switch iteration {
      case .sum: "sum"
      case .product: "product"
      case .integral: "integrate"
      }
    writeApplication(name, [body, .symbol(variable), lower, upper], into: &output)
  }
}
