import BallArithmetic
import Multiprecision
import SpecialFunctions
import Testing

/// Far out the residues on the other side of the contour, without the cancellation of the series.
@Suite struct AlgebraicExpansionTests {
  private func fraction(_ numerator: Int, _ denominator: Int) -> Rational {
    Rational(numerator: Integer(numerator), nonzeroDenominator: Integer(denominator))
  }

  /// Γ(b1 + 1 - a) Γ(b2 + 1 - a) z^b1 U(b1 + 1 - a, b1 - b2 + 1, z), from mpmath; it took seconds.
  @Test func confluentUFarOut() throws {
    let g = try MeijerG(
      upper: [fraction(13, 4)], [], lower: [fraction(-1, 3), fraction(1, 3)], [])
    let value = try g.value(at: fraction(123_456_789, 1000), precision: 200).value
    let reference = try #require(
      RealBall("-1667328279624.0130736908893050327149911285069283569", precision: 200))
    let tolerance = reference.magnitudeUpperBound * .powerOfTwo(-158)
    #expect(value.overlaps(reference.addingError(tolerance)), "\(value)")
    #expect(value.relativeAccuracyBits >= 190)
  }

  /// Simple and double poles on the right, poles that overlap those on the left, p > q.
  @Test(
    arguments: [
      ([(13, 4)], [], [(-1, 3), (1, 3)], []), ([(1, 4)], [(-2, 3)], [(2, 3), (5, 3), (-1, 3)], []),
      ([(1, 4), (9, 4)], [], [(1, 3), (7, 3), (5, 1)], []),
      ([(1, 2)], [], [(1, 2), (0, 1)], [(1, 5)]),
      ([(0, 1)], [], [(0, 1), (0, 1)], []),
      ([(1, 4), (1, 3)], [(1, 7)], [(0, 1), (1, 2), (3, 5), (2, 1)], []),
    ] as [([(Int, Int)], [(Int, Int)], [(Int, Int)], [(Int, Int)])])
  func agreesWithTheSeries(
    upper: [(Int, Int)], trailingUpper: [(Int, Int)], lower: [(Int, Int)],
    trailingLower: [(Int, Int)]
  ) throws {
    func list(_ values: [(Int, Int)]) -> [Rational] { values.map { fraction($0.0, $0.1) } }
    func mirrored(_ values: [(Int, Int)]) -> [Rational] { list(values).map { 1 - $0 } }
    let g = try MeijerG(
      upper: list(upper), list(trailingUpper), lower: list(lower), list(trailingLower))
    let reflected = try MeijerG(
      upper: mirrored(lower), mirrored(trailingLower), lower: mirrored(upper),
      mirrored(trailingUpper))
    for z in [fraction(2003, 7), fraction(20_011, 3)] {
      let series = try g.meijerGResidueSeries(at: z, precision: 120)
      for value in [
        try g.value(at: z, precision: 120).value,
        try reflected.value(at: 1 / z, precision: 120).value,
      ] {
        #expect(value.overlaps(series), "\(g) at \(z): \(value), \(series)")
        #expect(value.relativeAccuracyBits >= 110)
      }
    }
  }

  /// The change of the residues on the wrong side over an argument's ball was known to 96 bits only.
  @Test func residuesOnTheWrongSideKeepTheArgumentsAccuracy() throws {
    let g = try MeijerG(
      upper: [fraction(13, 4)], [], lower: [fraction(-1, 3), fraction(1, 3)], [])
    let z = RealBall(fraction(123_456_789, 1000), precision: 300)
    let value = try g.meijerGContour(at: z, precision: 200)
    #expect(value.relativeAccuracyBits >= 190)
    #expect(value.overlaps(try g.value(at: fraction(123_456_789, 1000), precision: 200).value))
  }
}
