internal import Multiprecision
internal import RandomNetworks

extension Calculator {
  /// A function of the law of z_L, of an output or of a unit as a formula; nil for anything else.
  ///
  /// A symbol as x stands for a number above 0 in functions of z_L and of the activation of a ReLU
  /// unit, and for any real number but 0 in those of outputs and pre-activations.
  func deriveLawFunction(_ expression: Expression) throws -> Expression? {
    guard case .call(let name, let arguments) = expression.kind, Self.lawFunctions.contains(name),
      let argument = arguments.first, arguments.count == 1
    else { return nil }
    let range = expression.range
    return try Assumptions.$integerSymbols.withValue(integerSymbols) {
      do {
        if let (component, isDensity) = ComponentFormulas.quantities[name] {
          let formulas = try ComponentFormulas(
            name, component, of: network, argument: argument, range: range)
          return isDensity ? try formulas.density(at: argument) : try formulas.cdf(at: argument)
        }
        if Self.meanField.contains(name) {
          return try meanField(name, at: argument, range: range)
        }
        let formulas = try LawFormulas(name, of: network, argument: argument, range: range)
        switch name {
        case "density": return try formulas.density(at: argument)
        case "cdf": return try formulas.cdf(at: argument)
        case "survival": return try formulas.survival(at: argument)
        default: return try formulas.mellin(at: argument)
        }
      } catch let error as NetworkError {
        throw CalculationError(error, range: range)
      } catch let error as ArithmeticError {
        throw CalculationError(.noAnswer, error.description, range: range)
      }
    }
  }

  private static let meanField: Set<String> = ["mean_field_density", "mean_field_cdf"]

  private static let lawFunctions: Set<String> = Set(ComponentFormulas.quantities.keys)
    .union(meanField).union(["density", "cdf", "survival", "mellin"])

  /// The normal law of an output at infinite width, which has the output's own variance.
  private func meanField(
    _ name: String, at x: Expression, range: SourceRange?
  ) throws -> Expression {
    let canonicalizer = Canonicalizer(network: network)
    let variance = try canonicalizer.quantity("output_moment", [2], range: range)
    if variance.isZero {
      throw CalculationError(
        .noAnswer, "the output is 0 for certain: no normal law approximates it", range: range)
    }
    let law = try NormalFormulas(
      variance: variance, positive: network?.positiveSymbols ?? [], canonicalizer)
    let place = try canonicalizer.canonicalForm(x)
    return name == "mean_field_cdf" ? try law.cdf(at: place) : try law.density(at: place)
  }

  /// The expression with every function of the law written out.
  func writingOutLawFunctions(_ expression: Expression) throws -> Expression {
    guard expression.mentions(Self.lawFunctions) else { return expression }
    let parts = try expression.children.map(writingOutLawFunctions)
    var variable: String?
    if case .iterated(_, _, let name, _, _) = expression.kind { variable = name }
    let written = expression.replacing(children: parts, variable: variable)
    return try deriveLawFunction(written) ?? written
  }

  /// The expression with those functions of laws written out whose formulas hold wherever they are
  /// defined: outputs and pre-activations of a network without symbols. What has no formula, or a
  /// long one, stays.
  func writingOutIdentities(_ expression: Expression) -> Expression {
    guard let network, network.freeSymbols.isEmpty, expression.mentions(Self.provable) else {
      return expression
    }
    var variable: String?
    if case .iterated(_, _, let name, _, _) = expression.kind { variable = name }
    let written = expression.replacing(
      children: expression.children.map(writingOutIdentities), variable: variable)
    guard case .call(let name, _) = written.kind, Self.provable.contains(name),
      let formula = try? deriveLawFunction(written), formula.nodeCount <= Self.largestProof
    else { return written }
    return formula
  }

  private static let provable: Set<String> = Set(
    ComponentFormulas.quantities.filter { $0.value.component != .activation }.keys
  ).union(meanField)

  /// The size up to which a formula is brought to normal form for a proof.
  private static var largestProof: Int { 2000 }
}

extension Expression {
  /// Whether one of the functions is called anywhere.
  fileprivate func mentions(_ names: Set<String>) -> Bool {
    if case .call(let name, _) = kind, names.contains(name) { return true }
    return children.contains { $0.mentions(names) }
  }

  /// How many numbers, symbols, functions and operations there are.
  fileprivate var nodeCount: Int { children.reduce(1) { $0 + $1.nodeCount } }
}
