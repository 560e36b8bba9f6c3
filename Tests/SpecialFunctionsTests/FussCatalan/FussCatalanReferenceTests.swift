import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// Data/fuss.txt: values that mpmath computed by other ways than ours (generate-fuss.py).
@Suite struct FussCatalanReferenceTests {
  static let rows: [[String]] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Data/fuss.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
  }()

  @Test(arguments: [100, 160]) func agreesWithTheTable(bits: Int) throws {
    let precision = Precision(clamping: bits)
    var counts: [String: Int] = [:]
    for row in Self.rows {
      let expected = try #require(ReferenceTable.ball(row[4]))
      let argument = RealBall(try #require(Rational(row[3])), precision: 200)
      let first = try #require(Rational(row[1]))
      let second = try #require(Rational(row[2]))
      let law = Raney(p: first, r: second)
      let result: RealBall =
        switch row[0] {
        case "density": try law.density(at: argument, precision: precision)
        case "cdf": try law.cumulativeDistribution(at: argument, precision: precision)
        default:
          try RealBall.arcCosineKernel(
            try #require(first.asInt), argument, precision: precision)
        }
      counts[row[0], default: 0] += 1
      #expect(result.overlaps(expected), "\(row): \(result)")
      #expect(result.relativeAccuracyBits >= bits - 3, "\(row): \(result)")
    }
    #expect(counts["density"] == counts["cdf"])
    #expect(counts.values.allSatisfy { $0 > 60 }, "\(counts)")
  }

  /// The reference cases FC-density-s2, FC-density-s5.
  @Test(arguments: [
    (2, "0.1789791274880284629570654660008"), (5, "0.09565432360117483118850401163847"),
  ]) func densityAtOne(s: Int, expected: String) throws {
    let law = FussCatalan(s: Rational(s))
    let reference = try #require(ReferenceTable.ball(expected))
    for value in [
      try law.density(at: .one, precision: 128), try law.densityByMeijerG(at: .one, precision: 128),
      try law.densityByParametrization(at: .one, precision: 128),
    ] {
      #expect(value.overlaps(reference))
      #expect(value.relativeAccuracyBits >= 120)
    }
  }

  /// Of the roots of w^(s+1) - x w + x = 0 the one with the smallest positive argument gives the
  /// density; another root of the upper half-plane does not.
  @Test(arguments: [3, 5, 8]) func theRootIsTheOneOfSmallestArgument(s: Int) throws {
    let x = 1.0
    // Durand and Kerner's iteration on pairs of doubles.
    typealias Complex = SIMD2<Double>
    func times(_ a: Complex, _ b: Complex) -> Complex {
      [a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x]
    }
    func quotient(_ a: Complex, _ b: Complex) -> Complex {
      times(a, [b.x, -b.y]) / (b.x * b.x + b.y * b.y)
    }
    var roots = (0...s).map { k in
      Complex(
        cos(0.4 + Double(k) * 6.283 / Double(s + 1)), sin(0.4 + Double(k) * 6.283 / Double(s + 1)))
    }
    for _ in 0..<TestEffort.samples(500) {
      for i in roots.indices {
        var power = Complex(1, 0)
        for _ in 0...s { power = times(power, roots[i]) }
        var step = power - x * roots[i] + Complex(x, 0)
        for j in roots.indices where j != i { step = quotient(step, roots[i] - roots[j]) }
        roots[i] -= step
      }
    }
    let upper = roots.filter { $0.y > 1e-9 }.sorted { atan2($0.y, $0.x) < atan2($1.y, $1.x) }
    #expect(upper.count >= 2)
    let density = try FussCatalan(s: Rational(s)).density(at: RealBall(1), precision: 64)
      .approximateDouble
    #expect(abs(upper[0].y / (Double.pi * x) - density) < 1e-12)
    #expect(abs(upper[1].y / (Double.pi * x) - density) > 1e-2)
  }
}
