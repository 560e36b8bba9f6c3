import BallArithmetic
import Multiprecision
import TestSupport
import Testing

/// A function of one ball with what may be asked of it.
struct RealFunction: Sendable, CustomTestStringConvertible {
  let name: String
  /// Magnitudes of arguments as exponents of two.
  var exponents = 40
  /// Whether the exact image of a ball is the interval between the images of its ends.
  var isMonotonic = true
  let value: @Sendable (RealBall, Precision) -> RealBall

  var testDescription: String { name }

  static let all: [RealFunction] = [
    .init(name: "exp", exponents: 12) { $0.exponential(precision: $1) },
    .init(name: "expm1", exponents: 12) { $0.exponentialMinusOne(precision: $1) },
    .init(name: "log") { $0.logarithm(precision: $1) },
    .init(name: "log1p") { $0.logarithmOnePlus(precision: $1) },
    .init(name: "sin", isMonotonic: false) { $0.sine(precision: $1) },
    .init(name: "cos", isMonotonic: false) { $0.cosine(precision: $1) },
    .init(name: "tan", exponents: 20) { $0.tangent(precision: $1) },
    .init(name: "asin", exponents: 6) { $0.arcSine(precision: $1) },
    .init(name: "acos", exponents: 6) { $0.arcCosine(precision: $1) },
    .init(name: "atan") { $0.arcTangent(precision: $1) },
    .init(name: "sinh", exponents: 12) { $0.hyperbolicSine(precision: $1) },
    .init(name: "cosh", exponents: 12, isMonotonic: false) {
      $0.hyperbolicCosine(precision: $1)
    },
    .init(name: "tanh", exponents: 7) { $0.hyperbolicTangent(precision: $1) },
    .init(name: "asinh") { $0.inverseHyperbolicSine(precision: $1) },
    .init(name: "acosh") { $0.inverseHyperbolicCosine(precision: $1) },
    .init(name: "atanh", exponents: 6) { $0.inverseHyperbolicTangent(precision: $1) },
    .init(name: "sqrt") { $0.squareRoot(precision: $1) },
    .init(name: "cube root") { $0.root(3, precision: $1) },
    .init(name: "tenth root") { $0.root(10, precision: $1) },
    .init(name: "reciprocal") { $0.reciprocal(precision: $1) },
    .init(name: "square", isMonotonic: false) { $0.squared(precision: $1) },
    .init(name: "cube") { $0.power(3, precision: $1) },
    .init(name: "power 10", isMonotonic: false) { $0.power(10, precision: $1) },
    .init(name: "power -3") { $0.power(-3, precision: $1) },
    .init(name: "power -4") { $0.power(-4, precision: $1) },
    .init(name: "power 1000001") { $0.power(1_000_001, precision: $1) },
    .init(name: "power 5/3") { $0.power(Rational("5/3")!, precision: $1) },
    .init(name: "power -7/1000") { $0.power(Rational("-7/1000")!, precision: $1) },
    .init(name: "magnitude", isMonotonic: false) { $0.magnitude.rounded(to: $1) },
  ]
}

@Suite struct RealFunctionTests {
  static let seed: UInt64 = 20_250_701

  @Test(arguments: RealFunction.all) func containsTheValue(function: RealFunction) {
    var samples = BallSamples(seed: Self.seed)
    var finite = 0
    for round in 0..<400 {
      let point = samples.number(exponents: function.exponents)
      let ball = samples.ball(containing: point)
      let precision = samples.precision()
      let result = function.value(ball, precision)
      let value = function.value(RealBall(exact: point), 900)
      #expect(
        result.overlaps(value),
        "seed \(Self.seed) round \(round): \(function.name) of \(ball) at \(precision.bits) bits")
      // A point outside the domain makes the ball's result unbounded too.
      if value.isUnbounded {
        #expect(result.isUnbounded, "seed \(Self.seed) round \(round): \(function.name) \(ball)")
      }
      if result.isFinite { finite += 1 }
    }
    #expect(finite > 60, "\(function.name) is hardly tested: \(finite) finite results")
  }

  @Test(arguments: RealFunction.all) func isAccurateAtExactNumbers(function: RealFunction) {
    var samples = BallSamples(seed: Self.seed + 1)
    for round in 0..<200 {
      let point = samples.number(exponents: function.exponents)
      let precision = samples.precision()
      let result = function.value(RealBall(exact: point), precision)
      if result.isUnbounded || result.midpoint.isZero { continue }
      #expect(
        result.relativeAccuracyBits >= precision.bits - 2,
        """
        seed \(Self.seed + 1) round \(round): \(function.name) of \(point) at \
        \(precision.bits) bits is \(result)
        """)
    }
  }

  /// The radius is at most a small multiple of the exact image's and of the rounding error.
  @Test(arguments: RealFunction.all.filter(\.isMonotonic))
  func isTightOnBalls(function: RealFunction) {
    var samples = BallSamples(seed: Self.seed + 2)
    for round in 0..<300 {
      let ball = samples.ball(containing: samples.number(exponents: function.exponents))
      let precision = samples.precision()
      let result = function.value(ball, precision)
      if result.isUnbounded || ball.isExact { continue }
      let ends = [ball.lowerBound(precision: 900), ball.upperBound(precision: 900)]
        .map { function.value(RealBall(exact: $0), 1200) }
      if ends.contains(where: \.isUnbounded) { continue }
      let width = ends[0].subtracting(ends[1], precision: 64).magnitudeUpperBound
      let size = result.magnitudeUpperBound.scaled(byPowerOfTwo: 3 - precision.bits)
      #expect(
        result.radius <= width.scaled(byPowerOfTwo: 1) + size,
        """
        seed \(Self.seed + 2) round \(round): \(function.name) of \(ball) at \
        \(precision.bits) bits is \(result), the image's width is \(width)
        """)
    }
  }
}
