public import BallArithmetic
public import Multiprecision
public import Testing

/// A function of one ball and the three things that are asked of every such function: that its
/// ball contains the value at every point of the argument's ball, that nearly all bits are right
/// at exact numbers, and that the radius is in proportion to the argument's.
public struct RealFunction: Sendable, CustomTestStringConvertible {
  public let name: String
  /// The largest magnitude of the arguments' binary exponents.
  let exponents: Int
  /// Whether the exact image of a ball is the interval between the images of its ends.
  public let isMonotonic: Bool
  public let value: @Sendable (RealBall, Precision) -> RealBall

  public init(
    name: String, exponents: Int = 40, isMonotonic: Bool = true,
    value: @escaping @Sendable (RealBall, Precision) -> RealBall
  ) {
    self.name = name
    self.exponents = exponents
    self.isMonotonic = isMonotonic
    self.value = value
  }

  public var testDescription: String { name }

  /// The result contains the value at a random point of the ball.
  public func checkContainment(seed: UInt64, rounds: Int = 400, reference: Precision = 900) {
    let rounds = TestEffort.samples(rounds)
    var samples = BallSamples(seed: seed)
    var finite = 0
    for round in 0..<rounds {
      let point = samples.number(exponents: exponents)
      let ball = samples.ball(containing: point)
      let precision = samples.precision()
      let result = value(ball, precision)
      let exact = value(RealBall(exact: point), reference)
      #expect(
        result.overlaps(exact),
        "seed \(seed) round \(round): \(name) of \(ball) at \(precision.bits) bits")
      // A point outside the domain makes the ball's result unbounded too.
      if exact.isUnbounded {
        #expect(result.isUnbounded, "seed \(seed) round \(round): \(name) \(ball)")
      }
      if result.isFinite { finite += 1 }
    }
    #expect(finite > rounds / 8, "\(name) is hardly tested: \(finite) finite results")
  }

  /// At exact numbers all but two bits are right, away from zeros and overflow.
  public func checkAccuracy(seed: UInt64, rounds: Int = 200) {
    let rounds = TestEffort.samples(rounds)
    var samples = BallSamples(seed: seed)
    for round in 0..<rounds {
      let point = samples.number(exponents: exponents)
      let precision = samples.precision()
      let result = value(RealBall(exact: point), precision)
      if result.isUnbounded || result.midpoint.isZero { continue }
      #expect(
        result.relativeAccuracyBits >= precision.bits - 2,
        """
        seed \(seed) round \(round): \(name) of \(point) at \
        \(precision.bits) bits is \(result)
        """)
    }
  }

  /// The radius is at most a small multiple of the exact image's and of the rounding error.
  public func checkTightness(seed: UInt64, rounds: Int = 300) {
    let rounds = TestEffort.samples(rounds)
    var samples = BallSamples(seed: seed)
    for round in 0..<rounds {
      let ball = samples.ball(containing: samples.number(exponents: exponents))
      let precision = samples.precision()
      let result = value(ball, precision)
      if result.isUnbounded || ball.isExact { continue }
      let ends = [ball.lowerBound(precision: 900), ball.upperBound(precision: 900)]
        .map { value(RealBall(exact: $0), 1200) }
      if ends.contains(where: \.isUnbounded) { continue }
      let width = ends[0].subtracting(ends[1], precision: 64).magnitudeUpperBound
      let size = result.magnitudeUpperBound.scaled(byPowerOfTwo: 3 - precision.bits)
      #expect(
        result.radius <= width.scaled(byPowerOfTwo: 1) + size,
        """
        seed \(seed) round \(round): \(name) of \(ball) at \
        \(precision.bits) bits is \(result), the image's width is \(width)
        """)
    }
  }

  /// For thin balls, also where the function is not monotonic: the radius is at most eight times
  /// the change of the value over the ball, a relative change of the ball's radius, and rounding.
  public func checkThinBalls(seed: UInt64, rounds: Int = 150, reference: Precision = 600) {
    let rounds = TestEffort.samples(rounds)
    var samples = BallSamples(seed: seed)
    var finite = 0
    for round in 0..<rounds {
      let point = samples.number(exponents: exponents)
      let size = point.isZero ? 0 : point.exponent
      let radius = Magnitude.powerOfTwo(size - Int.random(in: 230...260, using: &samples))
      let ball = RealBall(midpoint: point, radius: radius)
      let result = value(ball, 200)
      if result.isUnbounded { continue }
      finite += 1
      let center = value(RealBall(exact: point), reference)
      let changes = [ball.lowerBound(precision: 900), ball.upperBound(precision: 900)].map {
        value(RealBall(exact: $0), reference).subtracting(center, precision: 64).magnitudeUpperBound
      }
      let scale = center.magnitudeUpperBound
      let allowed = max(changes[0], changes[1]) + scale * (radius + .powerOfTwo(-200))
      #expect(
        result.radius <= allowed.scaled(byPowerOfTwo: 3),
        "seed \(seed) round \(round): \(name) of \(ball) is \(result), allowed \(allowed)")
    }
    #expect(finite > rounds / 8)
  }
}
