/// The exponents of a monomial in k ordered variables, comparable in the graded lexicographic
/// order: the total degree decides first, then the exponent of the first variable, and so on.
///
/// Only keys of the same k may meet.
protocol MonomialKey: Comparable, Hashable, Sendable {
  /// Trusts that the exponents are nonnegative and that their sum is within ``maximumDegree``.
  init(exponents: [Int])

  /// The greatest total degree that keys of k variables hold.
  static func maximumDegree(variableCount: Int) -> Int

  func exponent(_ index: Int, variableCount: Int) -> Int
  func totalDegree(variableCount: Int) -> Int

  /// The exponents, one for each variable.
  func exponents(variableCount: Int) -> [Int]

  /// The product; the sum of the degrees must be within ``maximumDegree``.
  static func * (left: Self, right: Self) -> Self

  /// The quotient, nil when an exponent would be negative.
  func quotient(dividingBy divisor: Self, variableCount: Int) -> Self?

  /// Well-mixed bits for open addressing.
  var scrambled: UInt { get }
}

/// A key of 128 bits: k+1 equal fields, the total degree in the highest, then the variables in
/// order. The top bit of each field stays zero, so a borrow shows there.
struct PackedMonomial: MonomialKey {
  let bits: UInt128

  init(bits: UInt128) { self.bits = bits }

  /// The width of a field.
  static func fieldWidth(variableCount: Int) -> Int { min(62, 128 / (variableCount + 1)) }

  static func maximumDegree(variableCount: Int) -> Int {
    let width = fieldWidth(variableCount: variableCount)
    return width < 2 ? -1 : (1 << (width - 1)) - 1
  }

  init(exponents: [Int]) {
    let width = PackedMonomial.fieldWidth(variableCount: exponents.count)
    var bits: UInt128 = 0
    var total = 0
    for exponent in exponents {
      total += exponent
      bits = (bits << UInt128(width)) | UInt128(UInt64(exponent))
    }
    let shift = width * exponents.count
    self.bits = bits | (UInt128(UInt64(total)) << UInt128(shift))
  }

  func exponent(_ index: Int, variableCount: Int) -> Int {
    let width = PackedMonomial.fieldWidth(variableCount: variableCount)
    let shifted = bits >> UInt128(width * (variableCount - 1 - index))
    return Int(truncatingIfNeeded: shifted) & ((1 << width) - 1)
  }

  func totalDegree(variableCount: Int) -> Int {
    let width = PackedMonomial.fieldWidth(variableCount: variableCount)
    return Int(truncatingIfNeeded: bits >> UInt128(width * variableCount))
  }

  func exponents(variableCount: Int) -> [Int] {
    (0..<variableCount).map { exponent($0, variableCount: variableCount) }
  }

  static func * (left: PackedMonomial, right: PackedMonomial) -> PackedMonomial {
    PackedMonomial(bits: left.bits &+ right.bits)
  }

  /// The top bits of all fields.
  static func guardMask(variableCount: Int) -> UInt128 {
    let width = fieldWidth(variableCount: variableCount)
    var mask: UInt128 = 0
    for field in 0...variableCount { mask |= 1 << UInt128(width * field + width - 1) }
    return mask
  }

  func quotient(dividingBy divisor: PackedMonomial, variableCount: Int) -> PackedMonomial? {
    quotient(
      dividingBy: divisor,
      guardMask: PackedMonomial.guardMask(variableCount: variableCount))
  }

  func quotient(dividingBy divisor: PackedMonomial, guardMask: UInt128) -> PackedMonomial? {
    let difference = bits &- divisor.bits
    return difference & guardMask == 0 && bits >= divisor.bits
      ? PackedMonomial(bits: difference) : nil
  }

  static func < (left: PackedMonomial, right: PackedMonomial) -> Bool { left.bits < right.bits }

  var scrambled: UInt {
    let low = UInt(truncatingIfNeeded: bits)
    let high = UInt(truncatingIfNeeded: bits >> 64)
    // Odd multipliers (the golden ratio and the square root of 3 in 64 bits) spread the fields.
    var mixed = low &* 0x9E37_79B9_7F4A_7C15 ^ (high &* 0xBB67_AE85_84CA_A73B)
    mixed ^= mixed >> 32
    return mixed &* 0x9E37_79B9_7F4A_7C15
  }
}

/// A key of any width, for many variables or high degrees.
struct WideMonomial: MonomialKey {
  /// The total degree, then the exponents.
  let fields: [Int]

  init(fields: [Int]) { self.fields = fields }

  static func maximumDegree(variableCount: Int) -> Int { Int.max / 2 }

  init(exponents: [Int]) { fields = [exponents.reduce(0, +)] + exponents }

  func exponent(_ index: Int, variableCount: Int) -> Int { fields[index + 1] }
  func totalDegree(variableCount: Int) -> Int { fields[0] }
  func exponents(variableCount: Int) -> [Int] { Array(fields.dropFirst()) }

  static func * (left: WideMonomial, right: WideMonomial) -> WideMonomial {
    WideMonomial(fields: zip(left.fields, right.fields).map { $0 + $1 })
  }

  func quotient(dividingBy divisor: WideMonomial, variableCount: Int) -> WideMonomial? {
    let difference = zip(fields, divisor.fields).map { $0 - $1 }
    return difference.allSatisfy { $0 >= 0 } ? WideMonomial(fields: difference) : nil
  }

  static func < (left: WideMonomial, right: WideMonomial) -> Bool {
    left.fields.lexicographicallyPrecedes(right.fields)
  }

  var scrambled: UInt { UInt(bitPattern: hashValue) }
}
