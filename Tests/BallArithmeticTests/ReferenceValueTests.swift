import BallArithmetic
import Multiprecision
import TestSupport
import Testing

/// Our balls against values that Arb computed: Data/real.txt and Data/complex.txt.
@Suite struct ReferenceValueTests {
  static let precision: Precision = 220

  static let real: [String: @Sendable (RealBall, Precision) -> RealBall] = [
    "exp": { $0.exponential(precision: $1) },
    "expm1": { $0.exponentialMinusOne(precision: $1) },
    "log": { $0.logarithm(precision: $1) },
    "log1p": { $0.logarithmOnePlus(precision: $1) },
    "sin": { $0.sine(precision: $1) },
    "cos": { $0.cosine(precision: $1) },
    "tan": { $0.tangent(precision: $1) },
    "asin": { $0.arcSine(precision: $1) },
    "acos": { $0.arcCosine(precision: $1) },
    "atan": { $0.arcTangent(precision: $1) },
    "sinh": { $0.hyperbolicSine(precision: $1) },
    "cosh": { $0.hyperbolicCosine(precision: $1) },
    "tanh": { $0.hyperbolicTangent(precision: $1) },
    "asinh": { $0.inverseHyperbolicSine(precision: $1) },
    "acosh": { $0.inverseHyperbolicCosine(precision: $1) },
    "atanh": { $0.inverseHyperbolicTangent(precision: $1) },
    "sqrt": { $0.squareRoot(precision: $1) },
    "sineOfPi": { $0.sineOfPi(precision: $1) },
  ]

  static let complex: [String: @Sendable (ComplexBall, Precision) -> ComplexBall] = [
    "exp": { $0.exponential(precision: $1) },
    "log": { $0.logarithm(precision: $1) },
    "sqrt": { $0.squareRoot(precision: $1) },
    "sin": { $0.sine(precision: $1) },
    "cos": { $0.cosine(precision: $1) },
    "tan": { $0.tangent(precision: $1) },
    "asin": { $0.arcSine(precision: $1) },
    "acos": { $0.arcCosine(precision: $1) },
    "atan": { $0.arcTangent(precision: $1) },
    "sinh": { $0.hyperbolicSine(precision: $1) },
    "cosh": { $0.hyperbolicCosine(precision: $1) },
    "tanh": { $0.hyperbolicTangent(precision: $1) },
    "asinh": { $0.inverseHyperbolicSine(precision: $1) },
    "acosh": { $0.inverseHyperbolicCosine(precision: $1) },
    "atanh": { $0.inverseHyperbolicTangent(precision: $1) },
    "power5": { $0.power(5, precision: $1) },
    "power-7": { $0.power(-7, precision: $1) },
    "powerOwn": { $0.power($0, precision: $1) },
  ]

  @Test func realFunctions() throws {
    var checked: Set<String> = []
    for row in try ReferenceTable(named: "real.txt").rows {
      guard let function = Self.real[row[0]] else { continue }
      checked.insert(row[0])
      let argument = try #require(RealBall(row[1], precision: 300))
      let expected = try #require(ReferenceTable.ball(row[2]))
      let result = function(argument, Self.precision)
      #expect(result.overlaps(expected), "\(row[0])(\(row[1])): \(result), Arb \(row[2])")
      #expect(
        result.isZero || result.relativeAccuracyBits > 200, "\(row[0])(\(row[1])): \(result)")
    }
    #expect(checked.count == Self.real.count)
  }

  @Test func complexFunctions() throws {
    var checked: Set<String> = []
    for row in try ReferenceTable(named: "complex.txt").rows {
      let function = try #require(Self.complex[row[0]])
      checked.insert(row[0])
      let argument = ComplexBall(
        real: try #require(RealBall(row[1], precision: 300)),
        imaginary: try #require(RealBall(row[2], precision: 300)))
      let expected = ComplexBall(
        real: try #require(ReferenceTable.ball(row[3])),
        imaginary: try #require(ReferenceTable.ball(row[4])))
      let result = function(argument, Self.precision)
      #expect(result.overlaps(expected), "\(row): \(result)")
      #expect(result.relativeAccuracyBits > 190, "\(row): \(result)")
    }
    #expect(checked.count == Self.complex.count)
  }
}
