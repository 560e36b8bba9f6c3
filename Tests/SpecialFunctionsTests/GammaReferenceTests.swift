import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// The gamma family against values by Arb and mpmath: Data/gamma.txt.
@Suite struct GammaReferenceTests {
  static let goal: Precision = 220
  static let floor = 208

  static func exact(_ text: String) throws -> RealBall {
    RealBall(try #require(Rational(text)), precision: 3000)
  }

  static func complexValue(_ row: [String]) throws -> ComplexBall? {
    func argument() throws -> ComplexBall {
      ComplexBall(real: try exact(row[1]), imaginary: try exact(row[2]))
    }
    switch row[0] {
    case "gamma": return try argument().gamma(precision: goal)
    case "reciprocalGamma": return try argument().reciprocalGamma(precision: goal)
    case "logGamma": return try argument().logGamma(precision: goal)
    case "digamma": return try argument().digamma(precision: goal)
    case "hurwitzZeta":
      return ComplexBall(.hurwitzZeta(try exact(row[1]), try exact(row[2]), precision: goal))
    case "beta":
      return ComplexBall(.beta(try exact(row[1]), try exact(row[2]), precision: goal))
    case "polygamma":
      let order = try #require(Int(row[1]))
      return ComplexBall(try exact(row[2]).polygamma(order: order, precision: goal))
    default: return nil
    }
  }

  @Test func values() throws {
    var checked = 0
    for row in try referenceLines("gamma.txt") {
      guard let value = try Self.complexValue(row) else { continue }
      let expected = ComplexBall(
        real: try #require(ReferenceTable.ball(row[3])),
        imaginary: try #require(ReferenceTable.ball(row[4])))
      #expect(value.overlaps(expected), "\(row): \(value)")
      #expect(value.isZero || value.relativeAccuracyBits >= Self.floor, "\(row): \(value)")
      checked += 1
    }
    #expect(checked > 500)
  }

  @Test func taylorCoefficients() throws {
    var checked = 0
    for row in try referenceLines("gamma.txt") where row[0].hasSuffix("Taylor") {
      let a = try #require(Rational(row[1]))
      let order = try #require(Int(row[2]))
      let result =
        switch row[0] {
        case "gammaTaylor": RealBall.gammaTaylor(at: a, order: order, precision: Self.goal)
        case "reciprocalGammaTaylor":
          RealBall.reciprocalGammaTaylor(at: a, order: order, precision: Self.goal)
        default: RealBall.logGammaTaylor(at: a, order: order, precision: Self.goal)
        }
      let expected = row[3].split(separator: ",").map(String.init)
      #expect(result.count == order && expected.count == order)
      for (k, (value, text)) in zip(result, expected).enumerated() {
        let reference = try #require(ReferenceTable.ball(text))
        #expect(value.overlaps(reference), "\(row[0]) at \(a), coefficient \(k): \(value)")
        #expect(
          value.isZero || value.relativeAccuracyBits >= Self.floor,
          "\(row[0]) at \(a), coefficient \(k): \(value)")
      }
      checked += 1
    }
    #expect(checked > 30)
  }
}
