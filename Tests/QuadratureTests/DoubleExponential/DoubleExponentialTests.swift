import BallArithmetic
import Multiprecision
import Quadrature
import SpecialFunctions
import Testing

@Suite struct DoubleExponentialTests {
  private let precision = Precision(clamping: 200)

  private func value(_ result: IntegrationResult) -> RealBall? { result.value?.real }

  /// exp(-t) t^a on (0, inf), with its bounds.
  private func gammaIntegral(
    _ a: Rational, constant: Magnitude = Magnitude(2), precision: Precision
  ) throws -> IntegrationResult {
    try DoubleExponential.integrate(
      over: .decaying(
        zero: EndpointBound(
          constant: constant, exponent: a, logarithms: 0, radius: .powerOfTwo(-1)),
        decay: { angle in
          // Re t >= |t| cos(angle).
          let rate = RealBall(exact: BigFloat(angle)).cosine(precision: 64)
            .lowerBound(precision: 64)
          guard rate.isPositive, angle < 1.5 else { return nil }
          return DecayBound(
            constant: .one, exponent: a, logarithms: 0, rate: rate, power: 1, start: 1)
        }), precision: precision
    ) { t, analytic, precision in
      if !a.isInteger, t.imaginary.containsZero, !t.real.isCertainlyPositive {
        return .unbounded
      }
      return t.power(
        ComplexBall(RealBall(a, precision: precision)), precision: precision
      ).multiplied(by: (-t).exponential(precision: precision), precision: precision)
    }
  }

  @Test(arguments: ["-9/10", "-1/2", "0", "1/3", "4", "25/2"])
  func gammaIntegrals(power: String) throws {
    let a = try #require(Rational(power))
    for bits in [64, 200, 700] {
      let precision = Precision(clamping: bits)
      let integral = try #require(value(gammaIntegral(a, precision: precision)))
      let gamma = RealBall.gamma(a + 1, precision: precision + 64)
      #expect(integral.contains(gamma.midpoint), "\(power) at \(bits) bits")
      #expect(integral.relativeAccuracyBits >= bits - 16, "\(power) at \(bits) bits")
    }
  }

  /// The radius contains the tail bound that was given: a larger constant is a wider enclosure,
  /// never another value.
  @Test func aCruderBoundStaysAnEnclosure() throws {
    let gamma = RealBall.gamma(Rational(4) / 3, precision: 300)
    for shift in [0, 10, 100] {
      let result = try gammaIntegral(
        Rational(1) / 3, constant: .powerOfTwo(1 + shift), precision: precision)
      #expect(try #require(value(result)).contains(gamma.midpoint))
    }
  }

  /// exp(-t)/(t - 3 - i/100): the pole is next to the line, inside every strip that is tried.
  @Test func aPoleNextToTheLineIsUndecided() throws {
    let result = try DoubleExponential.integrate(
      over: .decaying(
        zero: EndpointBound(
          constant: .one, exponent: .zero, logarithms: 0, radius: .powerOfTwo(-1)),
        decay: { angle in
          angle > 1
            ? nil
            : DecayBound(
              constant: .one, exponent: .zero, logarithms: 0, rate: BigFloat(0.5), power: 1,
              start: 8)
        }), precision: precision
    ) { t, _, precision in
      let pole = ComplexBall(
        real: RealBall(3), imaginary: RealBall(exact: BigFloat(mantissa: 1, exponent: -12)))
      return (-t).exponential(precision: precision)
        .divided(by: t.subtracting(pole, precision: precision), precision: precision)
    }
    guard case .undecided(let reason) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(reason.contains("singularity"))
  }

  @Test func aCancelledIntegrationIsUndecided() throws {
    let result = try DoubleExponential.integrate(
      over: .algebraic(
        zero: EndpointBound(
          constant: Magnitude(2), exponent: .zero, logarithms: 0, radius: .powerOfTwo(-1)),
        infinity: EndpointBound(
          constant: Magnitude(2), exponent: 2, logarithms: 0, radius: .powerOfTwo(-1))),
      precision: precision, limits: IntegrationLimits(isCancelled: { true })
    ) { t, _, precision in
      t.squared(precision: precision).adding(.one, precision: precision)
        .reciprocal(precision: precision)
    }
    guard case .undecided(let reason) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(reason.contains("cancelled"))
  }

  /// 1/(1 + t^2) with powers at both ends.
  @Test func algebraicTails() throws {
    for bits in [64, 300] {
      let precision = Precision(clamping: bits)
      let result = try DoubleExponential.integrate(
        over: .algebraic(
          zero: EndpointBound(
            constant: Magnitude(2), exponent: .zero, logarithms: 0, radius: .powerOfTwo(-1)),
          infinity: EndpointBound(
            constant: Magnitude(2), exponent: 2, logarithms: 0, radius: .powerOfTwo(-1))),
        precision: precision
      ) { t, _, precision in
        t.squared(precision: precision).adding(.one, precision: precision)
          .reciprocal(precision: precision)
      }
      let integral = try #require(value(result))
      #expect(integral.contains(RealBall.pi(precision: 400).scaled(byPowerOfTwo: -1).midpoint))
      #expect(integral.relativeAccuracyBits >= bits - 16)
    }
  }

  /// t^a (1 - t)^b on (0, 1): the beta function.
  @Test func finiteIntervals() throws {
    let (a, b) = (Rational(-2) / 3, Rational(3) / 2)
    func power(_ t: ComplexBall, _ c: Rational, _ precision: Precision) -> ComplexBall {
      if t.imaginary.containsZero, !t.real.isCertainlyPositive { return .unbounded }
      return t.power(ComplexBall(RealBall(c, precision: precision)), precision: precision)
    }
    let result = try DoubleExponential.integrate(
      over: .finite(
        length: .one,
        zero: EndpointBound(
          constant: Magnitude(2), exponent: a, logarithms: 0, radius: .powerOfTwo(-2)),
        end: EndpointBound(
          constant: Magnitude(2), exponent: b, logarithms: 0, radius: .powerOfTwo(-2))),
      precision: precision,
      left: { t, _, precision in
        power(t, a, precision).multiplied(
          by: power(ComplexBall.one.subtracting(t, precision: precision), b, precision),
          precision: precision)
      },
      right: { t, _, precision in
        power(t, b, precision).multiplied(
          by: power(ComplexBall.one.subtracting(t, precision: precision), a, precision),
          precision: precision)
      })
    let integral = try #require(value(result))
    let beta = RealBall.beta(
      RealBall(a + 1, precision: 300), RealBall(b + 1, precision: 300), precision: 280)
    #expect(integral.overlaps(beta))
    #expect(integral.relativeAccuracyBits > 180)
  }
}
