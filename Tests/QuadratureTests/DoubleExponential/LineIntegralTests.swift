import BallArithmetic
import Multiprecision
import Quadrature
import SpecialFunctions
import Testing

/// One double exponential rule over the whole line.
@Suite struct LineIntegralTests {
  private func expect(_ result: IntegrationResult, _ expected: RealBall, bits: Int) {
    guard case .certified(let value, _) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(value.real.contains(expected.midpoint))
    #expect(value.imaginary.isZero)
    #expect(value.real.relativeAccuracyBits >= bits - 16)
  }

  /// |exp(-x^p)| <= exp(-|x|^p cos(p angle)) for an even p.
  private func decay(_ power: Int) -> @Sendable (Double) -> DecayBound? {
    { angle in
      guard angle * Double(power) < 1.55 else { return nil }
      let rate = RealBall(exact: BigFloat(angle)).multiplied(by: RealBall(power), precision: 64)
        .cosine(precision: 64).lowerBound(precision: 64)
      return DecayBound(
        constant: .one, exponent: .zero, logarithms: 0, rate: rate, power: Rational(power),
        start: 1)
    }
  }

  /// exp(-x^p): 2 Gamma(1 + 1/p).
  @Test(arguments: [2, 4, 6])
  func decayingPowers(power: Int) throws {
    for bits in [64, 200, 900] {
      let result = try DoubleExponential.integrate(
        over: .decayingLine(left: decay(power), right: decay(power)),
        precision: Precision(clamping: bits)
      ) { x, _, p in (-x.power(Integer(power), precision: p)).exponential(precision: p) }
      let gamma = RealBall.gamma(1 + Rational(1, Integer(power))!, precision: 1200)
      expect(result, gamma.scaled(byPowerOfTwo: 1), bits: bits)
    }
  }

  /// x^2 exp(-x^2), with a power in the bound: sqrt(pi)/2.
  @Test func decayWithAPower() throws {
    let bound: @Sendable (Double) -> DecayBound? = { angle in
      guard var bound = decay(2)(angle) else { return nil }
      bound.exponent = 2
      return bound
    }
    let result = try DoubleExponential.integrate(
      over: .decayingLine(left: bound, right: bound), precision: 300
    ) { x, _, p in
      let square = x.squared(precision: p)
      return (-square).exponential(precision: p).multiplied(by: square, precision: p)
    }
    let root = RealBall.pi(precision: 400).squareRoot(precision: 400)
    expect(result, root.scaled(byPowerOfTwo: -1), bits: 300)
  }

  /// 1/(1 + x^2)^n with powers at both ends: |1 + x^2| >= 3/4 |x|^2 for |x| >= 2.
  @Test(arguments: [1, 2, 3])
  func algebraicDecay(power: Int) throws {
    let end = EndpointBound(
      constant: Magnitude(4), exponent: Rational(2 * power), logarithms: 0, radius: .powerOfTwo(-1))
    for bits in [64, 200, 500] {
      let result = try DoubleExponential.integrate(
        over: .algebraicLine(left: end, right: end), precision: Precision(clamping: bits)
      ) { x, _, p in
        x.squared(precision: p).adding(.one, precision: p).reciprocal(precision: p)
          .power(Integer(power), precision: p)
      }
      // pi, pi/2, 3 pi/8.
      let factor = [RealBall(8), RealBall(4), RealBall(3)][power - 1]
      let expected = RealBall.pi(precision: 700).multiplied(by: factor, precision: 700)
        .scaled(byPowerOfTwo: -3)
      expect(result, expected, bits: bits)
    }
  }

  /// A pole next to the line, inside every strip that is tried.
  @Test func aPoleNextToTheLineIsUndecided() throws {
    let result = try DoubleExponential.integrate(
      over: .decayingLine(left: decay(2), right: decay(2)), precision: 100
    ) { x, _, p in
      let square = x.squared(precision: p)
      let pole = square.adding(
        ComplexBall(RealBall(exact: BigFloat(mantissa: 1, exponent: -60))), precision: p)
      return (-square).exponential(precision: p).divided(by: pole, precision: p)
    }
    guard case .undecided(let reason) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(reason.contains("singularity near the line"))
  }
}
