import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import Testing

/// Data/large.txt: values at large orders and parameters, by python-flint and mpmath.
@Suite struct LargeParameterReferenceTests {
  typealias Value = @Sendable ([Rational], Precision) throws -> RealBall

  private static func balls(_ a: [Rational], _ precision: Precision) -> [RealBall] {
    a.map { RealBall($0, precision: precision + 100) }
  }

  private static func ofTwo(
    _ function: @escaping @Sendable (RealBall, RealBall, Precision) -> RealBall
  ) -> Value {
    {
      let x = balls($0, $1); return function(x[0], x[1], $1)
    }
  }

  static let functions: [String: Value] = [
    "K": ofTwo { .besselK($0, $1, precision: $2) },
    "I": ofTwo { .besselI($0, $1, precision: $2) },
    "P": ofTwo { .regularizedLowerIncompleteGamma($0, $1, precision: $2) },
    "Q": ofTwo { .regularizedUpperIncompleteGamma($0, $1, precision: $2) },
    "lower": ofTwo { .lowerIncompleteGamma($0, $1, precision: $2) },
    "upper": ofTwo { .upperIncompleteGamma($0, $1, precision: $2) },
    "zeta": ofTwo { .hurwitzZeta($0, $1, precision: $2) },
    "U": {
      let x = balls($0, $1)
      return .confluentU(x[0], x[1], at: x[2], precision: $1)
    },
    "F": {
      try Hypergeometric(upper: [$0[0], $0[1]], lower: [$0[2]]).value(at: $0[3], precision: $1)
    },
  ]

  static let rows: [[String]] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Data/large.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
  }()

  @Test(arguments: functions.keys.sorted()) func agrees(name: String) throws {
    let function = try #require(Self.functions[name])
    let rows = Self.rows.filter { $0[0] == name }
    #expect(rows.count == 24)
    for row in rows {
      let arguments = try row.dropFirst().dropLast().map { try #require(Rational($0)) }
      let reference = try #require(RealBall(row[row.count - 1], precision: 250))
      // 50 digits.
      let slack =
        reference.magnitudeUpperBound * Magnitude(upperBound: try #require(Rational("1e-48")))
      for bits in [40, 64, 160, 300] {
        let result = try function(arguments, Precision(clamping: bits))
        #expect(
          result.overlaps(reference.addingError(slack)), "\(row) at \(bits) bits: \(result)")
        #expect(result.relativeAccuracyBits >= bits - 8, "\(row) at \(bits) bits: \(result)")
      }
    }
  }
}
