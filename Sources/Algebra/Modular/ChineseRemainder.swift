internal import Multiprecision

/// The primes below 2^62 in descending order, with their fields.
struct WordPrimes {
  private var candidate: UInt = 1 << 62

  mutating func next() -> PrimeField {
    repeat { candidate -= candidate & 1 == 0 ? 1 : 2 } while !Integer(candidate).isProbablePrime
    return PrimeField(modulus: candidate)
  }
}

enum ChineseRemainder {
  /// The values in the symmetric range of `modulus * p` with the given residues modulo both:
  /// `values` are symmetric modulo `modulus`, and a value without change is kept.
  static func lift(
    _ values: [Integer], modulus: Integer, with residues: [UInt], in field: PrimeField
  ) -> [Integer] {
    let inverse = field.inverse(modulus.remainder(modulo: field.modulus))
    let half = field.modulus / 2
    return zip(values, residues).map { value, residue in
      let difference = field.subtract(residue, value.remainder(modulo: field.modulus))
      let step = field.multiply(difference, inverse)
      if step == 0 { return value }
      let signed = step > half ? Int(step) - Int(field.modulus) : Int(step)
      return value + modulus * Integer(signed)
    }
  }
}
