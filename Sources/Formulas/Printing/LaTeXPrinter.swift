internal import Multiprecision

/// Prints LaTeX for math mode; `\mathbb` and `\operatorname` need the packages amsmath and amssymb.
///
/// - Greek names are Greek letters; digits or what follows an underscore are a subscript: `z0` is
///   z_0, `alpha_12` is \alpha_{12}. `sw2` and `sb2` are \sigma_w^{2} and \sigma_b^{2}. Other names
///   of several letters are upright.
/// - `exp(x)` is e^{x}, `binomial(n,k)` is \binom{n}{k}, the factorial powers are Knuth's
///   x^{\overline{n}} and x^{\underline{n}}.
/// - A positive integer power of a trigonometric or hyperbolic function or logarithm stands at the
///   name: \sin^{2}\left(x\right).
/// - The network's quantities are written with z_L, the scalar output with y.
public struct LaTeXPrinter: FormulaPrinter {
  /// A printer; there are no options.
  public init() {}

  /// The expression in LaTeX, without the dollar signs around it.
  public func print(_ expression: Expression) -> String {
    Layout.text(of: expression, parentheses: ("\\left(", "\\right)"), strength: strength) {
      kind, output in write(kind, into: &output)
    }
  }

  func write(
    _ expression: Expression, atLeast minimum: BindingStrength, into output: inout Layout
  ) {
    output.append(expression, atLeast: minimum)
  }

  /// Binding in two dimensions: a fraction is held together by its bar when it is a factor, but
  /// as a base of a power it needs parentheses, so it counts as a power does.
  private func strength(of kind: Expression.Kind) -> BindingStrength {
    switch kind {
    case .sum: .sum
    case .negation: .negation
    case .product: .product
    // The body of a sum ends where the surrounding product does.
    case .iterated: .product
    case .quotient, .power: .power
    case .factorial: .postfix
    case .symbol(let name): Self.symbol(name).contains("^") ? .power : .atom
    case .number, .constant, .list: .atom
    case .call(let name, _): callStrength(name)
    }
  }

  private func callStrength(_ name: String) -> BindingStrength {
    switch name {
    // Written with an exponent, or with two words before the parentheses.
    case "exp", "rf", "ff", "loggamma", "output_kurtosis", "polygamma", "meijerg": .power
    default: .atom
    }
  }

  private func write(_ kind: Expression.Kind, into output: inout Layout) {
    switch kind {
    case .number(let value): output += value.numerator.description
    case .constant(let constant): output += Self.text(of: constant)
    case .symbol(let name): output += Self.symbol(name)
    case .list(let elements):
      output += "\\left["
      writeSeparated(elements, into: &output)
      output += "\\right]"
    case .sum(let terms):
      var isFirst = true
      writeTerms(terms, isFirst: &isFirst, into: &output)
    case .product(let factors):
      writeFactors(factors, into: &output)
    case .negation(let operand):
      output += "-"
      write(operand, atLeast: .product, into: &output)
    case .quotient(let top, let bottom):
      output += "\\frac{"
      write(top, atLeast: .sum, into: &output)
      output += "}{"
      write(bottom, atLeast: .sum, into: &output)
      output += "}"
    case .power(let base, let exponent): writePower(base, exponent, into: &output)
    case .factorial(let operand):
      write(operand, atLeast: .atom, into: &output)
      output += "!"
    case .call(let name, let arguments): writeCall(name, arguments, into: &output)
    case .iterated(let iteration, let body, let variable, let lower, let upper):
      writeIteration(iteration, body, variable, lower, upper, into: &output)
    }
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

  /// Factors stand side by side, with a dot where a digit would follow another factor.
  private func writeFactors(_ factors: [Expression], into output: inout Layout) {
    for (index, factor) in factors.enumerated() {
      if index > 0 { output += startsWithDigit(factor) ? " \\cdot " : " " }
      if case .product = factor.kind {
        write(factor, atLeast: .product, into: &output)
        continue
      }
      let isLast = index == factors.count - 1
      write(factor, atLeast: isLast ? .product : .power, into: &output)
    }
  }

  /// Whether the printed factor begins with a digit, or is a fraction of numbers, which after a
  /// number would read as a mixed number.
  private func startsWithDigit(_ expression: Expression) -> Bool {
    switch expression.printedKind {
    case .number: true
    case .product(let factors): factors.first.map(startsWithDigit) ?? false
    case .quotient(let top, let bottom):
      top.integerLiteral != nil && bottom.integerLiteral != nil
    case .power(let base, _), .factorial(let base): startsWithDigit(base) && !isFraction(base)
    default: false
    }
  }

  private func isFraction(_ expression: Expression) -> Bool {
    if case .quotient = expression.printedKind { true } else { false }
  }

  func writeSeparated(_ elements: [Expression], into output: inout Layout) {
    for (index, element) in elements.enumerated() {
      if index > 0 { output += ", " }
      write(element, atLeast: .sum, into: &output)
    }
  }
}

// MARK: - Powers and functions

extension LaTeXPrinter {
  private func writePower(
    _ base: Expression, _ exponent: Expression, into output: inout Layout
  ) {
    if case .call(let name, let arguments) = base.kind, let command = Self.poweredNames[name],
      let power = exponent.integerLiteral, power.isPositive
    {
      output += "\(command)^{\(power)}"
      writeArguments(arguments, into: &output)
      return
    }
    // A name with an argument may not carry an exponent after its parentheses: sin(x)^y.
    let needsParentheses: Bool =
      if case .call(let name, _) = base.kind { Self.poweredNames[name] != nil } else { false }
    if needsParentheses { output += "\\left(" }
    write(base, atLeast: .postfix, into: &output)
    if needsParentheses { output += "\\right)" }
    output += "^{"
    write(exponent, atLeast: .sum, into: &output)
    output += "}"
  }

  private static let poweredNames = [
    "log": "\\log", "sin": "\\sin", "cos": "\\cos", "tan": "\\tan", "sinh": "\\sinh",
    "cosh": "\\cosh", "tanh": "\\tanh", "asin": "\\arcsin", "acos": "\\arccos",
    "atan": "\\arctan", "asinh": "\\operatorname{arsinh}", "acosh": "\\operatorname{arcosh}",
    "atanh": "\\operatorname{artanh}",
  ]

  private static let plainNames = [
    "gamma": "\\Gamma", "loggamma": "\\log\\Gamma", "digamma": "\\psi", "zeta": "\\zeta",
    "erf": "\\operatorname{erf}", "erfc": "\\operatorname{erfc}",
    "erfi": "\\operatorname{erfi}", "ei": "\\operatorname{Ei}", "beta": "\\mathrm{B}",
  ]

  func writeArguments(_ arguments: [Expression], into output: inout Layout) {
    output += "\\left("
    writeSeparated(arguments, into: &output)
    output += "\\right)"
  }

  private func writeCall(
    _ name: String, _ arguments: [Expression], into output: inout Layout
  ) {
    if let command = Self.poweredNames[name] ?? Self.plainNames[name] {
      output += command
      writeArguments(arguments, into: &output)
      return
    }
    switch (name, arguments.count) {
    case ("exp", 1): writeParts(["e^{", "}"], arguments, into: &output)
    case ("sqrt", 1): writeParts(["\\sqrt{", "}"], arguments, into: &output)
    case ("abs", 1): writeParts(["\\left|", "\\right|"], arguments, into: &output)
    case ("binomial", 2): writeParts(["\\binom{", "}{", "}"], arguments, into: &output)
    case ("factorial", 1):
      write(.factorial(arguments[0]), atLeast: .sum, into: &output)
    case ("rf", 2), ("ff", 2):
      write(arguments[0], atLeast: .atom, into: &output)
      output += name == "rf" ? "^{\\overline{" : "^{\\underline{"
      write(arguments[1], atLeast: .sum, into: &output)
      output += "}}"
    case ("gammainc", 1): writeCall("gamma", arguments, into: &output)
    case (_, 2...5) where writeSpecial(name, arguments, into: &output): break
    case ("moment", 1):
      writeParts(["\\mathbb{E}\\left[z_L^{", "}\\right]"], arguments, into: &output)
    case ("output_moment", 1):
      writeParts(["\\mathbb{E}\\left[y^{", "}\\right]"], arguments, into: &output)
    case ("cumulant", 1):
      writeParts(["\\kappa_{", "}\\left(z_L\\right)"], arguments, into: &output)
    case ("point_mass", 1): writeParts(["\\delta_{", "}"], arguments, into: &output)
    case ("chi_square", 2): writeChiSquares(arguments, into: &output)
    case ("chi_square_product", 2): writeChiSquareProduct(arguments, into: &output)
    case (_, 0): output += Self.quantities[name] ?? Self.upright(name)
    default:
      output += "\\operatorname{\(Self.escaped(name))}"
      writeArguments(arguments, into: &output)
    }
  }

  private static let quantities = [
    "mean": "\\mathbb{E}\\left[z_L\\right]",
    "variance": "\\operatorname{Var}\\left(z_L\\right)",
    "skewness": "\\operatorname{Skew}\\left(z_L\\right)",
    "kurtosis": "\\operatorname{Kurt}\\left(z_L\\right)",
    "atom": "\\mathbb{P}\\left(z_L = 0\\right)",
    "law": "\\mathcal{L}\\left(z_L\\right)",
    "output_kurtosis": "\\operatorname{Kurt}\\left(y\\right)",
  ]
  /// The law of a scaled chi-square (degrees of freedom, scale), or of a sum of two that are given
  /// as lists.
  private func writeChiSquares(_ arguments: [Expression], into output: inout Layout) {
    guard case .list(let first) = arguments[0].kind, case .list(let second) = arguments[1].kind,
      first.count == 2, second.count == 2
    else {
      write(arguments[1], atLeast: .power, into: &output)
      writeParts(["\\,\\chi^{2}_{", "}"], [arguments[0]], into: &output)
      return
    }
    output += "\\left("
    writeChiSquares(first, into: &output)
    output += " + "
    writeChiSquares(second, into: &output)
    output += "\\right)"
  }

  /// The law of a product of independent chi-squares (list of degrees of freedom, scale).
  private func writeChiSquareProduct(_ arguments: [Expression], into output: inout Layout) {
    output += "\\mathcal{L}\\left("
    if arguments[1].literalNumber != .one {
      write(arguments[1], atLeast: .product, into: &output)
      output += "\\,"
    }
    for (index, degrees) in (arguments[0].elements ?? [arguments[0]]).enumerated() {
      if index > 0 { output += " " }
      writeParts(["\\chi^{2}_{", "}"], [degrees], into: &output)
    }
    output += "\\right)"
  }

  /// The arguments between the parts.
  func writeParts(
    _ parts: [String], _ arguments: [Expression], into output: inout Layout
  ) {
    for (part, argument) in zip(parts, arguments) {
      output += part
      write(argument, atLeast: .sum, into: &output)
    }
    output += parts.last ?? ""
  }

  private func writeIteration(
    _ iteration: Expression.Iteration, _ body: Expression, _ variable: String,
    _ lower: Expression, _ upper: Expression, into output: inout Layout
  ) {
    let name = Self.symbol(variable)
    switch iteration {
    case .sum: output += "\\sum_{\(name)="
    case .product: output += "\\prod_{\(name)="
    case .integral: output += "\\int_{"
    }
    write(lower, atLeast: .sum, into: &output)
    output += "}^{"
    write(upper, atLeast: .sum, into: &output)
    output += "} "
    // What follows a product sign is one factor; a sum sign takes a whole product.
    write(body, atLeast: iteration == .product ? .power : .product, into: &output)
    if iteration == .integral { output += "\\,d\(name)" }
  }
}

// MARK: - Names

extension LaTeXPrinter {
  private static func text(of constant: Expression.Constant) -> String {
    switch constant {
    case .pi: "\\pi"
    case .e: "e"
    case .eulerGamma: "\\gamma"
    case .infinity: "\\infty"
    }
  }

  private static func symbol(_ name: String) -> String {
    if name == "sw2" { return "\\sigma_w^{2}" }
    if name == "sb2" { return "\\sigma_b^{2}" }
    let base: Substring
    let subscriptText: Substring
    if let underscore = name.firstIndex(of: "_") {
      base = name[..<underscore]
      subscriptText = name[name.index(after: underscore)...]
    } else {
      let digits = name.reversed().prefix(while: \.isNumber).count
      base = name.dropLast(digits)
      subscriptText = name.suffix(digits)
    }
    if base.isEmpty || subscriptText.hasPrefix("_") || subscriptText.hasSuffix("_") {
      return upright(name)
    }
    let letter = letter(String(base))
    if subscriptText.isEmpty { return name.contains("_") ? upright(name) : letter }
    let lowered =
      subscriptText.contains("_") ? upright(String(subscriptText)) : subscriptLetter(subscriptText)
    return lowered.utf8.count == 1 ? "\(letter)_\(lowered)" : "\(letter)_{\(lowered)}"
  }

  private static func subscriptLetter(_ text: Substring) -> String {
    text.allSatisfy(\.isNumber) ? String(text) : letter(String(text))
  }

  private static func letter(_ name: String) -> String {
    if name.utf8.count == 1 { return name }
    return greek.contains(name) ? "\\\(name)" : upright(name)
  }

  private static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta",
    "vartheta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "varpi", "rho", "varrho",
    "sigma", "varsigma", "tau", "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma",
    "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
  ]

  private static func upright(_ name: String) -> String { "\\mathrm{\(escaped(name))}" }

  private static func escaped(_ name: String) -> String {
    String(name.flatMap { $0 == "_" ? ["\\", "_"] : [$0] })
  }
}
