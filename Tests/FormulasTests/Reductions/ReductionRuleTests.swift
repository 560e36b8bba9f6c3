import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import Formulas

/// Every rule of rewriting against the numeric evaluation of both sides, which knows no rules.
@Suite struct ReductionRuleTests {
  static let rules =
    ReductionRule.hypergeometric + ReductionRule.confluentU + ReductionRule.meijerG

  @Test func everyRuleIsRead() {
    // A rule that does not parse is left out of its table.
    #expect(ReductionRule.hypergeometric.count == 25)
    #expect(ReductionRule.confluentU.count == 4)
    #expect(ReductionRule.meijerG.count == 11)
  }

  @Test(arguments: rules.indices)
  func bothSidesAgree(index: Int) throws {
    let rule = Self.rules[index]
    let left = try Expression(parsing: rule.left)
    let names = left.freeSymbols.sorted()
    var random = TestRandom(seed: UInt64(4_100 + index))
    var compared = 0
    for attempt in 0..<1000 where compared < (names.isEmpty ? 1 : 4) {
      let point = Grid.Point(
        assignments: names.map { name in
          .init(symbol: name, value: Self.value(of: name, attempt, using: &random))
        })
      guard try holds(rule.conditions, at: point) else { continue }
      let calculator = Calculator(digits: 25)
      guard let relation = try? calculator.relation(left, rule.result, at: point) else { continue }
      switch relation {
      case .equal, .close: compared += 1
      case .unknown, .different:
        Issue.record("\(rule.left) and \(rule.right) at \(point), \(random.comment)")
        return
      }
    }
    #expect(compared > 0, "\(rule.left): no point has values")
  }

  /// Arguments in (0, 1) and beyond; parameters that are fractions, half-integers, or integers.
  private static func value(
    of name: String, _ attempt: Int, using random: inout TestRandom
  ) -> Rational {
    let bottom = name == "x" || name == "z" ? 97 : [2, 3, 1, 5][attempt % 4]
    let top = Int.random(in: 1...(attempt % 3 == 0 ? 3 : 1) * bottom + 40, using: &random)
    let value = Rational(numerator: Integer(top), nonzeroDenominator: Integer(bottom))
    return name != "x" && name != "z" && attempt % 5 == 4 ? -value : value
  }

  private func holds(_ conditions: [ReductionRule.Condition], at point: Grid.Point) throws -> Bool {
    try conditions.allSatisfy { condition in
      switch condition {
      case .only(let property, let text):
        let value = try Calculator().evaluate(Expression(parsing: text), at: point).exact
        return value.map(property.holds) ?? false
      case .not(let property, let text):
        let value = try Calculator().evaluate(Expression(parsing: text), at: point).exact
        return value.map { !property.holds(for: $0) } ?? true
      }
    }
  }
}
