import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// A function of balls, and how to draw arguments for it.
///
/// Each round draws balls, thin and wide, evaluates the function over them, and at points of the
/// balls, their ends and corners among them, at three times the precision. The value over the balls
/// has to overlap each value at a point; the latter are so narrow that this is containment.
struct WideBallFunction: Sendable, CustomTestStringConvertible {
  let name: String
  let seed: UInt64
  /// The rounds of the usual effort; see `TestEffort`.
  var count = 40
  /// Whether a point without a value is a pole, so that a ball around it has no finite enclosure;
  /// false where a method may also give up at a point.
  var isPoleProof = true
  let draw: @Sendable (inout TestRandom) -> [ComplexBall]
  let value: @Sendable ([ComplexBall], Precision) throws -> ComplexBall

  var testDescription: String { name }

  /// `LAYERLAW_TEST_NAME` picks the functions whose name begins so.
  private static let picked = ProcessInfo.processInfo.environment["LAYERLAW_TEST_NAME"]

  func run() throws {
    if let picked = Self.picked, !name.hasPrefix(picked) { return }
    var random = TestRandom(seed: seed)
    var tally = Tally()
    for round in 0..<TestEffort.samples(count) {
      let balls = draw(&random)
      let precision = Precision(clamping: random.choice([20, 53, 53, 53, 80, 130]))
      let start = Date()
      let result = valueOrUnbounded(balls, precision)
      if result.isFinite { tally.finite += 1 }
      for _ in 0..<3 {
        let point = balls.map { random.point(of: $0) }
        let reference = valueOrUnbounded(point, Precision(clamping: 3 * precision.bits + 60))
        guard reference.isFinite else {
          if isPoleProof, result.isFinite {
            tally.record("\(self), round \(round): \(balls) gives \(result), no value at \(point)")
          }
          continue
        }
        tally.points += 1
        let size = max(result.real.radius, result.imaginary.radius)
        let doubt = max(reference.real.radius, reference.imaginary.radius)
        if doubt > size.scaled(byPowerOfTwo: -6), reference.relativeAccuracyBits < precision.bits {
          tally.weak += 1
        }
        if !result.overlaps(reference) {
          tally.record(
            "\(self), round \(round), \(precision.bits) bits: \(balls) gives \(result), the value"
              + " at \(point) is \(reference)")
        }
      }
      let seconds = Date().timeIntervalSince(start)
      if seconds > tally.slowest.seconds { tally.slowest = (seconds, "\(balls)") }
    }
    let rounds = TestEffort.samples(count)
    #expect(tally.failures == 0, "\(name): \(tally.failures) failures. \(random.comment)")
    #expect(tally.finite >= rounds / 4, "\(name): \(tally.finite) of \(rounds) are finite")
    #expect(tally.weak <= tally.points / 10, "\(name): \(tally.weak) references are too wide")
    if TestEffort.isLongRun {
      print(
        "wide balls | \(name) | \(rounds) balls, \(tally.finite) finite | \(tally.points) points,"
          + " \(tally.weak) weak | \(tally.failures) failures | slowest \(tally.slowest)")
    }
  }

  private struct Tally {
    var (finite, points, weak, failures) = (0, 0, 0, 0)
    var slowest = (seconds: 0.0, balls: "")

    mutating func record(_ text: String) {
      failures += 1
      if failures <= 5 { Issue.record("\(text)") }
    }
  }

  /// A refusal is no value.
  private func valueOrUnbounded(_ balls: [ComplexBall], _ precision: Precision) -> ComplexBall {
    (try? value(balls, precision)) ?? .unbounded
  }
}

/// Functions of balls whose radii are not small: the radius has to cover every value.
@Suite struct WideBallTests {
  @Test(arguments: wideElementaryFunctions) func elementary(function: WideBallFunction) throws {
    try function.run()
  }

  @Test(arguments: wideGammaFunctions) func gammaFamily(function: WideBallFunction) throws {
    try function.run()
  }

  @Test(arguments: wideIncompleteGammaFunctions) func incompleteGamma(
    function: WideBallFunction
  ) throws {
    try function.run()
  }

  @Test(arguments: wideBesselFunctions) func bessel(function: WideBallFunction) throws {
    try function.run()
  }

  @Test(arguments: wideHypergeometricFunctions) func hypergeometric(
    function: WideBallFunction
  ) throws {
    try function.run()
  }

  @Test(arguments: wideMeijerGFunctions) func meijerG(function: WideBallFunction) throws {
    try function.run()
  }

  @Test(arguments: wideLawFunctions) func laws(function: WideBallFunction) throws {
    try function.run()
  }
}

extension TestRandom {
  /// A ball with a biased midpoint of at most this size. One in eight is exact; the radii of the
  /// others go from 2^-60 to the size, absolute or relative; some balls end exactly at an integer.
  mutating func realBall(upTo size: Int = 20, positive: Bool = false) -> RealBall {
    let middle = BigFloat(
      argument(upTo: size, positive: positive), precision: 200, rounding: .toNearest)
    var radius: Magnitude
    switch int(in: 0...7) {
    case 0: return RealBall(exact: middle)
    case 1:
      // Up to the nearest integer, where poles and cuts begin.
      let nearest = BigFloat(middle.integer(rounding: .toNearest) ?? 0)
      radius = Magnitude(
        upperBound: BigFloat.subtracting(middle, nearest, precision: 300).magnitude)
    case 2, 3:
      radius = Magnitude(upperBound: middle.magnitude).scaled(byPowerOfTwo: -int(in: 0...6))
    case 4:
      radius = Magnitude(upperBound: middle.magnitude).scaled(byPowerOfTwo: -int(in: 6...60))
    case 5: radius = .powerOfTwo(-int(in: 2...60))
    default:
      radius = Magnitude(UInt(int(in: 1...1000))).scaled(byPowerOfTwo: -int(in: 8...14))
    }
    if positive, radius >= Magnitude(lowerBound: middle) {
      radius = Magnitude(lowerBound: middle).scaled(byPowerOfTwo: -int(in: 1...4))
    }
    return RealBall(midpoint: middle, radius: radius)
  }

  /// A rectangle; real and imaginary ones, and such that end at the axes, among them.
  mutating func complexBall(upTo size: Int = 20) -> ComplexBall {
    let x = int(in: 0...11) == 0 ? RealBall.zero : realBall(upTo: size)
    let y = int(in: 0...11) == 0 ? RealBall.zero : realBall(upTo: size)
    return ComplexBall(real: x, imaginary: y)
  }

  /// An exact number of a ball: an end, the midpoint or any other.
  mutating func point(of ball: RealBall) -> RealBall {
    if ball.isExact || ball.isUnbounded { return ball }
    let part = choice([-1024, 1024, 0, int(in: -1024...1024), int(in: -1024...1024)])
    let offset = BigFloat.multiplyingExactness(
      BigFloat(ball.radius.scaled(byPowerOfTwo: -10)), part, precision: 64
    ).value
    return RealBall(exact: BigFloat.adding(ball.midpoint, offset, precision: 3000))
  }

  mutating func point(of ball: ComplexBall) -> ComplexBall {
    ComplexBall(real: point(of: ball.real), imaginary: point(of: ball.imaginary))
  }
}

/// The real ball as an argument.
func real(_ ball: RealBall) -> ComplexBall { ComplexBall(ball) }
