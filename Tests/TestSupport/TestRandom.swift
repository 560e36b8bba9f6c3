import Foundation
public import Testing

/// A seeded generator for tests: the same numbers on every machine and in every run.
///
/// The environment variable `LAYERLAW_TEST_SEED` (decimal, or hexadecimal after `0x`) replaces
/// the seed of every generator. Pass ``comment`` to each expectation: it is printed on failure and
/// says how to repeat the run.
///
/// ```swift
/// var random = TestRandom(seed: 1)
/// let x = random.biasedInteger()
/// #expect(x - x == 0, random.comment)
/// ```
public struct TestRandom: RandomNumberGenerator, Sendable {
  /// What the generator started from.
  public let seed: UInt64
  private var state: UInt64

  /// - Parameter seed: used unless the environment says another.
  public init(seed: UInt64) {
    self.seed = TestRandom.seedFromEnvironment ?? seed
    self.state = self.seed
  }

  /// How to repeat the run.
  public var comment: Comment { "LAYERLAW_TEST_SEED=\(seed) repeats this run" }

  /// The next 64 bits (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number of the range, all equally likely.
  public mutating func int(in range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }

  /// One of a few values.
  public mutating func choice<Element>(_ elements: [Element]) -> Element {
    elements[int(in: 0...elements.count - 1)]
  }

  private static let seedFromEnvironment: UInt64? = {
    guard let text = ProcessInfo.processInfo.environment["LAYERLAW_TEST_SEED"] else { return nil }
    let seed = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
    precondition(seed != nil, "LAYERLAW_TEST_SEED is not a 64-bit number: '\(text)'")
    return seed
  }()
}
