internal import Multiprecision

/// Prints PARI/GP.
///
/// Symbols are renamed so that they cannot collide with one of PARI's many built-in functions,
/// injectively:
/// - a single letter other than the built-in `I` and `O`, a letter followed by digits, `sw2` and
///   `sb2` stay;
/// - every other name gets an underscore at its end, which no built-in has: `theta` is `theta_`;
/// - a leading `_`, which PARI does not allow, gets a `v` before it, and names made of `v`s and
///   then `_` get one more `v`.
///
/// PARI has no rising and falling factorials and no `erf`: they are written as products over the
/// variable `i_` (as quotients of gammas when the second argument is a number that is not a
/// nonnegative integer) and as `1-erfc(x)`. A symbolic second argument stands for a nonnegative
/// integer. The network's quantities are calls of functions to be defined: `moment(2)`, `mean()`.
///
/// What else PARI lacks is in `PARIPrinter+SpecialFunctions.swift`.
public struct PARIPrinter: FormulaPrinter, InfixPrinter {
  /// A printer; there are no options.
  public init() {}

  /// The expression in PARI/GP, on one line.
  public func print(_ expression: Expression) -> String { infixText(of: expression) }

  func text(of constant: Expression.Constant) -> String {
    switch constant {
    case .pi: "Pi"
    case .e: "exp(1)"
    case .eulerGamma: "Euler"
    case .infinity: "oo"
    }
  }

  func text(ofSymbol name: String) -> String {
    if name == "sw2" || name == "sb2" { return name }
    if let first = name.first, first != "_", !(name == "I" || name == "O"),
      name.dropFirst().allSatisfy(\.isNumber)
    {
      return name
    }
    let startsReserved = name.drop { $0 == "v" }.first == "_"
    return (startsReserved ? "v" : "") + name + "_"
  }

  func writeFactorial(_ operand: Expression, into output: inout Layout) {
    write(operand, atLeast: .atom, into: &output)
    output += "!"
  }

  func writeCall(_ name: String, _ arguments: [Expression], into output: inout Layout) {
    switch (name, arguments.count) {
    case ("loggamma", 1): writeApplication("lngamma", arguments, into: &output)
    case ("digamma", 1): writeApplication("psi", arguments, into: &output)
    case ("besseli", 2): writeApplication("besseli", arguments, into: &output)
    case ("besselk", 2): writeApplication("besselk", arguments, into: &output)
    case ("factorial", 1): writeFactorial(arguments[0], into: &output)
    case ("erf", 1):
      output += "("
      writeApplication("1-erfc", arguments, into: &output)
      output += ")"
    case ("zeta", 2): writeApplication("zetahurwitz", arguments, into: &output)
    case ("hyper", 3): writeApplication("hypergeom", arguments, into: &output)
    case ("gammainc", 2): writeApplication("incgam", arguments, into: &output)
    case ("meijerg", 5): writeMeijerG(arguments, into: &output)
    case ("gammainc", 1): writeApplication("gamma", arguments, into: &output)
    case ("gammainc", 3) where arguments[1].literalNumber?.isZero == true:
      writeApplication("incgamc", [arguments[0], arguments[2]], into: &output)
    case ("polygamma", 2) where arguments[0].literalNumber?.isZero == true:
      writeApplication("psi", [arguments[1]], into: &output)
    case ("expint", 2) where arguments[0].literalNumber?.isOne == true:
      writeApplication("eint1", [arguments[1]], into: &output)
    case ("hyp0f1", 2), ("hyp1f1", 3), ("hyp2f1", 4):
      let lists = SpelledOut.hypergeometric(name, arguments) ?? arguments
      writeApplication("hypergeom", lists, into: &output)
    case _ where spelledOut(name, arguments) != nil:
      output += "("
      if let form = spelledOut(name, arguments) { write(form, atLeast: .sum, into: &output) }
      output += ")"
    case ("rf", 2): writeFactorialPower(arguments[0], arguments[1], "+", into: &output)
    case ("ff", 2): writeFactorialPower(arguments[0], arguments[1], "-", into: &output)
    default: writeApplication(name, arguments, into: &output)
    }
  }

  private func writeFactorialPower(
    _ base: Expression, _ count: Expression, _ direction: String, into output: inout Layout
  ) {
    if let value = count.literalNumber, value.isNegative || !value.isInteger {
      let ratio: Expression =
        direction == "+"
        ? .call("gamma", [base + count]) / .call("gamma", [base])
        : .call("gamma", [base + 1]) / .call("gamma", [base - count + 1])
      output += "("
      write(ratio, atLeast: .sum, into: &output)
      output += ")"
      return
    }
    output += "prod(i_=0,"
    write(count, atLeast: .sum, into: &output)
    output += "-1,"
    write(base, atLeast: .sum, into: &output)
    output += "\(direction)i_)"
  }

  func writeIteration(
    _ iteration: Expression.Iteration, _ body: Expression, _ variable: String,
    _ lower: Expression, _ upper: Expression, into output: inout Layout
  ) {
    let isEndless = upper.kind == .constant(.infinity)
    switch iteration {
    case .sum: output += isEndless ? "suminf(" : "sum("
    case .product: output += isEndless ? "prodinf(" : "prod("
    case .integral: output += "intnum("
    }
    output += text(ofSymbol: variable)
    output += "="
    write(lower, atLeast: .sum, into: &output)
    output += ","
    if !isEndless || iteration == .integral {
      write(upper, atLeast: .sum, into: &output)
      output += ","
    }
    write(body, atLeast: .sum, into: &output)
    output += ")"
  }
}
