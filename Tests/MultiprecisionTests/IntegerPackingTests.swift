import TestSupport
import Testing

@testable import Multiprecision

@Suite struct IntegerPackingTests {
  /// Packing and unpacking are inverse, and a product of packed rows is the row of convolutions.
  @Test func productsAreConvolutions() {
    var random = TestRandom(seed: 77)
    for _ in 0..<TestEffort.samples(60) {
      func row(_ random: inout TestRandom) -> [Integer] {
        let bits = random.choice([0, 1, 30, 63, 64, 65, 100])
        let bound = Integer.one << bits
        return (0..<random.int(in: 1...9)).map { _ in
          let value =
            Integer(random.int(in: 0...1_000_000)) * Integer(random.int(in: 0...1_000_000))
          let small = (try? value.quotientAndRemainder(dividingBy: bound).remainder) ?? .zero
          let sign = random.int(in: -1...1)
          return random.int(in: 0...4) == 0 ? Integer(sign) * bound : Integer(sign) * small
        }
      }
      let (a, b) = (row(&random), row(&random))
      let limbs = random.choice([4, 5])
      let packed = Integer.packed(a, limbs: limbs)
      #expect(packed.unpacked(slots: 0..<a.count, of: a.count, limbs: limbs) == a, random.comment)
      let count = a.count + b.count - 1
      let product = packed * Integer.packed(b, limbs: limbs)
      let expected = (0..<count).map { k in
        a.indices.reduce(Integer.zero) { sum, i in
          b.indices.contains(k - i) ? sum + a[i] * b[k - i] : sum
        }
      }
      #expect(
        product.unpacked(slots: 0..<count, of: count, limbs: limbs) == expected, random.comment)
      let middle = count / 3..<count
      #expect(
        product.unpacked(slots: middle, of: count, limbs: limbs) == Array(expected[middle]),
        random.comment)
    }
  }
}
