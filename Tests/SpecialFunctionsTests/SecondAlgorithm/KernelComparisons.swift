import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

/// Polynomials in s = sin θ, c = cos θ with integer coefficients, of A (π - θ) + B, as the n-fold
/// operator of the definition makes them.
private struct KernelPolynomials {
  /// [s^i c^j: coefficient].
  typealias Polynomial = [[Int]: Integer]

  private static func derivative(_ f: Polynomial) -> Polynomial {
    var result: Polynomial = [:]
    for (key, value) in f {
      let (i, j) = (key[0], key[1])
      if i > 0 { result[[i - 1, j + 1], default: 0] += value * Integer(i) }
      if j > 0 { result[[i + 1, j - 1], default: 0] -= value * Integer(j) }
    }
    return result
  }

  private static func times(_ f: Polynomial, _ i: Int, _ j: Int, _ factor: Int) -> Polynomial {
    var result: Polynomial = [:]
    for (key, value) in f { result[[key[0] + i, key[1] + j]] = value * Integer(factor) }
    return result
  }

  private static func sum(_ all: [Polynomial]) -> Polynomial {
    all.reduce(into: [:]) { result, f in
      for (key, value) in f { result[key, default: 0] += value }
    }
  }

  /// J_n = (-1)^n s^(2n+1) (1/s d/dθ)^n ((π - θ)/s). With D_n = J_n/s^(2n+1) up to the sign,
  /// D_(n+1) = D_n'/s: J_(n+1) = -(s J_n' - (2n + 1) c J_n) with (π - θ)' = -1.
  static let all: [(angle: Polynomial, plain: Polynomial)] = {
    var result: [(angle: Polynomial, plain: Polynomial)] = [([[0, 0]: 1], [:])]
    for n in 0..<14 {
      let (a, b) = result[n]
      result.append(
        (
          sum([times(derivative(a), 1, 0, -1), times(a, 0, 1, 2 * n + 1)]),
          sum([
            times(derivative(b), 1, 0, -1), times(a, 1, 0, 1), times(b, 0, 1, 2 * n + 1),
          ])
        ))
    }
    return result
  }()

  static func value(_ n: Int, _ angle: RealBall, precision: Precision) -> RealBall {
    let (s, c) = angle.sineAndCosine(precision: precision)
    func evaluate(_ f: Polynomial) -> RealBall {
      f.reduce(.zero) { total, term in
        let part = s.power(term.key[0], precision: precision)
          .multiplied(by: c.power(term.key[1], precision: precision), precision: precision)
          .multiplied(by: RealBall(term.value), precision: precision)
        return total.adding(part, precision: precision)
      }
    }
    let rest = RealBall.pi(precision: precision).subtracting(angle, precision: precision)
    return evaluate(all[n].angle).multiplied(by: rest, precision: precision)
      .adding(evaluate(all[n].plain), precision: precision)
  }
}

private func laws(_ random: inout TestRandom) -> Raney {
  random.choice(RaneyLawTests.laws)
}

let kernelComparisons: [Comparison] = [
  Comparison(
    name: "arcCosineKernel", method: "polynomials of the definition's derivatives", seed: 0xAC_01
  ) { random in
    let n = random.int(in: 0...12)
    let p = random.workingPrecision()
    let angle: RealBall
    switch random.int(in: 0...3) {
    case 0: angle = exactBall(Rational(1) / Rational(Integer.one << random.int(in: 1...60)))
    case 1:
      // Close to π.
      angle = RealBall(
        exact: RealBall.pi(precision: Precision(clamping: random.int(in: 8...70)))
          .lowerBound(precision: 80))
    default: angle = exactBall(Rational(random.int(in: 0...3216)) / 1024)
    }
    let reference = DefiningSeries.refinedReal(bits: p.bits + 6) {
      KernelPolynomials.value(n, angle, precision: $0)
    }
    return Sample(
      try .arcCosineKernel(n, angle, precision: p), reference, precision: p,
      "J_\(n)(\(angle)), \(p.bits) bits")
  },
  Comparison(
    name: "Raney density", method: "closed form, Meijer G", seed: 0xFC_01
  ) { random in
    let law = laws(&random)
    let x = RealBall(exact: try RaneyLawTests.place(law, &random))
    let p = random.workingPrecision()
    guard
      let reference = try second(
        law, x, closed: { try law.densityInClosedForm(at: x, precision: p + 20) },
        meijerG: { try law.densityByMeijerG(at: x, precision: p + 20) })
    else { return nil }
    return Sample(
      try law.density(at: x, precision: p), reference, precision: p,
      "density of \(law) at \(x), \(p.bits) bits")
  },
  Comparison(
    name: "Raney distribution function", method: "closed form, Meijer G", seed: 0xFC_02
  ) { random in
    let law = laws(&random)
    let x = RealBall(exact: try RaneyLawTests.place(law, &random))
    let p = random.workingPrecision()
    guard
      let reference = try second(
        law, x,
        closed: {
          law.r.isInteger
            ? try law.cumulativeDistributionInClosedForm(at: x, precision: p + 20) : nil
        },
        meijerG: { try law.cumulativeDistributionByMeijerG(at: x, precision: p + 20) })
    else { return nil }
    return Sample(
      try law.cumulativeDistribution(at: x, precision: p), reference, precision: p,
      "F of \(law) at \(x), \(p.bits) bits")
  },
  Comparison(
    name: "Raney complementary distribution function", method: "1 - F in closed form, Meijer G",
    seed: 0xFC_03
  ) { random in
    let law = laws(&random)
    let x = RealBall(exact: try RaneyLawTests.place(law, &random))
    let p = random.workingPrecision()
    let inner = p + 400
    guard
      let mass = try second(
        law, x,
        closed: {
          law.r.isInteger
            ? try law.cumulativeDistributionInClosedForm(at: x, precision: inner) : nil
        },
        meijerG: { try law.cumulativeDistributionByMeijerG(at: x, precision: inner) })
    else { return nil }
    let reference = RealBall.one.subtracting(mass, precision: inner)
    if reference.relativeAccuracyBits < p.bits { return nil }
    return Sample(
      try law.complementaryCumulativeDistribution(at: x, precision: p), reference, precision: p,
      "1 - F of \(law) at \(x), \(p.bits) bits")
  },
  Comparison(
    name: "Raney quantile", method: "F in closed form or by Meijer G, at the quantile",
    seed: 0xFC_04
  ) { random in
    let law = laws(&random)
    let share = random.choice([
      BigFloat(0.5), BigFloat(mantissa: 1, exponent: -random.int(in: 1...200)),
      BigFloat(mantissa: Integer(random.int(in: 1...4095)), exponent: -12),
    ])
    let p = random.workingPrecision()
    let x = try law.quantile(RealBall(exact: share), precision: p)
    // F at both ends of the quantile's ball: they enclose the share, and are close together.
    let (lower, upper) = (x.lowerBound(precision: p + 100), x.upperBound(precision: p + 100))
    var ends: [RealBall] = []
    for end in [RealBall(exact: lower), RealBall(exact: upper)] {
      guard
        let mass = try second(
          law, end,
          closed: {
            law.r.isInteger
              ? try law.cumulativeDistributionInClosedForm(at: end, precision: p + 40) : nil
          },
          meijerG: { try law.cumulativeDistributionByMeijerG(at: end, precision: p + 40) })
      else { return nil }
      ends.append(mass)
    }
    return Sample(
      ends[0].union(ends[1], precision: p + 20), RealBall(exact: share), precision: p,
      floor: p.bits - 16, "F(quantile \(x)) of \(law) at \(share), \(p.bits) bits")
  },
]

/// The closed form for p = 2 and 3, else the Meijer G function where its series is short; random
/// arguments of large p have neither.
private func second(
  _ law: Raney, _ x: RealBall, closed: () throws -> RealBall?, meijerG: () throws -> RealBall
) throws -> RealBall? {
  if law.p == 2 || law.p == 3, let value = try closed() { return value }
  guard law.p.numerator < 12 else { return nil }
  let share = x.divided(by: try law.upperEdge(precision: 64), precision: 64)
  let degree = law.p.denominator.asInt ?? 1
  // (x/K)^degree < 0.9.
  guard share.power(degree, precision: 64).approximateDouble < 0.9 else { return nil }
  return try meijerG()
}
