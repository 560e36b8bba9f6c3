import Multiprecision
import TestSupport
import Testing

/// Against Python's integers: `Data/generate.py`.
@Suite struct IntegerReferenceTests {
  private func integers(_ name: String) throws -> [[Integer]] {
    let lines = try referenceLines(name)
    #expect(lines.count > 100, "\(name) is not complete")
    return try lines.map { try $0.map { try #require(Integer($0)) } }
  }

  @Test func arithmetic() throws {
    for row in try integers("integer-arithmetic.txt") {
      let (a, b) = (row[0], row[1])
      #expect(a + b == row[2] && a - b == row[3] && a * b == row[4], "\(a), \(b)")
      #expect(a & b == row[5] && a | b == row[6] && a ^ b == row[7], "\(a), \(b)")
      #expect(~a == -a - 1)
      #expect(Integer.greatestCommonDivisor(a, b) == row[8], "\(a), \(b)")
      #expect(Integer.leastCommonMultiple(a, b) == row[9], "\(a), \(b)")
    }
  }

  @Test func division() throws {
    for row in try integers("integer-division.txt") {
      let (a, b) = (row[0], row[1])
      #expect(try a.quotient(dividingBy: b) == row[2], "\(a) / \(b)")
      #expect(try a.quotient(dividingBy: b, rounding: .down) == row[3], "\(a) / \(b)")
      #expect(try a.quotient(dividingBy: b, rounding: .up) == row[4], "\(a) / \(b)")
      #expect(try a.modulo(b) == row[5], "\(a) mod \(b)")
    }
  }

  @Test func shifts() throws {
    for row in try integers("integer-shifts.txt") {
      let count = try #require(row[1].asInt)
      #expect(row[0] << count == row[2], "\(row[0]) << \(count)")
      #expect(row[0] >> count == row[3], "\(row[0]) >> \(count)")
      #expect(row[0].shifted(leftBy: -count) == row[3], "\(row[0]) >> \(count)")
    }
  }

  @Test func modularArithmetic() throws {
    for line in try referenceLines("integer-modular.txt") {
      let row = try line.prefix(4).map { try #require(Integer($0)) }
      #expect(try row[0].power(row[1], modulo: row[2]) == row[3], "\(line)")
      #expect(row[0].inverse(modulo: row[2]) == Integer(line[4]), "\(line)")
    }
  }

  @Test func combinatorics() throws {
    for row in try integers("integer-combinatorics.txt") {
      let (n, k) = (row[0], try #require(row[1].asInt))
      #expect(Integer.binomial(n, k) == row[2], "C(\(n), \(k))")
      #expect(try Integer.binomial(n, k, maximumBitWidth: 2000) == row[2], "C(\(n), \(k))")
      #expect(n.fallingFactorial(k) == row[3], "\(n) falling \(k)")
      #expect(n.risingFactorial(k) == row[4], "\(n) rising \(k)")
    }
  }

  @Test func roots() throws {
    for row in try integers("integer-roots.txt") {
      let (root, exact) = try row[0].root(try #require(row[1].asInt))
      #expect(root == row[2] && exact == (row[3] == 1), "root of \(row[0]), \(row[1])")
      if row[1] == 2 { #expect(row[0].isPerfectSquare == exact) }
    }
  }

  @Test func radices() throws {
    for line in try referenceLines("integer-text.txt") {
      let value = try #require(Integer(line[0]))
      #expect(value.description == line[0])
      #expect(value.text(radix: 2) == line[1] && Integer(line[1], radix: 2) == value)
      #expect(value.text(radix: 16) == line[2] && Integer(line[2], radix: 16) == value)
      #expect(value.bitWidth == (value.isZero ? 0 : line[1].count { $0 != "-" }))
    }
  }
}
