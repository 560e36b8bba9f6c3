import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

private let series = "power series about 0 term by term, with the logarithm at integers"

/// γ(s, z)/z^s = Σ (-z)^k/(k! (s + k)); the term k = skipped left out.
private func alternatingSum(
  _ s: RealBall, _ z: ComplexBall, skipping skipped: Int? = nil, precision: Precision
) -> ComplexBall {
  var term = ComplexBall.one
  var total = ComplexBall.zero
  let size = z.magnitudeUpperBound.doubleUpperBound
  var k = 0
  while true {
    if k != skipped {
      let divisor = s.adding(k, precision: precision)
      total = total.adding(
        z.isReal
          ? ComplexBall(term.real.divided(by: divisor, precision: precision))
          : term.divided(by: divisor, precision: precision), precision: precision)
    }
    k += 1
    term =
      z.isReal
      ? ComplexBall(
        -term.real.multiplied(by: z.real, precision: precision).divided(by: k, precision: precision)
      )
      : -term.multiplied(by: z, precision: precision)
        .divided(by: RealBall(k), precision: precision)
    // From here on the terms halve, and |s + k| >= 1.
    if Double(k) > 2 * size + 2,
      s.adding(k - 1, precision: 64).isCertainlyPositive,
      term.magnitudeUpperBound.exponent
        < max(total.magnitudeUpperBound.exponent, -1 << 30) - precision.bits
    {
      let tail = term.magnitudeUpperBound.scaled(byPowerOfTwo: 1)
      return z.isReal ? ComplexBall(total.real.addingError(tail)) : total.addingError(tail)
    }
  }
}

/// Principal powers, at real negative z from above.
private func power(_ z: ComplexBall, _ s: RealBall, _ precision: Precision) -> ComplexBall {
  if z.isReal, z.real.isCertainlyPositive {
    return ComplexBall(z.real.power(s, precision: precision))
  }
  if let exponent = s.uniqueInteger, s.isExact {
    return z.power(exponent, precision: precision)
  }
  return z.logarithm(precision: precision).multiplied(by: s, precision: precision)
    .exponential(precision: precision)
}

/// E_n(z) for an integer n >= 1 (DLMF 8.19.8).
func exponentialIntegralBySeries(
  _ n: Int, _ z: ComplexBall, precision: Precision
) -> ComplexBall {
  var psi = -RealBall.eulerGamma(precision: precision)
  var factorial = RealBall.one
  for k in 1..<max(n, 1) {
    psi = psi.adding(RealBall.one.divided(by: k, precision: precision), precision: precision)
    factorial = factorial.multiplied(by: k, precision: precision)
  }
  let logarithm = z.logarithm(precision: precision)
  let first = (-z).power(n - 1, precision: precision)
    .divided(by: factorial, precision: precision)
    .multiplied(
      by: ComplexBall(psi).subtracting(logarithm, precision: precision), precision: precision)
  return first.subtracting(
    alternatingSum(RealBall(1 - n), z, skipping: n - 1, precision: precision),
    precision: precision)
}

private func lower(_ s: Rational, _ z: ComplexBall, precision: Precision) -> ComplexBall {
  alternatingSum(exactBall(s), z, precision: precision)
    .multiplied(by: power(z, exactBall(s), precision), precision: precision)
}

private func upper(_ s: Rational, _ z: ComplexBall, precision: Precision) -> ComplexBall {
  if let m = s.asInt, m <= 0 {
    return exponentialIntegralBySeries(1 - m, z, precision: precision)
      .multiplied(by: z.power(m, precision: precision), precision: precision)
  }
  return ComplexBall(.gamma(s, precision: precision))
    .subtracting(lower(s, z, precision: precision), precision: precision)
}

private func isPole(_ x: Rational) -> Bool { x.isInteger && !x.isPositive }

private typealias RealFunction2 = @Sendable (RealBall, RealBall, Precision) -> RealBall
private typealias ComplexFunction2 = @Sendable (ComplexBall, ComplexBall, Precision) -> ComplexBall
private typealias Reference = @Sendable (Rational, ComplexBall, Precision) -> ComplexBall

private func reference(regularized: Bool, upper isUpper: Bool) -> Reference {
  { s, z, precision in
    let value = isUpper ? upper(s, z, precision: precision) : lower(s, z, precision: precision)
    return regularized
      ? value.divided(by: RealBall.gamma(s, precision: precision), precision: precision) : value
  }
}

private func real(
  _ name: String, seed: UInt64, regularized: Bool, upper: Bool, _ function: @escaping RealFunction2
) -> Comparison {
  let second = reference(regularized: regularized, upper: upper)
  return Comparison(name: name + ", real", method: series, seed: seed) { random in
    let s = random.argument(upTo: random.choice([3, 20, 60]), positive: random.int(in: 0...2) > 0)
    if isPole(s), regularized || !upper { return nil }
    let x = random.argument(upTo: random.choice([1, 8, 60]), positive: true)
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) {
      second(s, ComplexBall(exactBall(x)), $0)
    }
    return Sample(
      ComplexBall(function(exactBall(s), exactBall(x), p)), other, precision: p,
      "\(name)(\(s), \(x)), \(p.bits) bits")
  }
}

private func complex(
  _ name: String, seed: UInt64, regularized: Bool, upper: Bool,
  _ function: @escaping ComplexFunction2
) -> Comparison {
  let second = reference(regularized: regularized, upper: upper)
  return Comparison(name: name + ", complex", method: series, seed: seed) { random in
    let s = random.argument(upTo: random.choice([3, 20]), positive: random.int(in: 0...2) > 0)
    if isPole(s), regularized || !upper { return nil }
    let z = random.complexArgument(upTo: random.choice([1, 8, 40]))
    if z.isZero { return nil }
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) { second(s, z, $0) }
    return Sample(
      function(ComplexBall(exactBall(s)), z, p), other, precision: p,
      "\(name)(\(s), \(z)), \(p.bits) bits")
  }
}

let incompleteGammaComparisons: [Comparison] =
  [
    real("upperIncompleteGamma", seed: 0x16_01, regularized: false, upper: true) {
      .upperIncompleteGamma($0, $1, precision: $2)
    },
    real("lowerIncompleteGamma", seed: 0x16_02, regularized: false, upper: false) {
      .lowerIncompleteGamma($0, $1, precision: $2)
    },
    real("regularizedUpperIncompleteGamma", seed: 0x16_03, regularized: true, upper: true) {
      .regularizedUpperIncompleteGamma($0, $1, precision: $2)
    },
    real("regularizedLowerIncompleteGamma", seed: 0x16_04, regularized: true, upper: false) {
      .regularizedLowerIncompleteGamma($0, $1, precision: $2)
    },
    complex("upperIncompleteGamma", seed: 0x16_05, regularized: false, upper: true) {
      .upperIncompleteGamma($0, $1, precision: $2)
    },
    complex("lowerIncompleteGamma", seed: 0x16_06, regularized: false, upper: false) {
      .lowerIncompleteGamma($0, $1, precision: $2)
    },
    complex("regularizedUpperIncompleteGamma", seed: 0x16_07, regularized: true, upper: true) {
      .regularizedUpperIncompleteGamma($0, $1, precision: $2)
    },
    complex("regularizedLowerIncompleteGamma", seed: 0x16_08, regularized: true, upper: false) {
      .regularizedLowerIncompleteGamma($0, $1, precision: $2)
    },
    Comparison(name: "E_n, real", method: series, seed: 0x16_09) { random in
      let isInteger = random.int(in: 0...1) == 0
      let order = isInteger ? Rational(random.int(in: 1...25)) : random.argument(upTo: 12)
      let x = random.argument(upTo: random.choice([1, 8, 60]), positive: true)
      let p = random.workingPrecision()
      return Sample(
        ComplexBall(.exponentialIntegral(exactBall(order), exactBall(x), precision: p)),
        generalExponentialIntegral(order, ComplexBall(exactBall(x)), bits: p.bits + 6),
        precision: p, "E_\(order)(\(x)), \(p.bits) bits")
    },
    Comparison(name: "E_n, complex", method: series, seed: 0x16_0A) { random in
      let isInteger = random.int(in: 0...1) == 0
      let order = isInteger ? Rational(random.int(in: 1...25)) : random.argument(upTo: 12)
      let z = random.complexArgument(upTo: random.choice([1, 8, 40]))
      if z.isZero { return nil }
      let p = random.workingPrecision()
      return Sample(
        .exponentialIntegral(exactBall(order), z, precision: p),
        generalExponentialIntegral(order, z, bits: p.bits + 6), precision: p,
        "E_\(order)(\(z)), \(p.bits) bits")
    },
    Comparison(name: "Ei, real", method: series, seed: 0x16_0B) { random in
      let x = random.argument(upTo: random.choice([1, 8, 80]))
      if x.isZero { return nil }
      let p = random.workingPrecision()
      let other = DefiningSeries.refined(bits: p.bits + 6) { principalValue(exactBall(x), $0) }
      return Sample(
        ComplexBall(exactBall(x).exponentialIntegral(precision: p)), other, precision: p,
        "Ei(\(x)), \(p.bits) bits")
    },
    Comparison(name: "Ei, complex", method: series, seed: 0x16_0C) { random in
      let z = random.complexArgument(upTo: random.choice([1, 8, 40]))
      if z.isZero { return nil }
      let p = random.workingPrecision()
      let other = DefiningSeries.refined(bits: p.bits + 6) { precision in
        if z.isReal { return principalValue(z.real, precision) }
        return z.logarithm(precision: precision)
          .adding(ComplexBall(.eulerGamma(precision: precision)), precision: precision)
          .adding(
            alternatingSum(.zero, -z, skipping: 0, precision: precision), precision: precision)
      }
      return Sample(
        z.exponentialIntegral(precision: p), other, precision: p, "Ei(\(z)), \(p.bits) bits")
    },
  ] + errorFunctionComparisons

/// γ + log |x| + Σ x^k/(k k!).
private func principalValue(_ x: RealBall, _ precision: Precision) -> ComplexBall {
  ComplexBall(
    x.magnitude.logarithm(precision: precision)
      .adding(.eulerGamma(precision: precision), precision: precision)
      .adding(
        alternatingSum(.zero, ComplexBall(-x), skipping: 0, precision: precision).real,
        precision: precision))
}

private func generalExponentialIntegral(
  _ order: Rational, _ z: ComplexBall, bits: Int
) -> ComplexBall {
  DefiningSeries.refined(bits: bits) { precision in
    if let n = order.asInt, n >= 1 {
      return exponentialIntegralBySeries(n, z, precision: precision)
    }
    return upper(1 - order, z, precision: precision)
      .multiplied(by: power(z, exactBall(order - 1), precision), precision: precision)
  }
}

private let maclaurin = "Maclaurin series of erf term by term"

/// erf z = 2 z/sqrt(pi) Σ (-z^2)^k/(k! (2k + 1)).
private func errorFunction(_ z: ComplexBall, _ precision: Precision) -> ComplexBall {
  let half = exactBall(Rational(1) / 2)
  let wide = precision + 2000
  let square = z.isReal ? ComplexBall(z.real.squared(precision: wide)) : z.squared(precision: wide)
  return alternatingSum(half, square, precision: precision)
    .multiplied(by: z, precision: precision)
    .divided(
      by: RealBall.pi(precision: precision).squareRoot(precision: precision), precision: precision)
}

private let errorFunctionComparisons: [Comparison] = [
  Comparison(name: "erf, real", method: maclaurin, seed: 0xEF_01) { random in
    let x = random.argument(upTo: random.choice([1, 3, 12]))
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) {
      errorFunction(ComplexBall(exactBall(x)), $0)
    }
    return Sample(
      ComplexBall(exactBall(x).errorFunction(precision: p)), other, precision: p,
      "erf(\(x)), \(p.bits) bits")
  },
  Comparison(name: "erfc, real", method: maclaurin, seed: 0xEF_02) { random in
    let x = random.argument(upTo: random.choice([1, 3, 12]))
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) {
      ComplexBall.one.subtracting(errorFunction(ComplexBall(exactBall(x)), $0), precision: $0)
    }
    return Sample(
      ComplexBall(exactBall(x).complementaryErrorFunction(precision: p)), other, precision: p,
      "erfc(\(x)), \(p.bits) bits")
  },
  Comparison(name: "erfi, real", method: maclaurin, seed: 0xEF_03) { random in
    let x = random.argument(upTo: random.choice([1, 3, 12]))
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) {
      ComplexBall(
        errorFunction(ComplexBall(real: .zero, imaginary: exactBall(x)), $0).imaginary)
    }
    return Sample(
      ComplexBall(exactBall(x).imaginaryErrorFunction(precision: p)), other, precision: p,
      "erfi(\(x)), \(p.bits) bits")
  },
  Comparison(name: "erf, complex", method: maclaurin, seed: 0xEF_04) { random in
    let z = random.complexArgument(upTo: random.choice([1, 3, 9]))
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) { errorFunction(z, $0) }
    return Sample(z.errorFunction(precision: p), other, precision: p, "erf(\(z)), \(p.bits) bits")
  },
  Comparison(name: "erfc, complex", method: maclaurin, seed: 0xEF_05) { random in
    let z = random.complexArgument(upTo: random.choice([1, 3, 9]))
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) {
      ComplexBall.one.subtracting(errorFunction(z, $0), precision: $0)
    }
    return Sample(
      z.complementaryErrorFunction(precision: p), other, precision: p,
      "erfc(\(z)), \(p.bits) bits")
  },
  Comparison(name: "erfi, complex", method: maclaurin, seed: 0xEF_06) { random in
    let z = random.complexArgument(upTo: random.choice([1, 3, 9]))
    let p = random.workingPrecision()
    let turned = ComplexBall(real: -z.imaginary, imaginary: z.real)
    let other = DefiningSeries.refined(bits: p.bits + 6) { precision in
      let value = errorFunction(turned, precision)
      return ComplexBall(real: value.imaginary, imaginary: -value.real)
    }
    return Sample(
      z.imaginaryErrorFunction(precision: p), other, precision: p, "erfi(\(z)), \(p.bits) bits")
  },
]
