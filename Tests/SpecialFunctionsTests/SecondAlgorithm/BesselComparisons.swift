import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

private let ascending = "ascending series term by term"

/// I_a(z) = (z/2)^a/Γ(a + 1) 0F1(; a + 1; z^2/4).
private func besselI(_ a: Rational, _ z: ComplexBall, _ precision: Precision) -> ComplexBall? {
  if let n = a.asInt, n < 0 { return besselI(Rational(-n), z, precision) }
  let wide = precision + 2000
  let square =
    (z.isReal ? ComplexBall(z.real.squared(precision: wide)) : z.squared(precision: wide))
    .scaled(byPowerOfTwo: -2)
  guard let sum = DefiningSeries.sum([], [a + 1], at: square, precision: precision) else {
    return nil
  }
  return halfPower(z, a, precision)
    .multiplied(by: sum, precision: precision)
    .divided(by: RealBall.gamma(a + 1, precision: precision), precision: precision)
}

/// (z/2)^a on the principal branch.
private func halfPower(_ z: ComplexBall, _ a: Rational, _ precision: Precision) -> ComplexBall {
  let half = z.scaled(byPowerOfTwo: -1)
  if let n = a.asInt { return half.power(n, precision: precision) }
  if z.isReal, z.real.isCertainlyPositive {
    return ComplexBall(half.real.power(exactBall(a), precision: precision))
  }
  return half.logarithm(precision: precision)
    .multiplied(by: exactBall(a), precision: precision).exponential(precision: precision)
}

/// K_a by (I_(-a) - I_a) pi/(2 sin pi a), for an integer order by DLMF 10.31.1.
private func besselK(_ a: Rational, _ z: ComplexBall, _ precision: Precision) -> ComplexBall? {
  guard let n = a.magnitude.asInt else {
    guard let first = besselI(-a, z, precision), let second = besselI(a, z, precision) else {
      return nil
    }
    return first.subtracting(second, precision: precision)
      .multiplied(by: RealBall.pi(precision: precision), precision: precision)
      .divided(by: exactBall(a).sineOfPi(precision: precision), precision: precision)
      .scaled(byPowerOfTwo: -1)
  }
  let wide = precision + 2000
  let square = z.squared(precision: wide).scaled(byPowerOfTwo: -2)
  func scaled(_ value: ComplexBall, _ top: RealBall, over bottom: RealBall) -> ComplexBall {
    let factor = top.divided(by: bottom, precision: precision)
    return z.isReal
      ? ComplexBall(value.real.multiplied(by: factor, precision: precision))
      : value.multiplied(by: factor, precision: precision)
  }
  // The finite sum.
  var total = ComplexBall.zero
  var power = ComplexBall.one
  for k in 0..<n {
    let top = (try? Integer.factorial(n - k - 1)) ?? 1
    let bottom = (try? Integer.factorial(k)) ?? 1
    total = total.adding(
      scaled(power, RealBall(top), over: RealBall(bottom)), precision: precision)
    power = -power.multiplied(by: square, precision: precision)
  }
  total = total.multiplied(by: halfPower(z, Rational(-n), precision), precision: precision)
    .scaled(byPowerOfTwo: -1)
  // The logarithm.
  guard let regular = besselI(Rational(n), z, precision) else { return nil }
  let logarithm = z.scaled(byPowerOfTwo: -1).logarithm(precision: precision)
    .multiplied(by: regular, precision: precision)
  total =
    n % 2 == 0
    ? total.subtracting(logarithm, precision: precision)
    : total.adding(logarithm, precision: precision)
  // ψ(k+1) + ψ(n+k+1) with (z^2/4)^k/(k! (n+k)!).
  var psi = RealBall.eulerGamma(precision: precision).scaled(byPowerOfTwo: 1)
  psi = -psi
  for k in 1..<max(n + 1, 1) {
    psi = psi.adding(RealBall.one.divided(by: k, precision: precision), precision: precision)
  }
  var term = scaled(.one, .one, over: RealBall((try? Integer.factorial(n)) ?? 1))
  var sum = ComplexBall.zero
  let size = square.magnitudeUpperBound.doubleUpperBound
  for k in 0..<5000 {
    let part =
      z.isReal
      ? ComplexBall(term.real.multiplied(by: psi, precision: precision))
      : term.multiplied(by: psi, precision: precision)
    sum = sum.adding(part, precision: precision)
    let next = k + 1
    term = scaled(
      term.multiplied(by: square, precision: precision), .one,
      over: RealBall(next).multiplied(by: n + next, precision: precision))
    psi = psi.adding(RealBall.one.divided(by: next, precision: precision), precision: precision)
      .adding(RealBall.one.divided(by: n + next, precision: precision), precision: precision)
    // Terms with psi grow at most twice, and fall by four: psi' <= 2 psi.
    if Double(next) * Double(n + next) > 8 * size, psi.isCertainlyPositive, k > 3 {
      let tail = term.magnitudeUpperBound * psi.magnitudeUpperBound.scaled(byPowerOfTwo: 2)
      if tail.exponent < max(sum.magnitudeUpperBound.exponent, -1 << 40) - precision.bits {
        sum = z.isReal ? ComplexBall(sum.real.addingError(tail)) : sum.addingError(tail)
        break
      }
    }
  }
  sum = sum.multiplied(by: halfPower(z, Rational(n), precision), precision: precision)
    .scaled(byPowerOfTwo: -1)
  return n % 2 == 0
    ? total.adding(sum, precision: precision) : total.subtracting(sum, precision: precision)
}

private func order(_ random: inout TestRandom) -> Rational {
  random.int(in: 0...2) == 0
    ? Rational(random.int(in: -15...40)) : random.argument(upTo: random.choice([2, 12, 40]))
}

let besselComparisons: [Comparison] = [
  Comparison(name: "besselI, real", method: ascending, seed: 0xBE_01) { random in
    let a = order(&random)
    let x = random.argument(upTo: random.choice([1, 8, 120]), positive: true)
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) {
      besselI(a, ComplexBall(exactBall(x)), $0) ?? .unbounded
    }
    return Sample(
      ComplexBall(.besselI(exactBall(a), exactBall(x), precision: p)), other, precision: p,
      "besselI(\(a), \(x)), \(p.bits) bits")
  },
  Comparison(name: "besselK, real", method: ascending, seed: 0xBE_02) { random in
    let a = order(&random)
    let x = random.argument(upTo: random.choice([1, 8, 80]), positive: true)
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) {
      besselK(a, ComplexBall(exactBall(x)), $0) ?? .unbounded
    }
    return Sample(
      ComplexBall(.besselK(exactBall(a), exactBall(x), precision: p)), other, precision: p,
      "besselK(\(a), \(x)), \(p.bits) bits")
  },
  Comparison(name: "besselI, complex", method: ascending, seed: 0xBE_03) { random in
    let a = order(&random)
    let z = random.complexArgument(upTo: random.choice([1, 8, 60]))
    if z.isZero { return nil }
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) { besselI(a, z, $0) ?? .unbounded }
    return Sample(
      .besselI(exactBall(a), z, precision: p), other, precision: p,
      "besselI(\(a), \(z)), \(p.bits) bits")
  },
  Comparison(name: "besselK, complex", method: ascending, seed: 0xBE_04) { random in
    let a = order(&random)
    let z = random.complexArgument(upTo: random.choice([1, 8, 50]))
    if z.isZero { return nil }
    let p = random.workingPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6) { besselK(a, z, $0) ?? .unbounded }
    return Sample(
      .besselK(exactBall(a), z, precision: p), other, precision: p,
      "besselK(\(a), \(z)), \(p.bits) bits")
  },
]
