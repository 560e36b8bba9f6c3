internal import Multiprecision

/// How tightly the outermost operation of a printed expression holds its parts together.
enum BindingStrength: Int, Comparable {
  case sum, negation, product, power, postfix, atom

  static func < (left: BindingStrength, right: BindingStrength) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension Expression {
  /// The kind with signs and fraction bars that hide in a number made visible: -2/3 is the
  /// negation of the quotient of 2 and 3.
  var printedKind: Kind {
    guard case .number(let value) = kind else { return kind }
    if value.isNegative { return .negation(.number(-value)) }
    if value.isInteger { return kind }
    return .quotient(.number(value.numerator), .number(value.denominator))
  }

  /// The nonnegative integer that the expression is as a literal.
  var integerLiteral: Integer? {
    guard case .number(let value) = kind, !value.isNegative else { return nil }
    return value.asInteger
  }
}
