internal import Multiprecision

extension Canonicalizer {
  private static var largestShift: Int { 60 }

  /// gammainc of one to three arguments, by the upper function of two.
  func incompleteGamma(_ arguments: [CanonicalForm]) throws -> CanonicalForm {
    let s = arguments[0]
    if arguments.count == 1 { return try gamma(s) }
    if arguments.count == 2 { return try upperGamma(s, arguments[1]) }
    let (from, to) = (arguments[1], arguments[2])
    if from.isZero {
      if let value = s.exactValue, !value.isPositive, value.isInteger {
        throw ArithmeticError.outsideDomain(
          "gammainc(\(value), 0, b) has no value: the integral diverges at 0")
      }
      return try lowerGamma(s, to)
    }
    return try upperGamma(s, from) - upperGamma(s, to)
  }

  /// The integral from 0, by erf at half-integers.
  private func lowerGamma(_ s: CanonicalForm, _ x: CanonicalForm) throws -> CanonicalForm {
    if let value = s.exactValue, value.denominator == 2, value.magnitude < 60 {
      let root = try x.raised(to: .half)
      let start = try function("sqrt", [CanonicalForm(variable: "pi")]) * function("erf", [root])
      return try shifted(start, from: Rational(1) / 2, to: value, x, sign: -1)
    }
    return try gamma(s) - upperGamma(s, x)
  }

  private func upperGamma(_ s: CanonicalForm, _ x: CanonicalForm) throws -> CanonicalForm {
    if x.isZero {
      if let value = s.exactValue, !value.isPositive {
        throw ArithmeticError.outsideDomain(
          "gammainc(\(value), 0) has no value: the integral diverges at 0")
      }
      if s.exactValue != nil { return try gamma(s) }
    }
    if let value = s.exactValue, value.magnitude < Rational(Self.largestShift) {
      if value.isInteger {
        let start: CanonicalForm
        if value.isPositive {
          start = try function("exp", [-x])
          return try shifted(start, from: 1, to: value, x, sign: 1)
        }
        start = CanonicalForm(
          variable: CanonicalForm.kernelText(.call("expint", [1, x.expression])))
        return try shifted(start, from: 0, to: value, x, sign: 1)
      }
      if value.denominator == 2 {
        let root = try x.raised(to: .half)
        let start =
          try function("sqrt", [CanonicalForm(variable: "pi")]) * function("erfc", [root])
        return try shifted(start, from: Rational(1) / 2, to: value, x, sign: 1)
      }
    }
    return CanonicalForm(
      variable: CanonicalForm.kernelText(.call("gammainc", [s.expression, x.expression])))
  }

  /// From one s to another by G(s+1) = s G(s) + sign x^s e^(-x): the upper function has the sign 1,
  /// the lower -1.
  private func shifted(
    _ start: CanonicalForm, from first: Rational, to last: Rational, _ x: CanonicalForm, sign: Int
  ) throws -> CanonicalForm {
    let decay = try function("exp", [-x]) * CanonicalForm(sign)
    var value = start
    var s = first
    while s < last {
      value = try CanonicalForm(s) * value + x.raised(to: CanonicalForm(s)) * decay
      s += 1
    }
    while s > last {
      s -= 1
      value = try (value - x.raised(to: CanonicalForm(s)) * decay).divided(by: CanonicalForm(s))
    }
    return value
  }

  /// E_n: by E_1 at integers n >= 1, elementary at integers n <= 0, else x^(n-1) Gamma(1-n, x).
  func exponentialIntegral(_ n: CanonicalForm, _ x: CanonicalForm) throws -> CanonicalForm {
    if n == .one {
      return CanonicalForm(
        variable: CanonicalForm.kernelText(.call("expint", [1, x.expression])))
    }
    if x.isZero, let value = n.exactValue {
      guard value > .one else {
        throw ArithmeticError.outsideDomain(
          "expint(\(value), 0) has no value: the integral diverges for n <= 1")
      }
      return CanonicalForm((value - 1).reciprocal ?? .one)
    }
    return try x.raised(to: n - .one) * upperGamma(.one - n, x)
  }
}
