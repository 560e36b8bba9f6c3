internal import Multiprecision

extension SignalLaw {
  /// The law of the product of two independent variables.
  public static func * (left: Self, right: Self) -> Self {
    SignalLaw(left.parts.flatMap { part in right.parts.map { part * $0 } })
  }

  /// The law of a factor >= 0 times the variable.
  public func scaled(by factor: Scalar) -> Self {
    if factor.isZero { return .zero }
    return SignalLaw(
      parts.map { Part(scale: $0.scale * factor, polynomials: $0.polynomials) })
  }

  /// The mixture of laws with weights that sum to 1.
  ///
  /// - Throws: ``NetworkError/invalidParameter(_:)`` for weights that do not, or negative ones.
  public static func mixture(
    _ components: [(weight: Scalar, law: Self)]
  ) throws(NetworkError) -> Self {
    let total = components.reduce(Scalar.zero) { $0 + $1.weight }
    guard total == .one, components.allSatisfy({ $0.weight.certainSign != -1 }) else {
      throw .invalidParameter(
        "the weights of a mixture must be >= 0 and sum to 1, not to \(describe(total))")
    }
    return SignalLaw(
      components.flatMap { component in
        component.law.parts.map { part in
          Part(
            scale: part.scale,
            polynomials: part.polynomials.map { $0.scaled(by: component.weight) })
        }
      })
  }

  /// E X^m, exactly: at an integer m, Γ(m+1) = m! and Γ(m+1/2)/sqrt(pi) = (1/2)_m.
  ///
  /// - Throws: ``NetworkError/invalidParameter(_:)`` for a negative order.
  public func moment(_ order: Int) throws(NetworkError) -> Scalar {
    try Network<Scalar>.validate(order: order)
    if order == 0 { return .one }
    var (whole, half) = (Rational.one, Rational.one)
    for j in 0..<order {
      whole *= Rational(j + 1)
      half *= Rational(numerator: Integer(2 * j + 1), nonzeroDenominator: 2)
    }
    return try NetworkError.translating { () throws(ArithmeticError) in
      var sum = Scalar.zero
      for part in parts {
        let d = part.factorCount
        var own = Scalar.zero
        for (i, polynomial) in part.polynomials.enumerated() where !polynomial.isZero {
          let gammas = try whole.power(i) * (try half.power(d - i))
          own = own + polynomial.evaluated(at: Rational(order)) * Scalar(gammas)
        }
        let two = Rational(Integer(2).power(d * order))
        sum = sum + own * Scalar(two) * (try part.scale.power(order))
      }
      return sum
    }
  }
}
