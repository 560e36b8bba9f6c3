internal import Multiprecision

extension MultivariatePolynomial {
  /// The greatest common divisor over the rationals, normalised to coprime integer coefficients
  /// and a positive leading coefficient; it is zero only when both are zero.
  ///
  /// Constants and monomials are taken out, images modulo a prime bound the degree in each
  /// variable (and often prove that it is 1), then the heuristic gcd at a large integer is tried
  /// while its numbers stay small, then sparse interpolation modulo primes, and the primitive
  /// remainder sequence decides what is left.
  /// Every answer is verified by division or follows from a proven bound.
  public static func greatestCommonDivisor(
    _ a: MultivariatePolynomial, _ b: MultivariatePolynomial
  ) -> MultivariatePolynomial {
    if a.isZero { return b.primitivePart }
    if b.isZero { return a.primitivePart }
    if a.isConstant || b.isConstant { return one }
    let (left, leftMonomial) = a.primitivePart.removingMonomialContent()
    let (right, rightMonomial) = b.primitivePart.removingMonomialContent()
    let common = commonMonomial(leftMonomial, rightMonomial)
    let divisor = divisorOfPrimitives(left, right)
    return common.isOne ? divisor : divisor * common
  }

  /// The polynomial without its ``monomialContent``, and that content's exponents.
  func removingMonomialContent() -> (MultivariatePolynomial, [Variable: Int]) {
    let lowest = lowestExponents
    if lowest.allSatisfy({ $0 == 0 }) { return (self, [:]) }
    let monomial = Dictionary(uniqueKeysWithValues: zip(variables, lowest)).filter { $0.value > 0 }
    return (exactQuotient(dividingBy: monomialContent) ?? self, monomial)
  }

  private static func commonMonomial(
    _ a: [Variable: Int], _ b: [Variable: Int]
  ) -> MultivariatePolynomial {
    let exponents = a.merging(b, uniquingKeysWith: min).filter {
      a[$0.key] != nil && b[$0.key] != nil
    }
    return exponents.isEmpty ? one : MultivariatePolynomial(terms: [(.one, exponents)])
  }

  /// The divisor of two nonzero primitive polynomials without monomial content.
  static func divisorOfPrimitives(
    _ a: MultivariatePolynomial, _ b: MultivariatePolynomial
  ) -> MultivariatePolynomial {
    if a.isConstant || b.isConstant { return one }
    if a == b { return a }
    if let variable = a.variables.first(where: { !b.variables.contains($0) }) {
      return divisor(of: b, withContentOf: a, in: variable)
    }
    if let variable = b.variables.first(where: { !a.variables.contains($0) }) {
      return divisor(of: a, withContentOf: b, in: variable)
    }
    let bounds = divisorDegreeBounds(a, b, variables: a.variables)
    if bounds.allSatisfy({ $0 == 0 }) { return one }
    if let free = bounds.firstIndex(of: 0) {
      let variable = a.variables[free]
      let (few, many) = a.termCount <= b.termCount ? (a, b) : (b, a)
      let content = few.content(in: variable)
      return content.isConstant ? one : divisor(of: content, withContentOf: many, in: variable)
    }
    if bounds == b.degrees, a.exactQuotient(dividingBy: b) != nil { return b }
    if bounds == a.degrees, b.exactQuotient(dividingBy: a) != nil { return a }
    if a.variables.count == 1, let variable = a.variables.first,
      let x = Polynomial(a, in: variable), let y = Polynomial(b, in: variable)
    {
      return MultivariatePolynomial(Polynomial.greatestCommonDivisor(x, y), in: variable)
    }
    if let found = heuristicDivisor(a, b) { return found }
    if let found = sparseModularDivisor(a, b, bounds: bounds) { return found }
    return remainderSequenceDivisor(a, b)
  }

  /// The divisor of the first polynomial and the content of the second as a polynomial in a
  /// variable: coefficients are taken, the shortest first, until the divisor is 1.
  private static func divisor(
    of first: MultivariatePolynomial, withContentOf second: MultivariatePolynomial,
    in variable: Variable
  ) -> MultivariatePolynomial {
    var result = first
    for coefficient in second.sparseCoefficients(in: variable).map(\.coefficient)
      .sorted(by: { $0.termCount < $1.termCount })
    {
      result = greatestCommonDivisor(result, coefficient)
      if result.isConstant { break }
    }
    return result
  }

  /// The greatest common divisor of the coefficients as a polynomial in one variable, primitive
  /// with a positive leading coefficient.
  public func content(in variable: Variable) -> MultivariatePolynomial {
    MultivariatePolynomial.divisor(of: .zero, withContentOf: self, in: variable)
  }

  /// The primitive remainder sequence in the variable of the lowest degree.
  static func remainderSequenceDivisor(
    _ a: MultivariatePolynomial, _ b: MultivariatePolynomial
  ) -> MultivariatePolynomial {
    guard
      let variable = a.variables.min(by: {
        max(a.degree(in: $0), b.degree(in: $0)) < max(a.degree(in: $1), b.degree(in: $1))
      })
    else { return one }
    let contents = (a.content(in: variable), b.content(in: variable))
    let content = greatestCommonDivisor(contents.0, contents.1)
    var (x, y) = (a.exactlyDivided(by: contents.0), b.exactlyDivided(by: contents.1))
    if x.degree(in: variable) < y.degree(in: variable) { (x, y) = (y, x) }
    while !y.isZero {
      let remainder = pseudoRemainder(x, dividingBy: y, in: variable)
      (x, y) = (y, remainder.primitivePart(in: variable))
    }
    return (x.degree(in: variable) == 0 ? content : (x * content)).primitivePart
  }

  /// The quotient by a polynomial that is known to divide.
  func exactlyDivided(by divisor: MultivariatePolynomial) -> MultivariatePolynomial {
    guard let quotient = exactQuotient(dividingBy: divisor) else {
      preconditionFailure("a division that theory says is exact is not")
    }
    return quotient
  }

  /// The polynomial without its content in a variable, primitive over the integers as well.
  func primitivePart(in variable: Variable) -> MultivariatePolynomial {
    isZero ? self : primitivePart.exactlyDivided(by: content(in: variable))
  }

  /// The remainder of `lc^k a` by b in one variable, for the k that keeps it polynomial.
  static func pseudoRemainder(
    _ a: MultivariatePolynomial, dividingBy b: MultivariatePolynomial, in variable: Variable
  ) -> MultivariatePolynomial {
    guard let (degree, lead) = b.sparseCoefficients(in: variable).first else { return a }
    if degree == 0 { return zero }
    let x = MultivariatePolynomial.variable(variable)
    let tail = b - lead * x.power(degree)
    var rest = a
    while let (power, top) = rest.sparseCoefficients(in: variable).first, power >= degree {
      let common = greatestCommonDivisor(lead, top)
      let (scale, factor) = (lead.exactlyDivided(by: common), top.exactlyDivided(by: common))
      let lower = rest - top * x.power(power)
      rest = lower * scale - tail * factor * x.power(power - degree)
    }
    return rest
  }
}
