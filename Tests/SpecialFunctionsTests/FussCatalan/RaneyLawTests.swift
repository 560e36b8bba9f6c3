import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite struct RaneyLawTests {
  /// Laws with p and r of every kind: integers, fractions, r = p, close to 1, large.
  static let laws: [Raney] = [
    ("2", "1"), ("3", "1"), ("6", "1"), ("51", "1"), ("1001", "1"), ("3/2", "1"), ("10/3", "1"),
    ("2", "2"), ("3", "2"), ("3", "3"), ("7/2", "5/3"), ("5/3", "1/7"), ("4", "5/2"),
    ("1001/1000", "1/2"), ("9/8", "9/8"), ("20", "39/2"),
  ].map { Raney(p: Rational($0)!, r: Rational($1)!) }

  /// An exact number inside the support, biased to both edges.
  static func place(_ law: Raney, _ random: inout TestRandom) throws -> BigFloat {
    let edge = try law.upperEdge(precision: 500)
    let share: RealBall
    switch random.int(in: 0...5) {
    case 0: share = RealBall(exact: BigFloat(mantissa: 1, exponent: -random.int(in: 1...3400)))
    case 1:
      share = RealBall.one.subtracting(
        RealBall(exact: BigFloat(mantissa: 1, exponent: -random.int(in: 1...300))), precision: 400)
    default:
      share = RealBall(exact: BigFloat(mantissa: Integer(random.int(in: 1...4095)), exponent: -12))
    }
    return share.multiplied(by: edge, precision: 400).midpoint
  }

  @Test(arguments: laws) func theRoutesOverlap(law: Raney) throws {
    var random = TestRandom(seed: 0xf0_55)
    let edge = try law.upperEdge(precision: 64)
    for _ in 0..<TestEffort.samples(12) {
      let x = RealBall(exact: try Self.place(law, &random))
      let (low, high) = (random.int(in: 32...150), random.int(in: 151...300))
      let (p, q) = (Precision(clamping: low), Precision(clamping: high))
      let density = try law.density(at: x, precision: p)
      let mass = try law.cumulativeDistribution(at: x, precision: p)
      let rest = try law.complementaryCumulativeDistribution(at: x, precision: p)
      for (value, name) in [(density, "density"), (mass, "F"), (rest, "1 - F")] {
        #expect(
          value.relativeAccuracyBits >= low - 3,
          "\(name) \(law) at \(x): \(value) \(random.comment)")
      }
      #expect(mass.adding(rest, precision: q).overlaps(.one), random.comment)
      var others = [
        (try law.densityByParametrization(at: x, precision: q), density),
        (try law.cumulativeDistributionByParametrization(at: x, precision: q), mass),
      ]
      if law.p == 2 || law.p == 3 {
        others.append((try law.densityInClosedForm(at: x, precision: q), density))
        if law.r.isInteger {
          others.append((try law.cumulativeDistributionInClosedForm(at: x, precision: q), mass))
        }
      }
      // The series of the Meijer G function is long near K.
      let share = x.divided(by: edge, precision: 64).approximateDouble
      if law.p.numerator < 60, pow(share, law.p.denominator.asInt.map(Double.init) ?? 1) < 0.9 {
        others.append((try law.densityByMeijerG(at: x, precision: q), density))
        others.append((try law.cumulativeDistributionByMeijerG(at: x, precision: q), mass))
      }
      for (other, value) in others {
        #expect(other.overlaps(value), "\(law) at \(x): \(other) \(value) \(random.comment)")
        #expect(
          other.relativeAccuracyBits >= high - 3, "\(law) at \(x): \(other) \(random.comment)")
      }
    }
  }

  /// The balls of balls contain the values at their points, and thin ones stay thin.
  @Test(arguments: laws) func balls(law: Raney) throws {
    var random = TestRandom(seed: 0xba_11)
    for _ in 0..<TestEffort.samples(10) {
      let x = try Self.place(law, &random)
      let depth = random.choice([1, 3, 8, 30, 60, 200])
      let radius = Magnitude(upperBound: x).scaled(byPowerOfTwo: -depth)
      let shift = BigFloat(radius.scaled(byPowerOfTwo: -2))
      let center = BigFloat.adding(x, shift, precision: 700)
      let ball = RealBall(midpoint: center, radius: radius)
      let point = RealBall(exact: x)
      let density = try law.density(at: ball, precision: 160)
      #expect(
        density.overlaps(try law.density(at: point, precision: 300)),
        "\(law) at \(ball): \(density) \(random.comment)")
      let mass = try law.cumulativeDistribution(at: ball, precision: 160)
      #expect(
        mass.overlaps(try law.cumulativeDistribution(at: point, precision: 300)),
        "\(law) at \(ball): \(mass) \(random.comment)")
      let edge = try law.upperEdge(precision: 300)
      let gap = edge.subtracting(ball, precision: 64).divided(by: edge, precision: 64)
      if depth >= 60, gap.isCertainlyPositive, gap.approximateDouble > 0x1p-20 {
        // dlog W/dlog x is at most of the size 1/(1 - x/K), p close to 1 aside.
        #expect(density.relativeAccuracyBits >= min(depth, 160) - 50, "\(law) \(ball) \(density)")
        #expect(mass.relativeAccuracyBits >= min(depth, 160) - 50, "\(law) \(ball) \(mass)")
      }
      if law.p == 3 {
        let closed = try law.densityInClosedForm(at: ball, precision: 160)
        #expect(closed.overlaps(density), random.comment)
      }
    }
  }

  @Test(arguments: laws) func quantilesInvert(law: Raney) throws {
    var random = TestRandom(seed: 0x9_11)
    for _ in 0..<TestEffort.samples(6) {
      let share = random.choice([
        BigFloat(0.5), BigFloat(mantissa: 1, exponent: -random.int(in: 1...400)),
        BigFloat(mantissa: Integer(random.int(in: 1...4095)), exponent: -12),
        BigFloat(mantissa: (Integer.one << 100) - 1, exponent: -100),
      ])
      let x = try law.quantile(RealBall(exact: share), precision: 200)
      #expect(x.relativeAccuracyBits >= 190, "\(law) at \(share): \(x) \(random.comment)")
      let back = try law.cumulativeDistribution(at: x, precision: 300)
      #expect(back.contains(share), "\(law) at \(share): \(back) \(random.comment)")
      #expect(back.relativeAccuracyBits >= 160, "\(law) at \(share): \(back) \(random.comment)")
    }
  }

  @Test func quantilesAtTheEnds() throws {
    let law = FussCatalan(s: 2)
    #expect(try law.quantile(.zero, precision: 100).isZero)
    let edge = try law.quantile(.one, precision: 100)
    #expect(edge.isExact && edge.contains(Rational(27, 4)!))
    for outside in [RealBall(-1), RealBall(2)] {
      #expect(throws: SpecialFunctionError.self) { try law.quantile(outside, precision: 64) }
    }
    // Balls across the ends: the part inside.
    let tiny = Magnitude.powerOfTwo(-100)
    let high = try law.quantile(RealBall.one.addingError(tiny), precision: 100)
    #expect(high.contains(Rational(27, 4)!) && high.radius < .powerOfTwo(-30))
    let low = try law.quantile(RealBall.zero.addingError(tiny), precision: 100)
    #expect(low.contains(0) && low.radius < .powerOfTwo(-100))
    // So close to 1 that only the edge is left, at no cost of bits.
    let near = RealBall.one.subtracting(
      RealBall(exact: BigFloat(mantissa: 1, exponent: -100_000)), precision: 100_001)
    let end = try law.quantile(near, precision: 100)
    #expect(end.overlaps(edge) && end.relativeAccuracyBits > 95)
  }

  @Test func edgesAndOutside() throws {
    let law = FussCatalan(s: 1)
    for x in [-1, 4, 5] {
      #expect(try law.density(at: RealBall(x), precision: 64).isZero)
      #expect(try law.densityInClosedForm(at: RealBall(x), precision: 64).isZero)
      #expect(try law.densityByMeijerG(at: RealBall(x), precision: 64).isZero)
    }
    #expect(try law.density(at: .zero, precision: 64).isUnbounded)
    #expect(try law.densityByMeijerG(at: .zero, precision: 64).isUnbounded)
    #expect(try Raney(p: 2, r: 2).density(at: .zero, precision: 64).isZero)
    #expect(try law.cumulativeDistribution(at: .zero, precision: 64).isZero)
    #expect(try law.cumulativeDistribution(at: RealBall(-3), precision: 64).isZero)
    for x in [4, 9] {
      #expect(
        try law.cumulativeDistribution(at: RealBall(x), precision: 64).isCertainlyEqual(to: .one))
      #expect(try law.complementaryCumulativeDistribution(at: RealBall(x), precision: 64).isZero)
      #expect(
        try law.cumulativeDistributionInClosedForm(at: RealBall(x), precision: 64)
          .isCertainlyEqual(to: .one))
      #expect(
        try law.cumulativeDistributionByMeijerG(at: RealBall(x), precision: 64)
          .isCertainlyEqual(to: .one))
    }
    // Balls across the edges.
    let across = RealBall(4).addingError(.powerOfTwo(-20))
    let density = try law.density(at: across, precision: 64)
    #expect(density.contains(0) && density.radius < .powerOfTwo(-10))
    let inside = RealBall(exact: BigFloat(mantissa: (1 << 22) - 1, exponent: -20))
    #expect(density.overlaps(try law.density(at: inside, precision: 64)))
    #expect(
      try law.density(at: RealBall.zero.addingError(.one), precision: 64).isUnbounded)
    let semicircle = try Raney(p: 2, r: 2).density(
      at: RealBall.zero.addingError(.powerOfTwo(-20)), precision: 64)
    #expect(semicircle.contains(0) && semicircle.radius < .powerOfTwo(-8))
    #expect(try law.density(at: .unbounded, precision: 64).isUnbounded)
  }

  @Test(arguments: [
    ("1", "1"), ("1", "1/2"), ("1/2", "1/3"), ("3", "0"), ("3", "4"), ("3", "-1"), ("-2", "1"),
    ("1e12", "1"), ("1000000000001/1000000000000", "1"),
  ]) func lawsThatAreNone(p: String, r: String) throws {
    let law = Raney(p: try #require(Rational(p)), r: try #require(Rational(r)))
    #expect(throws: SpecialFunctionError.self) { try law.density(at: .one, precision: 64) }
    #expect(throws: SpecialFunctionError.self) {
      try law.cumulativeDistribution(at: .one, precision: 64)
    }
    #expect(throws: SpecialFunctionError.self) { try law.quantile(.one, precision: 64) }
    #expect(throws: SpecialFunctionError.self) { try law.densityByMeijerG(at: .one, precision: 64) }
    #expect(throws: SpecialFunctionError.self) {
      try FussCatalan(s: -1).density(at: .one, precision: 64)
    }
  }

  /// ∫ x^m W = A_m by the double exponential rule in doubles, which knows nothing of the proofs.
  @Test(arguments: [
    ("2", "1"), ("3", "1"), ("6", "1"), ("5/2", "1"), ("7/2", "5/3"), ("3", "3"), ("2", "2"),
  ]) func momentsAreRaneyNumbers(p: String, r: String) throws {
    let law = Raney(p: try #require(Rational(p)), r: try #require(Rational(r)))
    let edge = try law.upperEdge(precision: 64).approximateDouble
    var moments = [0.0, 0, 0, 0]
    let step = 1.0 / 16
    for k in -72...72 {
      // x = K/(1 + e^(-2y)), y = (π/2) sinh t.
      let t = Double(k) * step
      let y = Double.pi / 2 * sinh(t)
      let share = 1 / (1 + exp(-2 * y))
      let other = 1 / (1 + exp(2 * y))
      let x = edge * share
      if x == 0 || x >= edge * (1 - 1e-14) { continue }
      let density = try law.density(at: RealBall(exact: BigFloat(x)), precision: 53)
        .approximateDouble
      let weight = step * edge * 2 * share * other * Double.pi / 2 * cosh(t) * density
      for m in moments.indices { moments[m] += weight * pow(x, Double(m)) }
    }
    for m in moments.indices {
      let exact = try law.number(m).nearestDouble
      #expect(abs(moments[m] - exact) < 1e-7 * exact, "m = \(m): \(moments[m]), \(exact)")
    }
  }

  /// A bound of the root that was the sign of a rounding error once sent the inversion astray.
  @Test func tinyArgumentsOfTheMarchenkoPasturLaw() throws {
    let law = FussCatalan(s: 1)
    for exponent in [-64, -700, -3322, -100_000] {
      let x = RealBall(exact: BigFloat(mantissa: 1, exponent: exponent))
      let value = try law.density(at: x, precision: 200)
      #expect(value.relativeAccuracyBits >= 197)
      #expect(value.overlaps(try law.densityInClosedForm(at: x, precision: 200)))
    }
    let near = RealBall(4).subtracting(
      RealBall(exact: BigFloat(mantissa: 1, exponent: -3322)), precision: 4000)
    let value = try law.density(at: near, precision: 200)
    #expect(value.relativeAccuracyBits >= 197)
    #expect(value.overlaps(try law.densityInClosedForm(at: near, precision: 200)))
  }
}
