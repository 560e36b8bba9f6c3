public import Multiprecision

extension Polynomial {
  /// The exact value at a rational number.
  public func evaluated(at point: Rational) -> Rational {
    guard let lead = integers.last else { return .zero }
    // Horner on p/q, homogenised: q^degree times the value stays an integer.
    var value = lead
    var scale = Integer.one
    for coefficient in integers.dropLast().reversed() {
      value *= point.numerator
      if point.isInteger {
        value += coefficient
      } else {
        scale *= point.denominator
        value.addProduct(coefficient, scale)
      }
    }
    return Rational(numerator: value, nonzeroDenominator: commonDenominator * scale)
  }

  /// The exact value at an integer.
  public func evaluated(at point: Integer) -> Rational { evaluated(at: Rational(point)) }

  /// The value in any ring by Horner's rule, with the operations supplied: `multiplyAdd(s, c)`
  /// returns `s * point + c` for a coefficient c.
  public func evaluated<Value>(
    number: (Rational) throws -> Value,
    multiplyAdd: (Value, Rational) throws -> Value
  ) rethrows -> Value {
    var value = try number(leadingCoefficient)
    for power in stride(from: degree - 1, through: 0, by: -1) {
      value = try multiplyAdd(value, self[power])
    }
    return value
  }
}
