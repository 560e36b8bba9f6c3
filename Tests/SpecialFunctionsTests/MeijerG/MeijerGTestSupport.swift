import BallArithmetic
import Foundation
import Multiprecision
import SpecialFunctions
import TestSupport
import Testing

/// `[1, 1/2]` of "1,1/2".
func parameters(_ text: String) -> [Rational]? {
  var result: [Rational] = []
  for part in text.split(separator: ",") {
    guard let value = Rational(String(part)) else { return nil }
    result.append(value)
  }
  return result
}

/// G with parameters written "a; trailing a; b; trailing b".
func meijerG(_ text: String) throws -> MeijerG {
  let lists = try text.split(separator: ";", omittingEmptySubsequences: false).map {
    try #require(parameters($0.trimmingCharacters(in: .whitespaces)))
  }
  try #require(lists.count == 4)
  return try MeijerG(upper: lists[0], lists[1], lower: lists[2], lists[3])
}

/// The rows of a file of Tests/SpecialFunctionsTests/Data, fields separated by semicolons.
func meijerGRows(_ name: String) throws -> [[String]] {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Data/\(name)")
  return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    .filter { !$0.hasPrefix("#") }
    .map { row in
      row.split(separator: ";", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

/// The ball of a decimal that is within one unit of its last digit.
func decimalBall(_ text: String, precision: Precision = 4000) -> RealBall? {
  guard let value = Rational(text) else { return nil }
  let parts = text.split(separator: "e")
  let places = parts[0].split(separator: ".").dropFirst().first?.utf8.count ?? 0
  let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - places
  guard let unit = Rational("1e\(exponent)") else { return nil }
  return RealBall(value, precision: precision).addingError(Magnitude(upperBound: unit))
}
