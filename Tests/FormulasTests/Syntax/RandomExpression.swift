import Formulas
import Multiprecision

/// SplitMix64: a small generator whose whole state is its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Expression {
  /// A random tree, biased to what is hard to print: nested operations of like strength, signs,
  /// numbers that are negative, zero, fractions or long.
  static func random(depth: Int, using generator: inout SeededGenerator) -> Expression {
    if depth <= 1 || Int.random(in: 0..<8, using: &generator) == 0 {
      return randomLeaf(using: &generator)
    }
    var part: Expression { random(depth: depth - 1, using: &generator) }
    var parts: [Expression] { (0..<Int.random(in: 2...4, using: &generator)).map { _ in part } }
    switch Int.random(in: 0..<16, using: &generator) {
    case 0, 1, 2: return Expression(.sum(parts))
    case 3, 4, 5: return Expression(.product(parts))
    case 6, 7: return -part
    case 8, 9: return part / part
    case 10, 11: return part.power(part)
    case 12: return .factorial(part)
    case 13: return .call("binomial", [part, part])
    case 14: return .list([part, part])
    default:
      let iteration = Iteration.allCases.randomElement(using: &generator) ?? .sum
      return .iterated(iteration, part, over: "k", from: part, through: part)
    }
  }

  private static func randomLeaf(using generator: inout SeededGenerator) -> Expression {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: return 0
    case 1: return 1
    case 2: return .number(-Int.random(in: 1...9, using: &generator))
    case 3, 4:
      let top = Integer(Int.random(in: -9...9, using: &generator))
      let bottom = Integer(Int.random(in: 1...9, using: &generator))
      return .number(Rational(top, bottom) ?? .zero)
    case 5: return .number(Integer(7).power(Int.random(in: 1...200, using: &generator)))
    case 6: return [.pi, .e, .eulerGamma].randomElement(using: &generator) ?? .pi
    case 7: return .call("mean")
    default: return .symbol(["x", "N", "k", "z0"].randomElement(using: &generator) ?? "x")
    }
  }

  /// The same value as a tree in which nothing is written in two ways: sums and products are flat,
  /// a quotient is a product of factors and divisors, numbers have neither sign nor fraction bar,
  /// and a sign stands in front of the sum or product that it belongs to.
  var flattened: Expression {
    switch kind {
    case .number(let value):
      if value.isNegative { return -Expression.number(-value).flattened }
      if value.isInteger { return self }
      return Self.fraction([.number(value.numerator)], [.number(value.denominator)])
    case .constant, .symbol: return self
    case .list(let parts): return .list(parts.map(\.flattened))
    case .call(let name, let parts): return .call(name, parts.map(\.flattened))
    case .sum(let parts):
      return .sum(
        parts.map(\.flattened).flatMap { part in
          if case .sum(let inner) = part.kind { inner } else { [part] }
        })
    case .negation(let operand): return -operand.flattened
    case .factorial(let operand): return .factorial(operand.flattened)
    case .power(let base, let exponent): return base.flattened.power(exponent.flattened)
    case .product, .quotient:
      let (top, bottom) = factorsAndDivisors
      return Self.fraction(top, bottom)
    case .iterated(let iteration, let body, let variable, let lower, let upper):
      return .iterated(
        iteration, body.flattened, over: variable, from: lower.flattened,
        through: upper.flattened)
    }
  }

  private static func fraction(_ top: [Expression], _ bottom: [Expression]) -> Expression {
    .call("fraction", [.list(top), .list(bottom)])
  }

  private var factorsAndDivisors: (top: [Expression], bottom: [Expression]) {
    switch kind {
    case .number(let value) where !value.isNegative && !value.isInteger:
      return ([.number(value.numerator)], [.number(value.denominator)])
    case .product(let factors):
      return factors.reduce(into: ([], [])) { result, factor in
        let inner = factor.factorsAndDivisors
        result.0 += inner.top
        result.1 += inner.bottom
      }
    case .quotient(let left, let right):
      let dividend = left.factorsAndDivisors
      let divisor = right.factorsAndDivisors
      return (dividend.top + divisor.bottom, dividend.bottom + divisor.top)
    default:
      return ([flattened], [])
    }
  }
}
