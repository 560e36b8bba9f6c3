/// What exact and multiple-precision arithmetic refuses to do.
public enum ArithmeticError: Error, Hashable, Sendable {
  /// A division whose divisor is zero.
  case divisionByZero
  /// An operation asked outside its domain; the text names the operation and the domain.
  case outsideDomain(String)
  /// A result too large to be held; the text says what would be, and the limit.
  case tooLarge(String)
  /// A precision below one bit or above ``Precision/maximum``.
  case invalidPrecision(bits: Int)
}

extension ArithmeticError: CustomStringConvertible {
  /// What went wrong, without a full stop.
  public var description: String {
    switch self {
    case .divisionByZero: "division by zero"
    case .outsideDomain(let message): message
    case .tooLarge(let message): message
    case .invalidPrecision(let bits):
      "a precision of \(bits) bits is outside 1...\(Precision.maximum.bits)"
    }
  }
}
