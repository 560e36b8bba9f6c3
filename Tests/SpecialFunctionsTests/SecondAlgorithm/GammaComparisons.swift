import BallArithmetic
import Foundation
import Multiprecision
import TestSupport

@testable import SpecialFunctions

private let stirling = "Stirling's series (values: MPFR)"
private let integral = "Euler's integral cut off, power series"

/// Away from 0 and without poles in the sample: at poles the answers are tested by name.
private func isPole(_ x: Rational) -> Bool { x.isInteger && !x.isPositive }

private func complexPlace(_ random: inout TestRandom) -> ComplexBall {
  random.complexArgument(upTo: random.choice([2, 8, 20]))
}

private func isPole(_ z: ComplexBall) -> Bool {
  z.isReal && z.real.midpoint.isInteger && z.real.midpoint.signum() <= 0
}

let gammaComparisons: [Comparison] = [
  Comparison(name: "gamma, real", method: stirling, seed: 0x6A_01) { random in
    let x = random.argument(upTo: random.choice([3, 40, 1000]))
    if isPole(x) { return nil }
    let p = random.workingPrecision()
    let z = exactBall(x)
    return Sample(
      ComplexBall(z.gamma(precision: p)), ComplexBall(z).stirlingGamma(precision: p + 20),
      precision: p, "gamma(\(x)), \(p.bits) bits")
  },
  Comparison(name: "reciprocalGamma, real", method: integral, seed: 0x6A_02) { random in
    let x = random.argument(upTo: 40)
    let p = random.workingPrecision()
    let reference = EulerIntegralGamma.reciprocalGammaTaylor(
      at: ComplexBall(exactBall(x)), order: 1, bits: p.bits + 10)[0]
    return Sample(
      ComplexBall(exactBall(x).reciprocalGamma(precision: p)), reference,
      precision: p, "1/gamma(\(x)), \(p.bits) bits")
  },
  Comparison(name: "logGamma, real", method: stirling, seed: 0x6A_03) { random in
    let x = random.argument(upTo: random.choice([3, 40, 1 << 20, 1 << 50]), positive: true)
    let p = random.workingPrecision()
    let z = exactBall(x)
    // Next to 1 and 2 the logarithm is small.
    let reference = DefiningSeries.refined(bits: p.bits + 10) {
      ComplexBall(z).logGammaBesideCut(precision: $0)
    }
    return Sample(
      ComplexBall(z.logGamma(precision: p)), reference, precision: p,
      "logGamma(\(x)), \(p.bits) bits")
  },
  Comparison(name: "digamma, real", method: stirling, seed: 0x6A_04) { random in
    let x = random.argument(upTo: random.choice([3, 40, 1 << 20, 1 << 50]))
    if isPole(x) { return nil }
    let p = random.workingPrecision()
    let z = exactBall(x)
    return Sample(
      ComplexBall(z.digamma(precision: p)), ComplexBall(z).stirlingDigamma(precision: p + 30),
      precision: p, "digamma(\(x)), \(p.bits) bits")
  },
  Comparison(name: "gamma of a fraction", method: "MPFR", seed: 0x6A_05) { random in
    let q = random.choice([1, 2, 3, 3, 4, 7, 12, 1000])
    let x = Rational(random.int(in: -60 * q...60 * q)) / Rational(q)
    if isPole(x) { return nil }
    let p = random.workingPrecision()
    let reference = RealBall(x, precision: p + 80).gamma(precision: p + 40)
    return Sample(.gamma(x, precision: p), reference, precision: p, "gamma(\(x)), \(p.bits) bits")
  },
  Comparison(name: "gamma, complex", method: integral, seed: 0x6A_06) { random in
    let z = complexPlace(&random)
    if isPole(z) { return nil }
    let p = random.workingPrecision()
    return Sample(
      z.gamma(precision: p), EulerIntegralGamma.gamma(z, bits: p.bits + 10), precision: p,
      "gamma(\(z)), \(p.bits) bits")
  },
  Comparison(name: "reciprocalGamma, complex", method: integral, seed: 0x6A_07) { random in
    let z = complexPlace(&random)
    let p = random.workingPrecision()
    let reference = EulerIntegralGamma.reciprocalGammaTaylor(
      at: z, order: 1, bits: p.bits + 10)[0]
    return Sample(
      z.reciprocalGamma(precision: p), reference, precision: p, "1/gamma(\(z)), \(p.bits) bits")
  },
  Comparison(
    name: "logGamma, complex", method: integral + "; branch by Binet's formula in doubles",
    seed: 0x6A_08
  ) { random in
    let z = complexPlace(&random)
    if isPole(z) || z.real.midpoint == 1 && z.isReal || z.real.midpoint == 2 && z.isReal {
      return nil
    }
    let p = random.workingPrecision()
    let gamma = EulerIntegralGamma.gamma(z, bits: p.bits + 80)
    var reference = gamma.logarithm(precision: p + 60)
    // The cut of the logarithm goes through real negative values of Γ.
    if gamma.isReal, gamma.real.isCertainlyNegative {
      reference = ComplexBall(
        real: reference.real, imaginary: .pi(precision: p + 60))
    }
    // The nearest sheet to the value that doubles give.
    let turns =
      (branchOfLogGamma(z) - reference.imaginary.approximateDouble) / (2 * Double.pi)
    let whole = turns.rounded()
    if abs(turns - whole) > 0.25 { return nil }
    reference = reference.adding(
      ComplexBall(
        real: .zero,
        imaginary: RealBall.pi(precision: p + 80).multiplied(
          by: 2 * Int(whole), precision: p + 60)), precision: p + 60)
    return Sample(
      z.logGamma(precision: p), reference, precision: p, "logGamma(\(z)), \(p.bits) bits")
  },
  Comparison(name: "digamma, complex", method: integral, seed: 0x6A_09) { random in
    let z = complexPlace(&random)
    if isPole(z) { return nil }
    let p = random.shortPrecision()
    let reference = DefiningSeries.refined(bits: p.bits + 10) {
      EulerIntegralGamma.logarithmicDerivative(at: z, order: 1, bits: $0.bits)[0]
    }
    return Sample(
      z.digamma(precision: p), reference, precision: p, "digamma(\(z)), \(p.bits) bits")
  },
  Comparison(name: "polygamma, real", method: integral, seed: 0x6A_0A) { random in
    let x = random.argument(upTo: random.choice([2, 12]))
    if isPole(x) { return nil }
    let m = random.int(in: 1...5)
    let p = random.shortPrecision()
    return Sample(
      ComplexBall(exactBall(x).polygamma(order: m, precision: p)),
      polygammaByIntegral(m, ComplexBall(exactBall(x)), bits: p.bits + 10), precision: p,
      "polygamma(\(m), \(x)), \(p.bits) bits")
  },
  Comparison(name: "polygamma, complex", method: integral, seed: 0x6A_0B) { random in
    let z = random.complexArgument(upTo: random.choice([2, 8]))
    if isPole(z) { return nil }
    let m = random.int(in: 1...3)
    let p = random.shortPrecision()
    return Sample(
      z.polygamma(order: m, precision: p), polygammaByIntegral(m, z, bits: p.bits + 10),
      precision: p, "polygamma(\(m), \(z)), \(p.bits) bits")
  },
  Comparison(
    name: "polygamma of high order", method: "Legendre's duplication", seed: 0x6A_0C
  ) { random in
    let x = random.argument(upTo: 30, positive: true)
    let m = random.int(in: 1...60)
    let p = random.shortPrecision()
    let half = exactBall(x / 2)
    let inner = p + 30
    let sum = half.polygamma(order: m, precision: inner).adding(
      exactBall(x / 2 + Rational(1) / 2).polygamma(order: m, precision: inner), precision: inner)
    return Sample(
      exactBall(x).polygamma(order: m, precision: p), sum.scaled(byPowerOfTwo: -m - 1),
      precision: p, "polygamma(\(m), \(x)), \(p.bits) bits")
  },
  Comparison(
    name: "risingFactorial, real", method: "exact product; long ones in two parts", seed: 0x6A_0D
  ) { random in
    let n = random.choice([
      random.int(in: 0...60), random.int(in: -40...0), random.int(in: 1000...6000),
    ])
    let x = random.argument(upTo: random.choice([5, 60]))
    let p = random.shortPrecision()
    let value = exactBall(x).risingFactorial(n, precision: p)
    let label = "(\(x))_\(n), \(p.bits) bits"
    if n > 60 {
      let k = random.int(in: 300...900)
      let product = exactBall(x).risingFactorial(k, precision: p + 20).multiplied(
        by: exactBall(x + Rational(k)).risingFactorial(n - k, precision: p + 20), precision: p + 20)
      return Sample(value, product, precision: p, label)
    }
    var exact = Rational.one
    if n >= 0 {
      for i in 0..<n { exact *= x + Rational(i) }
    } else {
      for i in 1...(-n) { exact *= x - Rational(i) }
      guard let inverse = exact.reciprocal else { return nil }
      exact = inverse
    }
    return Sample(value, RealBall(exact, precision: p + 30), precision: p, label)
  },
  Comparison(
    name: "risingFactorial, complex", method: "quotient of gamma functions by Euler's integral",
    seed: 0x6A_0E
  ) { random in
    let z = random.complexArgument(upTo: 12)
    let n = random.int(in: -12...25)
    let end = z.adding(ComplexBall(n), precision: 2000)
    if isPole(z) || isPole(end) { return nil }
    let p = random.shortPrecision()
    let inner = p + 30
    let reference = EulerIntegralGamma.gamma(end, bits: inner.bits).divided(
      by: EulerIntegralGamma.gamma(z, bits: inner.bits), precision: inner)
    return Sample(
      z.risingFactorial(n, precision: p), reference, precision: p, "(\(z))_\(n), \(p.bits) bits")
  },
  Comparison(name: "beta", method: "gamma functions by Euler's integral", seed: 0x6A_0F) { random in
    let (a, b) = (random.argument(upTo: 15), random.argument(upTo: 15))
    if isPole(a) || isPole(b) { return nil }
    let p = random.shortPrecision()
    let inner = p + 30
    func part(_ x: Rational) -> ComplexBall {
      EulerIntegralGamma.reciprocalGammaTaylor(
        at: ComplexBall(exactBall(x)), order: 1, bits: inner.bits)[0]
    }
    let reference = part(a + b).divided(
      by: part(a).multiplied(by: part(b), precision: inner), precision: inner)
    return Sample(
      ComplexBall(.beta(exactBall(a), exactBall(b), precision: p)), reference, precision: p,
      "beta(\(a), \(b)), \(p.bits) bits")
  },
  Comparison(
    name: "binomial", method: "exact product; gamma functions by Euler's integral", seed: 0x6A_10
  ) { random in
    let n = random.argument(upTo: 30)
    if n.isInteger, n.isNegative { return nil }
    let p = random.shortPrecision()
    if random.int(in: 0...1) == 0 {
      let k = random.int(in: 0...40)
      var exact = Rational.one
      for i in 0..<k { exact *= (n - Rational(i)) / Rational(i + 1) }
      return Sample(
        .binomial(exactBall(n), RealBall(k), precision: p), RealBall(exact, precision: p + 30),
        precision: p, "binomial(\(n), \(k)), \(p.bits) bits")
    }
    let k = random.argument(upTo: 30)
    let inner = p + 30
    func part(_ x: Rational) -> ComplexBall {
      EulerIntegralGamma.reciprocalGammaTaylor(
        at: ComplexBall(exactBall(x)), order: 1, bits: inner.bits)[0]
    }
    let reference = part(k + 1).multiplied(by: part(n - k + 1), precision: inner)
      .divided(by: part(n + 1), precision: inner)
    return Sample(
      ComplexBall(.binomial(exactBall(n), exactBall(k), precision: p)), reference, precision: p,
      "binomial(\(n), \(k)), \(p.bits) bits")
  },
  Comparison(name: "gammaTaylor", method: integral, seed: 0x6A_11) { random in
    let a = random.argument(upTo: 12)
    if isPole(a) { return nil }
    return taylorSample(&random, a, "gammaTaylor", RealBall.gammaTaylor) {
      EulerIntegralGamma.gammaTaylor(at: ComplexBall(exactBall(a)), order: $0, bits: $1)
    }
  },
  Comparison(name: "reciprocalGammaTaylor", method: integral, seed: 0x6A_12) { random in
    let a = random.argument(upTo: 12)
    return taylorSample(&random, a, "reciprocalGammaTaylor", RealBall.reciprocalGammaTaylor) {
      EulerIntegralGamma.reciprocalGammaTaylor(at: ComplexBall(exactBall(a)), order: $0, bits: $1)
    }
  },
  Comparison(name: "logGammaTaylor", method: integral, seed: 0x6A_13) { random in
    let a = random.argument(upTo: 12, positive: true)
    return taylorSample(&random, a, "logGammaTaylor", RealBall.logGammaTaylor) { order, bits in
      let place = ComplexBall(exactBall(a))
      let precision = Precision(clamping: bits + 20)
      let constant =
        a == 1 || a == 2
        ? .zero
        : EulerIntegralGamma.gamma(place, bits: bits + 40).logarithm(precision: precision)
      if order == 1 { return [constant] }
      let derivative = EulerIntegralGamma.logarithmicDerivative(
        at: place, order: order - 1, bits: bits)
      return [constant]
        + derivative.enumerated().map { k, value in
          value.divided(by: RealBall(k + 1), precision: precision)
        }
    }
  },
]

/// One coefficient of a list, the last or any other.
private func taylorSample(
  _ random: inout TestRandom, _ a: Rational, _ name: String,
  _ function: (Rational, Int, Precision) -> [RealBall],
  reference: (Int, Int) -> [ComplexBall]
) -> Sample? {
  let order = random.int(in: 1...7)
  let p = random.shortPrecision()
  let value = function(a, order, p)
  let k = random.choice([order - 1, random.int(in: 0...order - 1)])
  if value[k].isZero {
    // Exact zeros: of 1/Γ at its poles, and of log Γ at 1 and 2.
    let other = reference(order, p.bits)[k]
    return Sample(ComplexBall(value[k]), other, precision: p, "\(name)(\(a))[\(k)]")
  }
  let other = DefiningSeries.refined(bits: p.bits + 8, limit: 3000) {
    reference(order, $0.bits)[k]
  }
  return Sample(
    ComplexBall(value[k]), other, precision: p, "\(name)(\(a))[\(k)] of \(order), \(p.bits) bits")
}

/// psi^(m) = m! times the coefficient of e^m in Γ'/Γ.
private func polygammaByIntegral(_ m: Int, _ z: ComplexBall, bits: Int) -> ComplexBall {
  DefiningSeries.refined(bits: bits, limit: 3000) { precision in
    let series = EulerIntegralGamma.logarithmicDerivative(
      at: z, order: m + 1, bits: precision.bits + 12 * m)
    var factorial = RealBall.one
    for i in 1...m { factorial = factorial.multiplied(by: i, precision: precision) }
    return series[m].multiplied(by: factorial, precision: precision)
  }
}

/// Im log Γ(z) in doubles: at z + n by Binet's leading terms, less the arguments of the factors;
/// on the negative real axis the limit from above.
private func branchOfLogGamma(_ z: ComplexBall) -> Double {
  let (x, y) = (z.real.approximateDouble, z.imaginary.approximateDouble)
  let steps = max(0, Int((40 - x).rounded(.up)))
  let far = x + Double(steps)
  let modulus = log(far * far + y * y) / 2
  let angle = atan2(y, far)
  // Im((z - 1/2) log z - z + 1/(12 z)).
  var result = (far - 0.5) * angle + y * modulus - y - y / (12 * (far * far + y * y))
  for i in 0..<steps { result -= atan2(y, x + Double(i)) }
  return result
}
