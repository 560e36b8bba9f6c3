import BallArithmetic
import Multiprecision
import Quadrature
import SpecialFunctions
import TestSupport
import Testing

/// The trapezoidal rule on the line against closed forms.
@Suite struct TrapezoidalRuleTests {
  private func ball(_ value: Rational, _ precision: Precision) -> RealBall {
    RealBall(value, precision: precision)
  }

  /// The enclosure holds the value and is about as narrow as the precision allows.
  private func expect(
    _ result: IntegrationResult, _ expected: RealBall, bits: Int, _ comment: Comment? = nil
  ) {
    guard case .certified(let value, _) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(value.real.overlaps(expected), comment)
    #expect(value.real.contains(expected.midpoint), comment)
    #expect(value.imaginary.contains(0), comment)
    #expect(value.real.relativeAccuracyBits >= bits - 16, comment)
  }

  /// The example of the documentation: the integral of exp(-u^2) is sqrt(pi).
  @Test(arguments: [64, 200, 1000])
  func gaussian(bits: Int) throws {
    let tail = LineTail.exponential(constant: Magnitude(8104), rate: 1, power: 2, start: 1)
    let result = try TrapezoidalRule.integrate(
      halfWidth: 3, left: tail, right: tail, isReal: true, precision: Precision(clamping: bits)
    ) { u, _, precision in
      (-u.squared(precision: precision)).exponential(precision: precision)
    }
    let fine = Precision(clamping: bits + 64)
    expect(result, RealBall.pi(precision: fine).squareRoot(precision: fine), bits: bits)
  }

  /// exp(-b u^2) cos(c u): sqrt(pi/b) exp(-c^2/(4 b)), with the edge given and covered, and as
  /// the complex exp(-b u^2 + i c u), whose edges differ.
  @Test func gaussiansWithAnOscillation() throws {
    var random = TestRandom(seed: 0x71)
    for _ in 0..<TestEffort.samples(6) {
      let b = Rational(Integer(random.int(in: 1...12)), Integer(random.int(in: 1...5)))!
      let c = Rational(Integer(random.int(in: -9...9)), Integer(random.int(in: 1...4)))!
      let bits = random.choice([80, 250])
      let precision = Precision(clamping: bits)
      let fine = precision + 80
      let width = 1.0
      // |exp(-b u^2 + i c u)| <= exp(b y^2 + |c y|) exp(-b x^2).
      let growth = ball(b + c.magnitude, fine).exponential(precision: fine).magnitudeUpperBound
      let rate = ball(b, 64).lowerBound(precision: 64)
      let tail = LineTail.exponential(constant: growth, rate: rate, power: 2, start: 1)
      let level = ball(c * c / (4 * b), fine)
      let size = RealBall.pi(precision: fine).divided(by: ball(b, fine), precision: fine)
        .squareRoot(precision: fine)
      let expected = size.multiplied(
        by: (-level).exponential(precision: fine), precision: fine)
      func exponent(_ u: ComplexBall, _ p: Precision) -> ComplexBall {
        u.squared(precision: p).multiplied(by: ball(-b, p), precision: p).adding(
          u.multiplied(by: ball(c, p), precision: p)
            .multiplied(by: .imaginaryUnit, precision: p), precision: p)
      }
      // The integral of exp(-b x^2 + b d^2 + |c| d) over an edge.
      let edge = (growth * size.magnitudeUpperBound)
      for edges in [TrapezoidalRule.EdgeBound.covered, .given(edge)] {
        let result = try TrapezoidalRule.integrate(
          halfWidth: width, edges: edges, left: tail, right: tail, precision: precision
        ) { u, _, p in exponent(u, p).exponential(precision: p) }
        let value = try #require(result.value, random.comment)
        #expect(value.real.overlaps(expected), random.comment)
        #expect(value.imaginary.contains(0), random.comment)
        #expect(value.real.radius <= .powerOfTwo(24 - bits), random.comment)
      }
    }
  }

  /// 1/cosh u, with poles at ± i pi/2: pi; the strip must not reach them.
  @Test func hyperbolicSecant() throws {
    for bits in [64, 300] {
      // |cosh u| >= sinh |Re u| >= e^|Re u|/4 for |Re u| >= 1.
      let tail = LineTail.exponential(constant: Magnitude(4), rate: 1, start: 1)
      func result(_ width: Double) throws -> IntegrationResult {
        try TrapezoidalRule.integrate(
          halfWidth: width, left: tail, right: tail, isReal: true,
          precision: Precision(clamping: bits)
        ) { u, _, p in u.hyperbolicCosine(precision: p).reciprocal(precision: p) }
      }
      expect(try result(1.25), RealBall.pi(precision: 400), bits: bits)
      guard case .undecided(let reason) = try result(1.75) else {
        Issue.record("a pole in the strip")
        continue
      }
      #expect(reason.contains("singularity in the strip"))
    }
  }

  /// exp(u - e^u): 1, exponential at the left and double exponential at the right.
  @Test func doubleExponentialTail() throws {
    // For |Im u| <= 1/2, Re e^u >= e^(Re u) cos(1/2) > 0.87 e^(Re u); half of it outweighs e^(Re u).
    let left = LineTail.exponential(constant: .one, rate: 1, start: 0)
    let right = LineTail.doubleExponential(
      constant: Magnitude(1), rate: BigFloat(0.375), start: 1)
    for bits in [64, 256] {
      let result = try TrapezoidalRule.integrate(
        halfWidth: 0.5, left: left, right: right, isReal: true, precision: Precision(clamping: bits)
      ) { u, _, p in
        u.subtracting(u.exponential(precision: p), precision: p).exponential(precision: p)
      }
      expect(result, .one, bits: bits)
    }
  }

  /// 1/(1 + u^2)^4 at few bits: 5 pi/16, by an algebraic tail.
  @Test func algebraicTail() throws {
    let tail = LineTail.algebraic(constant: Magnitude(2), exponent: 8, start: 8)
    let result = try TrapezoidalRule.integrate(
      halfWidth: 0.5, left: tail, right: tail, isReal: true, precision: 64
    ) { u, _, p in
      u.squared(precision: p).adding(.one, precision: p).reciprocal(precision: p)
        .power(4, precision: p)
    }
    let expected = RealBall.pi(precision: 128).multiplied(by: 5, precision: 128)
      .scaled(byPowerOfTwo: -4)
    expect(result, expected, bits: 64)
  }

  /// What is no bound, no strip or too much work is undecided, never a number.
  @Test func undecided() throws {
    let tail = LineTail.exponential(constant: .one, rate: 1, start: 1)
    let slow = LineTail.algebraic(constant: .one, exponent: 2, start: 1)
    let none = LineTail.exponential(constant: .one, rate: 0, start: 1)
    let early = LineTail.exponential(constant: .one, rate: 1, power: 2, start: 0)
    let flat = LineTail.algebraic(constant: .one, exponent: 1, start: 1)
    let function: BallFunction = { u, _, p in
      u.hyperbolicCosine(precision: p).reciprocal(precision: p)
    }
    func reason(
      _ left: LineTail, _ right: LineTail, width: Double = 1,
      limits: IntegrationLimits = IntegrationLimits()
    ) throws -> String {
      let result = try TrapezoidalRule.integrate(
        halfWidth: width, left: left, right: right, precision: 200, limits: limits, function)
      guard case .undecided(let reason) = result else { return "certified" }
      return reason
    }
    #expect(try reason(none, tail).contains("positive rate"))
    #expect(try reason(tail, early).contains("positive start"))
    #expect(try reason(flat, tail).contains("above 1"))
    #expect(try reason(tail, tail, width: 0).contains("width"))
    #expect(try reason(tail, tail, width: .infinity).contains("width"))
    #expect(try reason(slow, slow) != "certified")
    #expect(
      try reason(tail, tail, limits: IntegrationLimits(isCancelled: { true })).contains("cancel"))
    #expect(
      try reason(tail, tail, limits: IntegrationLimits(evaluations: 100)).contains("evaluations"))
  }
}
