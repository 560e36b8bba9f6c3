import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite struct IncompleteGammaTests {
  static func parameter(_ random: inout TestRandom) -> BigFloat {
    let value = BesselTests.order(&random)
    return random.int(in: 0...2) == 0 ? -value : value
  }

  /// Gamma(s+1,x) = s Gamma(s,x) + x^s e^(-x), also at and next to s = 0, -1, -2, ...
  @Test func recurrence() throws {
    var random = TestRandom(seed: 3_201)
    for _ in 0..<TestEffort.samples(200) {
      let s = RealBall(exact: Self.parameter(&random))
      let x = RealBall(exact: BesselTests.argument(&random))
      let precision = Precision(clamping: random.choice([40, 100, 240]))
      let next = s.adding(1, precision: 400)
      let left = RealBall.upperIncompleteGamma(next, x, precision: precision)
      let value = RealBall.upperIncompleteGamma(s, x, precision: precision)
      let inner = precision + 40
      let right = value.multiplied(by: s, precision: inner)
        .adding(
          x.power(s, precision: inner)
            .multiplied(by: (-x).exponential(precision: inner), precision: inner),
          precision: inner)
      #expect(left.overlaps(right), "s \(s) x \(x) \(random.comment)")
      #expect(
        left.relativeAccuracyBits >= precision.bits - 8, "s \(s) x \(x) \(random.comment): \(left)")
      #expect(
        value.relativeAccuracyBits >= precision.bits - 8,
        "s \(s) x \(x) \(random.comment): \(value)")
    }
  }

  /// P + Q = 1 and gamma + Gamma = Gamma(s); P and Q keep their digits when tiny.
  @Test func complements() throws {
    var random = TestRandom(seed: 3_202)
    for _ in 0..<TestEffort.samples(150) {
      let s = RealBall(exact: BesselTests.order(&random)).adding(1, precision: 300)
        .scaled(byPowerOfTwo: random.choice([-3, 0, 4]))
      let x = RealBall(exact: BesselTests.argument(&random))
      let precision: Precision = 110
      let p = RealBall.regularizedLowerIncompleteGamma(s, x, precision: precision)
      let q = RealBall.regularizedUpperIncompleteGamma(s, x, precision: precision)
      #expect(p.adding(q, precision: 200).contains(1), "s \(s) x \(x) \(random.comment)")
      #expect(p.relativeAccuracyBits >= 100, "s \(s) x \(x) \(random.comment): \(p)")
      #expect(q.relativeAccuracyBits >= 100, "s \(s) x \(x) \(random.comment): \(q)")
      let sum = RealBall.lowerIncompleteGamma(s, x, precision: precision)
        .adding(.upperIncompleteGamma(s, x, precision: precision), precision: 200)
      #expect(sum.overlaps(s.gamma(precision: 200)), "s \(s) x \(x) \(random.comment)")
    }
  }

  @Test func inexactArguments() throws {
    var random = TestRandom(seed: 3_203)
    typealias Function = @Sendable (RealBall, RealBall, Precision) -> RealBall
    let functions: [(String, Function)] = [
      ("upper", { RealBall.upperIncompleteGamma($0, $1, precision: $2) }),
      ("lower", { RealBall.lowerIncompleteGamma($0, $1, precision: $2) }),
      ("P", { RealBall.regularizedLowerIncompleteGamma($0, $1, precision: $2) }),
      ("Q", { RealBall.regularizedUpperIncompleteGamma($0, $1, precision: $2) }),
      ("E", { RealBall.exponentialIntegral($0, $1, precision: $2) }),
    ]
    for round in 0..<TestEffort.samples(100) {
      let s = BigFloat.adding(
        BesselTests.order(&random), BigFloat(0.25), precision: 200)
      let x = BesselTests.argument(&random, limit: 7)
      let depth = random.choice([1, 3, 8, 30, 60])
      let radius = Magnitude.powerOfTwo(x.exponent - 2 - depth)
      let spread = round & 1 == 0 ? Magnitude.zero : .powerOfTwo(-4 - depth)
      let (orders, ball) = (
        RealBall(midpoint: s, radius: spread), RealBall(midpoint: x, radius: radius)
      )
      for (name, function) in functions {
        let image = function(orders, ball, 90)
        for (i, j) in [(-1, -1), (1, -1), (-1, 1), (1, 1), (0, 0)] {
          let order = BigFloat.adding(
            s, BigFloat.multiplyingExactness(BigFloat(spread), i, precision: 64).value,
            precision: 300)
          let point = BigFloat.adding(
            x, BigFloat.multiplyingExactness(BigFloat(radius), j, precision: 64).value,
            precision: 300)
          let value = function(RealBall(exact: order), RealBall(exact: point), 130)
          #expect(image.overlaps(value), "\(name) \(orders) \(ball) \(random.comment)")
        }
        if depth >= 30, spread.isZero, x.exponent < 4, s < 8 {
          #expect(image.relativeAccuracyBits >= depth - 20, "\(name) \(orders) \(ball): \(image)")
        }
      }
    }
  }

  /// Boxes of the plane contain the values at their points; right of zero they are finite.
  @Test func wideBoxes() throws {
    var random = TestRandom(seed: 3_204)
    typealias Function = @Sendable (ComplexBall, Precision) -> ComplexBall
    let half = ComplexBall(RealBall(exact: BigFloat(0.5)))
    let functions: [(String, Function)] = [
      ("upper", { ComplexBall.upperIncompleteGamma(half, $0, precision: $1) }),
      ("lower", { ComplexBall.lowerIncompleteGamma(half, $0, precision: $1) }),
      ("upper 3", { ComplexBall.upperIncompleteGamma(ComplexBall(3), $0, precision: $1) }),
      ("E1", { ComplexBall.exponentialIntegral(.one, $0, precision: $1) }),
      ("Ei", { $0.exponentialIntegral(precision: $1) }),
      ("erf", { $0.errorFunction(precision: $1) }),
      ("erfc", { $0.complementaryErrorFunction(precision: $1) }),
      ("erfi", { $0.imaginaryErrorFunction(precision: $1) }),
    ]
    for _ in 0..<TestEffort.samples(80) {
      let center = [0, 1].map { _ -> BigFloat in
        let size = BesselTests.argument(&random, limit: 4)
        return random.int(in: 0...1) == 0 ? -size : size
      }
      let radius = Magnitude.powerOfTwo(random.int(in: -16...2))
      let box = ComplexBall(
        real: RealBall(midpoint: center[0], radius: radius),
        imaginary: RealBall(midpoint: center[1], radius: radius))
      let offsets = [(-8, 8), (3, -8), (8, 5), (0, 0)]
      for (name, function) in functions {
        let image = function(box, 64)
        if box.real.isCertainlyPositive { #expect(image.isFinite, "\(name) \(box)") }
        for (i, j) in offsets {
          let parts = zip(center, [i, j]).map { middle, offset in
            RealBall(
              exact: BigFloat.adding(
                middle,
                BigFloat.multiplyingExactness(
                  BigFloat(radius.scaled(byPowerOfTwo: -3)), offset, precision: 64
                ).value,
                precision: 300))
          }
          let point = ComplexBall(real: parts[0], imaginary: parts[1])
          if point.containsZero { continue }
          #expect(image.overlaps(function(point, 90)), "\(name) \(box) \(random.comment)")
        }
      }
    }
  }

  @Test func ends() throws {
    let far = RealBall.upperIncompleteGamma(
      RealBall(exact: BigFloat(1.5)), RealBall(100_000), precision: 300)
    #expect(far.relativeAccuracyBits >= 292, "\(far)")
    let large = RealBall(1_000_000_000)
    let middle = RealBall.regularizedUpperIncompleteGamma(large, large, precision: 100)
    #expect(middle.relativeAccuracyBits >= 92 && middle.isCertainlyLess(than: .one), "\(middle)")
    for order in [1_000, 1_000_000, 1_000_000_000] {
      for x in [1, 1_000, 100_000] {
        let value = RealBall.exponentialIntegral(RealBall(order), RealBall(x), precision: 100)
        #expect(value.relativeAccuracyBits >= 92, "E_\(order)(\(x)): \(value)")
        // e^(-x)/(x+n) < E_n(x) < e^(-x)/(x+n-1), DLMF 8.19.21.
        let decay = RealBall(-x).exponential(precision: 100)
        #expect(!value.isCertainlyLess(than: decay.divided(by: x + order, precision: 100)))
        #expect(!decay.divided(by: x + order - 1, precision: 100).isCertainlyLess(than: value))
      }
    }
    let tiny = try #require(RealBall("1e-1000", precision: 200))
    #expect(RealBall.exponentialIntegral(.one, tiny, precision: 90).relativeAccuracyBits >= 80)
    #expect(tiny.exponentialIntegral(precision: 90).relativeAccuracyBits >= 80)
    #expect(RealBall.upperIncompleteGamma(.zero, .zero, precision: 90).isUnbounded)
    #expect(RealBall.lowerIncompleteGamma(RealBall(-3), .one, precision: 90).isUnbounded)
    #expect(RealBall.zero.exponentialIntegral(precision: 90).isUnbounded)
    #expect(RealBall.upperIncompleteGamma(RealBall(3), .zero, precision: 90).contains(2))
    #expect(
      RealBall.exponentialIntegral(RealBall(3), .zero, precision: 90).contains(Rational(1, 2)!))
    #expect(RealBall.zero.imaginaryErrorFunction(precision: 90).isZero)
    #expect(ComplexBall.zero.errorFunction(precision: 90).isZero)
    let series = RealBall.upperIncompleteGamma(RealBall(-100_000), RealBall(100_000), precision: 90)
    #expect(series.relativeAccuracyBits >= 82)
  }
}

/// Orders beyond all doubles: the cancellation that they foretell is out of reach, and is told so.
@Suite struct IncompleteGammaGiantOrderTests {
  @Test(arguments: [200, 5000, 1 << 30, 1 << 40])
  func giantComplexOrdersEnd(exponent: Int) {
    let far = RealBall(exact: BigFloat(1).scaled(byPowerOfTwo: exponent))
    let value = ComplexBall.upperIncompleteGamma(
      ComplexBall(real: -far, imaginary: .one), ComplexBall(real: .one, imaginary: .one),
      precision: 64)
    #expect(value.isUnbounded || value.containsZero)
  }
}
