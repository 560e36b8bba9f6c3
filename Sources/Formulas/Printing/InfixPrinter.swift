internal import Multiprecision

/// A notation on one line with `+ - * /`, a power operator that associates to the right, and
/// parentheses; each conforming printer says how everything else is written.
protocol InfixPrinter: FormulaPrinter {
  var powerOperator: String { get }
  var listBrackets: (open: String, close: String) { get }

  func text(of integer: Integer) -> String
  func text(of constant: Expression.Constant) -> String
  func text(ofSymbol name: String) -> String

  func writeFactorial(_ operand: Expression, into output: inout Layout)
  func writeCall(_ name: String, _ arguments: [Expression], into output: inout Layout)
  func writeIteration(
    _ iteration: Expression.Iteration, _ body: Expression, _ variable: String,
    _ lower: Expression, _ upper: Expression, into output: inout Layout)
  func writeSum(_ terms: [Expression], into output: inout Layout)
  func writeQuotient(_ top: Expression, _ bottom: Expression, into output: inout Layout)
  func writePower(_ base: Expression, _ exponent: Expression, into output: inout Layout)

  func strength(of kind: Expression.Kind) -> BindingStrength
}

extension InfixPrinter {
  var powerOperator: String { "^" }
  var listBrackets: (open: String, close: String) { ("[", "]") }

  func text(of integer: Integer) -> String { integer.description }

  func writeSum(_ terms: [Expression], into output: inout Layout) {
    writeSigned(terms, into: &output)
  }

  func writeQuotient(_ top: Expression, _ bottom: Expression, into output: inout Layout) {
    write(top, atLeast: .product, into: &output)
    output += "/"
    write(bottom, atLeast: .power, into: &output)
  }

  func writePower(_ base: Expression, _ exponent: Expression, into output: inout Layout) {
    write(base, atLeast: .postfix, into: &output)
    writeExponent(exponent, into: &output)
  }

  func strength(of kind: Expression.Kind) -> BindingStrength { infixStrength(of: kind) }
}

extension InfixPrinter {
  func infixText(of expression: Expression) -> String {
    Layout.text(of: expression, parentheses: ("(", ")"), strength: strength) { kind, output in
      write(kind, into: &output)
    }
  }

  func infixStrength(of kind: Expression.Kind) -> BindingStrength {
    switch kind {
    case .sum: .sum
    case .negation: .negation
    case .product, .quotient: .product
    case .power: .power
    case .factorial: .postfix
    case .number, .constant, .symbol, .list, .call, .iterated: .atom
    }
  }

  /// Writes the expression, in parentheses when it binds less than its place asks for.
  func write(
    _ expression: Expression, atLeast minimum: BindingStrength, into output: inout Layout
  ) {
    output.append(expression, atLeast: minimum)
  }

  private func write(_ kind: Expression.Kind, into output: inout Layout) {
    switch kind {
    case .number(let value):
      output += text(of: value.numerator)
    case .constant(let constant):
      output += text(of: constant)
    case .symbol(let name):
      output += text(ofSymbol: name)
    case .list(let elements):
      output += listBrackets.open
      writeSeparated(elements, into: &output)
      output += listBrackets.close
    case .sum(let terms):
      writeSum(terms, into: &output)
    case .product(let factors):
      for (index, factor) in factors.enumerated() {
        if index > 0 { output += "*" }
        write(factor, atLeast: .product, into: &output)
      }
    case .negation(let operand):
      output += "-"
      write(operand, atLeast: .product, into: &output)
    case .quotient(let top, let bottom):
      writeQuotient(top, bottom, into: &output)
    case .power(let base, let exponent):
      writePower(base, exponent, into: &output)
    case .factorial(let operand):
      writeFactorial(operand, into: &output)
    case .call(let name, let arguments):
      writeCall(name, arguments, into: &output)
    case .iterated(let iteration, let body, let variable, let lower, let upper):
      writeIteration(iteration, body, variable, lower, upper, into: &output)
    }
  }

  /// `a + b - c`; the terms of a sum within the sum are written as its own.
  func writeSigned(_ terms: [Expression], into output: inout Layout) {
    var isFirst = true
    writeTerms(terms, isFirst: &isFirst, into: &output)
  }

  private func writeTerms(_ terms: [Expression], isFirst: inout Bool, into output: inout Layout) {
    for term in terms {
      switch term.printedKind {
      case .sum(let inner):
        writeTerms(inner, isFirst: &isFirst, into: &output)
        continue
      case .negation(let operand):
        output += isFirst ? "-" : " - "
        write(operand, atLeast: .product, into: &output)
      default:
        if !isFirst { output += " + " }
        write(term, atLeast: .product, into: &output)
      }
      isFirst = false
    }
  }

  /// The power operator and the exponent. A sign needs no parentheses before a single operand.
  func writeExponent(_ exponent: Expression, into output: inout Layout) {
    output += powerOperator
    if case .negation(let operand) = exponent.printedKind,
      strength(of: operand.printedKind) >= .postfix
    {
      output += "-"
      write(operand, atLeast: .postfix, into: &output)
    } else {
      write(exponent, atLeast: .power, into: &output)
    }
  }

  func writeSeparated(_ elements: [Expression], into output: inout Layout) {
    for (index, element) in elements.enumerated() {
      if index > 0 { output += ", " }
      write(element, atLeast: .sum, into: &output)
    }
  }

  /// `name(a, b)`.
  func writeApplication(
    _ name: String, _ arguments: [Expression], into output: inout Layout
  ) {
    output += name
    output += "("
    writeSeparated(arguments, into: &output)
    output += ")"
  }
}
