internal import Multiprecision

/// Prints Python that runs as it is after `from sympy import *` and gives the exact value.
///
/// - Symbols are written `Symbol('N')`: nothing has to be declared before, and names that SymPy
///   uses itself (`N`, `E`, `S`, `I`, `Q`, `O`, `C`, `beta`, ...) keep their meaning as symbols.
/// - A quotient or power of integers would be a float in Python: it becomes a `Rational` or gets
///   an `Integer` as its first operand.
/// - Integers of more than 4000 digits are written in base 16, as Python refuses to read more than
///   4300 decimal digits.
/// - A sum of more than ``longestSum`` terms is `Add(...)`: Python's own `+` nests, and a few
///   thousand of them are more than its compiler takes.
/// - The network's quantities are undefined functions: `Function('moment')(2)`.
public struct SymPyPrinter: FormulaPrinter, InfixPrinter {
  /// A printer; there are no options.
  public init() {}

  /// The expression in Python with SymPy's names, on one line.
  public func print(_ expression: Expression) -> String { infixText(of: expression) }

  var powerOperator: String { "**" }

  /// The most terms that a sum has when it is written with `+`.
  static let longestSum = 200

  func text(of integer: Integer) -> String {
    // 4000 digits are 13288 bits.
    integer.bitWidth > 13_288 ? "0x" + integer.text(radix: 16) : integer.description
  }

  func text(of constant: Expression.Constant) -> String {
    switch constant {
    case .pi: "pi"
    case .e: "E"
    case .eulerGamma: "EulerGamma"
    case .infinity: "oo"
    }
  }

  func text(ofSymbol name: String) -> String { "Symbol('\(name)')" }

  func strength(of kind: Expression.Kind) -> BindingStrength {
    switch kind {
    case .quotient(let top, let bottom)
    where top.integerLiteral != nil && bottom.integerLiteral != nil:
      .atom
    case .factorial: .atom
    case .sum(let terms) where isLong(terms): .atom
    default: infixStrength(of: kind)
    }
  }

  func writeSum(_ terms: [Expression], into output: inout Layout) {
    if isLong(terms) {
      writeApplication("Add", flattened(terms), into: &output)
    } else {
      writeSigned(terms, into: &output)
    }
  }

  private func isLong(_ terms: [Expression]) -> Bool {
    flattened(terms, limit: Self.longestSum + 1).count > Self.longestSum
  }

  /// The terms, those of a sum within the sum in its place; no more than the limit.
  private func flattened(_ terms: [Expression], limit: Int = .max) -> [Expression] {
    var pending = Array(terms.reversed())
    var result: [Expression] = []
    while result.count < limit, let term = pending.popLast() {
      if case .sum(let inner) = term.printedKind {
        pending += inner.reversed()
      } else {
        result.append(term)
      }
    }
    return result
  }

  func writeQuotient(_ top: Expression, _ bottom: Expression, into output: inout Layout) {
    if let top = top.integerLiteral, let bottom = bottom.integerLiteral {
      output += "Rational(\(text(of: top)), \(text(of: bottom)))"
      return
    }
    if isPythonInteger(top), isPythonInteger(bottom) {
      writeApplication("Integer", [top], into: &output)
    } else {
      write(top, atLeast: .product, into: &output)
    }
    output += "/"
    write(bottom, atLeast: .power, into: &output)
  }

  func writePower(_ base: Expression, _ exponent: Expression, into output: inout Layout) {
    if isPythonInteger(base), isPythonInteger(exponent) {
      writeApplication("Integer", [base], into: &output)
    } else {
      write(base, atLeast: .postfix, into: &output)
    }
    writeExponent(exponent, into: &output)
  }

  /// Whether the printed text is arithmetic on Python's own integers. Quotients and powers are
  /// printed so that they never are.
  private func isPythonInteger(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number(let value): value.isInteger
    case .negation(let operand): isPythonInteger(operand)
    case .sum(let parts), .product(let parts): parts.allSatisfy(isPythonInteger)
    default: false
    }
  }

  func writeFactorial(_ operand: Expression, into output: inout Layout) {
    writeApplication("factorial", [operand], into: &output)
  }

  func writeCall(_ name: String, _ arguments: [Expression], into output: inout Layout) {
    if let form = special(name, arguments) {
      output += "("
      write(form, atLeast: .sum, into: &output)
      output += ")"
      return
    }
    if let (function, reordered) = Self.rearranged(name, arguments) {
      writeApplication(function, reordered, into: &output)
      return
    }
    let function =
      switch name {
      case "abs": "Abs"
      case "rf": "RisingFactorial"
      case "ff": "FallingFactorial"
      case "exp", "log", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh",
        "tanh", "asinh", "acosh", "atanh", "gamma", "loggamma", "digamma", "erf", "erfc", "zeta",
        "binomial", "factorial", "polygamma", "besseli", "besselk", "erfi", "expint", "beta",
        "hyper", "uppergamma", "lowergamma":
        name
      case "ei": "Ei"
      case "meijerg" where arguments.count == 5: name
      default: "Function('\(name)')"
      }
    if function.hasPrefix("Function"), arguments.contains(where: { $0.elements != nil }) {
      writeUndefined(function, arguments, into: &output)
      return
    }
    writeApplication(function, arguments, into: &output)
  }

  /// An undefined function takes no Python lists, but tuples.
  private func writeUndefined(
    _ function: String, _ arguments: [Expression], into output: inout Layout
  ) {
    output += function
    output += "("
    for (index, argument) in arguments.enumerated() {
      if index > 0 { output += ", " }
      guard let elements = argument.elements else {
        write(argument, atLeast: .sum, into: &output)
        continue
      }
      output += "("
      writeSeparated(elements, into: &output)
      output += elements.count == 1 ? ",)" : ")"
    }
    output += ")"
  }

  func writeIteration(
    _ iteration: Expression.Iteration, _ body: Expression, _ variable: String,
    _ lower: Expression, _ upper: Expression, into output: inout Layout
  ) {
    switch iteration {
    case .sum: output += "Sum("
    case .product: output += "Product("
    case .integral: output += "Integral("
    }
    write(body, atLeast: .sum, into: &output)
    output += ", ("
    writeSeparated([.symbol(variable), lower, upper], into: &output)
    output += "))"
  }
}
