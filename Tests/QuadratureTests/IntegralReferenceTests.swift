import BallArithmetic
import Multiprecision
import Quadrature
import SpecialFunctions
import TestSupport
import Testing

/// Data/integrals.txt: integrals by python-flint and mpmath, compared there with PARI.
@Suite struct IntegralReferenceTests {
  private static func ball(_ value: Rational, _ precision: Precision) -> ComplexBall {
    ComplexBall(RealBall(value, precision: precision))
  }

  /// Whether a ball touches (-inf, 0], where powers and logarithms have their cut.
  private static func touchesCut(_ z: ComplexBall) -> Bool {
    z.imaginary.containsZero && !z.real.isCertainlyPositive
  }

  private static func power(
    _ t: ComplexBall, _ exponent: Rational, _ precision: Precision
  ) -> ComplexBall {
    if let n = exponent.asInt, n >= 0 { return t.power(n, precision: precision) }
    if touchesCut(t) { return .unbounded }
    return t.power(ball(exponent, precision), precision: precision)
  }

  /// The integrands of the analytic kinds.
  private static func integrand(_ kind: String, _ parameters: [Rational]) -> BallFunction? {
    switch kind {
    case "exponentialSine":
      return { x, _, p in
        x.multiplied(by: RealBall(parameters[0], precision: p), precision: p)
          .sine(precision: p).exponential(precision: p)
      }
    case "gaussian":
      return { x, _, p in
        (-x.squared(precision: p)).exponential(precision: p).multiplied(
          by: x.multiplied(by: RealBall(parameters[0], precision: p), precision: p)
            .cosine(precision: p), precision: p)
      }
    case "quartic":
      return { x, _, p in
        x.power(4, precision: p).adding(ball(parameters[0], p), precision: p)
          .reciprocal(precision: p)
      }
    case "gamma":
      return { x, _, p in x.gamma(precision: p) }
    case "besselI":
      return { x, _, p in
        ComplexBall.besselI(RealBall(parameters[0], precision: p), x, precision: p)
          .multiplied(by: (-x).exponential(precision: p), precision: p)
      }
    case "root":
      return { x, analytic, p in
        let radicand = x.power(3, precision: p).adding(.one, precision: p)
        return analytic && touchesCut(radicand) ? .unbounded : radicand.squareRoot(precision: p)
      }
    case "logarithm":
      return { x, analytic, p in
        analytic && touchesCut(x)
          ? .unbounded
          : x.logarithm(precision: p).multiplied(by: x.cosine(precision: p), precision: p)
      }
    default: return nil
    }
  }

  /// The integrals over half-lines and with singular ends, with their bounds.
  private static func singular(
    _ kind: String, _ parameters: [Rational], _ precision: Precision
  ) throws -> IntegrationResult? {
    let a = parameters[0]
    switch kind {
    case "stieltjes":
      // For Re t >= 0: |t + c| >= c, and |e^-t| <= 1; |t + c| >= c/2 for |t| <= c/2.
      let c = parameters[1]
      let bound = Magnitude(upperBound: Rational(4) / c)
      return try DoubleExponential.integrate(
        over: .decaying(
          zero: EndpointBound(
            constant: bound, exponent: a, logarithms: 0, radius: .powerOfTwo(-4)),
          decay: { angle in
            let rate = RealBall(exact: BigFloat(angle)).cosine(precision: 64)
              .lowerBound(precision: 64)
            guard rate.isPositive, angle < 1.5 else { return nil }
            return DecayBound(
              constant: bound, exponent: a, logarithms: 0, rate: rate, power: 1, start: 1)
          }), precision: precision
      ) { t, _, p in
        power(t, a, p).multiplied(by: (-t).exponential(precision: p), precision: p)
          .divided(by: t.adding(ball(c, p), precision: p), precision: p)
      }
    case "algebraic":
      // |1 + t| >= 1/2 near 0; at infinity t^a/(1 + t)^b = s^(b-a)/(1 + s)^b, s = 1/t. On the
      // turned lines |arg(1 + t)| is below pi: |(1 + t)^-b| = |1 + t|^-b.
      let b = parameters[1]
      let constant = Magnitude.powerOfTwo(b.ceiling.asInt ?? 0)
      return try DoubleExponential.integrate(
        over: .algebraic(
          zero: EndpointBound(
            constant: constant, exponent: a, logarithms: 0, radius: .powerOfTwo(-1)),
          infinity: EndpointBound(
            constant: constant, exponent: b - a, logarithms: 0, radius: .powerOfTwo(-1))),
        precision: precision
      ) { t, _, p in
        power(t, a, p).multiplied(
          by: power(t.adding(.one, precision: p), -b, p), precision: p)
      }
    case "finite":
      // |1 - t|^b <= 2 for |t| <= 1/4 and the b >= -9/10 here below 2; |e^(ct)| <= e^(|c|/4).
      let (b, c) = (parameters[1], parameters[2])
      let growth = RealBall(c.magnitude, precision: 64).exponential(precision: 64)
        .magnitudeUpperBound.scaled(byPowerOfTwo: 3)
      func ends(_ exponent: Rational) -> EndpointBound {
        EndpointBound(
          constant: growth, exponent: exponent, logarithms: 0, radius: .powerOfTwo(-2))
      }
      return try DoubleExponential.integrate(
        over: .finite(length: .one, zero: ends(a), end: ends(b)), precision: precision,
        left: { t, _, p in
          power(t, a, p).multiplied(
            by: power(ComplexBall.one.subtracting(t, precision: p), b, p), precision: p
          ).multiplied(
            by: t.multiplied(by: RealBall(c, precision: p), precision: p)
              .exponential(precision: p), precision: p)
        },
        right: { t, _, p in
          let rest = ComplexBall.one.subtracting(t, precision: p)
          return power(t, b, p).multiplied(by: power(rest, a, p), precision: p).multiplied(
            by: rest.multiplied(by: RealBall(c, precision: p), precision: p)
              .exponential(precision: p), precision: p)
        })
    default: return nil
    }
  }

  private static let bits = 180

  private func check(_ value: RealBall, _ text: String, _ row: [String]) throws {
    let expected = try #require(ReferenceTable.ball(text))
    #expect(value.overlaps(expected), "\(row): \(value)")
    if text == "0" {
      #expect(value.radius <= .powerOfTwo(40 - Self.bits), "\(row): \(value)")
    } else {
      #expect(value.relativeAccuracyBits >= Self.bits - 40, "\(row): \(value)")
    }
  }

  @Test func table() throws {
    let precision = Precision(clamping: Self.bits)
    var checked: [String: Int] = [:]
    for row in try referenceLines("integrals.txt") {
      let kind = row[0]
      checked[kind, default: 0] += 1
      if kind == "path" {
        let points = try row[1].split(separator: ";").map { point in
          let parts = try point.split(separator: ",").map {
            RealBall(try #require(Rational(String($0))), precision: 300)
          }
          return ComplexBall(real: parts[0], imaginary: parts[1])
        }
        let result = try GaussLegendre.integrate(along: points, precision: precision) { z, _, p in
          z.exponential(precision: p).divided(by: z, precision: p)
        }
        let value = try #require(result.value, "\(row): \(result)")
        try check(value.real, row[2], row)
        try check(value.imaginary, row[3], row)
        continue
      }
      let numbers = try row.dropFirst().dropLast().map { try #require(Rational($0)) }
      let text = try #require(row.last)
      if let result = try Self.singular(kind, numbers, precision) {
        try check(try #require(result.value, "\(row): \(result)").real, text, row)
        continue
      }
      let function = try #require(Self.integrand(kind, Array(numbers.dropLast(2))))
      let ends = numbers.suffix(2).map { Self.ball($0, 400) }
      let result = try GaussLegendre.integrate(
        from: ends[0], to: ends[1], precision: precision, function)
      try check(try #require(result.value, "\(row): \(result)").real, text, row)
    }
    #expect(checked.count == 11 && checked.values.reduce(0, +) > 80, "\(checked)")
  }
}
