public import BallArithmetic
import Foundation
internal import Multiprecision

/// A plain-text table of reference values: fields separated by spaces, `#` begins a comment line.
public struct ReferenceTable: Sendable {
  public let rows: [[String]]

  /// Reads a file of `Tests/BallArithmeticTests/Data`.
  public init(named name: String, directory: String = #filePath) throws {
    let file = URL(filePath: directory).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "BallArithmeticTests/Data/\(name)")
    let text = try String(contentsOf: file, encoding: .utf8)
    rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
  }

  /// The ball of a decimal that is within one unit of its last digit; an exact `0`.
  public static func ball(_ text: String) -> RealBall? {
    guard let value = Rational(text) else { return nil }
    if text == "0" { return .zero }
    let parts = text.split(separator: "e")
    let places = parts[0].split(separator: ".").dropFirst().first?.utf8.count ?? 0
    let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - places
    guard let unit = Rational("1e\(exponent)") else { return nil }
    return RealBall(value, precision: 400).addingError(Magnitude(upperBound: unit))
  }
}
