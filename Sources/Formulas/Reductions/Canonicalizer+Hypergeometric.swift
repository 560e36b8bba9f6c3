internal import Multiprecision

extension Canonicalizer {
  /// A generalized hypergeometric function in normal form: terminating series as polynomials, equal
  /// parameters cancelled, known functions by ``ReductionRule/hypergeometric``.
  func hypergeometric(
    upper: [CanonicalForm], lower: [CanonicalForm], at x: CanonicalForm
  ) throws -> CanonicalForm {
    // Equal parameters cancel first, also when they are 0, -1, -2, ...
    let (upper, lower) = cancelling(upper, lower)
    if let degree = try terminatingDegree(upper, lower) {
      if degree <= Self.largestPolynomial {
        return try polynomial(upper, lower, x, degree: degree)
      }
      return try hypergeometricKernel(upper, lower, x)
    }
    if x.isZero { return .one }
    let arguments: [CanonicalArgument] = [.list(upper), .list(lower), .scalar(x)]
    if let reduced = try applying(ReductionRule.hypergeometric, to: arguments) { return reduced }
    if let reduced = try halfIntegerBessel(upper, lower, x) { return reduced }
    if let reduced = try exponentialRemainder(upper, lower, x) { return reduced }
    return try hypergeometricKernel(upper, lower, x)
  }

  private static var largestPolynomial: Int { 60 }

  /// The degree of the polynomial that a series with an upper parameter 0, -1, ... is.
  private func terminatingDegree(_ upper: [CanonicalForm], _ lower: [CanonicalForm]) throws -> Int?
  {
    func nonpositive(_ forms: [CanonicalForm]) -> Int? {
      forms.compactMap { form in
        guard let value = form.exactValue, value.isInteger, !value.isPositive else { return nil }
        return (-value).asInt
      }.min()
    }
    let degree = nonpositive(upper)
    if let pole = nonpositive(lower), degree.map({ $0 > pole }) ?? true {
      throw ArithmeticError.outsideDomain(
        "a hypergeometric function with the lower parameter \(-pole) has no value unless an upper"
          + " parameter ends the series before")
    }
    return degree
  }

  /// The sum over k <= degree of prod (a)_k / prod (b)_k x^k/k!, by Horner's rule.
  private func polynomial(
    _ upper: [CanonicalForm], _ lower: [CanonicalForm], _ x: CanonicalForm, degree: Int
  ) throws -> CanonicalForm {
    var sum = CanonicalForm.one
    for k in (0..<degree).reversed() {
      var ratio = x
      for a in upper { ratio = ratio * (a + CanonicalForm(k)) }
      for b in lower { ratio = try ratio.divided(by: b + CanonicalForm(k)) }
      sum = try .one + ratio.divided(by: CanonicalForm(k + 1)) * sum
    }
    return sum
  }

  private func cancelling(
    _ upper: [CanonicalForm], _ lower: [CanonicalForm]
  ) -> ([CanonicalForm], [CanonicalForm]) {
    var lower = lower
    let rest = upper.filter { a in
      guard let index = lower.firstIndex(of: a) else { return true }
      lower.remove(at: index)
      return false
    }
    return (rest, lower)
  }

  /// 0F1(b; x) = gamma(b) x^((1-b)/2) I_(b-1)(2 sqrt x) for a half-integer b.
  private func halfIntegerBessel(
    _ upper: [CanonicalForm], _ lower: [CanonicalForm], _ x: CanonicalForm
  ) throws -> CanonicalForm? {
    guard upper.isEmpty, lower.count == 1, let b = lower[0].exactValue,
      b.denominator == 2, b.magnitude < 30
    else { return nil }
    // With x = -y the hyperbolic functions of sqrt(x) become trigonometric ones of sqrt(y).
    // (b)_1 0F1(b;x) = (b)_1 0F1(b+1;x) + x/(b+1) 0F1(b+2;x), from 1/2 and 3/2.
    func base(_ twice: Int) throws -> CanonicalForm {
      let parameter = CanonicalForm(Rational(numerator: Integer(twice), nonzeroDenominator: 2))
      return try hypergeometric(upper: [], lower: [parameter], at: x)
    }
    var current = Rational(numerator: 1, nonzeroDenominator: 2)
    var (low, high) = (try base(1), try base(3))
    // F(c) = F(c+1) + x/(c (c+1)) F(c+2).
    while current < b {
      let scale = x.isZero ? nil : try CanonicalForm(current * (current + 1)).divided(by: x)
      guard let scale else { return .one }
      (low, high) = (high, scale * (low - high))
      current += 1
    }
    while current > b {
      current -= 1
      let factor = try x.divided(by: CanonicalForm(current * (current + 1)))
      (low, high) = (low + factor * high, low)
    }
    return low
  }

  /// 1F1(1; b; x) = (b-1)!/x^(b-1) (e^x - sum of x^k/k! for k < b-1) for an integer b >= 2.
  private func exponentialRemainder(
    _ upper: [CanonicalForm], _ lower: [CanonicalForm], _ x: CanonicalForm
  ) throws -> CanonicalForm? {
    guard upper == [.one], lower.count == 1, let b = lower[0].smallInteger(), b >= 2 else {
      return nil
    }
    var remainder = try function("exp", [x])
    var term = CanonicalForm.one
    for k in 0..<(b - 1) {
      remainder = remainder - term
      term = try (term * x).divided(by: CanonicalForm(k + 1))
    }
    return try remainder.divided(by: term)
  }

  private func hypergeometricKernel(
    _ upper: [CanonicalForm], _ lower: [CanonicalForm], _ x: CanonicalForm
  ) throws -> CanonicalForm {
    let (a, b) = (Self.sorted(upper), Self.sorted(lower))
    let call: Expression =
      switch (a.count, b.count) {
      case (0, 1): .call("hyp0f1", (b + [x]).map(\.expression))
      case (1, 1): .call("hyp1f1", (a + b + [x]).map(\.expression))
      case (2, 1): .call("hyp2f1", (a + b + [x]).map(\.expression))
      default:
        .call(
          "hyper", [.list(a.map(\.expression)), .list(b.map(\.expression)), x.expression])
      }
    return CanonicalForm(variable: CanonicalForm.kernelText(call))
  }

  /// Parameters in a fixed order: numbers by size, then the others by their text.
  static func sorted(_ forms: [CanonicalForm]) -> [CanonicalForm] {
    let numbers = forms.filter { $0.exactValue != nil }
      .sorted { ($0.exactValue ?? .zero) < ($1.exactValue ?? .zero) }
    let others = forms.filter { $0.exactValue == nil }
      .map { ($0, CanonicalForm.kernelText($0.expression)) }.sorted { $0.1 < $1.1 }
    return numbers + others.map(\.0)
  }
}

extension Canonicalizer {
  /// Kummer's U in normal form.
  func confluentU(
    _ a: CanonicalForm, _ b: CanonicalForm, _ x: CanonicalForm
  ) throws -> CanonicalForm {
    if let order = a.smallInteger(), order <= 0 { return try polynomialU(-order, b, x) }
    // U(a,b,x) = x^(1-b) U(a-b+1,2-b,x).
    let mirrored = a - b + .one
    if let order = mirrored.smallInteger(), order <= 0 {
      return try x.raised(to: .one - b) * polynomialU(-order, CanonicalForm(2) - b, x)
    }
    let arguments = [a, b, x].map(CanonicalArgument.scalar)
    if let reduced = try applying(ReductionRule.confluentU, to: arguments) { return reduced }
    return CanonicalForm(
      variable: CanonicalForm.kernelText(.call("hyperu", [a, b, x].map(\.expression))))
  }

  /// U(-n,b,x) = (-1)^n times the sum over k of C(n,k) (b+k)_(n-k) (-x)^k.
  private func polynomialU(
    _ n: Int, _ b: CanonicalForm, _ x: CanonicalForm
  ) throws -> CanonicalForm {
    var sum = CanonicalForm.zero
    var rising = CanonicalForm.one
    for k in (0...n).reversed() {
      let choose = CanonicalForm(Rational(Integer.binomial(Integer(n), k)))
      let power = k == 0 ? .one : try (-x).power(k)
      sum = sum + choose * rising * power
      rising = rising * (b + CanonicalForm(k - 1))
    }
    return n % 2 == 0 ? sum : -sum
  }
}
