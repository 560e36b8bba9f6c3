import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// One value of a function beside the value of a second algorithm.
struct Sample {
  let value: ComplexBall
  let reference: ComplexBall
  /// The bits of relative accuracy that the value must have.
  let floor: Int
  let label: String

  /// - Parameter floor: by default what the library promises for exact arguments: precision - 8.
  /// The exact zero, or an exact zero of the function, as 1F1(3/2; 1/2; -1/2): the reference finds
  /// nothing down to 2^-2000, and there is no relative accuracy to ask for.
  var isZero: Bool {
    value.isZero
      || value.containsZero && reference.magnitudeUpperBound < .powerOfTwo(-2000)
        && value.magnitudeUpperBound < .powerOfTwo(-floor)
  }

  init(
    _ value: ComplexBall, _ reference: ComplexBall, precision: Precision, floor: Int? = nil,
    _ label: String
  ) {
    self.value = value
    self.reference = reference
    self.floor = floor ?? precision.bits - 8
    self.label = label
  }

  init(
    _ value: RealBall, _ reference: RealBall, precision: Precision, floor: Int? = nil,
    _ label: String
  ) {
    self.init(
      ComplexBall(value), ComplexBall(reference), precision: precision, floor: floor, label)
  }
}

/// What is thrown where the function says that the arguments are out of its reach.
struct Refusal: Error {
  let label: String
}

/// A value whose refusal tells the arguments.
func answered<Value>(_ label: String, _ value: () throws -> Value) throws -> Value {
  do {
    return try value()
  } catch SpecialFunctionError.outOfReach {
    throw Refusal(label: label)
  }
}

/// A function beside a second algorithm, at random arguments.
///
/// Each sample asks three things: the balls overlap; the value has its accuracy, or is the exact
/// zero; and the reference has digits too, for a comparison with nothing proves nothing.
struct Comparison: Sendable, CustomTestStringConvertible {
  let name: String
  let method: String
  let seed: UInt64
  /// The evaluations of the usual effort; see `TestEffort`.
  var count = 10
  /// Arguments, value and reference; nil for arguments that the second algorithm cannot do.
  let draw: @Sendable (inout TestRandom) throws -> Sample?

  var testDescription: String { name }

  /// `LAYERLAW_TEST_NAME` picks the comparisons whose name begins so.
  private static let picked = ProcessInfo.processInfo.environment["LAYERLAW_TEST_NAME"]

  func run() throws {
    if let picked = Self.picked, !name.hasPrefix(picked) { return }
    var random = TestRandom(seed: seed)
    let goal = TestEffort.samples(count)
    var (compared, weak, failures, refused, draws) = (0, 0, 0, 0, 0)
    let start = Date()
    var slowest = (seconds: 0.0, label: "")
    func fail(_ text: String) {
      failures += 1
      if failures <= 5 {
        Issue.record("\(name), evaluation \(compared): \(text) \(random.comment)")
      }
    }
    while compared < goal, draws < 20 * goal + 200 {
      draws += 1
      let before = Date()
      let sample: Sample
      do {
        guard let drawn = try draw(&random) else { continue }
        sample = drawn
      } catch let refusal as Refusal {
        refused += 1
        if TestEffort.isLongRun, refused <= 5 {
          print("refused after \(Date().timeIntervalSince(before)) s: \(refusal.label)")
        }
        continue
      }
      compared += 1
      let seconds = Date().timeIntervalSince(before)
      if seconds > slowest.seconds { slowest = (seconds, sample.label) }
      if !sample.value.overlaps(sample.reference) {
        fail("\(sample.label): \(sample.value), second algorithm \(sample.reference)")
      }
      if !sample.isZero, sample.value.relativeAccuracyBits < sample.floor {
        fail(
          "\(sample.label): \(sample.value) has \(sample.value.relativeAccuracyBits) bits of"
            + " \(sample.floor)")
      }
      let isSharp =
        sample.isZero
        ? sample.reference.magnitudeUpperBound < .powerOfTwo(-20)
        : sample.reference.relativeAccuracyBits >= sample.floor / 2
      if !isSharp { weak += 1 }
    }
    #expect(compared == goal, "\(name): only \(compared) of \(goal) arguments could be compared")
    #expect(weak <= max(goal / 20, 1), "\(name): \(weak) of \(goal) references had too few bits")
    #expect(refused <= max(goal / 50, 1), "\(name): \(refused) arguments were refused")
    #expect(failures == 0, "\(name): \(failures) of \(goal) evaluations failed")
    if TestEffort.isLongRun {
      let seconds = Int(Date().timeIntervalSince(start))
      print(
        "evaluations | \(name) | \(method) | \(compared) | \(seed) | \(failures) failures,"
          + " \(weak) weak references, \(refused) refused, \(seconds) s;"
          + " slowest \(slowest.seconds) s: \(slowest.label)")
    }
  }
}

/// What was run at length, with the counts: SecondAlgorithm/README.md beside this file.
@Suite struct SecondAlgorithmTests {
  @Test(arguments: gammaComparisons) func gammaFamily(comparison: Comparison) throws {
    try comparison.run()
  }

  @Test(arguments: zetaComparisons) func zeta(comparison: Comparison) throws {
    try comparison.run()
  }

  @Test(arguments: incompleteGammaComparisons) func incompleteGamma(comparison: Comparison) throws {
    try comparison.run()
  }

  @Test(arguments: besselComparisons) func bessel(comparison: Comparison) throws {
    try comparison.run()
  }

  @Test(arguments: hypergeometricComparisons) func hypergeometric(comparison: Comparison) throws {
    try comparison.run()
  }

  @Test(arguments: meijerGComparisons) func meijerG(comparison: Comparison) throws {
    try comparison.run()
  }

  @Test(arguments: kernelComparisons) func kernels(comparison: Comparison) throws {
    try comparison.run()
  }
}
