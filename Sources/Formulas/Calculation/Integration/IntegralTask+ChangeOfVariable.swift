internal import Algebra
internal import BallArithmetic
internal import Multiprecision

/// Changes of the variable of integration that turn an end whose behaviour is not seen into one
/// whose is. The integrand is rewritten as an expression, exactly.
/// `Docs/Theory/Quadrature.md`, "Changes of variable".
extension IntegralTask {
  private func changed(to body: Expression) -> IntegralTask {
    IntegralTask(
      evaluator: evaluator, body: body, variable: variable, range: range,
      isPositiveVariable: true, attempts: attempts + 3)
  }

  /// The body at a place for the variable.
  private func body(at place: Expression) -> Expression { body.substituting([variable: place]) }

  /// The place at a distance from an end, in a direction.
  private static func place(
    _ end: Expression, _ direction: Int, _ distance: Expression
  ) -> Expression {
    let isZero = if case .number(let value) = end.kind { value.isZero } else { false }
    switch (isZero, direction > 0) {
    case (true, true): return distance
    case (true, false): return -distance
    case (false, true): return end + distance
    case (false, false): return end - distance
    }
  }

  /// The integral between a finite end and a place at most the length from it, a power of two:
  /// with the distance 1/y, where functions have an essential singularity as exp(-1/x), or e^(-y),
  /// where they have powers of logarithms or x^x.
  func changedEnd(
    at end: Expression, direction: Int, length: Rational
  ) throws -> (value: CertifiedReal, place: Expression)? {
    guard let inverse = length.reciprocal else { return nil }
    let y = Expression.symbol(variable)
    let reciprocal = changed(
      to: body(at: Self.place(end, direction, 1 / y)) / Expression(.power(y, 2)))
    if let value = try attempt(
      at: end, { try reciprocal.half(from: .number(inverse), direction: 1) })
    {
      return (value, Self.place(end, direction, .number(length)))
    }
    // e^(-start) <= length.
    let start = Int((0.7 * Double(inverse.ceiling.bitWidth - 1)).rounded(.up))
    let distance = Expression.call("exp", [-y])
    let exponential = changed(to: body(at: Self.place(end, direction, distance)) * distance)
    if let value = try attempt(
      at: end, { try exponential.half(from: .number(start), direction: 1) })
    {
      let distance: Expression = start == 0 ? 1 : .call("exp", [.number(-start)])
      return (value, Self.place(end, direction, distance))
    }
    return nil
  }

  /// An attempt in a variable in which the end is at infinity.
  private func attempt(
    at end: Expression, _ method: () throws -> CertifiedReal
  ) throws -> CertifiedReal? {
    do {
      return try method()
    } catch is UncertifiedIntegral {
      return nil
    } catch is DivergentIntegral {
      throw DivergentIntegral(place: "\(variable) = \(end)")
    }
  }

  /// The integral to infinity of a function of e^x in y = e^(|x|), or of functions that tend to
  /// constants which cancel.
  func changedHalf(from origin: Expression, direction: Int) throws -> CertifiedReal? {
    if let complement = try complemented(direction: direction) {
      let task = IntegralTask(
        evaluator: evaluator, body: complement, variable: variable, range: range,
        isPositiveVariable: isPositiveVariable, attempts: attempts + 3)
      if let value = try attempt({ try task.half(from: origin, direction: direction) }) {
        return value
      }
    }
    if let value = try unrolledHalf(from: origin, direction: direction) { return value }
    guard hasExponential else { return nil }
    let y = Expression.symbol(variable)
    let logarithm = Expression.call("log", [y])
    let task = changed(to: body(at: direction > 0 ? logarithm : -logarithm) / y)
    let isZero = if case .number(let value) = origin.kind { value.isZero } else { false }
    let start: Expression = isZero ? 1 : .call("exp", [direction > 0 ? origin : -origin])
    do {
      return try attempt { try task.half(from: start, direction: 1) }
    } catch is DivergentIntegral {
      throw DivergentIntegral(place: direction > 0 ? "infinity" : "-infinity")
    }
  }

  /// The integral of a function of sin and cos of c x^n, as those of Fresnel, in y = |x|^n.
  private func unrolledHalf(from origin: Expression, direction: Int) throws -> CertifiedReal? {
    guard case .number(let start) = origin.kind, !(start * Rational(direction)).isNegative,
      let order = try Self.phaseDegree(local(0, 1).integrand.tree)
    else { return nil }
    let root = Rational(numerator: 1, nonzeroDenominator: Integer(order))
    let first = (0..<order).reduce(Rational.one) { power, _ in power * start.magnitude }
    let y = Expression.symbol(variable)
    let x = Expression(.power(y, .number(root)))
    let slope = Expression(.power(y, .number(root - 1))) / .number(order)
    let task = changed(to: body(at: direction > 0 ? x : -x) * slope)
    return try attempt { try task.half(from: .number(first), direction: 1) }
  }

  /// The n >= 2 of the arguments c x^n of every sine and cosine.
  private static func phaseDegree(_ tree: Integrand) -> Int? {
    var degrees: Set<Int> = []
    var pending = [tree]
    while let part = pending.popLast() {
      switch part {
      case .constant, .polynomial: break
      case .sum(let parts), .product(let parts): pending += parts
      case .quotient(let left, let right), .generalPower(let left, let right):
        pending += [left, right]
      case .power(let base, _): pending.append(base)
      case .exact(_, let argument): pending.append(argument)
      case .call(let name, let arguments):
        guard name == "sin" || name == "cos" else {
          pending += arguments
          continue
        }
        guard case .polynomial(let phase)? = arguments.first, phase.degree >= 2,
          (0..<phase.degree).allSatisfy({ phase[$0].isZero })
        else { return nil }
        degrees.insert(phase.degree)
      }
    }
    return degrees.count == 1 ? degrees.first : nil
  }

  /// Whether an exponential function of the variable occurs.
  private var hasExponential: Bool {
    var pending = [body]
    while let part = pending.popLast() {
      if LocalIntegrand.Builder.exponent(of: part)?.freeSymbols.contains(variable) == true {
        return true
      }
      pending += part.children
    }
    return false
  }
}
