/// Dense polynomials over a prime field: coefficients ascending, no leading zeros, `[]` is zero.
extension PrimeField {
  func trimmed(_ a: [UInt]) -> [UInt] {
    var a = a
    while a.last == 0 { a.removeLast() }
    return a
  }

  /// The monic multiple of a nonzero polynomial; zero stays.
  func monic(_ a: [UInt]) -> [UInt] {
    guard let lead = a.last, lead != 1 else { return a }
    let scale = inverse(lead)
    return a.map { multiply($0, scale) }
  }

  /// The remainder of the division by a nonzero polynomial.
  func remainder(_ a: [UInt], dividingBy b: [UInt]) -> [UInt] {
    quotientAndRemainder(a, dividingBy: b).remainder
  }

  func quotientAndRemainder(
    _ a: [UInt], dividingBy b: [UInt]
  ) -> (quotient: [UInt], remainder: [UInt]) {
    guard let lead = b.last, a.count >= b.count else { return ([], a) }
    let scale = lead == 1 ? 1 : inverse(lead)
    if sumsFit(terms: b.count) {
      return quotientAndRemainderBySums(a, dividingBy: b, inverseLead: scale)
    }
    var rest = a
    var quotient = Array(repeating: UInt(0), count: a.count - b.count + 1)
    for shift in stride(from: a.count - b.count, through: 0, by: -1) {
      let top = rest[shift + b.count - 1]
      if top == 0 { continue }
      let factor = multiply(top, scale)
      quotient[shift] = factor
      for (index, coefficient) in b.enumerated() {
        rest[shift + index] = subtract(rest[shift + index], multiply(factor, coefficient))
      }
    }
    rest.removeLast(rest.count - b.count + 1)
    return (quotient, trimmed(rest))
  }

  /// The monic greatest common divisor; zero for two zeros.
  func greatestCommonDivisor(_ a: [UInt], _ b: [UInt]) -> [UInt] {
    var (x, y) = (a, b)
    while !y.isEmpty { (x, y) = (y, remainder(x, dividingBy: y)) }
    return monic(x)
  }
}

extension PrimeField {
  func add(_ a: [UInt], _ b: [UInt]) -> [UInt] {
    let (long, short) = a.count >= b.count ? (a, b) : (b, a)
    var sum = long
    for (index, value) in short.enumerated() { sum[index] = add(sum[index], value) }
    return trimmed(sum)
  }

  func subtract(_ a: [UInt], _ b: [UInt]) -> [UInt] {
    add(a, b.map { negate($0) })
  }

  func multiply(_ a: [UInt], _ b: [UInt]) -> [UInt] {
    if a.isEmpty || b.isEmpty { return [] }
    var product = Array(repeating: UInt(0), count: a.count + b.count - 1)
    if sumsFit(terms: min(a.count, b.count)) {
      for (i, x) in a.enumerated() where x != 0 {
        for (j, y) in b.enumerated() { product[i + j] &+= x &* y }
      }
      for index in product.indices { product[index] %= modulus }
      return trimmed(product)
    }
    for (i, x) in a.enumerated() where x != 0 {
      for (j, y) in b.enumerated() { product[i + j] = add(product[i + j], multiply(x, y)) }
    }
    return trimmed(product)
  }

  func derivative(_ a: [UInt]) -> [UInt] {
    trimmed(a.enumerated().dropFirst().map { multiply($1, UInt($0) % modulus) })
  }

  /// `base^exponent` modulo a polynomial of positive degree.
  func power(_ base: [UInt], _ exponent: UInt, modulo polynomial: [UInt]) -> [UInt] {
    var result: [UInt] = [1]
    let base = remainder(base, dividingBy: polynomial)
    for bit in stride(from: UInt.bitWidth - exponent.leadingZeroBitCount - 1, through: 0, by: -1) {
      result = remainder(multiply(result, result), dividingBy: polynomial)
      if exponent >> UInt(bit) & 1 == 1 {
        result = remainder(multiply(result, base), dividingBy: polynomial)
      }
    }
    return result
  }

  /// Coefficients with `s a + t b = 1` for coprime polynomials, deg s < deg b, deg t < deg a.
  func bezout(_ a: [UInt], _ b: [UInt]) -> (s: [UInt], t: [UInt]) {
    var (r0, r1) = (a, b)
    var (s0, s1): ([UInt], [UInt]) = ([1], [])
    var (t0, t1): ([UInt], [UInt]) = ([], [1])
    while !r1.isEmpty {
      let (quotient, remainder) = quotientAndRemainder(r0, dividingBy: r1)
      (r0, r1) = (r1, remainder)
      (s0, s1) = (s1, subtract(s0, multiply(quotient, s1)))
      (t0, t1) = (t1, subtract(t0, multiply(quotient, t1)))
    }
    let scale = inverse(r0.last ?? 1)
    return (s0.map { multiply($0, scale) }, t0.map { multiply($0, scale) })
  }
}

/// For small primes: sums of products are reduced once, not after each product.
extension PrimeField {
  /// Whether a residue plus this many products of residues fit in a word.
  func sumsFit(terms: Int) -> Bool {
    modulus < 1 << 20 && terms < 1 << 22
  }

  func quotientAndRemainderBySums(
    _ a: [UInt], dividingBy b: [UInt], inverseLead: UInt
  ) -> (quotient: [UInt], remainder: [UInt]) {
    var rest = a
    var quotient = Array(repeating: UInt(0), count: a.count - b.count + 1)
    for shift in stride(from: a.count - b.count, through: 0, by: -1) {
      let factor = (rest[shift + b.count - 1] % modulus) * inverseLead % modulus
      if factor == 0 { continue }
      quotient[shift] = factor
      let negated = modulus - factor
      // Each place receives at most one product for each term of the divisor.
      for index in b.indices { rest[shift + index] &+= negated &* b[index] }
    }
    rest.removeLast(rest.count - b.count + 1)
    return (quotient, trimmed(rest.map { $0 % modulus }))
  }
}
