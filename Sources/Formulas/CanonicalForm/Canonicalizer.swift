internal import Algebra
internal import Multiprecision
internal import RandomNetworks

/// Brings expressions to normal form, the network's quantities included.
struct Canonicalizer {
  let network: NetworkDescription?

  func canonicalForm(_ expression: Expression) throws -> CanonicalForm {
    do {
      return try form(expression).checkingSize()
    } catch let error as ArithmeticError {
      throw CalculationError(.noAnswer, error.description, range: expression.range)
    } catch let error as NetworkError {
      throw CalculationError(error, range: expression.range)
    }
  }

  private func form(_ expression: Expression) throws -> CanonicalForm {
    switch expression.kind {
    case .number(let value): return CanonicalForm(value)
    case .constant(.infinity):
      throw CalculationError(.noAnswer, "infinity has no closed form", range: expression.range)
    case .constant(let constant):
      return CanonicalForm(
        variable: CanonicalForm.kernelText(Expression(.constant(constant))))
    case .symbol(let name): return CanonicalForm(variable: name)
    case .list:
      throw CalculationError(.usage, "a list is not a number", range: expression.range)
    case .sum(let terms):
      var sum = CanonicalForm.zero
      for term in terms { sum = sum + (try canonicalForm(term)) }
      return sum
    case .product(let factors):
      var product = CanonicalForm.one
      for factor in factors { product = product * (try canonicalForm(factor)) }
      return product
    case .negation(let operand): return -(try canonicalForm(operand))
    case .quotient(let top, let bottom):
      return try canonicalForm(top).divided(by: try canonicalForm(bottom))
    case .power(let base, let exponent):
      return try canonicalForm(base).raised(to: try canonicalForm(exponent))
    case .factorial(let operand): return try factorial(try canonicalForm(operand))
    case .iterated(let iteration, let body, let variable, let lower, let upper):
      return try iterated(iteration, body, variable, lower, upper)
    case .call(let name, let arguments):
      if FunctionCatalogue.entry(named: name)?.category == .quantity {
        return try quantity(name, arguments, range: expression.range)
      }
      if name == "meijerg" || name == "hyper" {
        return try functionOfLists(name, arguments, range: expression.range)
      }
      return try function(name, try arguments.map(canonicalForm))
    }
  }

  private func functionOfLists(
    _ name: String, _ arguments: [Expression], range: SourceRange?
  ) throws -> CanonicalForm {
    let lists = try arguments.dropLast().map { argument -> [CanonicalForm] in
      guard let elements = argument.elements else {
        throw CalculationError(
          .usage, "the parameters of \(name) are lists", range: argument.range ?? range)
      }
      return try elements.map(canonicalForm)
    }
    guard let last = arguments.last, lists.count == (name == "meijerg" ? 4 : 2) else {
      throw CalculationError(.usage, "\(name) takes other arguments", range: range)
    }
    let argument = try canonicalForm(last)
    if name == "meijerg" { return try meijerG(CanonicalMeijerG(lists), at: argument) }
    return try hypergeometric(upper: lists[0], lower: lists[1], at: argument)
  }

  /// The closed form of the network: its parameters in normal form.
  func symbolicNetwork(range: SourceRange?, of name: String) throws -> Network<CanonicalForm> {
    guard let network else {
      throw CalculationError(
        .usage, "\(name) is a quantity of a network, and there is none",
        remedy: "give --width and --depth", range: range)
    }
    return try network.network(evaluating: canonicalForm)
  }
}
