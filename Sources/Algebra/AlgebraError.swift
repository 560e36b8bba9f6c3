/// What symbolic algebra refuses to do, beside the refusals of arithmetic.
public enum AlgebraError: Error, Hashable, Sendable {
  /// An evaluation that gives no value to a variable that occurs.
  case missingValue(Variable)
}

extension AlgebraError: CustomStringConvertible {
  /// What went wrong, without a full stop.
  public var description: String {
    switch self {
    case .missingValue(let variable): "no value is given for the symbol '\(variable.name)'"
    }
  }
}
