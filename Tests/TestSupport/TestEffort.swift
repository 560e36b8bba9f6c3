import Foundation

/// How long the random tests run.
///
/// The environment variable `LAYERLAW_TEST_FACTOR` (default 1) multiplies the number of random
/// samples of every suite: 1 for every change, 100 and more for the long run.
public enum TestEffort {
  /// So many samples at the usual effort.
  public static func samples(_ count: Int) -> Int { count * factor }

  /// Whether more than the usual samples were asked for: then suites print what they did.
  public static var isLongRun: Bool { factor > 1 }

  private static let factor: Int = {
    guard let text = ProcessInfo.processInfo.environment["LAYERLAW_TEST_FACTOR"] else { return 1 }
    let factor = Int(text)
    precondition(factor != nil && factor! > 0, "LAYERLAW_TEST_FACTOR is no count: '\(text)'")
    return factor!
  }()
}
