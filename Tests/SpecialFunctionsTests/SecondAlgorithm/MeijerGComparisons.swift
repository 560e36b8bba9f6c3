import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport

/// Residues at simple poles one by one: Slater's theorem with the defining series, for lower
/// parameters of the first kind that differ by no integers.
private func slater(_ g: MeijerG, _ z: ComplexBall, _ precision: Precision) -> ComplexBall? {
  let (above, below) = (g.leadingUpper + g.trailingUpper, g.leadingLower + g.trailingLower)
  let sign = (g.p - g.m - g.n) % 2 == 0 ? z : -z
  var total = ComplexBall.zero
  for (i, b) in g.leadingLower.enumerated() {
    var others = g.leadingLower
    others.remove(at: i)
    var rest = below
    rest.remove(at: i)
    let factor = DefiningSeries.gammaQuotient(
      others.map { $0 - b } + g.leadingUpper.map { 1 + b - $0 },
      g.trailingUpper.map { $0 - b } + g.trailingLower.map { 1 + b - $0 }, precision: precision)
    if factor.isZero { continue }
    guard
      let sum = DefiningSeries.sum(
        above.map { 1 + b - $0 }, rest.map { 1 + b - $0 }, at: sign, precision: precision)
    else { return nil }
    let power =
      b.isInteger
      ? z.power(b.asInt ?? 0, precision: precision)
      : z.logarithm(precision: precision)
        .multiplied(by: RealBall(b, precision: precision + 40), precision: precision)
        .exponential(precision: precision)
    total = total.adding(
      power.multiplied(by: sum, precision: precision).multiplied(by: factor, precision: precision),
      precision: precision)
  }
  return total
}

private func hasSimplePoles(_ g: MeijerG) -> Bool {
  for (i, b) in g.leadingLower.enumerated() {
    for c in g.leadingLower[..<i] where (b - c).isInteger { return false }
    // Slater's series needs lower parameters of its pFq that are no poles.
    for c in g.trailingLower where (b - c).isInteger && c > b { return false }
  }
  return true
}

private func argument(_ g: MeijerG, _ random: inout TestRandom, isComplex: Bool) -> ComplexBall {
  let sizes: [Double] =
    g.p == g.q ? [0.001, 0.125, 0.5, 0.75, 0.875] : [0.03125, 0.5, 1, 2.5, 9, 31, 140, 1000]
  let x = random.choice(sizes) * Double(random.int(in: 512...1024)) / 1024
  guard isComplex else { return ComplexBall(RealBall(exact: BigFloat(x))) }
  let (c, s) = random.choice([(0.75, 0.5), (0.5, -0.75), (0, 1), (-0.75, 0.5), (-0.25, -0.875)])
  return ComplexBall(
    real: RealBall(exact: BigFloat(x * c)), imaginary: RealBall(exact: BigFloat(x * s)))
}

private func sample(
  _ value: ComplexBall, _ other: ComplexBall, _ g: MeijerG, _ z: ComplexBall, _ p: Precision
) -> Sample? {
  // Functions that vanish: a ball around 0, as the residues cancel exactly in the other method.
  if value.containsZero, other.containsZero, other.magnitudeUpperBound < .powerOfTwo(-2 * p.bits) {
    return nil
  }
  return Sample(value, other, precision: p, "\(g) at \(z), \(p.bits) bits")
}

/// G of the residue series at z, in the other direction outside the unit circle by the reflection.
private func simple(_ random: inout TestRandom) -> MeijerG? {
  let g = MeijerGResidueSeriesTests.randomFunction(&random)
  return hasSimplePoles(g) ? g : nil
}

let meijerGComparisons: [Comparison] = [
  Comparison(
    name: "meijerGResidueSeries, simple poles, real", method: "Slater's theorem term by term",
    seed: 0x6E_01
  ) { random in
    guard let g = simple(&random) else { return nil }
    let z = argument(g, &random, isComplex: false)
    let p = random.shortPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6, limit: 4000) {
      slater(g, z, $0) ?? .unbounded
    }
    return sample(
      ComplexBall(
        try answered("\(g) at \(z)") { try g.meijerGResidueSeries(at: z.real, precision: p) }),
      other, g, z, p)
  },
  Comparison(
    name: "meijerGResidueSeries, simple poles, complex", method: "Slater's theorem term by term",
    seed: 0x6E_02
  ) { random in
    guard let g = simple(&random) else { return nil }
    let z = argument(g, &random, isComplex: true)
    let p = random.shortPrecision()
    let other = DefiningSeries.refined(bits: p.bits + 6, limit: 4000) {
      slater(g, z, $0) ?? .unbounded
    }
    return sample(
      try answered("\(g) at \(z)") { try g.meijerGResidueSeries(at: z, precision: p) }, other, g, z,
      p)
  },
  Comparison(
    name: "meijerGResidueSeries, any poles", method: "Mellin-Barnes contour", seed: 0x6E_03,
    count: 5
  ) { random in
    let g = MeijerGResidueSeriesTests.randomFunction(&random)
    guard 2 * (g.m + g.n) > g.p + g.q else { return nil }
    let z = argument(g, &random, isComplex: random.int(in: 0...2) == 0)
    let p = random.shortPrecision()
    guard let other = try? g.meijerGContour(at: z, precision: p + 20) else { return nil }
    return sample(
      try answered("\(g) at \(z)") { try g.meijerGResidueSeries(at: z, precision: p) }, other, g, z,
      p)
  },
  Comparison(name: "meijerGContour, real", method: "residue series", seed: 0x6E_04, count: 5) {
    random in
    guard let g = ContourOverlapTests.randomFunction(&random) else { return nil }
    let z = argument(g, &random, isComplex: false)
    let p = random.shortPrecision()
    guard let other = try? g.meijerGResidueSeries(at: z.real, precision: p + 20) else { return nil }
    let value = try answered("\(g) at \(z)") {
      try g.meijerGContour(at: z.real, precision: p)
    }
    return sample(ComplexBall(value), ComplexBall(other), g, z, p)
  },
  Comparison(name: "meijerGContour, complex", method: "residue series", seed: 0x6E_05, count: 5) {
    random in
    guard let g = ContourOverlapTests.randomFunction(&random) else { return nil }
    let z = argument(g, &random, isComplex: true)
    let turn = z.argument(precision: 64).magnitudeUpperBound.doubleUpperBound
    guard turn < Double(2 * (g.m + g.n) - g.p - g.q) / 2 * Double.pi else { return nil }
    let p = random.shortPrecision()
    guard let other = try? g.meijerGResidueSeries(at: z, precision: p + 20) else { return nil }
    return sample(
      try answered("\(g) at \(z)") { try g.meijerGContour(at: z, precision: p) }, other, g, z, p)
  },
  Comparison(
    name: "meijerg (the chooser)", method: "residue series, contour: the one not chosen",
    seed: 0x6E_06, count: 5
  ) { random in
    let isFirst = random.int(in: 0...1) == 0
    let drawn =
      isFirst
      ? MeijerGResidueSeriesTests.randomFunction(&random)
      : ContourOverlapTests.randomFunction(&random)
    guard let g = drawn else { return nil }
    let z = argument(g, &random, isComplex: random.int(in: 0...2) == 0)
    let p = random.shortPrecision()
    let (value, method) = try answered("\(g) at \(z)") { try g.value(at: z, precision: p) }
    let other =
      method == .residueSeries
      ? try? g.meijerGContour(at: z, precision: p + 20)
      : try? g.meijerGResidueSeries(at: z, precision: p + 20)
    guard let other else { return nil }
    return sample(value, other, g, z, p)
  },
]
