import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// Data/fuss.txt has the table of values; it is read in FussCatalanReferenceTests.
@Suite struct ArcCosineKernelTests {
  /// The reference cases arccos-J1, arccos-J2, arccos-J3.
  @Test(arguments: [
    (1, "1.998578433772729958942648227192"), (2, "4.755914439454116405477318287786"),
    (3, "18.50871874390038936393282872458"),
  ]) func atOne(n: Int, expected: String) throws {
    let value = try RealBall.arcCosineKernel(n, .one, precision: 128)
    #expect(value.overlaps(try #require(ReferenceTable.ball(expected))))
    #expect(value.relativeAccuracyBits >= 125)
  }

  /// The closed forms of low order, at angles of every size.
  @Test func closedForms() throws {
    var random = TestRandom(seed: 0xac_05)
    for _ in 0..<TestEffort.samples(40) {
      let t = RealBall(
        exact: random.choice([
          BigFloat(mantissa: Integer(random.int(in: 0...3216)), exponent: -10),
          BigFloat(mantissa: 1, exponent: -random.int(in: 1...500)),
        ]))
      let w: Precision = 700
      let (s, c) = t.sineAndCosine(precision: w)
      let rest = RealBall.pi(precision: w).subtracting(t, precision: w)
      func sum(_ terms: [(Int, [RealBall])]) -> RealBall {
        terms.reduce(.zero) { total, term in
          let product = term.1.reduce(RealBall(term.0)) { $0.multiplied(by: $1, precision: w) }
          return total.adding(product, precision: w)
        }
      }
      let expected = [
        rest, sum([(1, [s]), (1, [rest, c])]),
        sum([(3, [s, c]), (1, [rest]), (2, [rest, c, c])]),
        sum([(4, [s, s, s]), (15, [s, c, c]), (9, [rest, s, s, c]), (15, [rest, c, c, c])]),
      ]
      for (n, reference) in expected.enumerated() {
        let value = try RealBall.arcCosineKernel(n, t, precision: 200)
        #expect(value.overlaps(reference), "J_\(n)(\(t)) \(random.comment)")
        #expect(value.relativeAccuracyBits >= 197, "J_\(n)(\(t)) \(random.comment)")
      }
    }
  }

  @Test func ends() throws {
    // J_n(0) = π (2n-1)!!.
    for n in [0, 1, 5, 40] {
      let expected = RealBall.pi(precision: 200).multiplied(
        by: RealBall(try Integer.doubleFactorial(2 * n - 1)), precision: 200)
      let value = try RealBall.arcCosineKernel(n, .zero, precision: 160)
      #expect(value.overlaps(expected) && value.relativeAccuracyBits >= 157)
    }
    // Around π: from zero on.
    for n in [0, 1, 6] {
      let value = try RealBall.arcCosineKernel(n, .pi(precision: 100), precision: 100)
      #expect(value.contains(0) && value.radius < .powerOfTwo(-95))
    }
    // Close to π it is of the size of (π - θ)^(2n+1).
    let near = RealBall(exact: RealBall.pi(precision: 400).midpoint)
      .subtracting(RealBall(exact: BigFloat(mantissa: 1, exponent: -300)), precision: 400)
    let value = try RealBall.arcCosineKernel(3, near, precision: 100)
    #expect(value.relativeAccuracyBits >= 97)
    #expect(value.magnitudeUpperBound < .powerOfTwo(-2090))
  }

  @Test func balls() throws {
    var random = TestRandom(seed: 0xac_06)
    for _ in 0..<TestEffort.samples(40) {
      let point = BigFloat(mantissa: Integer(random.int(in: 1...3216)), exponent: -10)
      let depth = random.choice([1, 4, 20, 80])
      let ball = RealBall(
        midpoint: BigFloat.adding(
          point, BigFloat(mantissa: 1, exponent: -depth - 2), precision: 200),
        radius: .powerOfTwo(-depth))
      for n in [0, 1, 2, 9] {
        let wide = try RealBall.arcCosineKernel(n, ball, precision: 120)
        let value = try RealBall.arcCosineKernel(n, RealBall(exact: point), precision: 300)
        #expect(wide.overlaps(value), "J_\(n) \(ball) \(random.comment)")
      }
    }
  }

  @Test func refusals() {
    #expect(throws: SpecialFunctionError.self) {
      try RealBall.arcCosineKernel(-1, .one, precision: 64)
    }
    for angle in [RealBall(-1), RealBall(4)] {
      #expect(throws: SpecialFunctionError.self) {
        try RealBall.arcCosineKernel(1, angle, precision: 64)
      }
    }
    #expect(throws: SpecialFunctionError.self) {
      try RealBall.arcCosineKernel(.max, .one, precision: 64)
    }
    #expect(throws: SpecialFunctionError.self) {
      try RealBall.arcCosineKernel(1 << 40, RealBall(3), precision: 64)
    }
  }
}
