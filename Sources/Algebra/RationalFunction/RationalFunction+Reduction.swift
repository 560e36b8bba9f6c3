internal import Multiprecision

extension RationalFunction {
  typealias Factor = PolynomialFactorization.Factor

  /// Divides a numerator and a denominator factor by what they have in common: the reduced
  /// numerator and the factors that stay, coprime to it.
  static func cancel(
    _ numerator: MultivariatePolynomial, _ factor: Factor
  ) -> (numerator: MultivariatePolynomial, factors: [Factor]) {
    var numerator = numerator
    var multiplicity = factor.multiplicity
    if factor.isIrreducible {
      while multiplicity > 0, let quotient = numerator.quotientIfMultiple(of: factor.base) {
        numerator = quotient
        multiplicity -= 1
      }
      return (numerator, multiplicity == 0 ? [] : [factor.with(multiplicity: multiplicity)])
    }
    // h = gcd(numerator, base): base^k becomes h^(k-1) (base/h)^k, and base/h is coprime to what
    // is left of the numerator because the base is square-free.
    var kept: [Factor] = []
    var base = factor.base
    while multiplicity > 0 {
      let common = MultivariatePolynomial.greatestCommonDivisor(numerator, base)
      if common.isConstant { break }
      numerator = numerator.exactlyDivided(by: common)
      let cofactor = base.exactlyDivided(by: common).primitivePart
      if !cofactor.isConstant {
        kept.append(Factor(squareFree: cofactor, multiplicity: multiplicity))
      }
      base = common
      multiplicity -= 1
    }
    if multiplicity > 0 {
      kept.append(
        base == factor.base
          ? factor.with(multiplicity: multiplicity)
          : Factor(squareFree: base, multiplicity: multiplicity))
    }
    return (numerator, kept)
  }

  /// Two lists of factors over common bases: each base with its multiplicities in both.
  ///
  /// Equal bases and different irreducible bases need no work; others are refined by greatest
  /// common divisors.
  static func matched(
    _ left: [Factor], _ right: [Factor]
  ) -> [(factor: Factor, left: Int, right: Int)] {
    var result: [(factor: Factor, left: Int, right: Int)] = []
    var rightOpen = right
    var leftOpen: [Factor] = []
    for factor in left {
      if let index = rightOpen.firstIndex(where: { $0.base == factor.base }) {
        result.append((factor, factor.multiplicity, rightOpen[index].multiplicity))
        rightOpen.remove(at: index)
      } else {
        leftOpen.append(factor)
      }
    }
    while let a = leftOpen.popLast() {
      var isOpen = true
      for (index, b) in rightOpen.enumerated() where !(a.isIrreducible && b.isIrreducible) {
        let common = MultivariatePolynomial.greatestCommonDivisor(a.base, b.base)
        if common.isConstant { continue }
        let shared = Factor(
          squareFree: common, multiplicity: 1,
          isIrreducible: a.isIrreducible && common == a.base
            || b.isIrreducible && common == b.base)
        result.append((shared, a.multiplicity, b.multiplicity))
        rightOpen.remove(at: index)
        if let rest = a.dividing(by: common) { leftOpen.append(rest) }
        if let rest = b.dividing(by: common) { rightOpen.append(rest) }
        isOpen = false
        break
      }
      if isOpen { result.append((a, a.multiplicity, 0)) }
    }
    return result + rightOpen.map { ($0, 0, $0.multiplicity) }
  }

  static func sorted(_ factors: [Factor]) -> [Factor] {
    factors.sorted { MultivariatePolynomial.precedes($0.base, $1.base) }
  }
}

extension MultivariatePolynomial {
  /// The quotient by a primitive polynomial when it divides, else nil; most that do not are
  /// found out by an image modulo a prime.
  func quotientIfMultiple(of divisor: MultivariatePolynomial) -> MultivariatePolynomial? {
    if isZero { return nil }
    guard Set(divisor.variables).isSubset(of: variables), divisor.totalDegree <= totalDegree
    else { return nil }
    if termCount > 8, !divisor.isSingleVariable,
      MultivariatePolynomial.imageProvesIndivisible(self, by: divisor)
    {
      return nil
    }
    return exactQuotient(dividingBy: divisor)
  }
}

extension PolynomialFactorization.Factor {
  /// A square-free factor whose irreducibility is found by what is cheap to see.
  init(squareFree base: MultivariatePolynomial, multiplicity: Int, isIrreducible: Bool = false) {
    self.init(
      base: base, multiplicity: multiplicity,
      isIrreducible: isIrreducible || base.totalDegree == 1)
  }

  func with(multiplicity: Int) -> PolynomialFactorization.Factor {
    .init(base: base, multiplicity: multiplicity, isIrreducible: isIrreducible)
  }

  /// The factor without a divisor of its base; nil when nothing is left.
  func dividing(by divisor: MultivariatePolynomial) -> PolynomialFactorization.Factor? {
    let rest = base.exactlyDivided(by: divisor).primitivePart
    return rest.isConstant ? nil : .init(squareFree: rest, multiplicity: multiplicity)
  }
}
