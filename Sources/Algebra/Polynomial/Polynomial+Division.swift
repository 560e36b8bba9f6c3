public import Multiprecision

extension Polynomial {
  /// The quotient and the remainder of a lower degree than the divisor.
  ///
  /// - Throws: ``ArithmeticError/divisionByZero``.
  public func quotientAndRemainder(
    dividingBy divisor: Polynomial
  ) throws(ArithmeticError) -> (quotient: Polynomial, remainder: Polynomial) {
    guard let lead = divisor.integers.last else { throw .divisionByZero }
    if degree < divisor.degree { return (.zero, self) }
    // scale * integers = quotient * divisor.integers + rest, all over the integers; the scale
    // grows only by what the leading coefficient needs.
    var rest = integers
    var scale = Integer.one
    var quotient = Array(repeating: Integer.zero, count: degree - divisor.degree + 1)
    for shift in stride(from: degree - divisor.degree, through: 0, by: -1) {
      let top = rest[shift + divisor.degree]
      if top.isZero { continue }
      let common = Integer.greatestCommonDivisor(top, lead)
      let step = lead.exactQuotient(dividingBy: common)
      let factor = top.exactQuotient(dividingBy: common)
      if !step.isOne {
        for index in 0...(shift + divisor.degree) { rest[index] *= step }
        for index in shift..<quotient.count { quotient[index] *= step }
        scale *= step
      }
      quotient[shift] = factor
      for (index, coefficient) in divisor.integers.enumerated() {
        rest[shift + index].subtractProduct(factor, coefficient)
      }
    }
    if scale.isNegative {
      scale.negate()
      quotient = quotient.map { -$0 }
      rest = rest.map { -$0 }
    }
    let denominator = scale * commonDenominator
    return (
      Polynomial(integers: quotient.map { $0 * divisor.commonDenominator }, over: denominator),
      Polynomial(integers: rest, over: denominator)
    )
  }

  /// The quotient when the divisor divides exactly; nil when it does not, or is zero.
  public func exactQuotient(dividingBy divisor: Polynomial) -> Polynomial? {
    if divisor.isZero { return nil }
    if isZero { return self }
    let (scale, primitive) = (divisor.content, divisor.primitivePart)
    guard let inverse = scale.reciprocal, let lead = primitive.integers.last,
      degree >= divisor.degree
    else { return nil }
    // Over the integers by Gauss's lemma: a step that does not divide ends it.
    var rest = integers
    var quotient = Array(repeating: Integer.zero, count: degree - divisor.degree + 1)
    for shift in stride(from: degree - divisor.degree, through: 0, by: -1) {
      let top = rest[shift + divisor.degree]
      if top.isZero { continue }
      guard top.isMultiple(of: lead) else { return nil }
      let factor = top.exactQuotient(dividingBy: lead)
      quotient[shift] = factor
      for (index, coefficient) in primitive.integers.enumerated() {
        rest[shift + index].subtractProduct(factor, coefficient)
      }
    }
    guard rest.allSatisfy(\.isZero) else { return nil }
    return Polynomial(integers: quotient, over: commonDenominator).scaled(by: inverse)
  }

  /// The greatest common divisor, with coprime integer coefficients and a positive leading one;
  /// zero only for two zeros.
  ///
  /// From images modulo word-size primes by Chinese remaindering, verified by division.
  public static func greatestCommonDivisor(_ a: Polynomial, _ b: Polynomial) -> Polynomial {
    let (x, y) = (a.primitivePart, b.primitivePart)
    if x.isZero { return y }
    if y.isZero { return x }
    if x.isConstant || y.isConstant { return one }
    guard let leads = zipLeads(x, y) else { return one }
    let leadDivisor = Integer.greatestCommonDivisor(leads.0, leads.1)
    var primes = WordPrimes()
    var combined: [Integer] = []
    var modulus = Integer.one
    var previous: [Integer] = []
    while true {
      let field = primes.next()
      let scale = leadDivisor.remainder(modulo: field.modulus)
      if scale == 0 { continue }
      let image = field.greatestCommonDivisor(x.image(in: field), y.image(in: field))
      if image.count == 1 { return one }
      // A higher degree than before is an unlucky prime; a lower one shows that all before were.
      if !combined.isEmpty, image.count > combined.count { continue }
      if combined.isEmpty || image.count < combined.count {
        combined = Array(repeating: .zero, count: image.count)
        modulus = .one
        previous = []
      }
      let scaled = image.map { field.multiply($0, scale) }
      combined = ChineseRemainder.lift(combined, modulus: modulus, with: scaled, in: field)
      modulus *= Integer(field.modulus)
      // Tried when another prime changes nothing.
      if combined == previous {
        let candidate = Polynomial(integers: combined).primitivePart
        if x.exactQuotient(dividingBy: candidate) != nil,
          y.exactQuotient(dividingBy: candidate) != nil
        {
          return candidate
        }
      }
      previous = combined
    }
  }

  private static func zipLeads(_ a: Polynomial, _ b: Polynomial) -> (Integer, Integer)? {
    guard let x = a.integers.last, let y = b.integers.last else { return nil }
    return (x, y)
  }

  /// The integer coefficients modulo a prime.
  func image(in field: PrimeField) -> [UInt] {
    field.trimmed(integers.map { $0.remainder(modulo: field.modulus) })
  }
}
