internal import Multiprecision

/// Lifts a factorization modulo a prime to one modulo a power of it, by a binary tree of
/// quadratic steps (von zur Gathen and Gerhard, Modern Computer Algebra, section 15.4).
struct HenselLifting {
  let field: PrimeField
  /// The number of squarings: the final modulus is p^(2^steps).
  let steps: Int

  /// Enough steps that the modulus exceeds a bound.
  init(field: PrimeField, bound: Integer) {
    self.field = field
    var steps = 0
    var modulus = Integer(field.modulus)
    while modulus <= bound {
      modulus *= modulus
      steps += 1
    }
    self.steps = steps
  }

  var modulus: Integer { Integer(field.modulus).power(1 << steps) }

  /// The monic factors modulo ``modulus`` that reduce to the given monic factors modulo p, for
  /// a polynomial whose leading coefficient p does not divide.
  func lift(_ polynomial: [Integer], factors: [[UInt]]) -> [[Integer]] {
    if factors.count == 1 {
      let ring = ResiduePolynomials(modulus: modulus)
      guard let lead = polynomial.last, let inverse = lead.inverse(modulo: modulus) else {
        return [polynomial]
      }
      return [ring.multiply(polynomial, [inverse])]
    }
    let half = factors.count / 2
    let left = Array(factors[..<half])
    let right = Array(factors[half...])
    let lead = polynomial.last?.remainder(modulo: field.modulus) ?? 1
    let (g, h) = liftPair(
      polynomial,
      left.reduce([lead]) { field.multiply($0, $1) },
      right.reduce([1]) { field.multiply($0, $1) })
    return lift(g, factors: left) + lift(h, factors: right)
  }

  /// The factors g and monic h modulo ``modulus``.
  private func liftPair(
    _ f: [Integer], _ g0: [UInt], _ h0: [UInt]
  ) -> (g: [Integer], h: [Integer]) {
    let bezout = field.bezout(g0, h0)
    var (g, h) = (g0.map { Integer($0) }, h0.map { Integer($0) })
    var (s, t) = (bezout.s.map { Integer($0) }, bezout.t.map { Integer($0) })
    var modulus = Integer(field.modulus)
    for _ in 0..<steps {
      modulus *= modulus
      let ring = ResiduePolynomials(modulus: modulus)
      let error = ring.subtract(ring.reduce(f), ring.multiply(g, h))
      let (q, r) = ring.quotientAndRemainder(ring.multiply(s, error), dividingByMonic: h)
      g = ring.add(g, ring.add(ring.multiply(t, error), ring.multiply(q, g)))
      h = ring.add(h, r)
      let defect = ring.subtract(ring.add(ring.multiply(s, g), ring.multiply(t, h)), [1])
      let (c, d) = ring.quotientAndRemainder(ring.multiply(s, defect), dividingByMonic: h)
      s = ring.subtract(s, d)
      t = ring.subtract(t, ring.add(ring.multiply(t, defect), ring.multiply(c, g)))
    }
    return (g, h)
  }
}
