import BallArithmetic
import Multiprecision
import TestSupport

@testable import SpecialFunctions

private let defining = "defining series term by term"

private func isPole(_ x: Rational) -> Bool { x.isInteger && !x.isPositive }

/// Parameters of both signs, biased to equal ones and integer differences.
private func list(_ count: Int, _ random: inout TestRandom, poles: Bool = true) -> [Rational] {
  var result: [Rational] = []
  while result.count < count {
    var value = random.argument(upTo: random.choice([2, 8, 25]))
    if random.int(in: 0...3) == 0 {
      value = Rational(random.int(in: -20...60)) / Rational(random.choice([3, 7]))
    }
    if let last = result.last, random.int(in: 0...4) == 0 {
      value = last + Rational(random.int(in: -2...2))
    }
    if !poles, isPole(value) { continue }
    result.append(value)
  }
  return result
}

private func realPlace(_ random: inout TestRandom, _ sizes: [Int]) -> ComplexBall {
  ComplexBall(exactBall(random.argument(upTo: random.choice(sizes))))
}

/// A number of the disk of this radius, real every other time, biased to its rim.
private func placeInside(_ radius: Double, _ random: inout TestRandom) -> ComplexBall {
  let x = Double(random.int(in: -1024...1024)) / 1024
  let y = random.int(in: 0...1) == 0 ? 0 : Double(random.int(in: -1024...1024)) / 1024
  let norm = (x * x + y * y).squareRoot()
  let shrink = norm > 1 ? 1 / norm : random.choice([1, 1, 0x1p-3, 0x1p-20])
  return ComplexBall(
    real: RealBall(exact: BigFloat(x * radius * shrink)),
    imaginary: RealBall(exact: BigFloat(y * radius * shrink)))
}

private func entire(
  _ name: String, seed: UInt64, p: Int, q: Int, sizes: [Int], isComplex: Bool
) -> Comparison {
  Comparison(
    name: name + (isComplex ? ", complex" : ", real"), method: defining, seed: seed
  ) { random in
    let upper = list(p, &random)
    let lower = list(q, &random, poles: false)
    let z =
      isComplex
      ? random.complexArgument(upTo: random.choice(sizes)) : realPlace(&random, sizes)
    let precision = random.workingPrecision()
    guard let function = try? Hypergeometric(upper: upper, lower: lower) else { return nil }
    let other = DefiningSeries.refined(bits: precision.bits + 6) {
      DefiningSeries.sum(upper, lower, at: z, precision: $0) ?? .unbounded
    }
    let label = "\(name)(\(upper); \(lower); \(z)), \(precision.bits) bits"
    if z.isReal {
      return Sample(
        ComplexBall(try answered(label) { try function.value(at: z.real, precision: precision) }),
        other,
        precision: precision, label)
    }
    let text = label
    return Sample(
      try answered(text) { try function.value(at: z, precision: precision) }, other,
      precision: precision, text)
  }
}

/// z^a on the principal branch, at real negative z from above.
private func power(_ z: ComplexBall, _ a: Rational, _ precision: Precision) -> ComplexBall {
  if let n = a.asInt { return z.power(n, precision: precision) }
  let exponent = RealBall(a, precision: precision + 40)
  if z.isReal, z.real.isCertainlyPositive {
    return ComplexBall(z.real.power(exponent, precision: precision))
  }
  return z.logarithm(precision: precision).multiplied(by: exponent, precision: precision)
    .exponential(precision: precision)
}

/// 2F1 by one of the six arguments, any that is not too large: DLMF 15.8.1-15.8.5.
private func gauss(
  _ a: Rational, _ b: Rational, _ c: Rational, _ z: ComplexBall, choice: Int,
  _ precision: Precision
) -> ComplexBall? {
  let rest = ComplexBall.one.subtracting(z, precision: precision + 2000)
  func series(_ a: Rational, _ b: Rational, _ c: Rational, _ w: ComplexBall) -> ComplexBall? {
    guard !isPole(c), w.magnitudeUpperBound.doubleUpperBound < 0.93 else { return nil }
    return DefiningSeries.sum([a, b], [c], at: w, precision: precision)
  }
  func quotient(_ upper: [Rational], _ lower: [Rational]) -> RealBall {
    DefiningSeries.gammaQuotient(upper, lower, precision: precision)
  }
  func combined(
    _ first: (RealBall, ComplexBall?), _ second: (RealBall, ComplexBall?)
  ) -> ComplexBall? {
    var sum = ComplexBall.zero
    for (factor, value) in [first, second] {
      if factor.isZero { continue }
      guard let value else { return nil }
      sum = sum.adding(value.multiplied(by: factor, precision: precision), precision: precision)
    }
    return sum
  }
  func product(_ left: ComplexBall, _ right: ComplexBall?) -> ComplexBall? {
    right.map { left.multiplied(by: $0, precision: precision) }
  }
  let s = c - a - b
  switch choice {
  case 0: return series(a, b, c, z)
  case 1:
    return product(
      power(rest, -b, precision),
      series(c - a, b, c, -z.divided(by: rest, precision: precision)))
  case 2:
    return product(power(rest, s, precision), series(c - a, c - b, c, z))
  case 3:
    guard !s.isInteger else { return nil }
    return combined(
      (quotient([c, s], [c - a, c - b]), series(a, b, 1 - s, rest)),
      (
        quotient([c, -s], [a, b]),
        product(power(rest, s, precision), series(c - a, c - b, 1 + s, rest))
      ))
  case 4:
    guard !(a - b).isInteger else { return nil }
    let inverse = z.reciprocal(precision: precision)
    return combined(
      (
        quotient([c, b - a], [b, c - a]),
        product(power(-z, -a, precision), series(a, a - c + 1, a - b + 1, inverse))
      ),
      (
        quotient([c, a - b], [a, c - b]),
        product(power(-z, -b, precision), series(b, b - c + 1, b - a + 1, inverse))
      ))
  default:
    guard !(a - b).isInteger else { return nil }
    let inverse = rest.reciprocal(precision: precision)
    return combined(
      (
        quotient([c, b - a], [b, c - a]),
        product(power(rest, -a, precision), series(a, c - b, a - b + 1, inverse))
      ),
      (
        quotient([c, a - b], [a, c - b]),
        product(power(rest, -b, precision), series(b, c - a, b - a + 1, inverse))
      ))
  }
}

/// pFq for p = q + 1 outside the unit circle, upper parameters that differ by no integers:
/// DLMF 16.8.8.
private func outside(
  _ upper: [Rational], _ lower: [Rational], _ z: ComplexBall, _ precision: Precision
) -> ComplexBall? {
  let inverse = z.reciprocal(precision: precision)
  var total = ComplexBall.zero
  for (i, a) in upper.enumerated() {
    var others = upper
    others.remove(at: i)
    let factor = DefiningSeries.gammaQuotient(
      lower + others.map { $0 - a }, others + lower.map { $0 - a }, precision: precision)
    if factor.isZero { continue }
    guard
      let sum = DefiningSeries.sum(
        [a] + lower.map { a - $0 + 1 }, others.map { a - $0 + 1 }, at: inverse,
        precision: precision)
    else { return nil }
    total = total.adding(
      power(-z, -a, precision).multiplied(by: sum, precision: precision)
        .multiplied(by: factor, precision: precision), precision: precision)
  }
  return total
}

/// U by DLMF 13.2.42, for an integer b by the logarithmic formula 13.2.9 and Kummer's 13.2.40.
private func confluentU(
  _ a: Rational, _ b: Rational, _ z: ComplexBall, _ precision: Precision
) -> ComplexBall? {
  if isPole(a) || isPole(a - b + 1) && !isPole(1 - b) && b < 1 {
    // A polynomial, or one times a power: (-1)^n (b)_n M(-n, b, z).
    if isPole(a), !isPole(b), let n = (-a).asInt {
      guard let sum = DefiningSeries.sum([a], [b], at: z, precision: precision) else { return nil }
      let factor = RealBall(b, precision: precision).risingFactorial(n, precision: precision)
      return sum.multiplied(by: n % 2 == 0 ? factor : -factor, precision: precision)
    }
  }
  guard let m = b.asInt else {
    var total = ComplexBall.zero
    for (upper, lower, a1, b1, exponent) in [
      ([1 - b], [a - b + 1], a, b, Rational.zero), ([b - 1], [a], a - b + 1, 2 - b, 1 - b),
    ] {
      let factor = DefiningSeries.gammaQuotient(upper, lower, precision: precision)
      if factor.isZero { continue }
      guard let sum = DefiningSeries.sum([a1], [b1], at: z, precision: precision) else {
        return nil
      }
      total = total.adding(
        sum.multiplied(by: power(z, exponent, precision), precision: precision)
          .multiplied(by: factor, precision: precision), precision: precision)
    }
    return total
  }
  if m <= 0 {
    return confluentU(a - b + 1, 2 - b, z, precision)
      .map { $0.multiplied(by: z.power(1 - m, precision: precision), precision: precision) }
  }
  if isPole(a) { return nil }
  let n = m - 1
  var total = ComplexBall.zero
  // 1/Γ(a) Σ_(k=1)^n (k-1)! (1-a+k)_(n-k)/(n-k)! z^(-k).
  for k in 1..<max(n + 1, 1) {
    var coefficient = Rational((try? Integer.factorial(k - 1)) ?? 1)
    for i in 0..<(n - k) { coefficient *= (1 - a + Rational(k + i)) / Rational(i + 1) }
    total = total.adding(
      z.power(-k, precision: precision)
        .multiplied(by: RealBall(coefficient, precision: precision), precision: precision),
      precision: precision)
  }
  total = total.divided(by: RealBall.gamma(a, precision: precision), precision: precision)
  if isPole(a - Rational(n)) { return total }
  // The logarithmic series; ψ by steps.
  let top = RealBall(a, precision: precision)
  var psi = RealBall(a, precision: precision + 60).digamma(precision: precision)
    .adding(.eulerGamma(precision: precision), precision: precision)
  var below = -RealBall.eulerGamma(precision: precision)
  for k in 1..<max(n + 1, 1) {
    below = below.adding(RealBall.one.divided(by: k, precision: precision), precision: precision)
  }
  psi = psi.subtracting(below, precision: precision)
  let logarithm = z.logarithm(precision: precision)
  var term = ComplexBall.one
  var sum = ComplexBall.zero
  let size = z.magnitudeUpperBound.doubleUpperBound
  let shift = a.magnitude.nearestDouble
  for k in 0..<5000 {
    let weight = logarithm.adding(ComplexBall(psi), precision: precision)
    sum = sum.adding(term.multiplied(by: weight, precision: precision), precision: precision)
    let place = top.adding(k, precision: precision)
    let divisor = RealBall(k + 1).multiplied(by: m + k, precision: precision)
    term = term.multiplied(by: z, precision: precision)
      .multiplied(by: place.divided(by: divisor, precision: precision), precision: precision)
    psi = psi.adding(place.reciprocal(precision: precision), precision: precision)
      .subtracting(RealBall.one.divided(by: k + 1, precision: precision), precision: precision)
      .subtracting(RealBall.one.divided(by: m + k, precision: precision), precision: precision)
    // Beyond 2 (|a| + 4 |z|) terms fall by four, and the weight less than doubles in a step: psi
    // changes by less than 3/k there.
    if Double(k) > 2 * shift + 8 * size + 8 {
      let bound = weight.magnitudeUpperBound + Magnitude(1)
      let tail = term.magnitudeUpperBound * bound.scaled(byPowerOfTwo: 2)
      if tail.exponent < max(sum.magnitudeUpperBound.exponent, -1 << 40) - precision.bits {
        sum = sum.addingError(tail)
        break
      }
    }
  }
  let factor = DefiningSeries.gammaQuotient(
    [], [Rational(m), a - Rational(n)], precision: precision)
  sum = sum.multiplied(by: n % 2 == 0 ? -factor : factor, precision: precision)
  let value = total.adding(sum, precision: precision)
  return z.isReal && z.real.isCertainlyPositive ? ComplexBall(value.real) : value
}

/// Σ Π (a)_k/Π Γ(b + k) z^k/k! with every 1/Γ written out until the last pole is passed.
private func regularized(
  _ upper: [Rational], _ lower: [Rational], _ z: ComplexBall, _ precision: Precision
) -> ComplexBall? {
  let poles = lower.filter(isPole).compactMap { (-$0).asInt }
  let start = (poles.max() ?? -1) + 1
  var coefficient = Rational.one
  for k in 0..<start {
    for a in upper { coefficient *= a + Rational(k) }
    coefficient /= Rational(k + 1)
  }
  if coefficient.isZero { return .zero }
  let first = DefiningSeries.gammaQuotient(
    [], lower.map { $0 + Rational(start) }, precision: precision)
  let shift = Rational(start)
  guard
    let sum = DefiningSeries.sum(
      upper.map { $0 + shift } + [1], lower.map { $0 + shift } + [shift + 1], at: z,
      precision: precision)
  else { return nil }
  return sum.multiplied(by: z.power(start, precision: precision), precision: precision)
    .multiplied(by: first, precision: precision)
    .multiplied(by: RealBall(coefficient, precision: precision), precision: precision)
}

let hypergeometricComparisons: [Comparison] = [
  entire("0F1", seed: 0x4F_01, p: 0, q: 1, sizes: [1, 30, 2000], isComplex: false),
  entire("0F1", seed: 0x4F_02, p: 0, q: 1, sizes: [1, 30, 1000], isComplex: true),
  entire("1F1", seed: 0x4F_03, p: 1, q: 1, sizes: [1, 12, 90], isComplex: false),
  entire("1F1", seed: 0x4F_04, p: 1, q: 1, sizes: [1, 12, 50], isComplex: true),
  entire("2F2", seed: 0x4F_05, p: 2, q: 2, sizes: [1, 12, 40], isComplex: true),
  entire("1F2", seed: 0x4F_06, p: 1, q: 2, sizes: [1, 30, 500], isComplex: true),
  entire("2F3", seed: 0x4F_07, p: 2, q: 3, sizes: [1, 30, 300], isComplex: true),
  Comparison(
    name: "2F1 (whole plane)", method: "any of the six arguments, term by term", seed: 0x4F_08
  ) { random in
    let upper = list(2, &random)
    let c = list(1, &random, poles: false)[0]
    let z = placeInside(random.choice([0.9, 1.5, 1.5, 10, 300]), &random)
    if z.isReal, !z.real.subtracting(.one, precision: 64).isCertainlyNegative { return nil }
    let p = random.workingPrecision()
    guard let function = try? Hypergeometric(upper: upper, lower: [c]) else { return nil }
    let first = random.int(in: 0...5)
    // The first of the arguments that is small enough.
    let usable = (0..<6).map { (first + $0) % 6 }
      .first { gauss(upper[0], upper[1], c, z, choice: $0, 64) != nil }
    guard let usable else { return nil }
    let other = DefiningSeries.refined(bits: p.bits + 6, limit: 4000) {
      gauss(upper[0], upper[1], c, z, choice: usable, $0) ?? .unbounded
    }
    let text = "2F1(\(upper); \(c); \(z)), way \(usable), \(p.bits) bits"
    return Sample(
      try answered(text) { try function.value(at: z, precision: p) }, other,
      precision: p, text)
  },
  Comparison(name: "3F2 and 4F3 inside", method: defining, seed: 0x4F_09) { random in
    let q = random.int(in: 2...3)
    let (upper, lower) = (list(q + 1, &random), list(q, &random, poles: false))
    let z = placeInside(0.93, &random)
    let p = random.workingPrecision()
    guard let function = try? Hypergeometric(upper: upper, lower: lower) else { return nil }
    let other = DefiningSeries.refined(bits: p.bits + 6) {
      DefiningSeries.sum(upper, lower, at: z, precision: $0) ?? .unbounded
    }
    let text = "\(q + 1)F\(q)(\(upper); \(lower); \(z)), \(p.bits) bits"
    return Sample(
      try answered(text) { try function.value(at: z, precision: p) }, other,
      precision: p, text)
  },
  Comparison(
    name: "3F2 outside", method: "series in 1/z term by term (DLMF 16.8.8)", seed: 0x4F_0A,
    count: 1
  ) { random in
    let (upper, lower) = (list(3, &random), list(2, &random, poles: false))
    for i in 0..<3 {
      for j in 0..<i where (upper[i] - upper[j]).isInteger { return nil }
      if isPole(upper[i]) { return nil }
    }
    let z = placeInside(random.choice([2, 2, 20]), &random)
    if z.magnitudeUpperBound.doubleUpperBound < 1.12 || z.isReal && z.real.isCertainlyPositive {
      return nil
    }
    let p = random.workingPrecision()
    guard let function = try? Hypergeometric(upper: upper, lower: lower) else { return nil }
    let other = DefiningSeries.refined(bits: p.bits + 6, limit: 4000) {
      outside(upper, lower, z, $0) ?? .unbounded
    }
    let text = "3F2(\(upper); \(lower); \(z)), \(p.bits) bits"
    return Sample(
      try answered(text) { try function.value(at: z, precision: p) }, other,
      precision: p, text)
  },
  Comparison(name: "3F2 at 1", method: "Thomae's transformation", seed: 0x4F_0B) { random in
    func positive(_ random: inout TestRandom) -> Rational {
      Rational(random.int(in: 1...40)) / Rational(random.choice([1, 2, 3, 7]))
    }
    let (a, b, c) = (positive(&random), positive(&random), positive(&random))
    let (d, e) = (positive(&random) + a, positive(&random) + b)
    let s = d + e - a - b - c
    if !s.isPositive { return nil }
    let p = Precision(clamping: random.choice([53, 64, 100]))
    guard let function = try? Hypergeometric(upper: [a, b, c], lower: [d, e]),
      let second = try? Hypergeometric(upper: [d - a, e - a, s], lower: [s + b, s + c])
    else { return nil }
    let inner = p + 30
    guard let value = try? second.value(at: RealBall.one, precision: inner) else { return nil }
    let other = value.multiplied(
      by: DefiningSeries.gammaQuotient([d, e, s], [a, s + b, s + c], precision: inner),
      precision: inner)
    let text = "3F2(\(a), \(b), \(c); \(d), \(e); 1), \(p.bits) bits"
    return Sample(
      try answered(text) { try function.value(at: RealBall.one, precision: p) }, other,
      precision: p, text)
  },
  Comparison(
    name: "regularized pFq", method: "defining series with every 1/gamma", seed: 0x4F_0C
  ) { random in
    let q = random.int(in: 1...2)
    let p = random.int(in: 0...q + 1)
    let (upper, lower) = (list(p, &random), list(q, &random))
    let z =
      p == q + 1
      ? placeInside(0.93, &random) : random.complexArgument(upTo: random.choice([1, 20]))
    let precision = random.workingPrecision()
    let isExact = (upper + lower).allSatisfy { exactOrThin($0).isExact }
    let value =
      isExact
      ? ComplexBall.hypergeometric(
        upper: upper.map { ComplexBall(exactOrThin($0)) },
        lower: lower.map { ComplexBall(exactOrThin($0)) }, at: z, regularized: true,
        precision: precision)
      : try Hypergeometric.regularized(upper, lower, at: z, precision: precision)
    let other = DefiningSeries.refined(bits: precision.bits + 6) {
      regularized(upper, lower, z, $0) ?? .unbounded
    }
    return Sample(
      value, other, precision: precision,
      "regularized \(p)F\(q)(\(upper); \(lower); \(z)), \(precision.bits) bits")
  },
  Comparison(name: "terminating pFq", method: "exact fractions", seed: 0x4F_0D) { random in
    let n = random.int(in: 0...40)
    let q = random.int(in: 0...3)
    let p = random.int(in: 0...q + 2)
    let upper = [Rational(-n)] + list(p, &random)
    let lower = list(q, &random, poles: false)
    let x = Rational(random.int(in: -300...300)) / Rational(random.choice([1, 8, 64]))
    guard let function = try? Hypergeometric(upper: upper, lower: lower) else { return nil }
    var (term, sum) = (Rational.one, Rational.one)
    for k in 0..<n {
      for a in upper { term *= a + Rational(k) }
      for b in lower { term /= b + Rational(k) }
      term = term * x / Rational(k + 1)
      sum += term
    }
    let precision = random.workingPrecision()
    let value =
      random.int(in: 0...1) == 0
      ? try function.value(at: exactBall(x), precision: precision)
      : try function.value(at: x, precision: precision)
    return Sample(
      value, RealBall(sum, precision: precision + 40), precision: precision,
      "terminating (\(upper); \(lower); \(x)), \(precision.bits) bits")
  },
  Comparison(
    name: "confluentU", method: "1F1 by its series (DLMF 13.2.42)",
    seed: 0x4F_0E
  ) { random in
    let a = list(1, &random)[0]
    let b = random.argument(upTo: 8)
    if b.isInteger { return nil }
    let z = random.complexArgument(upTo: random.choice([1, 8, 40]))
    if z.isZero { return nil }
    let p = random.workingPrecision()
    if confluentU(a, b, z, 64) == nil { return nil }
    let other = DefiningSeries.refined(bits: p.bits + 6, limit: 4000) {
      confluentU(a, b, z, $0) ?? .unbounded
    }
    let isExact = exactOrThin(a).isExact && exactOrThin(b).isExact
    return Sample(
      .confluentU(ComplexBall(exactOrThin(a)), ComplexBall(exactOrThin(b)), at: z, precision: p),
      other, precision: p, floor: isExact ? nil : p.bits - 60,
      "U(\(a), \(b), \(z)), \(p.bits) bits")
  },

  Comparison(
    name: "confluentU, integer b", method: "logarithmic formula (DLMF 13.2.9) term by term",
    seed: 0x4F_0F, count: 1
  ) { random in
    let a = list(1, &random)[0]
    let b = Rational(random.int(in: -4...8))
    let z = random.complexArgument(upTo: random.choice([1, 8, 40]))
    if z.isZero { return nil }
    let p = random.shortPrecision()
    if confluentU(a, b, z, 64) == nil { return nil }
    let other = DefiningSeries.refined(bits: p.bits + 6, limit: 4000) {
      confluentU(a, b, z, $0) ?? .unbounded
    }
    let isExact = exactOrThin(a).isExact && exactOrThin(b).isExact
    return Sample(
      .confluentU(ComplexBall(exactOrThin(a)), ComplexBall(exactOrThin(b)), at: z, precision: p),
      other, precision: p, floor: isExact ? nil : p.bits - 60,
      "U(\(a), \(b), \(z)), \(p.bits) bits")
  },
]

/// The fraction exactly, or a ball with 1000 bits.
private func exactOrThin(_ value: Rational) -> RealBall { RealBall(value, precision: 1000) }
