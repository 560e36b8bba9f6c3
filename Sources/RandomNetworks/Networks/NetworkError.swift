public import Multiprecision

/// Why a network, or a quantity of it, has no value.
public enum NetworkError: Error, Hashable, Sendable {
  /// A parameter outside its range; the text names it, its value and the range.
  case invalidParameter(String)
  /// A quantity that does not exist for this network: a divergent moment, no stationary law.
  case noValue(String)
  /// A quantity that exists but that this version cannot derive; the text says what it can.
  case unsupported(String)
  /// An arithmetic failure on the way.
  case arithmetic(ArithmeticError)
}

extension NetworkError: CustomStringConvertible {
  /// The message, without a full stop.
  public var description: String {
    switch self {
    case .invalidParameter(let message), .noValue(let message), .unsupported(let message): message
    case .arithmetic(let error): error.description
    }
  }

  /// Runs exact arithmetic, turning its error into a network's.
  static func translating<Result>(
    _ body: () throws(ArithmeticError) -> Result
  ) throws(NetworkError) -> Result {
    do {
      return try body()
    } catch {
      throw .arithmetic(error)
    }
  }
}
