internal import CGMP

/// Kronecker's substitution: a polynomial with integer coefficients as one integer, so that a
/// product of polynomials is one product of integers.
extension Integer {
  /// Σ_i values[i] 2^(64 limbs i), the values of any sign.
  ///
  /// - Precondition: |values[i]| < 2^(64 limbs).
  package static func packed(_ values: [Integer], limbs: Int) -> Integer {
    let positive = packed(values, limbs: limbs) { $0.isPositive }
    return positive - packed(values, limbs: limbs) { $0.isNegative }
  }

  /// The magnitudes of the values that are chosen.
  private static func packed(
    _ values: [Integer], limbs: Int, where isChosen: (Integer) -> Bool
  ) -> Integer {
    precondition(limbs >= 1, "slots without room")
    if values.isEmpty { return .zero }
    let total = values.count * limbs
    return computing { result in
      guard let target = __gmpz_limbs_write(result, total) else { return }
      target.update(repeating: 0, count: total)
      for (index, value) in values.enumerated() where isChosen(value) {
        value.withMPZ { x in
          let size = __gmpz_size(x)
          precondition(size <= limbs, "a value too long for its slot")
          guard let source = __gmpz_limbs_read(x) else { return }
          (target + index * limbs).update(from: source, count: size)
        }
      }
      __gmpz_limbs_finish(result, total)
    }
  }

  /// The values c_i, `slots` of them, of the number Σ_i c_i 2^(64 limbs i) with
  /// -2^(64 limbs - 1) <= c_i < 2^(64 limbs - 1), where i < count.
  package func unpacked(slots: Range<Int>, of count: Int, limbs: Int) -> [Integer] {
    precondition(slots.lowerBound >= 0 && slots.upperBound <= count, "a slot that is not there")
    let total = count * limbs
    if total == 0 { return [] }
    // With half a slot added everywhere there are no borrows.
    let offset = Integer.computing { result in
      guard let target = __gmpz_limbs_write(result, total) else { return }
      target.update(repeating: 0, count: total)
      for index in 1...count { target[index * limbs - 1] = 1 << 63 }
      __gmpz_limbs_finish(result, total)
    }
    let half = Integer.one << (64 * limbs - 1)
    let lifted = self + offset
    return lifted.withMPZ { x in
      let size = __gmpz_size(x)
      guard let source = __gmpz_limbs_read(x) else { return [] }
      return slots.map { index in
        let start = index * limbs
        let length = Swift.max(0, Swift.min(limbs, size - start))
        if length == 0 { return -half }
        return Integer.computing { result in
          var lent = __mpz_struct()
          guard let slot = __gmpz_roinit_n(&lent, source + start, length) else { return }
          half.withMPZ { __gmpz_sub(result, slot, $0) }
        }
      }
    }
  }
}
