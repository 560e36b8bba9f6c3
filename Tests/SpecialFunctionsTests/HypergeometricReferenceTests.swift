import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// Values that Arb and mpmath computed: Data/hyper.txt.
@Suite struct HypergeometricReferenceTests {
  struct Row: CustomTestStringConvertible {
    let kind: String
    let upper: [Rational]
    let lower: [Rational]
    let argument: ComplexBall
    let expected: ComplexBall
    let testDescription: String
  }

  static func rows() throws -> [Row] {
    try referenceLines("hyper.txt").map { fields in
      func list(_ text: String) -> [Rational] {
        text == "-" ? [] : text.split(separator: ",").compactMap { Rational(String($0)) }
      }
      func exact(_ text: String) throws -> RealBall {
        RealBall(try #require(Rational(text)), precision: 64)
      }
      func value(_ text: String) throws -> RealBall {
        try #require(ReferenceTable.ball(text))
      }
      let real = try value(fields[5])
      let imaginary = try value(fields[6])
      return Row(
        kind: fields[0], upper: list(fields[1]), lower: list(fields[2]),
        argument: ComplexBall(real: try exact(fields[3]), imaginary: try exact(fields[4])),
        expected: ComplexBall(real: real, imaginary: imaginary),
        testDescription: fields.joined(separator: " "))
    }
  }

  @Test(arguments: [Precision(clamping: 60), Precision(clamping: 200)])
  func containsTheValues(precision: Precision) throws {
    for row in try Self.rows() {
      let result: ComplexBall
      if row.kind == "u" {
        result = .confluentU(
          ComplexBall(RealBall(row.upper[0], precision: 700)),
          ComplexBall(RealBall(row.lower[0], precision: 700)), at: row.argument,
          precision: precision)
      } else {
        let function = try Hypergeometric(upper: row.upper, lower: row.lower)
        result = try function.value(at: row.argument, precision: precision)
        #expect(
          result.relativeAccuracyBits >= precision.bits - 8,
          "\(row.testDescription): \(result)")
      }
      #expect(result.overlaps(row.expected), "\(row.testDescription): \(result)")
      #expect(
        result.relativeAccuracyBits >= precision.bits - 40, "\(row.testDescription): \(result)")
    }
  }
}
