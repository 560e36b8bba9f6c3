import Multiprecision
import Testing

@testable import Formulas

@Suite struct RoundTripTests {
  @Test(arguments: 1...40) func textReadsBack(round: Int) throws {
    let seed = UInt64(round) &* 0x5DEE_CE66D
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let expression = Expression.random(depth: 6, using: &generator)
      let text = TextPrinter().print(expression)
      let read = try Expression(parsing: text, accepting: .planned)
      #expect(read.flattened == expression.flattened, "seed \(seed): \(text)")
      // Reading orders factors and divisors once and for all: from then on the text is stable.
      let settled = TextPrinter().print(read)
      let readAgain = try Expression(parsing: settled, accepting: .planned)
      #expect(TextPrinter().print(readAgain) == settled, "seed \(seed): \(text)")
    }
  }

  /// Values decide where trees could hide a common mistake of printer and parser: the printed text
  /// is worth what the tree is worth.
  @Test(arguments: 1...20) func textKeepsTheValue(round: Int) throws {
    let seed = UInt64(round) &* 0x2545_F491_4F6C
    var generator = SeededGenerator(seed: seed)
    var compared = 0
    for _ in 0..<1000 {
      let expression = Expression.random(depth: 5, using: &generator)
      guard let value = expression.exactValue else { continue }
      compared += 1
      let text = TextPrinter().print(expression)
      let read = try Expression(parsing: text, accepting: .planned)
      #expect(read.exactValue == value, "seed \(seed): \(text)")
    }
    #expect(compared > 20, "seed \(seed): the test compares too few values")
  }

  @Test func longSumsAndProductsPrintInLinearTime() throws {
    let terms = (0..<20_000).map { Expression.number($0) * .symbol("x").power(.number($0)) }
    let sum = Expression.sum(terms)
    for format in FormulaFormat.allCases {
      #expect(sum.printed(as: format).utf8.count > 100_000)
    }
    let read = try Expression(parsing: sum.description)
    #expect(read == sum)
  }

  @Test func longNumbersAreExact() throws {
    let number = Integer(3).power(40_000)
    let expression = Expression.number(number)
    for format in FormulaFormat.allCases where format != .sympy {
      #expect(expression.printed(as: format) == number.description)
    }
    // Python refuses to read more than 4300 decimal digits.
    #expect(expression.printed(as: .sympy) == "0x" + number.text(radix: 16))
    #expect(try Expression(parsing: number.description) == expression)
  }
}

extension Expression {
  /// The value of a tree of field operations and small powers at N = 7/2, x = -3/5, k = 2,
  /// z0 = 1/3; nil when it has anything else or divides by zero.
  fileprivate var exactValue: Rational? {
    switch kind {
    case .number(let value): return value
    case .symbol(let name):
      return [
        "N": Rational("7/2"), "x": Rational("-3/5"), "k": Rational("2"), "z0": Rational("1/3"),
      ][
        name] ?? nil
    case .sum(let parts):
      return parts.reduce(Rational.zero) { total, part in
        guard let total, let value = part.exactValue else { return nil }
        return total + value
      }
    case .product(let parts):
      return parts.reduce(Rational.one) { total, part in
        guard let total, let value = part.exactValue else { return nil }
        return total * value
      }
    case .negation(let operand): return operand.exactValue.map { -$0 }
    case .quotient(let left, let right):
      guard let left = left.exactValue, let right = right.exactValue else { return nil }
      return try? left.divided(by: right)
    case .power(let base, let exponent):
      guard let base = base.exactValue, let exponent = exponent.exactValue?.asInt,
        exponent.magnitude <= 10, (base.bitWidthOfPower(exponent) ?? .max) < 20_000
      else { return nil }
      return try? base.power(exponent)
    default: return nil
    }
  }
}
