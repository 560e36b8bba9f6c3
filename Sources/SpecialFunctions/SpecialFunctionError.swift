/// Why a special function has no value at its parameters and argument.
///
/// Balls that are merely too wide are not errors: the result is then
/// ``BallArithmetic/RealBall/unbounded``, and more precision may help.
public enum SpecialFunctionError: Error, Sendable, Hashable {
  /// The parameters and the argument define no value: the text is a sentence that says why.
  case undefined(String)
  /// The value exists, but the method does not reach it; the sentence names what would.
  case outOfReach(String)
  /// The parameters themselves are wrong: the sentence says what would be right.
  case invalidParameters(String)
}

extension SpecialFunctionError: CustomStringConvertible {
  /// The sentence that says why.
  public var description: String {
    switch self {
    case .undefined(let reason), .outOfReach(let reason), .invalidParameters(let reason): reason
    }
  }
}
