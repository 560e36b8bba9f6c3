import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// Bounds that did not hold, each at the arguments that showed it.
@Suite struct WideBallRegressionTests {
  /// Poles at 0 and -60 with none between: the growth e^(kr) of the terms over a ball counted the
  /// poles and not k. G^{2,0}_{2,2}(z | 1, 61; 0, 60) is (1 - z^60)/60 for |z| < 1.
  @Test func residueSeriesAcrossAGapOfPoles() throws {
    let g = try MeijerG(upper: [], [1, 61], lower: [0, 60], [])
    let middle = Rational(27) / 32
    let radius = Rational(7) / 64
    let ball = RealBall(
      midpoint: BigFloat(mantissa: 27, exponent: -5),
      radius: Magnitude(7).scaled(byPowerOfTwo: -6))
    let value = try g.meijerGResidueSeries(at: ball, precision: 64)
    for z in [middle - radius, middle, middle + radius / 2, middle + radius] {
      let exact = (1 - (try z.power(60))) / 60
      #expect(value.contains(exact), "\(exact) is not in \(value)")
    }
    #expect(value.isFinite)
  }

  /// Left of 0 the function is complex: for a ball of negative numbers the contour asked for a real
  /// value at the midpoint, and found none.
  @Test func contourAtNegativeBallsIsComplex() throws {
    let g = try MeijerG(upper: [], [], lower: [0, 0, 0], [])
    for exponent in [-3, 2, 6] {
      let middle = BigFloat(mantissa: -1, exponent: exponent)
      let real = RealBall(midpoint: middle, radius: .powerOfTwo(exponent - 9))
      let z = ComplexBall(real: real, imaginary: .zero)
      let value = try g.meijerGContour(at: z, precision: 64)
      #expect(value.isFinite && !value.isReal)
      let exact = try g.meijerGContour(at: ComplexBall(RealBall(exact: middle)), precision: 200)
      #expect(value.overlaps(exact))
    }
  }

  /// The residues on the wrong side of the line change from the argument's midpoint on, not from the
  /// midpoint of the logarithms: for a wide ball the bound was half of what it has to be.
  @Test func contourWithResiduesOverWideBalls() throws {
    let half = Rational(1) / 2
    for g in [
      try MeijerG(upper: [Rational(2) / 3, half], [], lower: [0, 0], []),
      try MeijerG(upper: [1], [], lower: [Rational(1) / 3, 2], [0]),
    ] {
      for exponent in [-9, -49, 1] {
        let middle = BigFloat(mantissa: 1, exponent: exponent)
        let radius = Magnitude.powerOfTwo(exponent - 1)
        let value = try g.meijerGContour(
          at: RealBall(midpoint: middle, radius: radius), precision: 53)
        for part in [1, 2, 3] {
          let x = RealBall(exact: BigFloat(mantissa: Integer(part), exponent: exponent - 1))
          #expect(value.overlaps(try g.meijerGContour(at: x, precision: 200)))
        }
      }
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

  /// U(1/3, 2, 1): the distance of the argument from 1, of which the logarithm was taken for the cost
  /// of Taylor steps, stopped the program at 0.
  @Test func confluentUAtOne() throws {
    let third = Rational(1) / 3
    // The values are mpmath's.
    let cases: [(a: Rational, b: Int, value: String)] = [
      (third, 2, "1.193676049128488454369292"), (-third, 1, "0.9037763546757616718338322"),
      (Rational(5) / 2, 0, "0.04810188107033801021636708"),
    ]
    for (a, b, text) in cases {
      let (first, second) = (RealBall(a, precision: 200), RealBall(b))
      let value = RealBall.confluentU(first, second, at: .one, precision: 64)
      #expect(value.relativeAccuracyBits > 50)
      let known = try #require(RealBall(text, precision: 100))
      #expect(value.overlaps(known.addingError(.powerOfTwo(-75))))
      // The same by continuity.
      let near = RealBall(midpoint: 1, radius: .powerOfTwo(-40))
      #expect(RealBall.confluentU(first, second, at: near, precision: 64).overlaps(value))
    }
  }

  /// With complex parameters the function is real at 0 and complex beside it: over a real ball around
  /// 0 its imaginary part was said to be 0.
  @Test func complexParametersOverRealBallsAroundZero() {
    let c = ComplexBall(real: .one, imaginary: RealBall(3))
    let half = ComplexBall(RealBall(exact: BigFloat(0.5)))
    func value(_ z: RealBall, _ precision: Precision) -> [ComplexBall] {
      [[half, half], [half], []].map { upper in
        .hypergeometric(upper: upper, lower: [c], at: ComplexBall(z), precision: precision)
      }
    }
    let wide = value(RealBall(midpoint: .zero, radius: .powerOfTwo(-20)), 53)
    let point = value(RealBall(exact: BigFloat(mantissa: -1, exponent: -20)), 200)
    for (ball, exact) in zip(wide, point) {
      #expect(!exact.imaginary.containsZero && ball.overlaps(exact))
    }
  }

  /// A parameter far beyond machine integers.
  @Test func hugeParametersAreRefused() throws {
    let far = try Rational(10).power(30) + Rational(1) / 2
    for g in [
      try MeijerG(upper: [far], [], lower: [0, 0], []),
      try MeijerG(upper: [-far], [], lower: [0, 0], []),
      try MeijerG(upper: [], [far], lower: [0, 0, 0], []),
      try MeijerG(upper: [], [], lower: [0, 0], [far]),
      try MeijerG(upper: [], [], lower: [0, 0], [-far]),
    ] {
      #expect(throws: SpecialFunctionError.self) {
        // Finite answers would be as welcome; none is known.
        let value = try g.meijerGResidueSeries(at: RealBall.one, precision: 64)
        if value.isUnbounded { throw SpecialFunctionError.outOfReach("no enclosure") }
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
