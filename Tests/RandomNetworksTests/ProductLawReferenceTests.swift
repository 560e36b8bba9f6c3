import BallArithmetic
import Multiprecision
import RandomNetworks
import TestSupport
import Testing

/// Against python-flint's integrals: `Data/product-law.txt`, written by
/// `Data/generate-product-law.py`.
@Suite struct ProductLawReferenceTests {
  private static let functions: [String: LawFunction] = [
    "density": .density, "survival": .survival, "cdf": .cumulativeDistribution,
  ]

  @Test(arguments: [64, 150]) func integralsByArb(bits: Int) throws {
    let precision = Precision(clamping: bits)
    let lines = try referenceLines("product-law.txt")
    #expect(lines.count == 90)
    for line in lines {
      let end = try #require(line.firstIndex(of: "="))
      let function = try #require(Self.functions[line[0]])
      let law = try ProductLaw(NetworkText.network(line[2..<end]))
      let value = try law.value(
        of: function, at: try NetworkText.number(line[1]), precision: precision
      ).value
      let expected = try #require(ReferenceTable.ball(line[end + 1]))
      #expect(value.overlaps(expected), "\(line): \(value)")
      #expect(value.relativeAccuracyBits >= bits - 8, "\(line): \(value)")
    }
  }
}
