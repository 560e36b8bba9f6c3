internal import Algebra
internal import BallArithmetic
internal import Multiprecision

/// A phase a + b t with constants a, b: a sum of constants, each times an exact linear function.
/// Exact, so that the phases of a product of sines cancel where they do.
struct LinearPhase {
  struct Coefficients {
    var level: Rational
    var slope: Rational
  }

  /// The constant 1 has the key nil.
  private(set) var parts: [Expression?: Coefficients] = [:]

  init() {}

  init(_ factor: Expression?, _ polynomial: Polynomial) {
    parts[factor] = Coefficients(level: polynomial[0], slope: polynomial[1])
  }

  func adding(_ other: LinearPhase, sign: Int) -> LinearPhase {
    var sum = self
    let sign = Rational(sign)
    for (factor, part) in other.parts {
      let old = sum.parts[factor] ?? Coefficients(level: .zero, slope: .zero)
      let new = Coefficients(
        level: old.level + sign * part.level, slope: old.slope + sign * part.slope)
      sum.parts[factor] = new.level.isZero && new.slope.isZero ? nil : new
    }
    return sum
  }

  var isZero: Bool { parts.isEmpty }
  var isConstant: Bool { parts.values.allSatisfy(\.slope.isZero) }

  /// a and b as balls, from the values of the constants.
  func values(
    precision: Precision, _ constant: (Expression) throws -> RealBall
  ) rethrows -> (level: RealBall, slope: RealBall) {
    var level = RealBall.zero
    var slope = RealBall.zero
    for (factor, part) in parts {
      let value = try factor.map(constant) ?? .one
      func times(_ x: Rational) -> RealBall {
        RealBall(x, precision: precision).multiplied(by: value, precision: precision)
      }
      level = level.adding(times(part.level), precision: precision)
      slope = slope.adding(times(part.slope), precision: precision)
    }
    return (level, slope)
  }
}

/// A term g(t) cos(phase) or g(t) sin(phase) of an integrand.
struct OscillatingTerm {
  var amplitude: Integrand
  var phase: LinearPhase
  var isSine: Bool

  /// The terms of an integrand that is a polynomial in sines and cosines of linear functions with
  /// coefficients that do not oscillate; nil for another integrand.
  static func terms(of tree: Integrand, constants: [Expression]) -> [OscillatingTerm]? {
    Decomposition(constants: constants).terms(tree)
  }

  private struct Decomposition {
    let constants: [Expression]

    private static let mostTerms = 64

    func terms(_ tree: Integrand) -> [OscillatingTerm]? {
      guard oscillates(tree) else {
        return [OscillatingTerm(amplitude: tree, phase: LinearPhase(), isSine: false)]
      }
      switch tree {
      case .call(let name, let arguments) where arguments.count == 1:
        guard name == "sin" || name == "cos", let phase = phase(arguments[0]) else { return nil }
        return [
          OscillatingTerm(
            amplitude: .polynomial(.one), phase: phase, isSine: name == "sin")
        ]
      case .sum(let parts):
        var all: [OscillatingTerm] = []
        for part in parts {
          guard let terms = terms(part), all.count + terms.count <= Self.mostTerms else {
            return nil
          }
          all += terms
        }
        return all
      case .product(let factors): return product(factors.map(terms))
      case .quotient(let top, let bottom):
        guard !oscillates(bottom) else { return nil }
        return terms(top)?.map {
          OscillatingTerm(
            amplitude: .quotient($0.amplitude, bottom), phase: $0.phase, isSine: $0.isSine)
        }
      case .power(let base, let exponent):
        guard let count = exponent.asInt, (1...12).contains(count) else { return nil }
        return product(Array(repeating: terms(base), count: count))
      default: return nil
      }
    }

    /// Whether a sine or cosine of the variable occurs.
    private func oscillates(_ tree: Integrand) -> Bool {
      switch tree {
      case .constant, .polynomial: false
      case .sum(let parts), .product(let parts): parts.contains(where: oscillates)
      case .quotient(let left, let right), .generalPower(let left, let right):
        oscillates(left) || oscillates(right)
      case .power(let base, _): oscillates(base)
      case .call(let name, let arguments):
        name == "sin" || name == "cos" || arguments.contains(where: oscillates)
      case .exact(_, let argument): oscillates(argument)
      }
    }

    private func product(_ factors: [[OscillatingTerm]?]) -> [OscillatingTerm]? {
      var all = [
        OscillatingTerm(amplitude: .polynomial(.one), phase: LinearPhase(), isSine: false)
      ]
      for factor in factors {
        guard let factor, all.count * factor.count * 2 <= Self.mostTerms * 2 else { return nil }
        all = all.flatMap { left in factor.flatMap { left.multiplied(by: $0) } }
      }
      return all
    }

    private func phase(_ tree: Integrand) -> LinearPhase? {
      switch tree {
      case .polynomial(let polynomial):
        return polynomial.degree <= 1 ? LinearPhase(nil, polynomial) : nil
      case .constant(let index): return LinearPhase(constants[index], .one)
      case .sum(let parts):
        var sum = LinearPhase()
        for part in parts {
          guard let next = phase(part) else { return nil }
          sum = sum.adding(next, sign: 1)
        }
        return sum
      case .product(let factors):
        var constant: [Expression] = []
        var linear = Polynomial.one
        for factor in factors {
          switch factor {
          case .constant(let index): constant.append(constants[index])
          case .polynomial(let polynomial) where linear.degree + polynomial.degree <= 1:
            linear = linear * polynomial
          default: return nil
          }
        }
        let key = constant.count > 1 ? Expression(.product(constant)) : constant.first
        return LinearPhase(key, linear)
      case .quotient(.polynomial(let polynomial), .constant(let index)):
        guard polynomial.degree <= 1 else { return nil }
        return LinearPhase(Expression(.quotient(.number(1), constants[index])), polynomial)
      default: return nil
      }
    }
  }

  /// 2 cos a cos b = cos(a-b) + cos(a+b), 2 sin a sin b = cos(a-b) - cos(a+b), and
  /// 2 sin a cos b = sin(a+b) + sin(a-b).
  private func multiplied(by other: OscillatingTerm) -> [OscillatingTerm] {
    let both = Integrand.product([amplitude, other.amplitude])
    if phase.isZero, !isSine {
      return [OscillatingTerm(amplitude: both, phase: other.phase, isSine: other.isSine)]
    }
    if other.phase.isZero, !other.isSine {
      return [OscillatingTerm(amplitude: both, phase: phase, isSine: isSine)]
    }
    let half = Rational(numerator: 1, nonzeroDenominator: 2)
    func term(_ factor: Rational, _ phase: LinearPhase, _ isSine: Bool) -> OscillatingTerm {
      OscillatingTerm(
        amplitude: .product([.polynomial(Polynomial(factor)), both]), phase: phase,
        isSine: isSine)
    }
    let sum = phase.adding(other.phase, sign: 1)
    let difference = phase.adding(other.phase, sign: -1)
    switch (isSine, other.isSine) {
    case (false, false): return [term(half, difference, false), term(half, sum, false)]
    case (true, true): return [term(half, difference, false), term(-half, sum, false)]
    case (true, false): return [term(half, sum, true), term(half, difference, true)]
    case (false, true): return [term(half, sum, true), term(-half, difference, true)]
    }
  }
}
