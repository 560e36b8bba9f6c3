import Foundation
public import Testing

/// Equal values, however they were made, hash alike and count once in a set.
public func expectHashingLaws<Value: Hashable>(
  _ a: Value, _ same: Value, _ comment: @autoclosure () -> Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(a == same, "two forms of \(a): \(comment())", sourceLocation: sourceLocation)
  #expect(
    a.hashValue == same.hashValue, "hashes of \(a): \(comment())", sourceLocation: sourceLocation)
  #expect(
    Set([a, same]).count == 1, "a set of \(a) twice: \(comment())", sourceLocation: sourceLocation)
}

/// The value comes back from its description.
public func expectDescriptionRoundTrip<Value: LosslessStringConvertible & Equatable>(
  _ value: Value, _ comment: @autoclosure () -> Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    Value(value.description) == value, "description of \(value): \(comment())",
    sourceLocation: sourceLocation)
}

/// The value comes back from JSON.
@discardableResult
public func expectCodableRoundTrip<Value: Codable & Equatable>(
  _ value: Value, _ comment: @autoclosure () -> Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Value {
  let data = try JSONEncoder().encode(value)
  let back = try JSONDecoder().decode(Value.self, from: data)
  #expect(back == value, "JSON of \(value): \(comment())", sourceLocation: sourceLocation)
  return back
}
