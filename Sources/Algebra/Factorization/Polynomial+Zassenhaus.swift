internal import Multiprecision

extension Polynomial {
  /// The combinations of modular factors that the search tries before it gives up on what is
  /// left of a polynomial.
  static let combinationLimit = 1 << 18

  /// The irreducible factors of a primitive square-free polynomial of positive degree.
  func squareFreeIrreducibleFactors() -> [(base: Polynomial, isIrreducible: Bool)] {
    if degree <= 1 { return [(self, true)] }
    if integers[0].isZero {
      let rest = Polynomial(integers: Array(integers.dropFirst()))
      return [(.x, true)] + rest.squareFreeIrreducibleFactors()
    }
    guard let (field, parts) = modularParts() else { return [(self, true)] }
    var modular: [[UInt]] = []
    for (part, degree) in parts {
      modular += field.equalDegreeFactors(part, degree: degree)
    }
    if modular.count == 1 { return [(self, true)] }
    let lead = integers.last ?? .one
    // Mignotte: a factor's coefficients are at most 2^n |f|_2; those of lc times a monic factor
    // lc times that; the symmetric range needs twice as much.
    let norm = integers.reduce(Integer.zero) { $0 + $1.squared() }
    let root = Integer.one.shifted(leftBy: norm.bitWidth / 2 + 1)
    let bound = (lead.magnitude * root).shifted(leftBy: degree + 1)
    let (point, value) = pointOfNonzeroValue()
    let lifting = HenselLifting(
      field: field, bound: max(bound, lead.magnitude * value.magnitude * 2))
    return recombine(
      lifting.lift(integers, factors: modular), modulus: lifting.modulus, point: point)
  }

  /// The least integer from 2 on that is not a root, and the value there.
  private func pointOfNonzeroValue() -> (point: Integer, value: Integer) {
    var point: Integer = 2
    while true {
      let value = evaluated(at: point).numerator
      if !value.isZero { return (point, value) }
      point += 1
    }
  }

  /// Among a few primes that keep the degree and square-freeness, the one with the fewest
  /// factors, in distinct-degree parts; nil when the possible degrees prove irreducibility.
  private func modularParts() -> (field: PrimeField, parts: [(part: [UInt], degree: Int)])? {
    var best: (field: PrimeField, parts: [(part: [UInt], degree: Int)], count: Int)?
    var possible = Set(1..<degree)
    var candidate: UInt = 100
    var tried = 0
    while tried < 6 || best == nil {
      candidate += 1
      guard Integer(candidate).isProbablePrime else { continue }
      let field = PrimeField(modulus: candidate)
      let image = image(in: field)
      guard image.count == integers.count,
        field.greatestCommonDivisor(image, field.derivative(image)).count == 1
      else { continue }
      tried += 1
      let parts = field.distinctDegreeParts(field.monic(image))
      var sums: Set<Int> = [0]
      var count = 0
      for (part, partDegree) in parts {
        for _ in 0..<((part.count - 1) / partDegree) {
          sums.formUnion(sums.map { $0 + partDegree })
          count += 1
        }
      }
      possible.formIntersection(sums)
      if possible.isEmpty { return nil }
      if count < best?.count ?? .max { best = (field, parts, count) }
    }
    return best.map { ($0.field, $0.parts) }
  }

  /// A factor modulo a power of the prime.
  private struct LiftedFactor {
    let polynomial: [Integer]
    /// The value at the point of comparison.
    let value: Integer
    /// Minus the sum of the roots.
    let trace: Integer
  }

  /// Finds the subsets of the lifted factors whose products are factors over the integers, the
  /// smallest subsets first.
  private func recombine(
    _ lifted: [[Integer]], modulus: Integer, point: Integer
  ) -> [(base: Polynomial, isIrreducible: Bool)] {
    let ring = ResiduePolynomials(modulus: modulus)
    var found: [(base: Polynomial, isIrreducible: Bool)] = []
    var rest = self
    var open = lifted.map { factor in
      LiftedFactor(
        polynomial: factor,
        value: factor.reversed().reduce(.zero) { ring.symmetric($0 * point + $1) },
        trace: factor[factor.count - 2])
    }
    var size = 1
    var budget = Polynomial.combinationLimit
    while 2 * size <= open.count {
      var subset = Subset(size: size, of: open.count)
      var divided = false
      let whole = Comparison(rest, at: point)
      repeat {
        if budget == 0 { return found + [(rest, false)] }
        budget -= 1
        let factors = subset.indices.map { open[$0] }
        if let (factor, cofactor) = rest.split(by: factors, comparison: whole, in: ring) {
          found.append((factor, true))
          rest = cofactor
          for index in subset.indices.reversed() { open.remove(at: index) }
          divided = true
        }
      } while !divided && subset.advance()
      if !divided { size += 1 }
    }
    if rest.degree > 0 { found.append((rest, true)) }
    return found
  }

  /// What a polynomial with leading coefficient lc allows its factors.
  private struct Comparison {
    let lead: Integer
    /// `lc f(point)`, not zero, which lc times the value of a monic factor divides.
    let value: Integer
    /// `|lc| + max |a_i|`: lc times a root is at most this (Cauchy).
    let rootBound: Integer

    init(_ polynomial: Polynomial, at point: Integer) {
      lead = polynomial.integers.last ?? .one
      value = lead * polynomial.evaluated(at: point).numerator
      rootBound =
        lead.magnitude + polynomial.integers.reduce(Integer.zero) { max($0, $1.magnitude) }
    }
  }

  /// The factor that the product of some lifted factors stands for, if it divides; the sum of
  /// the roots and the value at a point exclude nearly all that do not.
  private func split(
    by factors: [LiftedFactor], comparison whole: Comparison, in ring: ResiduePolynomials
  ) -> (factor: Polynomial, cofactor: Polynomial)? {
    var trace = Integer.zero
    var degree = 0
    for factor in factors {
      trace += factor.trace
      degree += factor.polynomial.count - 1
    }
    if ring.symmetric(trace * whole.lead).magnitude > Integer(degree) * whole.rootBound {
      return nil
    }
    let value = factors.reduce(whole.lead) { ring.symmetric($0 * $1.value) }
    if value.isZero || !whole.value.isMultiple(of: value) { return nil }
    let product = factors.reduce([whole.lead]) { ring.multiply($0, $1.polynomial) }
    let candidate = Polynomial(integers: product.map { ring.symmetric($0) }).primitivePart
    return exactQuotient(dividingBy: candidate).map { (candidate, $0) }
  }
}
