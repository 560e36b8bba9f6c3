import BallArithmetic
import Multiprecision
import Quadrature
import Testing

@Suite struct GaussLegendreRuleTests {
  /// The sum of weight x^k over all nodes is the integral 2/(k+1), or 0 for odd k, up to degree
  /// 2n - 1: this fixes all nodes and weights.
  @Test(arguments: [1, 2, 3, 5, 8, 21, 64, 150])
  func isExactForPowers(count: Int) throws {
    let precision: Precision = 200
    let rule = try GaussLegendreRule.rule(count: count, precision: precision)
    #expect(rule.nodes.count == (count + 1) / 2)
    for degree in [0, 2, 2 * (count / 2), 2 * count - 2] where degree < 2 * count {
      var sum = RealBall.zero
      for (node, weight) in zip(rule.nodes, rule.weights) {
        let term = node.power(degree, precision: 300).multiplied(by: weight, precision: 300)
        sum = sum.adding(
          node.isZero ? term : term.scaled(byPowerOfTwo: 1), precision: 300)
      }
      #expect(sum.contains(Rational(numerator: 2, nonzeroDenominator: Integer(degree + 1))))
      #expect(sum.relativeAccuracyBits >= precision.bits - 8)
    }
  }

  /// The degree 2n is not integrated exactly: the check above can fail.
  @Test func isNotExactBeyond() throws {
    let rule = try GaussLegendreRule.rule(count: 6, precision: 100)
    var sum = RealBall.zero
    for (node, weight) in zip(rule.nodes, rule.weights) {
      sum = sum.adding(
        node.power(12, precision: 100).multiplied(by: weight, precision: 100)
          .scaled(byPowerOfTwo: 1), precision: 100)
    }
    #expect(!sum.contains(Rational(numerator: 2, nonzeroDenominator: 13)))
  }

  @Test(arguments: [2, 7, 40, 333])
  func precisionsOverlap(count: Int) throws {
    let coarse = try GaussLegendreRule.rule(count: count, precision: 64)
    let fine = try GaussLegendreRule.rule(count: count, precision: 700)
    for index in coarse.nodes.indices {
      #expect(coarse.nodes[index].overlaps(fine.nodes[index]))
      #expect(coarse.weights[index].overlaps(fine.weights[index]))
      #expect(fine.weights[index].relativeAccuracyBits >= 690)
      #expect(fine.nodes[index].relativeAccuracyBits >= 690)
    }
  }

  /// sqrt(3/5) with 5/9, and 8/9 at 0.
  @Test func threeNodes() throws {
    let rule = try GaussLegendreRule.rule(count: 3, precision: 128)
    #expect(rule.nodes[0].squared(precision: 160).contains(Rational("3/5") ?? 0))
    #expect(rule.weights[0].contains(Rational("5/9") ?? 0))
    #expect(rule.nodes[1].isZero)
    #expect(rule.weights[1].contains(Rational("8/9") ?? 0))
  }
}
