internal import Multiprecision

/// The greatest common divisor of two integer polynomials in the same variables, without content
/// in a main variable x, from its images modulo primes.
///
/// Modulo the first prime the images in x at the powers of a random point give, coefficient by
/// coefficient, exponential sums whose bases are the monomials of the divisor: the recurrence of
/// Berlekamp and Massey finds them (Ben-Or and Tiwari's interpolation, with the monomials found
/// by trying those that the degrees allow). Further primes then need only linear systems for the
/// coefficients (Zippel). The divisor is made comparable between points by the factor
/// `gcd(lc a, lc b)`, and the candidate is verified by division: it has the degree in x of the
/// images' divisor, which is never too low, so one that divides both is the divisor.
struct SparseModularDivisor {
  private let a: SparseTerms<PackedMonomial>
  private let b: SparseTerms<PackedMonomial>
  private let lead: SparseTerms<PackedMonomial>
  private let main: Int
  private let degreeBounds: [Int]
  /// The monomials found for each power of x.
  private var skeleton: [[[Int]]] = []

  private enum Failure: Error { case unlucky }

  /// More monomials than this are not tried.
  private static let candidateLimit = 1 << 20

  /// `lead` is the divisor of the leading coefficients in x; the bounds are those of the divisor
  /// times `lead / lc`.
  init(
    _ a: SparseTerms<PackedMonomial>, _ b: SparseTerms<PackedMonomial>,
    lead: SparseTerms<PackedMonomial>, main: Int, degreeBounds: [Int]
  ) {
    self.a = a
    self.b = b
    self.lead = lead
    self.main = main
    self.degreeBounds = degreeBounds
  }

  /// The multiple of the divisor with the leading coefficient `lead`, as coefficients and
  /// exponents, unverified; an empty list means that the divisor is proven to be 1, nil that
  /// the search failed.
  mutating func candidate(seed: UInt) -> [(coefficient: Integer, exponents: [Int])]? {
    guard let first = try? interpolate(in: .mersenne61, seed: seed) else { return nil }
    if skeleton.count <= 1 { return [] }
    let half = PrimeField.mersenne61.modulus / 2
    var modulus = Integer(PrimeField.mersenne61.modulus)
    var combined = first.map {
      $0 > half ? Integer($0) - modulus : Integer($0)
    }
    var primes = WordPrimes()
    // Beyond the bits of both polynomials nothing sensible is left.
    var budget = 8 + (a.coefficientBitWidth + b.coefficientBitWidth + lead.coefficientBitWidth) / 16
    while budget > 0 {
      budget -= 1
      let field = primes.next()
      guard let residues = try? solve(in: field, seed: seed) else { continue }
      let lifted = ChineseRemainder.lift(combined, modulus: modulus, with: residues, in: field)
      modulus *= Integer(field.modulus)
      if lifted == combined { return terms(lifted) }
      combined = lifted
    }
    return nil
  }

  private func terms(_ values: [Integer]) -> [(coefficient: Integer, exponents: [Int])] {
    var result: [(coefficient: Integer, exponents: [Int])] = []
    for (value, monomial) in zip(values, skeleton.joined()) where !value.isZero {
      result.append((value, monomial))
    }
    return result
  }

  /// The scaled images of the divisor at the powers of a point.
  private struct DivisorImages {
    let field: PrimeField
    var a: GeometricImages
    var b: GeometricImages
    var lead: GeometricImages

    mutating func next() throws -> [UInt] {
      let (x, y) = (a.next(), b.next())
      guard let scale = lead.next().first, scale != 0, x.last != 0, y.last != 0 else {
        throw Failure.unlucky
      }
      return field.greatestCommonDivisor(x, y).map { field.multiply($0, scale) }
    }
  }

  private func images(in field: PrimeField, at point: [UInt]) -> DivisorImages {
    DivisorImages(
      field: field,
      a: GeometricImages(a, keeping: main, at: point, in: field),
      b: GeometricImages(b, keeping: main, at: point, in: field),
      lead: GeometricImages(lead, keeping: main, at: point, in: field))
  }

  private func point(_ field: PrimeField, seed: UInt) -> [UInt] {
    MultivariatePolynomial.imagePoint(
      degreeBounds.indices.map { Variable("\($0)") }, seed: seed
    ).map { $0 % (field.modulus - 2) + 2 }
  }

  /// Finds the skeleton, and the coefficients modulo the prime.
  private mutating func interpolate(in field: PrimeField, seed: UInt) throws -> [UInt] {
    let point = point(field, seed: seed)
    var images = images(in: field, at: point)
    var recurrences: [BerlekampMassey] = []
    repeat {
      let image = try images.next()
      if recurrences.isEmpty {
        recurrences = Array(repeating: BerlekampMassey(field: field), count: image.count)
      }
      if image.count == 1 {
        skeleton = []
        return []
      }
      if image.count != recurrences.count { throw Failure.unlucky }
      for (index, value) in image.enumerated() { recurrences[index].append(value) }
    } while !recurrences.allSatisfy(\.isSettled)
    let candidates = try candidates(at: point, in: field)
    var found: [[[Int]]] = []
    var residues: [UInt] = []
    for (power, recurrence) in recurrences.enumerated() {
      var nodes: [UInt] = []
      var monomials: [[Int]] = []
      for (value, exponents) in candidates where nodes.count < recurrence.length {
        if recurrence.characteristicPolynomial(at: value) == 0 {
          nodes.append(value)
          var full = exponents
          full[main] = power
          monomials.append(full)
        }
      }
      guard nodes.count == recurrence.length,
        let solution = field.solveTransposedVandermonde(
          nodes: nodes, values: recurrence.values.prefix(nodes.count))
      else { throw Failure.unlucky }
      found.append(monomials)
      residues += solution
    }
    skeleton = found
    return residues
  }

  /// The monomials in the other variables within the bounds, with their values at the point.
  private func candidates(
    at point: [UInt], in field: PrimeField
  ) throws -> [(value: UInt, exponents: [Int])] {
    var result: [(value: UInt, exponents: [Int])] = [
      (1, Array(repeating: 0, count: point.count))
    ]
    for index in point.indices where index != main {
      if result.count * (degreeBounds[index] + 1) > SparseModularDivisor.candidateLimit {
        throw Failure.unlucky
      }
      let base = result
      var power: UInt = 1
      for exponent in 1..<(degreeBounds[index] + 1) {
        power = field.multiply(power, point[index])
        result += base.map { value, exponents in
          var raised = exponents
          raised[index] = exponent
          return (field.multiply(value, power), raised)
        }
      }
    }
    return result
  }

  /// The coefficients of the skeleton modulo another prime.
  private func solve(in field: PrimeField, seed: UInt) throws -> [UInt] {
    let point = point(field, seed: seed &+ field.modulus)
    var images = images(in: field, at: point)
    var rows: [[UInt]] = Array(repeating: [], count: skeleton.count)
    for _ in 0..<(skeleton.map(\.count).max() ?? 0) {
      let image = try images.next()
      if image.count != skeleton.count { throw Failure.unlucky }
      for (index, value) in image.enumerated() { rows[index].append(value) }
    }
    var residues: [UInt] = []
    for (monomials, row) in zip(skeleton, rows) {
      let nodes = monomials.map { exponents in
        zip(exponents, point).enumerated().reduce(UInt(1)) { product, entry in
          entry.offset == main
            ? product
            : field.multiply(product, field.power(entry.element.1, entry.element.0))
        }
      }
      guard
        let solution = field.solveTransposedVandermonde(
          nodes: nodes, values: row.prefix(nodes.count))
      else { throw Failure.unlucky }
      residues += solution
    }
    return residues
  }
}
