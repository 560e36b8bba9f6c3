import Algebra
import Multiprecision

/// A reproducible source of nasty inputs.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Zero, one, halves, small and huge numbers.
  mutating func rational() -> Rational {
    switch Int.random(in: 0..<12, using: &self) {
    case 0: return .zero
    case 1: return .one
    case 2: return Rational(-1)
    case 3: return Rational(1, 2)!
    case 4:
      let huge = Integer(2).power(Int.random(in: 60...200, using: &self))
      return Rational(huge + Integer(Int.random(in: -9...9, using: &self)), 3)!
    default:
      return Rational(
        Integer(Int.random(in: -20...20, using: &self)),
        Integer(Int.random(in: 1...6, using: &self)))!
    }
  }

  /// A polynomial in some of the variables; zero and constants are frequent.
  mutating func polynomial(
    _ variables: [Variable] = ["x", "y", "z"], terms: Int = 5, degree: Int = 3
  ) -> MultivariatePolynomial {
    let count = Int.random(in: 0...terms, using: &self)
    let used = variables.filter { _ in Int.random(in: 0..<4, using: &self) > 0 }
    return MultivariatePolynomial(
      terms: (0..<count).map { _ in
        var exponents: [Variable: Int] = [:]
        for variable in used { exponents[variable] = Int.random(in: 0...degree, using: &self) }
        return (rational(), exponents)
      })
  }

  mutating func nonzeroPolynomial(
    _ variables: [Variable] = ["x", "y", "z"], terms: Int = 5, degree: Int = 3
  ) -> MultivariatePolynomial {
    while true {
      let candidate = polynomial(variables, terms: terms, degree: degree)
      if !candidate.isZero { return candidate }
    }
  }

  mutating func function() -> RationalFunction {
    let top = polynomial(["x", "y"], terms: 3, degree: 2)
    let bottom = nonzeroPolynomial(["x", "y"], terms: 2, degree: 2)
    let other = nonzeroPolynomial(["x", "y"], terms: 2, degree: 1)
    return RationalFunction(top) / RationalFunction(bottom * other)
  }

  mutating func values(_ names: [Variable] = ["x", "y", "z"]) -> [Variable: Rational] {
    var values: [Variable: Rational] = [:]
    for name in names { values[name] = rational() }
    return values
  }
}
