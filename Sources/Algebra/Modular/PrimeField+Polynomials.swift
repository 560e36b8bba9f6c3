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
    let scale = inverse(lead)
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
