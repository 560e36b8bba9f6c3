extension PrimeField {
  /// The products of the irreducible factors of each degree of a monic square-free polynomial.
  func distinctDegreeParts(_ polynomial: [UInt]) -> [(part: [UInt], degree: Int)] {
    var parts: [(part: [UInt], degree: Int)] = []
    var rest = polynomial
    var frobenius: [UInt] = [0, 1]
    var degree = 0
    while 2 * (degree + 1) <= rest.count - 1 {
      degree += 1
      frobenius = power(frobenius, modulus, modulo: rest)
      let part = greatestCommonDivisor(rest, subtract(frobenius, [0, 1]))
      if part.count > 1 {
        parts.append((part, degree))
        rest = quotientAndRemainder(rest, dividingBy: part).quotient
        frobenius = remainder(frobenius, dividingBy: rest)
      }
    }
    if rest.count > 1 { parts.append((rest, rest.count - 1)) }
    return parts
  }

  /// The monic irreducible factors of a monic product of distinct ones of the same degree
  /// (Cantor and Zassenhaus), for an odd prime.
  func equalDegreeFactors(_ polynomial: [UInt], degree: Int) -> [[UInt]] {
    var finished: [[UInt]] = []
    var open = [polynomial]
    var seed: UInt = 0
    while let next = open.popLast() {
      if next.count - 1 == degree {
        finished.append(next)
        continue
      }
      // A trial splits with a chance of about a half; the values only decide the speed.
      var split: [UInt]?
      while split == nil {
        seed &+= 1
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        let trial = trimmed(
          (1..<next.count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state % modulus
          })
        if trial.count < 2 { continue }
        // trial^((p^d - 1)/2) = (trial^(1 + p + ... + p^(d-1)))^((p-1)/2).
        var norm = trial
        var conjugate = trial
        for _ in 1..<max(degree, 1) {
          conjugate = power(conjugate, modulus, modulo: next)
          norm = remainder(multiply(norm, conjugate), dividingBy: next)
        }
        let half = power(norm, (modulus - 1) / 2, modulo: next)
        let part = greatestCommonDivisor(next, subtract(half, [1]))
        if part.count > 1, part.count < next.count { split = part }
      }
      if let part = split {
        open.append(part)
        open.append(quotientAndRemainder(next, dividingBy: part).quotient)
      }
    }
    return finished
  }
}
