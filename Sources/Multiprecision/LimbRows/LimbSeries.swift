internal import CGMP

/// The coefficients of a power series as fixed-point numbers below 1 in modulus: signs, and limbs
/// of which none is before the point.
///
/// The numbers are cut toward zero, so that each is off by less than a unit of its last limb, and
/// the first `limbs` of them are what a shorter computation reads.
package struct LimbSeries: Sendable {
  package let count: Int
  /// The limbs of a coefficient, all of them after the point.
  package let limbs: Int
  let isNegative: [Bool]
  /// Coefficient after coefficient, low limbs first.
  let magnitudes: [UInt]

  /// The numbers values[i] 2^(-64 limbs).
  ///
  /// - Precondition: |values[i]| < 2^(64 limbs).
  package init(_ values: [Integer], limbs: Int) {
    count = values.count
    self.limbs = limbs
    isNegative = values.map(\.isNegative)
    var magnitudes = [UInt](repeating: 0, count: values.count * limbs)
    magnitudes.withUnsafeMutableBufferPointer { target in
      for (index, value) in values.enumerated() {
        value.withMPZ { x in
          let size = __gmpz_size(x)
          precondition(size <= limbs, "a coefficient that is not below 1")
          guard let base = target.baseAddress, let source = __gmpz_limbs_read(x) else { return }
          (base + index * limbs).update(from: source, count: size)
        }
      }
    }
    self.magnitudes = magnitudes
  }
}
