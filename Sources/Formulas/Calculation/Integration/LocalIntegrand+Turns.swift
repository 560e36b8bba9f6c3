internal import Algebra
internal import Multiprecision

/// sin, cos and tan of an argument that is a multiple of pi/2 at t = 0: exactly, so that their zeros
/// there are seen.
extension LocalIntegrand.Builder {
  /// A sum a x + b pi x + c pi with fractions a, b and c.
  private struct Turn {
    var linear = Rational.zero
    var turning = Rational.zero
    var level = Rational.zero

    func scaled(by factor: Rational) -> Turn {
      Turn(linear: linear * factor, turning: turning * factor, level: level * factor)
    }
  }

  private func turn(_ expression: Expression) throws -> Turn? {
    switch expression.kind {
    case .symbol(variable): return Turn(linear: 1)
    case .constant(.pi): return Turn(level: 1)
    case .negation(let operand): return try turn(operand)?.scaled(by: -1)
    case .sum(let terms):
      var sum = Turn()
      for term in terms {
        guard let next = try turn(term) else { return nil }
        sum.linear = sum.linear + next.linear
        sum.turning = sum.turning + next.turning
        sum.level = sum.level + next.level
      }
      return sum
    case .product(let factors):
      var factor = Rational.one
      var rest: [Turn] = []
      for part in factors {
        if !part.freeSymbols.contains(variable), let value = try exactValue(part) {
          factor = factor * value
        } else if let next = try turn(part) {
          rest.append(next)
        } else {
          return nil
        }
      }
      if rest.count == 1 { return rest[0].scaled(by: factor) }
      // pi x, in either order.
      guard rest.count == 2, rest.contains(where: { $0.level.isZero && $0.turning.isZero }),
        rest.contains(where: { $0.linear.isZero && $0.turning.isZero })
      else { return nil }
      let slope = rest[0].linear + rest[1].linear
      let level = rest[0].level + rest[1].level
      return Turn(turning: slope * level * factor)
    case .quotient(let top, let bottom):
      guard !bottom.freeSymbols.contains(variable),
        let inverse = try exactValue(bottom)?.reciprocal
      else { return nil }
      return try turn(top)?.scaled(by: inverse)
    default:
      guard !expression.freeSymbols.contains(variable), try exactValue(expression)?.isZero == true
      else { return nil }
      return Turn()
    }
  }

  /// The function after the turn; nil when the argument is no multiple of pi/2 at t = 0.
  mutating func turned(_ name: String, _ argument: Expression) throws -> Integrand? {
    guard ["sin", "cos", "tan"].contains(name), argument.freeSymbols.contains(variable),
      let form = try turn(argument)
    else { return nil }
    // The argument at the origin in units of pi, and its slope in t.
    var level = form.level
    let slope: Integrand
    if form.turning.isZero, let place = try turn(origin), place.linear.isZero {
      level = level + form.linear * place.level
      slope = .polynomial(Polynomial(coefficients: [.zero, form.linear * step]))
    } else if form.linear.isZero, let place = exactOrigin {
      level = level + form.turning * place
      slope = .product([
        constant(Expression(.constant(.pi))),
        .polynomial(Polynomial(coefficients: [.zero, form.turning * step])),
      ])
    } else {
      return nil
    }
    guard let quarters = (level * 2).asInteger, !quarters.isZero,
      let quarter = (level * 2 - Rational((level / 2).floor) * 4).asInt
    else { return nil }
    func negated(_ tree: Integrand) -> Integrand { .product([.polynomial(Polynomial(-1)), tree]) }
    let sine = Integrand.call("sin", [slope])
    let cosine = Integrand.call("cos", [slope])
    switch name {
    case "tan":
      return quarter % 2 == 0
        ? .call("tan", [slope]) : .quotient(negated(cosine), sine)
    case "sin": return [sine, cosine, negated(sine), negated(cosine)][quarter % 4]
    default: return [cosine, negated(sine), negated(cosine), sine][quarter % 4]
    }
  }
}
