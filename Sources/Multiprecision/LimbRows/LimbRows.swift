internal import CGMP

/// Fixed-point numbers in rows of machine words, changed in place, and a sum of such rows: a kernel
/// for recurrences whose numbers are a few words long, without allocation or reference counts.
///
/// A row is an integer in two's complement. All rows in use have ``length`` words, the sum has one
/// more than ``capacity``: fewer than 2^60 rows never overflow it. Row r of a product or quotient is a combination of the rows before it, as in
/// products of truncated power series. Between operations |row| < 2^(64 length - 3); ``multiply``
/// and ``divide`` lengthen the rows where that needs it and return false, with the rows in no
/// defined state, when the capacity does not suffice.
package struct LimbRows: ~Copyable {
  let words: UnsafeMutablePointer<UInt>
  package let count: Int
  package let capacity: Int
  package internal(set) var length: Int
  /// The rows that are still used: from 0.
  package private(set) var active: Int

  /// Rows of zeros.
  package init(count: Int, capacity: Int) {
    precondition(count >= 1 && capacity >= 3, "rows without room")
    self.count = count
    self.capacity = capacity
    length = 3
    active = count
    words = .allocate(capacity: (count + 1) * capacity + 1)
    words.initialize(repeating: 0, count: (count + 1) * capacity + 1)
  }

  deinit { words.deallocate() }

  @inline(__always)
  func row(_ index: Int) -> UnsafeMutablePointer<UInt> { words + index * capacity }

  /// Uses only the first rows from now on.
  package mutating func keep(_ rows: Int) { active = max(1, min(active, rows)) }

  // MARK: Lengths

  /// Whether the highest word repeats the sign of the one below it.
  @inline(__always)
  private func hasSpareWord(_ x: UnsafeMutablePointer<UInt>) -> Bool {
    Int(bitPattern: x[length - 1]) == Int(bitPattern: x[length - 2]) >> 63
  }

  private mutating func lengthen() -> Bool {
    guard length < capacity else { return false }
    for index in 0..<active {
      let x = row(index)
      x[length] = UInt(bitPattern: Int(bitPattern: x[length - 1]) >> 63)
    }
    length += 1
    return true
  }

  /// Drops highest words that all rows can spare, down to 3.
  package mutating func shorten() {
    while length > 3 {
      for index in 0..<active {
        let x = row(index)
        if !hasSpareWord(x) { return }
        if Int(bitPattern: x[length - 2]) != Int(bitPattern: x[length - 3]) >> 63 { return }
      }
      length -= 1
    }
  }

  /// Makes the highest word of every row a spare one.
  package mutating func makeRoom() -> Bool {
    var index = 0
    while index < active {
      if !hasSpareWord(row(index)) {
        if !lengthen() { return false }
      }
      index += 1
    }
    return true
  }

  // MARK: Products and quotients

  /// row_i = sum_j c_j row_(i-j), exactly.
  ///
  /// - Precondition: the sum of the |c_j| is less than 2^61.
  package mutating func multiply(by polynomial: UnsafePointer<Int>, size: Int) -> Bool {
    if !makeRoom() { return false }
    let length = self.length
    let first = polynomial[0]
    var index = active - 1
    while index >= 0 {
      let x = row(index)
      if first != 1 { _ = __gmpn_mul_1(x, x, length, first.magnitude) }
      if first < 0 { _ = __gmpn_neg(x, x, length) }
      var j = 1
      while j < size, j <= index {
        addProduct(of: index - j, polynomial[j], to: x)
        j += 1
      }
      index -= 1
    }
    return true
  }

  /// row_i = (row_i - sum_(j>=1) d_j row_(i-j))/d_0, the quotient cut toward zero.
  ///
  /// - Precondition: d_0 > 0, and the sum of the |d_j| is less than 2^61.
  package mutating func divide(by polynomial: UnsafePointer<Int>, size: Int) -> Bool {
    let divisor = UInt(polynomial[0])
    for index in 0..<active {
      let x = row(index)
      var j = 1
      while j < size, j <= index {
        addProduct(of: index - j, -polynomial[j], to: x)
        j += 1
      }
      if divisor != 1 {
        let isNegative = Int(bitPattern: x[length - 1]) < 0
        if isNegative { _ = __gmpn_neg(x, x, length) }
        _ = __gmpn_divrem_1(x, 0, x, length, divisor)
        if isNegative { _ = __gmpn_neg(x, x, length) }
      }
      // |row| < 2^(64 length - 3) here: one word more is room enough.
      if !hasSpareWord(x), !lengthen() { return false }
    }
    return true
  }

  package mutating func negate() {
    for index in 0..<active { _ = __gmpn_neg(row(index), row(index), length) }
  }

  @inline(__always)
  private func addProduct(of source: Int, _ factor: Int, to x: UnsafeMutablePointer<UInt>) {
    // Modulo 2^(64 length) the product of two's complement numbers is that of their words.
    if factor > 0 {
      _ = __gmpn_addmul_1(x, row(source), length, factor.magnitude)
    } else if factor < 0 {
      _ = __gmpn_submul_1(x, row(source), length, factor.magnitude)
    }
  }

  // MARK: The sum and sizes

  /// sum += row.
  package mutating func accumulate(_ index: Int) {
    precondition(index >= 0 && index < active, "a row that is not used")
    let (x, sum) = (row(index), row(count))
    var carry = __gmpn_add_n(sum, sum, x, length)
    // The words above are all 0 or all 1.
    var position = length
    if Int(bitPattern: x[length - 1]) >= 0 {
      while carry != 0, position <= capacity {
        let (value, overflow) = sum[position].addingReportingOverflow(1)
        sum[position] = value
        carry = overflow ? 1 : 0
        position += 1
      }
    } else {
      carry = 1 - carry
      while carry != 0, position <= capacity {
        let (value, overflow) = sum[position].subtractingReportingOverflow(1)
        sum[position] = value
        carry = overflow ? 1 : 0
        position += 1
      }
    }
  }

  /// Whether every row is less than 2^bits in modulus.
  ///
  /// - Precondition: 0 <= bits < 63.
  package func isBelow(bits: Int) -> Bool {
    precondition(bits >= 0 && bits < 63, "a bound that is not a word")
    for index in 0..<active {
      let x = row(index)
      let low = Int(bitPattern: x[0])
      if low >= 1 << bits || low <= -(1 << bits) { return false }
      let sign = UInt(bitPattern: low >> 63)
      for position in 1..<length where x[position] != sign { return false }
    }
    return true
  }

  /// The sum of the rows so far.
  package var sum: Integer { integer(row(count), capacity + 1) }

  /// The value of a row.
  package func value(at index: Int) -> Integer { integer(row(index), length) }

  private func integer(_ source: UnsafeMutablePointer<UInt>, _ size: Int) -> Integer {
    Integer.computing { result in
      guard let target = __gmpz_limbs_write(result, size) else { return }
      let isNegative = Int(bitPattern: source[size - 1]) < 0
      if isNegative {
        _ = __gmpn_neg(target, source, size)
      } else {
        target.update(from: source, count: size)
      }
      __gmpz_limbs_finish(result, isNegative ? -size : size)
    }
  }
}
