internal import Algebra
internal import Multiprecision
internal import RandomNetworks

extension Canonicalizer {
  /// A function of arguments in normal form: special values, polynomials where the function is
  /// one, else a variable named by its text.
  func function(_ name: String, _ arguments: [CanonicalForm]) throws -> CanonicalForm {
    let first = arguments.first ?? .zero
    switch name {
    case "exp":
      return try CanonicalForm(variable: "e").raised(to: first)
    case "sqrt":
      return try first.raised(
        to: CanonicalForm(Rational(numerator: 1, nonzeroDenominator: 2)))
    case "log" where first == .one: return .zero
    case "log" where first == CanonicalForm(variable: "e"): return .one
    case "sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "erf":
      if first.isZero { return .zero }
      if (name == "sin" || name == "tan"), isIntegerMultipleOfPi(first) { return .zero }
    case "cos", "cosh":
      if first.isZero { return .one }
      if name == "cos", let multiple = multipleOfPi(first) {
        return CanonicalForm(multiple.isOdd ? -1 : 1)
      }
    case "abs":
      if let value = first.exactValue { return CanonicalForm(value.magnitude) }
      let number = first.leadingNumber
      if number != .one, let inverse = number.reciprocal {
        return try CanonicalForm(number.magnitude)
          * function("abs", [first * CanonicalForm(inverse)])
      }
    case "factorial": return try factorial(first)
    case "gamma": return try gamma(first)
    case "binomial":
      if let count = smallCount(arguments[1]) {
        return try factorialPower(first, count: count, step: -1)
          .divided(by: CanonicalForm(Rational(try Integer.factorial(count))))
      }
      if let top = first.exactValue?.asInteger, let bottom = arguments[1].exactValue?.asInteger {
        if bottom.isNegative { return .zero }
        guard let count = bottom.asInt, !top.isNegative, count <= 1_000_000, top <= 1_000_000
        else { break }
        return CanonicalForm(Rational(Integer.binomial(top, count)))
      }
      // C(n,n) is 0 at integers n < 0.
      if first == arguments[1], first.exactValue == nil, Assumptions.isNonnegativeInteger(first) {
        return .one
      }
    case "rf", "ff":
      if let count = smallCount(arguments[1]) {
        return try factorialPower(first, count: count, step: name == "rf" ? 1 : -1)
      }
    default:
      if let form = try specialFunction(name, arguments) { return form }
    }
    return CanonicalForm(
      variable: CanonicalForm.kernelText(.call(name, arguments.map(\.expression))))
  }

  /// x (x + step) (x + 2 step) ..., as a polynomial.
  private func factorialPower(
    _ x: CanonicalForm, count: Int, step: Int
  ) throws -> CanonicalForm {
    var product = CanonicalForm.one
    for index in 0..<max(count, 0) { product = product * (x + CanonicalForm(index * step)) }
    return product
  }

  private func smallCount(_ form: CanonicalForm) -> Int? {
    guard let count = form.exactValue?.asInt, (0...200).contains(count) else { return nil }
    return count
  }

  /// n! = gamma(n+1).
  func factorial(_ n: CanonicalForm) throws -> CanonicalForm {
    if let value = n.exactValue {
      if let integer = value.asInteger {
        guard let machine = integer.asInt, machine <= 1_000_000 else {
          if integer.isNegative {
            throw ArithmeticError.outsideDomain("the factorial of \(integer) has no value")
          }
          throw ArithmeticError.tooLarge("the factorial of \(integer) has too many digits")
        }
        return CanonicalForm(Rational(try Integer.factorial(machine)))
      }
    }
    return try gamma(n + .one)
  }

  /// The gamma function, its argument shifted so that the constant part lies in (0, 1]: values
  /// whose arguments differ by integers become multiples of one another.
  func gamma(_ x: CanonicalForm) throws -> CanonicalForm {
    if let value = x.exactValue?.asInteger {
      guard value.isPositive else {
        throw ArithmeticError.outsideDomain("gamma has a pole at \(value)")
      }
      return try factorial(x - .one)
    }
    var shift = 0
    if let polynomial = x.rationalFunction?.asPolynomial {
      let constant = polynomial.terms.first { $0.exponents.isEmpty }?.coefficient ?? .zero
      let whole = constant.ceiling - 1
      if let machine = whole.asInt, machine.magnitude <= 200 { shift = machine }
    }
    let base = x - CanonicalForm(shift)
    let kernel =
      base == .half
      ? try CanonicalForm(variable: "pi").raised(to: .half)
      : CanonicalForm(variable: CanonicalForm.kernelText(.call("gamma", [base.expression])))
    if shift >= 0 { return kernel * (try factorialPower(base, count: shift, step: 1)) }
    return try kernel.divided(by: factorialPower(x, count: -shift, step: 1))
  }

  private func multipleOfPi(_ form: CanonicalForm) -> Integer? {
    guard let ratio = try? form.divided(by: CanonicalForm(variable: "pi")) else { return nil }
    return ratio.exactValue?.asInteger
  }

  private func isIntegerMultipleOfPi(_ form: CanonicalForm) -> Bool { multipleOfPi(form) != nil }
}
