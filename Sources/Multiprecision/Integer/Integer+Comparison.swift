internal import CGMP
internal import CNumericShims

extension Integer: Comparable, Hashable {
  /// Whether the values are equal.
  public static func == (left: Integer, right: Integer) -> Bool {
    switch (left.box, right.box) {
    case (nil, nil): left.word == right.word
    case (.some(let a), .some(let b)):
      a === b || left.withMPZ { a in right.withMPZ { __gmpz_cmp(a, $0) == 0 } }
    // Canonical: a boxed value never fits in a word.
    default: false
    }
  }

  /// The order of the integers.
  public static func < (left: Integer, right: Integer) -> Bool {
    if left.box == nil, right.box == nil { return left.word < right.word }
    return left.withMPZ { a in right.withMPZ { __gmpz_cmp(a, $0) < 0 } }
  }

  /// Hashes the value, of which there is one representation.
  public func hash(into hasher: inout Hasher) {
    guard let box else {
      hasher.combine(word)
      return
    }
    box.withUnsafeMutablePointerToHeader { value in
      hasher.combine(value.pointee._mp_size)
      let limbs = shim_mpz_limbs(value)
      hasher.combine(
        bytes: UnsafeRawBufferPointer(
          start: value.pointee._mp_d, count: Int(limbs) * MemoryLayout<mp_limb_t>.size))
    }
  }
}
