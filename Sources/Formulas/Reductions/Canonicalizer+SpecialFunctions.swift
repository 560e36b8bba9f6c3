internal import Algebra
internal import Multiprecision

extension Canonicalizer {
  /// A special function of the catalogue in normal form; nil for one that is not rewritten.
  func specialFunction(
    _ name: String, _ arguments: [CanonicalForm]
  ) throws -> CanonicalForm? {
    switch (name, arguments.count) {
    case ("besselk", 2), ("besseli", 2): return try bessel(name, arguments[0], arguments[1])
    case ("gammainc", 1...3): return try incompleteGamma(arguments)
    case ("expint", 2): return try exponentialIntegral(arguments[0], arguments[1])
    case ("hyp0f1", 2):
      return try hypergeometric(upper: [], lower: [arguments[0]], at: arguments[1])
    case ("hyp1f1", 3):
      return try hypergeometric(upper: [arguments[0]], lower: [arguments[1]], at: arguments[2])
    case ("hyp2f1", 4):
      return try hypergeometric(
        upper: Array(arguments[0...1]), lower: [arguments[2]], at: arguments[3])
    case ("hyperu", 3): return try confluentU(arguments[0], arguments[1], arguments[2])
    case ("erfi", 1): return arguments[0].isZero ? .zero : nil
    case ("beta", 2):
      return try (gamma(arguments[0]) * gamma(arguments[1]))
        .divided(by: gamma(arguments[0] + arguments[1]))
    case ("polygamma", 2) where arguments[0].isZero:
      return try function("digamma", [arguments[1]])
    case ("zeta", 1): return try zeta(arguments[0])
    case ("zeta", 2): return try hurwitzZeta(arguments[0], arguments[1])
    case ("fuss_catalan", 2):
      let (s, m) = (arguments[0], arguments[1])
      if m.exactValue?.isInteger != true {
        return try function("binomial", [(s + .one) * m, m]).divided(by: s * m + .one)
      }
      // FC_s(m) are the Raney numbers A_m(s+1, 1).
      return try raney(arguments[0] + .one, .one, arguments[1])
    case ("raney", 3): return try raney(arguments[0], arguments[1], arguments[2])
    case ("arc_cosine", 2):
      guard let order = arguments[0].smallInteger(), order >= 0 else { return nil }
      return try canonicalForm(
        ArcCosineKernel(order: order).expression(of: arguments[1].expression))
    default: return nil
    }
  }

  /// r/(m p + r) C(m p + r, m): for an integer m >= 0 the polynomial r (mp+r-1)...(mp+r-m+1)/m!.
  private func raney(
    _ p: CanonicalForm, _ r: CanonicalForm, _ m: CanonicalForm
  ) throws -> CanonicalForm {
    let top = m * p + r
    guard let count = m.exactValue?.asInt, (0...200).contains(count) else {
      return try r.divided(by: top) * function("binomial", [top, m])
    }
    if count == 0 { return .one }
    var product = r
    for index in 1..<max(count, 1) {
      product = try product * (top - CanonicalForm(index)).divided(by: CanonicalForm(index + 1))
    }
    return product
  }

  /// zeta at 0, at even and at negative integers by Bernoulli numbers.
  private func zeta(_ s: CanonicalForm) throws -> CanonicalForm? {
    guard let n = s.smallInteger() else { return nil }
    if n == 1 { throw ArithmeticError.outsideDomain("zeta has a pole at 1") }
    if n <= 0 {
      let value = bernoulliNumber(1 - n) / Rational(n - 1)
      return CanonicalForm(n == 0 ? Rational(-1) / 2 : value)
    }
    guard n % 2 == 0 else { return nil }
    // |B_n| (2 pi)^n/(2 n!).
    let factor = Rational(
      numerator: Integer(2).power(n - 1), nonzeroDenominator: try Integer.factorial(n))
    return try CanonicalForm(bernoulliNumber(n).magnitude * factor)
      * CanonicalForm(variable: "pi").power(n)
  }

  private func bernoulliNumber(_ n: Int) -> Rational {
    BernoulliNumbers.through(n).last ?? .zero
  }

  /// zeta(s, n) = zeta(s) - 1 - 2^(-s) - ... - (n-1)^(-s), zeta(s, 1/2) = (2^s - 1) zeta(s).
  private func hurwitzZeta(
    _ s: CanonicalForm, _ a: CanonicalForm
  ) throws -> CanonicalForm? {
    if let start = a.smallInteger(), start > 0 {
      var value = try function("zeta", [s])
      for k in 1..<max(start, 1) { value = try value - CanonicalForm(k).raised(to: -s) }
      return value
    }
    if a == .half {
      return try (CanonicalForm(2).raised(to: s) - .one) * function("zeta", [s])
    }
    return nil
  }
}
