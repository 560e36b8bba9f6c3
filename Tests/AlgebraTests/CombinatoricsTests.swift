import Algebra
import Multiprecision
import Testing

@Suite struct CombinatoricsTests {
  @Test func partitions() throws {
    let counts = (0...12).map { IntegerPartition.all(of: $0).count }
    #expect(counts == [1, 1, 2, 3, 5, 7, 11, 15, 22, 30, 42, 56, 77])
    #expect(
      IntegerPartition.all(of: 4).map(\.parts) == [
        [4], [3, 1], [2, 2], [2, 1, 1], [1, 1, 1, 1],
      ])
    #expect(IntegerPartition.all(of: -1).isEmpty)
    #expect(IntegerPartition([1, -1]) == nil && IntegerPartition([0, 1, 3])?.parts == [3, 1])
    for n in 0...8 {
      var standardTableaux = Integer.zero
      for partition in IntegerPartition.all(of: n) {
        #expect(partition.size == n && partition.conjugate.conjugate == partition)
        var hooks = Integer.one
        for (row, column) in partition.boxes {
          let arm = partition.armLength(row: row, column: column)
          let leg = partition.legLength(row: row, column: column)
          #expect(partition.conjugate.armLength(row: column, column: row) == leg)
          hooks *= Integer(arm + leg + 1)
        }
        // The hook length formula, and the sum of squares over all shapes.
        let count = try Integer.factorial(n).exactQuotient(dividingBy: hooks)
        standardTableaux += count * count
      }
      #expect(try standardTableaux == Integer.factorial(n))
    }
  }

  @Test func stirlingNumbers() throws {
    #expect(StirlingNumbers.secondKind(row: 5) == [0, 1, 15, 25, 10, 1])
    #expect(StirlingNumbers.unsignedFirstKind(row: 5) == [0, 24, 50, 35, 10, 1])
    #expect(StirlingNumbers.firstKind(row: 4) == [0, -6, 11, -6, 1])
    #expect(StirlingNumbers.secondKind(row: 0) == [1] && StirlingNumbers.firstKind(row: -1).isEmpty)
    for n in 0...10 {
      let power = Polynomial.x.power(n)
      #expect(
        power.fallingFactorialCoefficients
          == StirlingNumbers.secondKind(row: n).map { Rational($0) })
      var unit = Array(repeating: Rational.zero, count: n + 1)
      unit[n] = .one
      #expect(
        Polynomial(fallingFactorialCoefficients: unit)
          == Polynomial(coefficients: StirlingNumbers.firstKind(row: n).map { Rational($0) }))
    }
  }

  @Test func bernoulliRecurrence() throws {
    let numbers = BernoulliNumbers.through(30)
    for n in 1...29 {
      let sum = (0...n).reduce(Rational.zero) {
        $0 + Rational(Integer.binomial(Integer(n + 1), $1)) * numbers[$1]
      }
      #expect(sum.isZero)
    }
    #expect(BernoulliNumbers.through(-1).isEmpty && BernoulliNumbers.through(0) == [1])
  }
}
