import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// Bounds that did not hold, each at the arguments that showed it.
@Suite struct WideBallRegressionTests {
  /// Poles at 0 and from -60 on with none between: the growth e^(kr) of the terms over a ball
  /// counted the poles and not k. G(z | 1; 0, 60) is the upper incomplete gamma function.
  @Test func residueSeriesAcrossAGapOfPoles() throws {
    let g = try MeijerG(upper: [], [1], lower: [0, 60], [])
    let ball = RealBall(midpoint: 30, radius: Magnitude(3))
    let value = try g.meijerGResidueSeries(at: ball, precision: 64)
    for x in [27, 28, 30, 32, 33] {
      let exact = RealBall.upperIncompleteGamma(RealBall(60), RealBall(x), precision: 200)
      #expect(value.overlaps(exact), "Γ(60, \(x)) is not in \(value)")
    }
  }

  /// Left of 0 the function is complex: the enclosure of a ball of negative numbers, which lies
  /// too far out to have digits, said that its imaginary part is 0.
  @Test func contourAtNegativeBallsIsComplex() throws {
    let g = try MeijerG(upper: [], [], lower: [0, 0, 0], [])
    for exponent in [2, 100] {
      let middle = BigFloat(mantissa: -1, exponent: exponent)
      let z = ComplexBall(real: RealBall(midpoint: middle, radius: .powerOfTwo(-9)), imaginary: .zero)
      let value = try g.meijerGContour(at: z, precision: 64)
      #expect(value.isFinite && !value.isReal)
      let exact = try g.meijerGContour(at: ComplexBall(RealBall(exact: middle)), precision: 200)
      #expect(value.overlaps(exact))
    }
  }

  /// Γ(1 - a) is just above the range of exponents, 2^(2^30 - 1/2): the bound of its reciprocal
  /// took the range for a factor of two longer.
  @Test func gammaBelowTheExponentRange() throws {
    let a = try #require(Rational("-44787927.416"))
    let value = RealBall.gamma(a, precision: 64)
    // |Γ(a)| = 4.59... times 2^(-2^30).
    #expect(value.magnitudeUpperBound >= Magnitude(4).scaled(byPowerOfTwo: -(1 << 30)))
  }

  /// A parameter far beyond machine integers stopped the program.
  @Test func hugeParametersAreRefused() throws {
    let far = try Rational(10).power(30) + Rational(1) / 2
    for g in [
      try MeijerG(upper: [far], [], lower: [0, 0], []),
      try MeijerG(upper: [-far], [], lower: [0, 0], []),
      try MeijerG(upper: [], [far], lower: [0, 0, 0], []),
      try MeijerG(upper: [], [], lower: [0, 0], [far]),
      try MeijerG(upper: [], [], lower: [0, 0], [-far]),
    ] {
      for z in [RealBall.one, RealBall(midpoint: 1, radius: .powerOfTwo(-9))] {
        #expect(throws: SpecialFunctionError.self) {
          // Finite answers would be as welcome; none is known.
          let value = try g.meijerGResidueSeries(at: z, precision: 64)
          if value.isUnbounded { throw SpecialFunctionError.outOfReach("no enclosure") }
        }
      }
    }
  }

  /// The zero of a ball has no sign, also after a change of sign.
  @Test func angleOfTheOrigin() {
    for zero in [RealBall.zero, -RealBall.zero] {
      #expect(RealBall.arcTangent(y: zero, x: zero, precision: 64).isZero)
      #expect(RealBall.arcTangent(y: zero, x: -zero, precision: 64).isZero)
    }
  }
}
