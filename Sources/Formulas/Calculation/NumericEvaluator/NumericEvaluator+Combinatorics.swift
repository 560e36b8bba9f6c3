internal import BallArithmetic
internal import Multiprecision

extension NumericEvaluator {
  /// The most factors that are multiplied one by one with a ball.
  private static var longestProduct: Int { 1 << 16 }

  /// x (x+1) ... (x+n-1); for a negative count the reciprocal of (x-1) (x-2) ... (x-|n|); for
  /// other counts Gamma(x+n)/Gamma(x).
  func risingFactorial(
    _ x: CertifiedReal, _ n: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    guard let count = n.exactValue?.asInteger else {
      return try gammaQuotient([x + n], [x], "the factorial", range: range)
    }
    if count.isNegative {
      let product = try risingFactorial(x + n, .exact(Rational(-count)), range: range)
      return try quotient(CertifiedReal(1), product, range: range)
    }
    if let product = try product(from: x, count: count, range: range) { return product }
    return try gammaQuotient([x + n], [x], "the factorial", range: range)
  }

  /// The rising factorial by its factors; nil when there are too many for that.
  private func product(
    from x: CertifiedReal, count: Integer, range: SourceRange?
  ) throws -> CertifiedReal? {
    switch x {
    case .exact(let value):
      // The factors are (p + k q)/q: a progression of integers over a power of q.
      let (p, q) = (value.numerator, value.denominator)
      if value.isInteger, !p.isPositive, p + count > 0 { return .exact(.zero) }
      guard let machine = count.asInt, let step = q.asInt,
        let bits = value.bitWidthOfPower(machine), bits <= Self.largestExact,
        let product = try? Integer.product(
          from: p, count: machine, step: step, maximumBitWidth: Self.largestExact)
      else { return nil }
      return .exact(Rational(numerator: product, nonzeroDenominator: q.power(machine)))
    case .enclosed(let ball, let precision):
      guard let machine = count.asInt, machine <= Self.longestProduct else { return nil }
      var product = RealBall.one
      for k in 0..<machine {
        product = product.multiplied(
          by: ball.adding(k, precision: precision), precision: precision)
      }
      return try checked(.enclosed(product, precision: precision), range: range)
    }
  }

  /// C(n,k): the polynomial n (n-1) ... (n-k+1)/k! in n for an integer k >= 0, 0 for an integer
  /// k < 0, else Gamma(n+1)/(Gamma(k+1) Gamma(n-k+1)).
  func binomial(
    _ n: CertifiedReal, _ k: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    guard let choice = k.exactValue?.asInteger else { return try gammaBinomial(n, k, range: range) }
    if choice.isNegative { return .exact(.zero) }
    if let top = n.exactValue?.asInteger { return try binomial(top, choice, range: range) }
    let one = CertifiedReal(1)
    if let product = try product(from: n - k + one, count: choice, range: range) {
      return try quotient(product, factorial(k, range: range), range: range)
    }
    return try gammaBinomial(n, k, range: range)
  }

  private func binomial(
    _ n: Integer, _ k: Integer, range: SourceRange?
  ) throws -> CertifiedReal {
    if n.isNegative {
      // C(n,k) = (-1)^k C(k-n-1,k).
      let mirrored = try binomial(k - n - 1, k, range: range)
      return k.isEven ? mirrored : -mirrored
    }
    if n < k { return .exact(.zero) }
    let choice = min(k, n - k)
    if let machine = choice.asInt,
      let value = try? Integer.binomial(n, machine, maximumBitWidth: Self.largestExact)
    {
      return .exact(Rational(value))
    }
    return try gammaBinomial(
      .exact(Rational(n)), .exact(Rational(choice)), range: range)
  }

  private func gammaBinomial(
    _ n: CertifiedReal, _ k: CertifiedReal, range: SourceRange?
  ) throws -> CertifiedReal {
    let one = CertifiedReal(1)
    return try gammaQuotient(
      [n + one], [k + one, n - k + one], "the binomial coefficient", range: range)
  }
}
