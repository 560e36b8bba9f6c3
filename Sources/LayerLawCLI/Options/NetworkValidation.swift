import LayerLaw

extension NetworkDescription {
  /// Fails when a parameter is outside its range at a point, whether or not a formula uses it.
  func validate(at point: Grid.Point = Grid.Point()) throws {
    do {
      _ = try network { try ParameterValue($0, at: point) }
    } catch let error as NetworkError {
      switch error {
      case .invalidParameter, .unsupported:
        throw CommandFailure(.usage, error.description + point.mention)
      case .noValue, .arithmetic:
        throw CommandFailure(.noAnswer, error.description + point.mention)
      }
    }
  }
}

extension Grid.Point {
  /// ` (at N = 3, L = 2)`, or nothing for the point without symbols.
  var mention: String { assignments.isEmpty ? "" : " (at \(self))" }
}

/// A parameter as far as validation needs it: an exact fraction, or not known to be one.
private enum ParameterValue: NetworkScalar {
  case exact(Rational)
  case unknown

  init(_ value: Rational) { self = .exact(value) }

  init(_ expression: Expression, at point: Grid.Point) throws {
    if let value = expression.literalValue {
      self = .exact(value)
    } else if case .symbol(let name) = expression.kind {
      self = point[name].map(ParameterValue.exact) ?? .unknown
    } else if expression.freeSymbols.allSatisfy({ point[$0] != nil }) {
      let value = try Calculator(digits: 6).evaluate(expression, at: point)
      self = value.exact.map(ParameterValue.exact) ?? .unknown
    } else {
      self = .unknown
    }
  }

  static func + (left: Self, right: Self) -> Self { combine(left, right) { $0 + $1 } }
  static func - (left: Self, right: Self) -> Self { combine(left, right) { $0 - $1 } }
  static func * (left: Self, right: Self) -> Self { combine(left, right) { $0 * $1 } }

  func divided(by divisor: Self) throws(ArithmeticError) -> Self {
    guard let left = exactValue, let right = divisor.exactValue else { return .unknown }
    return .exact(try left.divided(by: right))
  }

  func power(_ exponent: Int) throws(ArithmeticError) -> Self {
    guard let base = exactValue else { return .unknown }
    return .exact(try base.power(exponent))
  }

  /// Never part of validation.
  func raised(to exponent: Self) throws(ArithmeticError) -> Self { .unknown }

  var isZero: Bool { exactValue?.isZero ?? false }

  var exactValue: Rational? {
    if case .exact(let value) = self { value } else { nil }
  }

  var certainSign: Int? { exactValue?.signum() }

  private static func combine(
    _ left: Self, _ right: Self, _ operation: (Rational, Rational) -> Rational
  ) -> Self {
    guard let left = left.exactValue, let right = right.exactValue else { return .unknown }
    return .exact(operation(left, right))
  }
}
