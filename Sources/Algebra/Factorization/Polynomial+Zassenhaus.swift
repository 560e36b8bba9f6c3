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
    let lifting = HenselLifting(field: field, bound: bound)
    return recombine(lifting.lift(integers, factors: modular), modulus: lifting.modulus)
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

  /// Finds the subsets of the lifted factors whose products are factors over the integers, the
  /// smallest subsets first.
  private func recombine(
    _ lifted: [[Integer]], modulus: Integer
  ) -> [(base: Polynomial, isIrreducible: Bool)] {
    let ring = ResiduePolynomials(modulus: modulus)
    var found: [(base: Polynomial, isIrreducible: Bool)] = []
    var rest = self
    var open = lifted
    var size = 1
    var budget = Polynomial.combinationLimit
    while 2 * size <= open.count {
      var subset = Subset(size: size, of: open.count)
      var divided = false
      while !divided {
        if budget == 0 { return found + [(rest, false)] }
        budget -= 1
        if let (factor, cofactor) = rest.split(by: subset.indices.map { open[$0] }, in: ring) {
          found.append((factor, true))
          rest = cofactor
          for index in subset.indices.reversed() { open.remove(at: index) }
          divided = true
        } else if !subset.advance() {
          break
        }
      }
      if !divided { size += 1 }
    }
    if rest.degree > 0 { found.append((rest, true)) }
    return found
  }

  /// The factor that the product of some lifted factors stands for, if it divides.
  ///
  /// Two necessary conditions come first: lc times the sum of a factor's roots is at most its
  /// degree times `|lc| + max |a_i|` (Cauchy's bound of the roots), and the constant term of lc
  /// times the monic product divides lc f(0).
  private func split(
    by factors: [[Integer]], in ring: ResiduePolynomials
  ) -> (factor: Polynomial, cofactor: Polynomial)? {
    guard let lead = integers.last, let tail = integers.first else { return nil }
    var trace = Integer.zero
    var degree = 0
    for factor in factors {
      trace += factor[factor.count - 2]
      degree += factor.count - 1
    }
    let height = integers.reduce(Integer.zero) { max($0, $1.magnitude) }
    if ring.symmetric(trace * lead).magnitude > Integer(degree) * (lead.magnitude + height) {
      return nil
    }
    var constant = lead
    for factor in factors { constant = ring.symmetric(constant * (factor.first ?? .zero)) }
    if constant.isZero || !(lead * tail).isMultiple(of: constant) { return nil }
    let product = factors.reduce([lead]) { ring.multiply($0, $1) }
    let candidate = Polynomial(integers: product.map { ring.symmetric($0) }).primitivePart
    return exactQuotient(dividingBy: candidate).map { (candidate, $0) }
  }
}
