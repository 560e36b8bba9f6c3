import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import Testing

/// Data/bessel.txt: values that python-flint computed, in part checked with mpmath.
@Suite struct BesselReferenceTests {
  typealias Value = @Sendable ([RealBall], Precision) -> ComplexBall

  static func pair(_ a: [RealBall], _ index: Int) -> ComplexBall {
    ComplexBall(real: a[index], imaginary: a[index + 1])
  }

  static let functions: [String: Value] = [
    "K": { ComplexBall(RealBall.besselK($0[0], $0[1], precision: $1)) },
    "I": { ComplexBall(RealBall.besselI($0[0], $0[1], precision: $1)) },
    "complexK": { ComplexBall.besselK($0[0], pair($0, 1), precision: $1) },
    "complexI": { ComplexBall.besselI($0[0], pair($0, 1), precision: $1) },
    "upper": { ComplexBall(RealBall.upperIncompleteGamma($0[0], $0[1], precision: $1)) },
    "lower": { ComplexBall(RealBall.lowerIncompleteGamma($0[0], $0[1], precision: $1)) },
    "P": { ComplexBall(RealBall.regularizedLowerIncompleteGamma($0[0], $0[1], precision: $1)) },
    "Q": { ComplexBall(RealBall.regularizedUpperIncompleteGamma($0[0], $0[1], precision: $1)) },
    "complexUpper": {
      ComplexBall.upperIncompleteGamma(pair($0, 0), pair($0, 2), precision: $1)
    },
    "complexLower": {
      ComplexBall.lowerIncompleteGamma(pair($0, 0), pair($0, 2), precision: $1)
    },
    "E": { ComplexBall(RealBall.exponentialIntegral($0[0], $0[1], precision: $1)) },
    "complexE": { ComplexBall.exponentialIntegral($0[0], pair($0, 1), precision: $1) },
    "Ei": { ComplexBall($0[0].exponentialIntegral(precision: $1)) },
    "complexErf": { pair($0, 0).errorFunction(precision: $1) },
    "complexErfc": { pair($0, 0).complementaryErrorFunction(precision: $1) },
    "complexErfi": { pair($0, 0).imaginaryErrorFunction(precision: $1) },
    "erfi": { ComplexBall($0[0].imaginaryErrorFunction(precision: $1)) },
  ]

  static let rows: [[String]] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Data/bessel.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
  }()

  @Test(arguments: functions.keys.sorted()) func agrees(name: String) throws {
    let function = try #require(Self.functions[name])
    let rows = Self.rows.filter { $0[0] == name }
    #expect(rows.count == 40)
    let values = name.hasPrefix("complex") ? 2 : 1
    for row in rows {
      let arguments = try row[1..<(row.count - values)].map {
        RealBall(try #require(Rational($0)), precision: 400)
      }
      let parts = try row.suffix(values).map { try #require(Rational($0)) }
      let reference = ComplexBall(
        real: RealBall(parts[0], precision: 300),
        imaginary: values == 2 ? RealBall(parts[1], precision: 300) : .zero)
      // The 60 digits of the larger part.
      let slack =
        reference.magnitudeUpperBound * Magnitude(upperBound: try #require(Rational("1e-58")))
      for bits in [30, 64, 180] {
        let result = function(arguments, Precision(clamping: bits))
        #expect(
          result.overlaps(reference.addingError(slack)), "\(row) at \(bits) bits: \(result)")
        #expect(result.relativeAccuracyBits >= bits - 8, "\(row) at \(bits) bits: \(result)")
      }
    }
  }
}
