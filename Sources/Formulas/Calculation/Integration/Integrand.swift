internal import Algebra
internal import Multiprecision

/// An integrand in a local variable t, the distance from an end of the interval of integration:
/// what of the expression is a polynomial in t with rational coefficients is one here, so that
/// 1 - x near x = 1 is t itself.
indirect enum Integrand {
  /// A part without the variable, by its place in the list of constants.
  case constant(Int)
  /// A polynomial in t of degree 1 at least.
  case polynomial(Polynomial)
  case sum([Integrand])
  case product([Integrand])
  case quotient(Integrand, Integrand)
  /// The exponent is an exact number.
  case power(Integrand, Rational)
  /// A power whose exponent is another constant or varies.
  case generalPower(Integrand, Integrand)
  case call(String, [Integrand])
  /// A function with exact parameters, by its place in the list of functions, of the argument.
  case exact(Int, Integrand)
}

/// The integrand with its constants, made from an expression by x = origin + step * t.
struct LocalIntegrand {
  let tree: Integrand
  /// The parts without the variable.
  let constants: [Expression]
  let functions: [ExactFunction]

  /// - Parameters:
  ///   - isPositiveVariable: whether the variable is known to be positive in the interval.
  ///   - exactValue: the exact value of a constant expression, nil when it is none.
  init(
    _ expression: Expression, variable: String, isPositiveVariable: Bool, origin: Expression,
    step: Rational, exactValue: @escaping (Expression) throws -> Rational?
  ) throws {
    var builder = Builder(
      variable: variable, isPositiveVariable: isPositiveVariable, origin: origin, step: step,
      exactValue: exactValue)
    builder.exactOrigin = try exactValue(origin)
    tree = try builder.tree(expression)
    constants = builder.constants
    functions = builder.functions
  }

  struct Builder {
    let variable: String
    let isPositiveVariable: Bool
    let origin: Expression
    let step: Rational
    let exactValue: (Expression) throws -> Rational?
    var exactOrigin: Rational?
    var constants: [Expression] = []
    var functions: [ExactFunction] = []

    init(
      variable: String, isPositiveVariable: Bool, origin: Expression, step: Rational,
      exactValue: @escaping (Expression) throws -> Rational?
    ) {
      self.variable = variable
      self.isPositiveVariable = isPositiveVariable
      self.origin = origin
      self.step = step
      self.exactValue = exactValue
    }

    static let largestDegree = 64

    /// Whether a number is seen to be positive.
    func isPositive(_ number: Expression) throws -> Bool {
      if case .constant(.pi) = number.kind { return true }
      return try exactValue(number)?.isPositive ?? false
    }

    mutating func constant(_ expression: Expression) -> Integrand {
      constants.append(expression)
      return .constant(constants.count - 1)
    }

    mutating func wrapped(_ polynomial: Polynomial) -> Integrand {
      polynomial.isConstant ? constant(.number(polynomial[0])) : .polynomial(polynomial)
    }

    /// The expression as a polynomial in t; nil when it is none.
    func polynomial(_ expression: Expression) throws -> Polynomial? {
      if !expression.freeSymbols.contains(variable) {
        return try exactValue(expression).map { Polynomial($0) }
      }
      switch expression.kind {
      case .symbol:
        guard let exactOrigin else { return nil }
        return Polynomial(coefficients: [exactOrigin, step])
      case .negation(let operand):
        return try polynomial(operand).map { Polynomial(-1) * $0 }
      case .sum(let terms):
        var sum = Polynomial.zero
        for term in terms {
          guard let next = try polynomial(term) else { return nil }
          sum = sum + next
        }
        return sum
      case .product(let factors):
        var product = Polynomial.one
        for factor in factors {
          guard let next = try polynomial(factor),
            product.degree + next.degree <= Self.largestDegree
          else { return nil }
          product = product * next
        }
        return product
      case .quotient(let top, let bottom):
        guard let divisor = try polynomial(bottom), divisor.isConstant, !divisor.isZero,
          let inverse = divisor[0].reciprocal, let numerator = try polynomial(top)
        else { return nil }
        return numerator * Polynomial(inverse)
      case .power(let base, let exponent):
        if let power = try powerOfRoot(base, exponent) { return power }
        guard !exponent.freeSymbols.contains(variable),
          let count = try exactValue(exponent)?.asInt, count >= 0,
          let root = try polynomial(base), root.degree * count <= Self.largestDegree
        else { return nil }
        return (0..<count).reduce(Polynomial.one) { product, _ in product * root }
      default:
        return nil
      }
    }

    /// A factor: powers of a polynomial of several terms stay powers, as over a wide ball their
    /// values are much narrower than those of the polynomial multiplied out.
    private mutating func factor(_ expression: Expression) throws -> Integrand {
      switch expression.kind {
      case .power(let base, let exponent) where !exponent.freeSymbols.contains(variable):
        guard base.freeSymbols.contains(variable), let root = try polynomial(base),
          (0...root.degree).count(where: { !root[$0].isZero }) > 1,
          let count = try exactValue(exponent), count > 1, count.isInteger
        else { return try tree(expression) }
        return .power(wrapped(root), count)
      case .product(let factors) where expression.freeSymbols.contains(variable):
        if let product = try polynomial(expression), product.degree <= 4 {
          return wrapped(product)
        }
        return .product(try factors.map { try factor($0) })
      default: return try tree(expression)
      }
    }

    /// A sum; exp(g) - 1 in it is one function, which cancels nothing near g = 0.
    private mutating func sum(_ terms: [Expression]) throws -> Integrand {
      let isExponential = { (term: Expression) in
        if case .call("exp", let arguments) = term.kind { arguments.count == 1 } else { false }
      }
      guard let lead = terms.firstIndex(where: isExponential),
        terms[lead].freeSymbols.contains(variable), case .call(_, let arguments) = terms[lead].kind,
        let one = try terms.firstIndex(where: {
          guard !$0.freeSymbols.contains(variable) else { return false }
          return try exactValue($0) == -1
        })
      else { return .sum(try terms.map { try tree($0) }) }
      let difference = Integrand.call("expm1", [try tree(arguments[0])])
      let rest = terms.indices.filter { $0 != lead && $0 != one }.map { terms[$0] }
      return rest.isEmpty ? difference : .sum([difference] + (try rest.map { try tree($0) }))
    }

    mutating func tree(_ expression: Expression) throws -> Integrand {
      if !expression.freeSymbols.contains(variable) { return constant(expression) }
      if let polynomial = try polynomial(expression) { return wrapped(polynomial) }
      if isPositiveVariable, let quotient = try rational(expression) { return quotient }
      switch expression.kind {
      case .symbol:
        return .sum([
          constant(origin), .polynomial(Polynomial(coefficients: [.zero, step])),
        ])
      case .negation(let operand):
        return .product([constant(-1), try tree(operand)])
      case .sum(let terms):
        return try sum(terms)
      case .product(let factors):
        return .product(try factors.map { try factor($0) })
      case .quotient(let top, let bottom):
        return .quotient(try factor(top), try factor(bottom))
      case .power(let base, let exponent):
        if case .constant(.e) = base.kind { return try exponential(of: exponent) }
        if !exponent.freeSymbols.contains(variable), let value = try exactValue(exponent) {
          return .power(try tree(base), value)
        }
        // b^g is exp(g log b) for a number b > 0.
        if !base.freeSymbols.contains(variable), try isPositive(base) {
          return .call(
            "exp",
            [
              .product([
                constant(Expression(.call(name: "log", arguments: [base]))), try tree(exponent),
              ])
            ])
        }
        // (e^g)^h is e^(g h) for a real g.
        if let power = Self.exponent(of: base) { return try exponential(of: power * exponent) }
        return .generalPower(try tree(base), try tree(exponent))
      case .call("exp", let arguments) where arguments.count == 1 && isPositiveVariable:
        return try exponential(of: arguments[0])
      case .call("log", let arguments) where arguments.count == 1:
        if let power = Self.exponent(of: arguments[0]) { return try tree(power) }
        return .call("log", [try tree(arguments[0])])
      case .call("sqrt", let arguments) where arguments.count == 1:
        return .power(try tree(arguments[0]), Rational(numerator: 1, nonzeroDenominator: 2))
      case .call(let name, let arguments):
        if let function = try exactFunction(name, arguments, range: expression.range) {
          return function
        }
        if arguments.count == 1, let turned = try turned(name, arguments[0]) { return turned }
        return .call(name, try arguments.map { try tree($0) })
      case .iterated(let iteration, _, _, _, _):
        throw CalculationError(
          .noAnswer,
          "a \(iteration.rawValue) inside an integral is not integrated when it depends on the"
            + " variable '\(variable)'", range: expression.range)
      case .list, .factorial, .number, .constant:
        if case .factorial(let operand) = expression.kind {
          return .call("factorial", [try tree(operand)])
        }
        throw CalculationError(
          .noAnswer, "this part of the integrand is not integrated", range: expression.range)
      }
    }
  }
}
