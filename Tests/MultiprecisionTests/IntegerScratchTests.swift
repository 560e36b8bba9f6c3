import TestSupport
import Testing

@testable import Multiprecision

@Suite struct IntegerScratchTests {
  /// A random walk of operations on a row and on an array of values stays equal.
  @Test func rowAgreesWithValues() {
    var random = TestRandom(seed: 501)
    var values = (0..<6).map { _ in random.biasedInteger() }
    var row = IntegerScratch(values)
    for _ in 0..<TestEffort.samples(3000) {
      let (source, target) = (random.int(in: 0...5), random.int(in: 0...5))
      let factor = random.biasedInteger(bits: 100)
      switch random.int(in: 0...6) {
      case 0:
        row.add(source, to: target)
        values[target] = values[target] + values[source]
      case 1:
        row.subtract(source, from: target)
        values[target] = values[target] - values[source]
      case 2:
        row.add(factor, to: target)
        values[target] = values[target] + factor
      case 3:
        row.multiply(target, by: factor)
        values[target] = values[target] * factor
      case 4:
        row.addProduct(of: source, factor, to: target)
        values[target] = values[target] + values[source] * factor
      case 5:
        row.subtractProduct(of: source, factor, from: target)
        values[target] = values[target] - values[source] * factor
      default:
        row.set(target, to: factor)
        values[target] = factor
      }
      if values[target].bitWidth > 5000 {
        values[target] = values[target] >> 4000
        row.set(target, to: values[target])
      }
      #expect(row.value(at: target) == values[target], random.comment)
      #expect(row.isZero(at: target) == values[target].isZero, random.comment)
    }
    for index in 0..<6 { #expect(row.value(at: index) == values[index], random.comment) }
    expectHashingLaws(row.value(at: 0), values[0], random.comment)
  }

  @Test func emptyRow() {
    let row = IntegerScratch([])
    #expect(row.count == 0)
  }
}
