import BallArithmetic
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

@Suite struct BesselTests {
  /// An old fault of Arb: the accuracy jumped with the precision near this argument.
  @Test func accuracyIsSmoothInThePrecision() throws {
    let x = RealBall(try #require(Rational("57.96685557919")), precision: 4000)
    let exact = RealBall.besselK(RealBall(2), x, precision: 2400)
    for digits in stride(from: 10, through: 500, by: 7) {
      let precision = try Precision(digits: digits)
      let value = RealBall.besselK(RealBall(2), x, precision: precision)
      #expect(value.overlaps(exact))
      #expect(value.relativeAccuracyBits >= precision.bits - 8, "\(digits) digits: \(value)")
      #expect(value.relativeAccuracyBits <= precision.bits + 40, "\(digits) digits: \(value)")
    }
  }

  /// G^{2,0}_{0,2}(10^6 | 0,0) = 2 K_0(2000), where mpmath raises.
  @Test func farOutValueKeepsItsDigits() throws {
    let value = RealBall.besselK(.zero, RealBall(2000), precision: 400)
      .scaled(byPowerOfTwo: 1)
    #expect(value.decimal(digits: 9)?.text.hasPrefix("1.4440558") == true, "\(value)")
    #expect(value.relativeAccuracyBits >= 392)
  }

  /// I_a K_(a+1) + I_(a+1) K_a = 1/x, at random orders and arguments, tiny and huge.
  @Test func wronskian() throws {
    var random = TestRandom(seed: 3_101)
    for _ in 0..<TestEffort.samples(150) {
      let order = Self.order(&random)
      let x = Self.argument(&random)
      let precision = Precision(clamping: random.choice([40, 100, 240]))
      let a = RealBall(exact: order)
      let next = RealBall(
        exact: BigFloat.addingExactness(order, 1, precision: order.precision + 200).value)
      let z = RealBall(exact: x)
      let first = RealBall.besselI(a, z, precision: precision)
        .multiplied(by: .besselK(next, z, precision: precision), precision: precision)
      let second = RealBall.besselI(next, z, precision: precision)
        .multiplied(by: .besselK(a, z, precision: precision), precision: precision)
      let sum = first.adding(second, precision: precision)
      #expect(
        sum.overlaps(z.reciprocal(precision: precision)), "order \(order) x \(x) \(random.comment)")
      #expect(
        sum.relativeAccuracyBits >= precision.bits - 12,
        "order \(order) x \(x) \(random.comment): \(sum)")
    }
  }

  /// The same relation over the plane, on both sides of the cut and on it.
  @Test func complexWronskian() throws {
    var random = TestRandom(seed: 3_102)
    for _ in 0..<TestEffort.samples(120) {
      let order = RealBall(exact: Self.order(&random))
      let next = order.adding(1, precision: 400)
      let x = random.choice([0, 1, -1]) == 0 ? BigFloat.zero : Self.argument(&random, limit: 7)
      let y = Self.argument(&random, limit: 7)
      let signs = (random.choice([-1, 1]), random.choice([-1, 0, 1]))
      let z = ComplexBall(
        real: RealBall(exact: signs.0 < 0 ? -x : x),
        imaginary: signs.1 == 0 && !x.isZero ? .zero : RealBall(exact: signs.1 < 0 ? -y : y))
      let precision: Precision = 120
      let sum = ComplexBall.besselI(order, z, precision: precision)
        .multiplied(by: .besselK(next, z, precision: precision), precision: precision)
        .adding(
          ComplexBall.besselI(next, z, precision: precision)
            .multiplied(by: .besselK(order, z, precision: precision), precision: precision),
          precision: precision)
      #expect(
        sum.overlaps(z.reciprocal(precision: precision)), "order \(order) z \(z) \(random.comment)")
      #expect(sum.isFinite, "order \(order) z \(z) \(random.comment)")
    }
  }

  /// One method at two precisions, and neighbours of integer orders against the integer.
  @Test func ordersNextToIntegers() throws {
    let x = RealBall(exact: BigFloat(2.75))
    for n in [0, 1, 3] {
      let whole = RealBall.besselK(RealBall(n), x, precision: 300)
      for bits in [3, 20, 100, 250, 1000, 5000] {
        let order = BigFloat.adding(
          BigFloat(n), BigFloat(mantissa: 1, exponent: -bits), precision: 5100)
        let value = RealBall.besselK(RealBall(exact: order), x, precision: 200)
        #expect(value.relativeAccuracyBits >= 190, "\(n) + 2^-\(bits): \(value)")
        #expect(
          value.overlaps(.besselK(RealBall(exact: order), x, precision: 330)), "\(n) + 2^-\(bits)")
        let distance = value.subtracting(whole, precision: 64).magnitudeUpperBound
        #expect(distance < .powerOfTwo(8 - min(bits, 180)), "\(n) + 2^-\(bits): \(value)")
      }
    }
  }

  /// Thin balls lose little, and contain the values at points of theirs; wide ones contain too.
  @Test func inexactArguments() throws {
    var random = TestRandom(seed: 3_103)
    for round in 0..<TestEffort.samples(160) {
      let order = Self.order(&random)
      let x = Self.argument(&random, limit: 9)
      let depth = random.choice([1, 3, 8, 30, 60])
      let radius = Magnitude.powerOfTwo((x.isZero ? 0 : x.exponent) - 2 - depth)
      let ball = RealBall(midpoint: x, radius: radius)
      let orderRadius = round & 1 == 0 ? Magnitude.zero : .powerOfTwo(-2 - depth)
      let orders = RealBall(midpoint: order, radius: orderRadius)
      let functions: [(RealBall, RealBall, Precision) -> RealBall] = [
        { RealBall.besselK($0, $1, precision: $2) }, { RealBall.besselI($0, $1, precision: $2) },
      ]
      for function in functions {
        let image = function(orders, ball, 100)
        #expect(image.isFinite, "\(orders) \(ball) \(random.comment)")
        for (s, t) in [(-1, -1), (0, 1), (1, 0), (1, 1)] {
          let point = RealBall(
            exact: BigFloat.adding(
              x, BigFloat(radius).scaledBySign(s), precision: 300))
          let at = RealBall(
            exact: BigFloat.adding(order, BigFloat(orderRadius).scaledBySign(t), precision: 300)
              .magnitude)
          #expect(
            image.overlaps(function(at, point, 140)), "\(orders) \(ball) \(random.comment)")
        }
        if depth >= 30, x.exponent < 5, order < 8 {
          #expect(image.relativeAccuracyBits >= depth - 12, "\(orders) \(ball): \(image)")
        }
      }
    }
  }

  /// Boxes of the plane as certified integration bounds an integrand over them.
  @Test func wideBoxes() throws {
    var random = TestRandom(seed: 3_104)
    let box = ComplexBall(
      real: .enclosing(lower: 1, upper: 2, precision: 64),
      imaginary: .enclosing(lower: -1, upper: 1, precision: 64))
    let bounded = ComplexBall.besselK(.zero, box, precision: 64)
    #expect(bounded.magnitudeUpperBound < Magnitude(upperBound: 1.0))
    for _ in 0..<TestEffort.samples(120) {
      let order = RealBall(exact: random.choice([0, 0.5, 1, 2.25, 5].map { BigFloat($0) }))
      let corner = (Self.argument(&random, limit: 5), Self.argument(&random, limit: 5))
      let center = (
        random.choice([-1, 1, 1]) < 0 ? -corner.0 : corner.0,
        random.choice([-1, 1]) < 0 ? -corner.1 : corner.1
      )
      let radius = Magnitude.powerOfTwo(random.int(in: -20...2))
      let box = ComplexBall(
        real: RealBall(midpoint: center.0, radius: radius),
        imaginary: RealBall(midpoint: center.1, radius: radius))
      let images = (
        ComplexBall.besselK(order, box, precision: 64),
        ComplexBall.besselI(order, box, precision: 64)
      )
      if box.real.isCertainlyPositive {
        #expect(images.0.isFinite && images.1.isFinite, "\(box) \(random.comment)")
      }
      for _ in 0..<4 {
        let offset = [0, 1].map { _ in random.int(in: -8...8) }
        let point = ComplexBall(
          real: RealBall(
            exact: BigFloat.adding(
              center.0, BigFloat(radius.scaled(byPowerOfTwo: -3)).times(offset[0]), precision: 200)),
          imaginary: RealBall(
            exact: BigFloat.adding(
              center.1, BigFloat(radius.scaled(byPowerOfTwo: -3)).times(offset[1]), precision: 200))
        )
        if point.containsZero { continue }
        #expect(
          images.0.overlaps(.besselK(order, point, precision: 90)), "\(box) \(random.comment)")
        #expect(
          images.1.overlaps(.besselI(order, point, precision: 90)), "\(box) \(random.comment)")
      }
    }
  }

  /// Huge and tiny orders and arguments: an enclosure with the digits, or nothing, at once.
  @Test func ends() throws {
    let tiny = try #require(RealBall("1e-1000", precision: 200))
    for order in [0, 1, 5, 10_000] {
      let value = RealBall.besselK(RealBall(order), tiny, precision: 100)
      #expect(value.relativeAccuracyBits >= 90, "K_\(order)(1e-1000): \(value)")
      let other = RealBall.besselI(RealBall(order), tiny, precision: 100)
      #expect(other.relativeAccuracyBits >= 80, "I_\(order)(1e-1000): \(other)")
    }
    for (order, x) in [(10_000, 3), (10_000, 30_000), (100_000, 10), (2, 1_000_000)] {
      let value = RealBall.besselK(RealBall(order), RealBall(x), precision: 80)
      #expect(value.relativeAccuracyBits >= 72, "K_\(order)(\(x)): \(value)")
    }
    let underflow = RealBall.besselK(.zero, RealBall(1_000_000_000_000), precision: 80)
    #expect(underflow.isFinite && underflow.containsZero)
    #expect(RealBall.besselI(.zero, RealBall(1_000_000_000_000), precision: 80).isUnbounded)
    #expect(RealBall.besselK(.zero, .zero, precision: 80).isUnbounded)
    #expect(RealBall.besselK(.zero, RealBall(-1), precision: 80).isUnbounded)
    #expect(RealBall.besselI(.zero, .zero, precision: 80).isCertainlyEqual(to: .one))
    #expect(
      RealBall.besselI(RealBall(exact: BigFloat(0.5)), RealBall(-1), precision: 80).isUnbounded)
    #expect(RealBall.besselI(RealBall(3), RealBall(-2), precision: 80).isCertainlyNegative)
  }

  static func order(_ random: inout TestRandom) -> BigFloat {
    switch random.int(in: 0...5) {
    case 0: BigFloat(random.int(in: 0...6))
    case 1: BigFloat(mantissa: Integer(2 * random.int(in: 0...9) + 1), exponent: -1)
    case 2: BigFloat(random.int(in: 0...200))
    case 3:
      BigFloat.adding(
        BigFloat(random.int(in: 1...3)),
        BigFloat(mantissa: Integer(random.choice([-1, 1])), exponent: -random.int(in: 4...90)),
        precision: 120)
    default:
      BigFloat(mantissa: Integer(random.int(in: 1...1 << 40)), exponent: -random.int(in: 36...41))
    }
  }

  /// Positive, below 2^limit.
  static func argument(_ random: inout TestRandom, limit: Int = 12) -> BigFloat {
    switch random.int(in: 0...4) {
    case 0: BigFloat(random.int(in: 1...20))
    case 1: BigFloat(mantissa: 1, exponent: -random.int(in: 0...200))
    default:
      BigFloat(
        mantissa: Integer(random.int(in: 1 << 50...1 << 52)),
        exponent: random.int(in: -56...limit - 53))
    }
  }
}

extension BigFloat {
  fileprivate func scaledBySign(_ sign: Int) -> BigFloat {
    sign == 0 ? .zero : sign < 0 ? -self : self
  }

  fileprivate func times(_ factor: Int) -> BigFloat {
    BigFloat.multiplyingExactness(self, factor, precision: 64).value
  }
}
