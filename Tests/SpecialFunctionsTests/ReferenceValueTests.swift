import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// Our balls against values that Arb computed: BallArithmeticTests/Data/real.txt.
@Suite struct SpecialReferenceValueTests {
  static let functions: [String: @Sendable (RealBall, Precision) -> RealBall] = [
    "gamma": { $0.gamma(precision: $1) },
    "reciprocalGamma": { $0.reciprocalGamma(precision: $1) },
    "logGamma": { $0.logGamma(precision: $1) },
    "digamma": { $0.digamma(precision: $1) },
    "zeta": { $0.zeta(precision: $1) },
    "erf": { $0.errorFunction(precision: $1) },
    "erfc": { $0.complementaryErrorFunction(precision: $1) },
  ]

  @Test func realFunctions() throws {
    var checked: Set<String> = []
    for row in try ReferenceTable(named: "real.txt").rows {
      guard let function = Self.functions[row[0]] else { continue }
      checked.insert(row[0])
      let argument = try #require(RealBall(row[1], precision: 300))
      let expected = try #require(ReferenceTable.ball(row[2]))
      let result = function(argument, 220)
      #expect(result.overlaps(expected), "\(row[0])(\(row[1])): \(result), Arb \(row[2])")
      #expect(
        result.isZero || result.relativeAccuracyBits > 195, "\(row[0])(\(row[1])): \(result)")
    }
    #expect(checked.count == Self.functions.count)
  }
}
