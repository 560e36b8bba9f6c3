import BallArithmetic
import Multiprecision
import TestSupport
import Testing

@testable import SpecialFunctions

/// Random parameters: two lines, two precisions, and the residue series must overlap.
@Suite("Meijer G by the contour: overlaps")
struct ContourOverlapTests {
  static let shifts: [Rational] = [
    0, 0, 1, 2, -1, Rational(1) / 2, Rational(3) / 2, Rational(-1) / 2, Rational(1) / 3,
    Rational(-7) / 5, 12, Rational(99) / 2, Rational(1) / 1000,
  ]

  static func randomFunction(_ random: inout TestRandom) -> MeijerG? {
    let m = random.int(in: 0...4)
    let n = random.choice([0, 0, 1, 2])
    let (moreUpper, moreLower) = (random.choice([0, 0, 1]), random.choice([0, 0, 1]))
    if 2 * (m + n) <= n + m + moreUpper + moreLower { return nil }
    func list(_ count: Int) -> [Rational] {
      (0..<count).map { _ in random.choice(Self.shifts) }
    }
    return try? MeijerG(
      upper: list(n), list(moreUpper), lower: list(m), list(moreLower))
  }

  @Test("Two lines and two precisions")
  func twoLines() throws {
    var random = TestRandom(seed: 0xC0DE)
    var compared = 0
    for _ in 0..<TestEffort.samples(60) {
      guard let g = Self.randomFunction(&random) else { continue }
      let z = RealBall(exact: BigFloat(random.choice([0.125, 1, 1.5, 5, 77, 3000])))
      let bits = random.choice([50, 130, 250])
      let first = try g.meijerGContour(at: z, precision: Precision(clamping: bits))
      let second = try g.meijerGContour(at: z, precision: Precision(clamping: bits + 77))
      #expect(first.overlaps(second), "\(g) at \(z): \(first), \(second), \(random.comment)")
      // Where all poles on the right cancel, values can be e^-3000 beside terms of size 1.
      #expect(
        first.relativeAccuracyBits >= bits - 8 || first.radius < .powerOfTwo(-8 * bits),
        "\(g) at \(z): \(first), \(random.comment)")
      // A line for other arguments, far from the saddle point of this one.
      let contour = try MeijerGContour(g, angle: 0)
      let place = z.logarithm(precision: 64).approximateDouble * (contour.isMirrored ? -1 : 1)
      let planner = LinePlanner(
        transform: contour.product, angle: 0, logarithms: place...(place + 3),
        bits: Double(bits))
      guard let plan = planner.plan()?.plan,
        let line = MellinBarnesLine(contour.product, plan: plan, angle: .zero)
      else { continue }
      let (value, _) = contour.value(at: z, on: line)
      #expect(value.overlaps(second), "\(g) at \(z): \(value), \(second), \(random.comment)")
      compared += 1
    }
    #expect(compared > 20)
  }

  @Test("The residue series, real and complex")
  func residueSeries() throws {
    var random = TestRandom(seed: 0x5E41E5)
    var compared = 0
    for _ in 0..<TestEffort.samples(90) {
      guard let g = Self.randomFunction(&random), g.p < g.q else { continue }
      let precision = Precision(clamping: random.choice([60, 170, 300]))
      let x = random.choice([0.03125, 1, 2.5, 9, 140])
      let y = random.choice([0, 0, 0.5, -2, 7])
      let z = ComplexBall(
        real: RealBall(exact: BigFloat(x)), imaginary: RealBall(exact: BigFloat(y)))
      let comment = "\(g) at \(z), \(precision.bits) bits, \(random.comment)"
      guard let value = try? g.meijerGContour(at: z, precision: precision) else { continue }
      let series = try g.meijerGResidueSeries(at: z, precision: precision + 30)
      #expect(value.overlaps(series), "\(comment): \(value), \(series)")
      #expect(value.relativeAccuracyBits >= precision.bits - 8, "\(comment)")
      compared += 1
    }
    #expect(compared > 30)
  }

  @Test(
    "The modulus of the nodes stays below the bound of their line, and so does the tail's slope")
  func majorants() throws {
    var random = TestRandom(seed: 0xB0D)
    for _ in 0..<TestEffort.samples(25) {
      guard let g = Self.randomFunction(&random), let contour = try? MeijerGContour(g, angle: 0)
      else { continue }
      let product = contour.product
      let left = product.left?.nearestDouble ?? 0
      let right = product.right?.nearestDouble ?? left + random.choice([1, 9, 400])
      let share = Double(random.int(in: 1...63)) / 64
      let sigma = BigFloat(left + (right - left) * share)
      guard let line = product.majorant(at: sigma, precision: 128) else { continue }
      let step = BigFloat(random.choice([0.125, 0.5, 3]))
      let nodes = product.nodes(
        line: sigma, step: step, indices: 0..<40, normalizer: .zero, bits: { _ in 80 })
      var previous: RealBall?
      for (index, node) in nodes.enumerated() {
        let t = RealBall(exact: step).multiplied(by: index, precision: 64)
        let modulus = node.magnitude(precision: 64)
        guard modulus.isCertainlyPositive else { continue }
        let logarithm = modulus.logarithm(precision: 64)
        let bound = line.scale.adding(line.exponent(at: t), precision: 64)
        #expect(
          !bound.isCertainlyLess(than: logarithm),
          "\(g) at \(sigma) + \(t)i: \(logarithm) > \(bound), \(random.comment)")
        if let previous {
          let fall = bound.subtracting(previous, precision: 64)
          let earlier = RealBall(exact: step).multiplied(by: index - 1, precision: 64)
          for slope in [
            line.slopeUpperBound(from: earlier), line.slopeUpperBound(from: earlier, to: t),
          ] {
            let allowed = slope.multiplied(by: RealBall(exact: step), precision: 64)
            #expect(!allowed.isCertainlyLess(than: fall), "\(g) at \(sigma) + \(t)i")
          }
        }
        previous = bound
      }
    }
  }

  @Test("The integral along a line: an upper bound, and not a wide one")
  func integrals() throws {
    // ∫_0^∞ |Γ(1/2 + it)|^2 dt = ∫ pi/cosh(pi t) = pi/2.
    let product = GammaProduct(powers: [0: 2], reflectedPowers: [:])
    let line = try #require(product.majorant(at: BigFloat(0.5), precision: 128))
    let bound = Magnitude.exponential(of: line.scale) * line.integralUpperBound()
    #expect(bound.doubleUpperBound >= 1.5707 && bound.doubleUpperBound < 10)
  }
}
