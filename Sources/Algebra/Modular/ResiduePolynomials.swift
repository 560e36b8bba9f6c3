internal import Multiprecision

/// Polynomials modulo an integer m: coefficients ascending in `0 ..< m`, trimmed.
struct ResiduePolynomials {
  let modulus: Integer

  func reduce(_ a: [Integer]) -> [Integer] {
    var reduced = a.map { value in
      value.isNegative || value >= modulus ? (try? value.modulo(modulus)) ?? value : value
    }
    while reduced.last?.isZero == true { reduced.removeLast() }
    return reduced
  }

  func add(_ a: [Integer], _ b: [Integer]) -> [Integer] {
    let (long, short) = a.count >= b.count ? (a, b) : (b, a)
    var sum = long
    for (index, value) in short.enumerated() { sum[index] += value }
    return reduce(sum)
  }

  func subtract(_ a: [Integer], _ b: [Integer]) -> [Integer] { add(a, b.map { -$0 }) }

  func multiply(_ a: [Integer], _ b: [Integer]) -> [Integer] {
    reduce(DenseIntegers.product(a, b))
  }

  /// The division by a monic polynomial.
  func quotientAndRemainder(
    _ a: [Integer], dividingByMonic b: [Integer]
  ) -> (quotient: [Integer], remainder: [Integer]) {
    if a.count < b.count { return ([], a) }
    var rest = a
    var quotient = Array(repeating: Integer.zero, count: a.count - b.count + 1)
    for shift in stride(from: a.count - b.count, through: 0, by: -1) {
      let top = rest[shift + b.count - 1]
      let factor = (try? top.modulo(modulus)) ?? top
      if factor.isZero { continue }
      quotient[shift] = factor
      for (index, coefficient) in b.enumerated() {
        rest[shift + index].subtractProduct(factor, coefficient)
      }
    }
    rest.removeLast(rest.count - b.count + 1)
    return (reduce(quotient), reduce(rest))
  }

  /// The representative in the symmetric range.
  func symmetric(_ value: Integer) -> Integer {
    let residue = (try? value.modulo(modulus)) ?? value
    return residue * 2 > modulus ? residue - modulus : residue
  }
}
