import BallArithmetic
import Multiprecision
import TestSupport
import Testing

/// A function of one complex ball, and whether it has a branch cut.
struct ComplexFunction: Sendable, CustomTestStringConvertible {
  let name: String
  var exponents = 5
  let value: @Sendable (ComplexBall, Precision) -> ComplexBall
  var testDescription: String { name }

  static let all: [ComplexFunction] = ReferenceValueTests.complex.sorted { $0.key < $1.key }
    .map { ComplexFunction(name: $0.key, value: $0.value) }
}

@Suite struct ComplexBallTests {
  /// A ball across a cut contains the values of points on both sides and on the cut.
  @Test(arguments: ComplexFunction.all) func containsTheValue(function: ComplexFunction) {
    let seed: UInt64 = 20_250_721
    var samples = BallSamples(seed: seed)
    var finite = 0
    for round in 0..<TestEffort.samples(200) {
      let x = samples.number(exponents: function.exponents)
      let y =
        Int.random(in: 0..<4, using: &samples) == 0
        ? .zero : samples.number(exponents: function.exponents)
      let ball = ComplexBall(
        real: samples.ball(containing: x), imaginary: samples.ball(containing: y))
      let precision = samples.precision()
      let result = function.value(ball, precision)
      let point = ComplexBall(real: RealBall(exact: x), imaginary: RealBall(exact: y))
      let exact = function.value(point, 700)
      #expect(
        result.overlaps(exact),
        """
        seed \(seed) round \(round): \(function.name) of \(ball) at \(precision.bits) bits is \
        \(result), at \(point) \(exact)
        """)
      if result.isFinite { finite += 1 }
    }
    #expect(finite > 40, "\(function.name) is hardly tested: \(finite) finite results")
  }

  @Test(arguments: ComplexFunction.all) func isAccurateAtExactNumbers(function: ComplexFunction) {
    let seed: UInt64 = 20_250_722
    var samples = BallSamples(seed: seed)
    for round in 0..<TestEffort.samples(100) {
      let point = ComplexBall(
        real: RealBall(exact: samples.number(exponents: function.exponents)),
        imaginary: RealBall(exact: samples.number(exponents: function.exponents)))
      let precision = samples.precision()
      let result = function.value(point, precision)
      if result.isUnbounded { continue }
      #expect(
        result.relativeAccuracyBits >= precision.bits - 8,
        "seed \(seed) round \(round): \(function.name) of \(point) is \(result)")
    }
  }

  @Test func cutsTakeBothSides() throws {
    let tiny = RealBall(midpoint: 0, radius: .powerOfTwo(-40))
    let across = ComplexBall(real: RealBall(-4), imaginary: tiny)
    let root = across.squareRoot(precision: 100)
    #expect(root.imaginary.contains(2) && root.imaginary.contains(-2))
    #expect(!root.imaginary.isUnbounded && root.real.radius < .powerOfTwo(-38))
    let angle = across.argument(precision: 100)
    #expect(angle.contains(RealBall.pi(precision: 90)) || angle.overlaps(.pi(precision: 200)))
    #expect(angle.overlaps(-.pi(precision: 200)))
    #expect(across.logarithm(precision: 100).isFinite)
    let around = ComplexBall(real: tiny, imaginary: tiny)
    #expect(around.logarithm(precision: 100).isUnbounded)
    #expect(around.squareRoot(precision: 100).isFinite)
    #expect(ComplexBall(-4).squareRoot(precision: 100).imaginary.contains(2))
    #expect(ComplexBall(-4).squareRoot(precision: 100).isExact)
  }
}
